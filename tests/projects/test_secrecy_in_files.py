"""密级 where a file takes the place of what was written: kept by 项目编码 or name, never lost without a word."""

from dataclasses import replace

import pytest
from django.core.management import call_command
from django.urls import reverse

from departments.models import Plan
from projects.actions import store_text
from projects.models import ImportedFile, Project
from projects.returned.kept_files import anchored
from projects.returned.offering import offer_of
from reviews.versions.snapshots import keep_snapshot
from tests import builders
from tests.pages.drafting import text_of
from tests.publications.publishing import two_projects
from texts.interchange import dumps, sha256, to_json
from texts.model import Text

pytestmark = pytest.mark.django_db

NAME, CODE = "校园足球场修缮费", "13990125P00001310001C"
KEPT = f"原来涉密的项目“{NAME}”在文件中也有，沿用其密级。"
LOST = f"原来涉密的项目“{NAME}”在文件中没有找到，密级不会带到别的项目上，请逐个核对。"


@pytest.fixture
def plan() -> Plan:
    """A draft whose second project is secret."""
    plan = builders.a_plan(two_projects())
    Project.objects.filter(plan=plan, position=2).update(secrecy="涉密")
    return plan


def file_with(**second) -> Text:
    """The same text as a file, in another order and with words of its own."""
    text = two_projects()
    project = replace(text.projects[1], **{"purpose": "改过的用途。"} | second)
    return replace(text, projects=(project, text.projects[0]))


def secret(plan: Plan) -> list[str]:
    return list(Project.objects.filter(plan=plan).exclude(secrecy="").values_list("name", flat=True))


def uploaded(plan: Plan, text: Text, **fields) -> ImportedFile:
    """A file of this text that waits for its uploader."""
    about = {"name": "文本.json", "size": 1, "sha256": "0" * 64, "text": to_json(text, identities=True)} | fields
    return ImportedFile.objects.create(
        uploaded_by=plan.created_by, department=plan.department, cycle=plan.cycle, **about
    )


def said(answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


class TestReplacing:
    @pytest.mark.parametrize(
        "changes",
        [
            {},
            {"name": "另一个名称"},
            {"code": None},
            {"code": "另一个编码"},
            {"name": "校园 足球场修缮费", "code": None},
        ],
        ids=["same", "by code", "by name", "by name beside another code", "blanks"],
    )
    def test_keeps_it_by_code_or_name(self, plan, changes):
        text = file_with(**changes)

        store_text(text=text, department=plan.department, cycle=plan.cycle, by=plan.created_by, replace=True)

        assert secret(plan) == [text.projects[0].name]

    def test_of_two_projects_of_its_name_both_are_secret(self, plan):
        text = file_with(code=None)
        twice = replace(text, projects=(*text.projects, replace(text.projects[0], purpose="又一个。")))

        store_text(text=twice, department=plan.department, cycle=plan.cycle, by=plan.created_by, replace=True)

        assert secret(plan) == [NAME, NAME]

    def test_is_told_before_and_after(self, plan, log_in):
        client = log_in(plan.created_by)
        kept, lost = uploaded(plan, file_with()), uploaded(plan, file_with(code="另一个编码", name="另一个名称"))

        pages = [client.get(reverse("import_detail", args=[file.pk])).content.decode() for file in (kept, lost)]
        answers = [
            client.post(reverse("import_detail", args=[file.pk]), {"action": "replace"}, follow=True)
            for file in (kept, lost)
        ]

        assert [(KEPT in page, LOST in page) for page in pages] == [(True, False), (False, True)]
        assert [said(answer)[1:] for answer in answers] == [[KEPT], [LOST]]
        assert secret(plan) == []

    @pytest.mark.parametrize("left", [["project-1"], ["project-1", "project-2"]], ids=["it", "all"])
    def test_a_part_that_is_left_out_counts_as_lost(self, plan, log_in, left):
        file = uploaded(plan, file_with())

        form = {"action": "replace", "leave": left}
        answer = log_in(plan.created_by).post(reverse("import_detail", args=[file.pk]), form, follow=True)

        assert said(answer)[1:] == [LOST]

    def test_by_command_is_told_too(self, plan, tmp_path, capsys):
        path = tmp_path / "文本.json"
        path.write_bytes(dumps(file_with()))

        call_command("load_text", str(path), user=plan.created_by.username, replace=True)

        assert KEPT in capsys.readouterr().out
        assert secret(plan) == [NAME]

    def test_its_sub_goal_is_secret_with_it(self, plan):
        sub_goal = plan.sub_goals.get()
        Project.objects.filter(plan=plan, position=2).update(sub_goal=sub_goal)

        store_text(text=file_with(), department=plan.department, cycle=plan.cycle, by=plan.created_by, replace=True)

        stored = Plan.objects.with_text().get(pk=plan.pk)
        version = keep_snapshot(stored, stored.to_text(), by=plan.created_by, at=stored.updated_at, is_sent=False)
        project, new = Project.objects.get(plan=plan, secrecy="涉密"), plan.sub_goals.get()
        assert project.sub_goal == new
        assert version.classified == sorted([str(project.pk), str(new.pk)])


class TestAnotherYear:
    def test_takes_it_from_the_nearest_text_of_the_department(self, plan, log_in):
        following = builders.a_cycle(plan.department.region, fiscal_year=2026, name="2026年部门预算")
        file = uploaded(plan, file_with(code="26年的编码"))
        ImportedFile.objects.update(cycle=following)

        answer = log_in(plan.created_by).post(
            reverse("import_detail", args=[file.pk]), {"action": "store"}, follow=True
        )

        assert said(answer)[1:] == [f"2025年文本中涉密的项目“{NAME}”在文件中也有，沿用其密级。"]
        assert secret(Plan.objects.get(cycle=following)) == [NAME]

    def test_what_is_secret_no_more_is_not_secret_again(self, plan):
        following = builders.a_cycle(plan.department.region, fiscal_year=2026, name="2026年部门预算")
        place = {"department": plan.department, "cycle": following, "by": plan.created_by}
        begun = store_text(text=file_with(), **place)
        Project.objects.filter(plan=begun).update(secrecy="")

        store_text(text=file_with(), replace=True, **place)

        assert secret(begun) == []


class TestReturned:
    def accepted(self, plan, log_in, returned: Text):
        """A file that went out and comes back like this, everything in it accepted."""
        base = text_of(plan)
        answers = {"answers": plan, "base_sha256": sha256(base)}
        file = uploaded(plan, anchored(returned, base), **answers)
        chosen = list(offer_of(file, plan.created_by).by_token)
        address = reverse("returned_detail", args=[plan.pk, file.pk])
        return log_in(plan.created_by).post(address, {"action": "accept", "chosen": chosen}, follow=True)

    def without_identity(self, plan, **changes) -> Text:
        """The second project's row lost its identity on the way."""
        text = text_of(plan)
        return replace(text, projects=(text.projects[0], replace(text.projects[1], id=None, **changes)))

    def test_a_row_without_its_identity_keeps_it(self, plan, log_in):
        self.accepted(plan, log_in, self.without_identity(plan, purpose="改过的用途。"))

        assert secret(plan) == [NAME]

    def test_a_row_that_comes_with_its_name_has_it_too(self, plan, log_in):
        sub_goal = plan.sub_goals.get()
        Project.objects.filter(plan=plan, position=2).update(sub_goal=sub_goal)
        text = text_of(plan)

        copied = replace(text.projects[1], id=None, code=None, purpose="又一个。")
        answer = self.accepted(plan, log_in, replace(text, projects=(*text.projects, copied)))

        rows = Project.objects.filter(plan=plan).exclude(secrecy="").values_list("name", "sub_goal")
        assert list(rows) == [(NAME, sub_goal.pk)] * 2
        assert said(answer)[1:] == [KEPT]

    def test_a_row_that_goes_and_is_not_found_again_is_told(self, plan, log_in):
        answer = self.accepted(plan, log_in, self.without_identity(plan, name="另一个名称", code="另一个编码"))

        assert secret(plan) == []
        assert said(answer)[1:] == [LOST]

    def test_a_changed_cell_leaves_it(self, plan, log_in):
        text = text_of(plan)
        changed = replace(text.projects[1], name="另一个名称", code="另一个编码")

        answer = self.accepted(plan, log_in, replace(text, projects=(text.projects[0], changed)))

        assert secret(plan) == ["另一个名称"]
        assert said(answer)[1:] == []
