"""An attacker with an account of the department, or of another: what is foreign is not there, what is wrong changes
nothing, and no request is answered with a fault of ours."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from departments.models import Plan, Role
from projects.models import Goal, Indicator, Project, RemovedRow
from tests import builders
from tests.pages.drafting import form_of, page_of, shown, text_of, workbench
from tests.projects.drafting.author import Author, a_cell

pytestmark = pytest.mark.django_db

HUGE = "9" * 5_000
NONSENSE = ["", "x", HUGE, "-1", "1.5", "٣", "\x00", "null", "[]", "../..", "' OR 1=1 --", str(2**63)]
NO_WORDS = [None, 1, -1, 1.5, True, 10**30, [], {}, [[]], "\ud800"]


@pytest.fixture
def plan():
    """A text with a project of the department's own unit and one of a subordinate unit."""
    department = builders.a_department()
    units = [builders.a_unit(department), builders.a_unit(department)]
    projects = tuple(builders.a_project(unit_code=unit.code, unit_name=unit.name) for unit in units)
    return builders.a_plan(builders.a_text(projects=projects), department=department)


@pytest.fixture
def attacker(plan, log_in):
    """Staff of the subordinate unit: the second project is theirs, the first is not."""
    user = builders.a_user(Role.UNIT_STAFF, place=plan.department)
    user.memberships.update(unit=plan.projects.last().unit)
    return Author(log_in(user), plan)


@pytest.fixture
def lead(plan, log_in):
    return Author(log_in(builders.a_user(Role.DEPARTMENT_LEAD, place=plan.department)), plan)


@pytest.fixture
def elsewhere():
    """A text of another department."""
    return builders.a_plan()


def words_of(*plans: Plan):
    return [text_of(plan) for plan in plans]


class TestForeignIdentities:
    def test_cells_of_another_text_are_not_there(self, lead, plan, elsewhere):
        project = elsewhere.projects.get()
        before = words_of(plan, elsewhere)
        cells = [
            a_cell(f"plan:{elsewhere.pk}:stage", elsewhere.stage, "改"),
            a_cell(f"sub_goal:{elsewhere.sub_goals.get().pk}:title", elsewhere.sub_goals.get().title, "改"),
            a_cell(f"measure:{elsewhere.measures.first().pk}:text", elsewhere.measures.first().text, "改"),
            a_cell(f"project:{project.pk}:name", project.name, "改"),
            a_cell(f"milestone:{project.milestones.first().pk}:percent", project.milestones.first().percent, "1"),
            a_cell(f"goal:{project.goals.first().pk}:text", project.goals.first().text, "改"),
            *(a_cell(f"indicator:{project.indicators.first().pk}:{name}", "", "改") for name in ("name", "basis")),
        ]

        told = lead.post(cells=cells).json()

        assert {(one["state"], one["value"]) for one in told["cells"]} == {("gone", "")}
        assert words_of(plan, elsewhere) == before

    @pytest.mark.parametrize("do", ["move", "remove", "restore"])
    def test_rows_of_another_text_are_not_there(self, lead, plan, elsewhere, do):
        goal = elsewhere.projects.get().goals.first()
        Author(lead.client, plan).save(rows=[])
        RemovedRow.objects.create(
            plan=elsewhere, pk=uuid4(), kind="measure", cells={"text": "别人删去的", "position": 1}, removed_by=elsewhere.created_by,
            removed_at=goal.project.plan.created_at,
        )  # fmt: skip
        before = words_of(plan, elsewhere)
        row = {"move": goal, "remove": goal, "restore": RemovedRow.objects.get()}[do]
        kind = "measure" if do == "restore" else "goal"

        told = lead.post(rows=[{"do": do, "kind": kind, "id": str(row.pk)}]).json()

        assert told["rows"][0]["state"] in ("gone", "same")
        assert words_of(plan, elsewhere) == before
        assert RemovedRow.objects.count() == 1

    @pytest.mark.parametrize("kind", ["goal", "indicator"])
    def test_a_row_is_added_and_restored_only_under_an_own_project(self, attacker, lead, plan, elsewhere, kind):
        own, foreign = plan.projects.last(), plan.projects.first()
        gone = getattr(own, f"{kind}s").first()
        lead.save(rows=[{"do": "remove", "kind": kind, "id": str(gone.pk)}])
        before = words_of(plan, elsewhere)

        told = attacker.post(
            rows=[
                {"do": do, "kind": kind, "id": str(identity), "parent": str(parent)}
                for do, identity in (("add", uuid4()), ("restore", gone.pk))
                for parent in (foreign.pk, elsewhere.projects.get().pk, plan.pk, uuid4())
            ]
        ).json()

        assert {one["state"] for one in told["rows"]} == {"gone"}
        assert words_of(plan, elsewhere) == before

    @pytest.mark.parametrize("do", ["add", "move"])
    def test_a_row_behind_a_foreign_one_stands_last_in_its_own_list(self, attacker, plan, elsewhere, do):
        own = plan.projects.last()
        first = own.goals.first()
        for after in (plan.projects.first().goals.first(), elsewhere.projects.get().goals.first()):
            positions = list(Goal.objects.exclude(project=own).order_by("pk").values_list("pk", "position"))
            row = str(first.pk if do == "move" else uuid4())

            attacker.save(rows=[{"do": do, "kind": "goal", "id": row, "parent": str(own.pk), "after": str(after.pk)}])

            assert str(own.goals.last().pk) == row
            assert list(Goal.objects.exclude(project=own).order_by("pk").values_list("pk", "position")) == positions

    def test_the_identity_of_a_row_is_of_one_kind(self, lead, plan):
        indicator = Indicator.objects.filter(project__plan=plan).first()
        before = text_of(plan)

        told = lead.post(
            rows=[{"do": do, "kind": "goal", "id": str(indicator.pk)} for do in ("move", "restore")],
            cells=[a_cell(f"goal:{indicator.pk}:text", indicator.name, "改")],
        ).json()

        assert {one["state"] for one in (*told["rows"], *told["cells"])} == {"gone"}
        assert text_of(plan) == before

    def test_rows_of_another_unit_are_not_copied_into(self, attacker, plan, stored):
        foreign, own = plan.projects.all()
        attacker.client.get(workbench(plan))
        before = stored()["projects.Indicator"]

        attacker.client.post(
            reverse("rows_copy", args=[plan.pk, foreign.pk]),
            {"from": str(own.pk), "row": [str(row.pk) for row in own.indicators.all()]},
        )

        assert stored()["projects.Indicator"] == before


class TestButtons:
    def test_part_one_is_not_the_subordinate_units(self, attacker, plan):
        own, row = plan.projects.last(), plan.sub_goals.get()
        Project.objects.filter(pk=own.pk).update(sub_goal=row)
        before = text_of(plan)

        for do in (f"compose:{row.pk}", "measures", f"unlink:{own.pk}", f"link:{row.pk}", "link-all"):
            answer = attacker.client.post(workbench(plan), {"do": do, f"link:{row.pk}": str(own.pk)})
            assert answer.status_code == 409
            assert "第一部分由部门本级填写" in answer.content.decode()

        assert text_of(plan) == before
        assert Project.objects.get(pk=own.pk).sub_goal == row

    @pytest.mark.parametrize("act", ["duplicate", "unlink"])
    def test_a_project_of_another_text_is_not_there(self, lead, plan, elsewhere, act):
        before = words_of(plan, elsewhere)

        answer = lead.client.post(workbench(plan), {"do": f"{act}:{elsewhere.projects.get().pk}"})

        assert answer.status_code == 409
        assert words_of(plan, elsewhere) == before

    def test_a_button_that_cannot_act_takes_the_save_back_and_keeps_the_words_in_view(self, lead, plan):
        project = plan.projects.first()
        form = form_of(shown(lead.client, page_of(project)))
        typed = {f"project:{project.pk}:purpose": "刚刚写好的用途", "do": f"duplicate:{uuid4()}"}

        answer = lead.client.post(page_of(project), form | typed)

        page = answer.content.decode()
        assert answer.status_code == 409
        assert form_of(page)[f"project:{project.pk}:purpose"] == "刚刚写好的用途"
        assert form_of(page)["seen"] == "1"
        assert Project.objects.get(pk=project.pk).purpose != "刚刚写好的用途"
        assert lead.client.post(page_of(project), form_of(page)).status_code == 302
        assert Project.objects.get(pk=project.pk).purpose == "刚刚写好的用途"


class TestNonsense:
    """Every value that is none is tried in every place: 200 or a refusal, never a fault, and no word changes."""

    def test_a_heartbeat(self, lead):
        told = {value: lead.client.get(lead.address, {"seen": value, "at": value}).status_code for value in NONSENSE}

        assert told == dict.fromkeys(NONSENSE, 200)

    @pytest.mark.parametrize("name", ["seen", "at", "rows", "cells"])
    def test_a_part_of_a_save(self, lead, plan, name):
        before = text_of(plan)

        told = [lead.post(**{name: value}).status_code for value in (*NONSENSE, *NO_WORDS)]

        assert set(told) <= {200, 400}
        assert 400 in told
        assert text_of(plan) == before

    @pytest.mark.parametrize("name", ["kind", "id", "cell", "was", "now"])
    def test_a_cell_of_a_save(self, lead, plan, name):
        goal = plan.projects.first().goals.first()
        cell = a_cell(f"goal:{goal.pk}:text", "nobody saw this", "改")
        before = text_of(plan)

        told = [lead.post(cells=[cell | {name: value}]).status_code for value in (*NONSENSE, *NO_WORDS)]

        assert set(told) <= {200, 400}
        assert 400 in told
        assert text_of(plan) == before

    @pytest.mark.parametrize("name", ["do", "kind", "id", "parent", "after", "cells"])
    def test_a_row_of_a_save(self, lead, plan, name):
        goal = plan.projects.first().goals.first()
        row = {"do": "move", "kind": "goal", "id": str(goal.pk), "after": None}  # where it stands already
        before = text_of(plan)

        told = [lead.post(rows=[row | {name: value}]).status_code for value in (*NONSENSE, *NO_WORDS)]

        assert set(told) <= {200, 400}
        assert 400 in told
        assert text_of(plan) == before

    def test_a_button(self, lead, plan):
        acts = ["add:goal", "add:indicator", "remove:goal", "up:goal", "copy:goal", "confirm", "duplicate", "compose"]
        project = plan.projects.first()
        buttons = [f"{act}:{value}" for act in (*acts, "link", "unlink") for value in NONSENSE]
        buttons += [f"add:indicator:{project.pk}:{value}" for value in NONSENSE if value]
        before = text_of(plan)

        told = [lead.client.post(workbench(plan), {"do": do}).status_code for do in (*NONSENSE, *buttons)]

        assert set(told) == {302, 409}
        assert text_of(plan) == before

    @pytest.mark.parametrize("was", ["[" * 100_000, '{"a": ' * 50_000, "NaN", "1", '"', '{"x": 1}'])
    def test_what_a_page_showed_is_checked_too(self, lead, plan, was):
        project = plan.projects.first()

        answer = lead.client.post(page_of(project), {"was": was, f"project:{project.pk}:name": "改"})

        assert answer.status_code == 409
        assert Project.objects.get(pk=project.pk).name == project.name

    @pytest.mark.parametrize(
        "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "", "image/png"]
    )
    def test_what_is_no_save_is_refused_whatever_it_says_it_is(self, lead, plan, kind):
        before = text_of(plan)

        answer = lead.client.post(lead.address, b"cells=1&rows=2", content_type=kind)

        assert (answer.status_code, list(answer.json())) == (400, ["error"])
        assert text_of(plan) == before

    @pytest.mark.parametrize("words", ["甲\x00乙", "甲\x07乙", "甲\ud83d乙"])
    def test_characters_that_no_paper_takes_are_left_out(self, lead, plan, words):
        goal = plan.projects.first().goals.first()

        lead.save(cells=[a_cell(f"goal:{goal.pk}:text", goal.text, words)])

        goal.refresh_from_db()
        assert goal.text == "甲乙"

    def test_a_body_above_the_limit_is_refused(self, lead, settings):
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000

        answer = lead.client.post(lead.address, " " * 1_001, "application/json")

        assert answer.status_code == 400


@pytest.mark.parametrize("address", ["plan_edit", "plan_save", "project_add", "project_copy", "removed_rows"])
def test_without_the_token_of_a_page_nothing_is_taken(plan, address, stored):
    client = Client(enforce_csrf_checks=True)
    client.force_login(plan.created_by)
    before = stored()

    answer = client.post(reverse(address, args=[plan.pk]), {"do": "measures", "id": str(uuid4())})

    assert answer.status_code == 403
    assert stored() == before
