"""Who writes what of a text, and until when: tables of role x kind, and of moment x state."""

from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from departments.deadlines import deadline_of
from departments.models import Cycle, Extension, Plan, Role
from departments.models.plans import State
from projects.models import Project
from tests import builders
from tests.projects.drafting.author import Author, a_cell

pytestmark = pytest.mark.django_db

LEAD, MAIN, SUBORDINATE = "单位审核人", "本级编制人", "二级单位编制人"
OWN, FOREIGN = "own project", "another unit's project"
#: who -> the things whose cells they may write
WRITES = {
    LEAD: {"plan", "sub_goal", "measure", OWN, FOREIGN},
    MAIN: {"plan", "sub_goal", "measure", OWN, FOREIGN},
    SUBORDINATE: {OWN},
}
THINGS = ("plan", "sub_goal", "measure", OWN, FOREIGN)


@pytest.fixture
def place():
    """A department with its own unit and a subordinate one, and a project of each in its text."""
    department = builders.a_department()
    main = builders.a_unit(department)
    subordinate = builders.a_unit(department)
    projects = tuple(
        builders.a_project(unit_code=unit.code, unit_name=unit.name, name=f"{unit.name}项目")
        for unit in (subordinate, main)
    )
    plan = builders.a_plan(builders.a_text(projects=projects), department=department)
    return department, main, subordinate, plan


def somebody(who: str, place):
    department, main, subordinate, _ = place
    if who == LEAD:
        return builders.a_user(Role.DEPARTMENT_LEAD, place=department)
    user = builders.a_user(Role.UNIT_STAFF, place=department)
    user.memberships.update(unit=main if who == MAIN else subordinate)
    return user


def cells_in(plan: Plan, thing: str) -> list[tuple[str, str]]:
    """A cell of every kind that the thing is made of, with what stands there."""
    if thing == "plan":
        return [(f"plan:{plan.pk}:overall_goal", plan.overall_goal)]
    if thing in ("sub_goal", "measure"):
        row, cell = (plan.sub_goals.get(), "title") if thing == "sub_goal" else (plan.measures.first(), "text")
        return [(f"{thing}:{row.pk}:{cell}", getattr(row, cell))]
    project = plan.projects.order_by("position")[0 if thing == OWN else 1]
    rows = [
        ("project", project, "purpose"),
        ("milestone", project.milestones.first(), "percent"),
        ("goal", project.goals.first(), "text"),
        ("indicator", project.indicators.first(), "basis"),
    ]
    return [(f"{kind}:{row.pk}:{cell}", getattr(row, cell)) for kind, row, cell in rows]


class TestWhoWritesWhat:
    @pytest.mark.parametrize("thing", THINGS)
    @pytest.mark.parametrize("who", WRITES)
    def test_cells(self, log_in, place, who, thing):
        plan = place[3]
        author = Author(log_in(somebody(who, place)), plan)
        text = Plan.objects.with_text().get(pk=plan.pk).to_text()

        told = author.post(cells=[a_cell(at, was, "改") for at, was in cells_in(plan, thing)]).json()

        may = thing in WRITES[who]
        assert {outcome["state"] for outcome in told["cells"]} == {"saved" if may else "gone"}
        assert (Plan.objects.with_text().get(pk=plan.pk).to_text() == text) is not may

    @pytest.mark.parametrize("do", ["remove", "move"])
    @pytest.mark.parametrize("thing", [thing for thing in THINGS if thing != "plan"])
    @pytest.mark.parametrize("who", WRITES)
    def test_rows(self, log_in, place, who, thing, do):
        plan = place[3]
        author = Author(log_in(somebody(who, place)), plan)
        rows = [at.split(":")[:2] for at, _ in cells_in(plan, thing) if not at.startswith("milestone")]

        told = [author.post(rows=[{"do": do, "kind": kind, "id": row}]).json()["rows"][0] for kind, row in rows[::-1]]

        assert {outcome["state"] for outcome in told} == {"saved" if thing in WRITES[who] else "gone"}

    @pytest.mark.parametrize("thing", [OWN, FOREIGN])
    @pytest.mark.parametrize("who", WRITES)
    def test_rows_below_a_project_are_added(self, log_in, place, who, thing):
        plan = place[3]
        author = Author(log_in(somebody(who, place)), plan)
        project = plan.projects.order_by("position")[0 if thing == OWN else 1]
        row = {"do": "add", "kind": "goal", "id": str(uuid4()), "parent": str(project.pk)}

        (outcome,) = author.post(rows=[row]).json()["rows"]

        assert outcome["state"] == ("saved" if thing in WRITES[who] else "gone")

    @pytest.mark.parametrize("who", WRITES)
    def test_a_removed_foreign_project_comes_back_by_who_may_write_it(self, log_in, place, who):
        plan = place[3]
        foreign = plan.projects.order_by("position")[1]
        lead = Author(log_in(somebody(LEAD, place)), plan)
        lead.save(rows=[{"do": "remove", "kind": "project", "id": str(foreign.pk)}])

        told = Author(log_in(somebody(who, place)), plan).post(
            rows=[{"do": "restore", "kind": "project", "id": str(foreign.pk)}]
        )

        assert told.json()["rows"][0]["state"] == ("saved" if FOREIGN in WRITES[who] else "gone")

    def test_a_new_project_of_a_subordinate_unit_is_that_units(self, log_in, place):
        _, main, subordinate, plan = place
        author = Author(log_in(somebody(SUBORDINATE, place)), plan)
        new = str(uuid4())

        author.save(rows=[{"do": "add", "kind": "project", "id": new, "cells": {"unit_code": main.code}}])
        told = author.post(cells=[a_cell(f"project:{new}:unit_code", subordinate.code, main.code)]).json()

        project = Project.objects.get(pk=new)
        assert (project.unit, project.unit_code, project.unit_name) == (
            subordinate, subordinate.code, subordinate.name,
        )  # fmt: skip
        assert told["cells"][0]["state"] == "gone"

    def test_a_project_goes_to_another_unit_with_its_code(self, log_in, place):
        _, main, _, plan = place
        own = plan.projects.order_by("position").first()

        Author(log_in(somebody(LEAD, place)), plan).save(
            cells=[a_cell(f"project:{own.pk}:unit_code", own.unit_code, main.code)]
        )

        assert Project.objects.get(pk=own.pk).unit == main

    @pytest.mark.parametrize("thing", [OWN, FOREIGN])
    @pytest.mark.parametrize("who", WRITES)
    def test_the_right_asked_by_name_says_the_same(self, place, who, thing):
        plan = place[3]
        user = somebody(who, place)
        project = plan.projects.order_by("position")[0 if thing == OWN else 1]

        assert user.has_perm("projects.draft_project", project) == (thing in WRITES[who])
        assert user.has_perm("departments.draft_plan", plan) == ("plan" in WRITES[who])
        assert user.has_perm("projects.draft_project", plan)

    @pytest.mark.parametrize(("who", "writable"), [(LEAD, "1"), (MAIN, "1"), (SUBORDINATE, "0")])
    def test_the_page_shows_what_may_be_written(self, log_in, place, who, writable):
        plan = place[3]
        client = log_in(somebody(who, place))
        own, foreign = plan.projects.order_by("position")

        workbench = client.get(reverse("plan_edit", args=[plan.pk])).content.decode()
        pages = [client.get(reverse("project_edit", args=[plan.pk, p.pk])).content.decode() for p in (own, foreign)]

        assert f'data-writable="{writable}"' in workbench
        assert ['data-writable="1"' in page for page in pages] == [True, writable == "1"]

    @pytest.mark.parametrize("role", [Role.FIRST_REVIEWER, Role.FINAL_REVIEWER, Role.BUDGET_MANAGER])
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_the_bureau_reads_and_does_not_write(self, log_in, place, role, method):
        department, plan = place[0], place[3]
        Plan.objects.filter(pk=plan.pk).update(state=State.RETURNED)
        at = department if role == Role.FIRST_REVIEWER else department.region
        client = log_in(builders.a_user(role, place=at))

        for name in ("plan_edit", "plan_save"):
            assert getattr(client, method)(reverse(name, args=[plan.pk])).status_code == 403

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_another_departments_text_does_not_exist(self, log_in, place, method):
        plan = place[3]
        client = log_in(builders.a_user(Role.DEPARTMENT_LEAD))
        project = plan.projects.first()

        addresses = [
            reverse(name, args=[plan.pk]) for name in ("plan_edit", "plan_save", "removed_rows", "project_copy")
        ]
        addresses += [reverse(name, args=[plan.pk, project.pk]) for name in ("project_edit", "rows_copy")]
        assert [getattr(client, method)(address).status_code for address in addresses] == [404] * len(addresses)


class TestUntilWhen:
    #: deadline and extension in hours from now, open?, -> may be written; a text that was returned may be written after
    #: the deadline too, for the bureau asked for it
    MOMENTS = (
        (None, None, True, True),
        (1, None, True, True),
        (-1, None, True, False),
        (-2, 1, True, True),
        (-2, -1, True, False),
        (2, 1, True, True),
        (None, None, False, False),
    )

    @pytest.mark.parametrize("state", [State.DRAFTING, State.RETURNED])
    @pytest.mark.parametrize(("deadline", "extension", "is_open", "may"), MOMENTS)
    def test_a_text_is_written(self, log_in, deadline, extension, is_open, may, state):
        plan = builders.a_plan(state=state)
        now = timezone.now()
        submit_by = deadline and now + timedelta(hours=deadline)
        Cycle.objects.filter(pk=plan.cycle_id).update(submit_by=submit_by, is_open=is_open)
        if extension:
            an_extension(plan, now + timedelta(hours=extension))
        author = Author(log_in(plan.created_by), plan)
        may = may or (is_open and state == State.RETURNED)

        heard = author.client.get(author.address).json()
        saved = author.post(cells=[a_cell(f"plan:{plan.pk}:stage", "草案", "送审稿")])
        page = author.client.get(reverse("plan_edit", args=[plan.pk])).content.decode()

        assert saved.status_code == (200 if may else 409)
        assert heard["read_only"] == ("" if may else saved.json()["error"])
        assert Plan.objects.get(pk=plan.pk).stage == ("送审稿" if may else "草案")
        assert f'data-writable="{"1" if may else "0"}"' in page
        assert ("只能查看" in page) is not may

    def test_an_extension_of_another_department_does_not_count(self):
        plan, other = builders.a_plan(), builders.a_plan()
        Cycle.objects.update(submit_by=timezone.now() - timedelta(hours=1))
        an_extension(other, timezone.now() + timedelta(days=1))

        over = [deadline_of(Plan.objects.get(pk=pk)).is_over for pk in (plan.pk, other.pk)]

        assert over == [True, False]

    def test_the_latest_extension_counts_and_its_reason_is_in_view(self, log_in):
        plan = builders.a_plan()
        Cycle.objects.update(submit_by=timezone.now() - timedelta(hours=1))
        an_extension(plan, timezone.now() + timedelta(days=2), reason="项目划转未完")
        an_extension(plan, timezone.now() - timedelta(minutes=1), reason="先前的一次")

        page = log_in(plan.created_by).get(reverse("plan_edit", args=[plan.pk])).content.decode()

        assert "项目划转未完" in page
        assert "还有 2 天" in page

    def test_days_are_counted_in_beijing(self):
        plan = builders.a_plan()
        beijing = ZoneInfo("Asia/Shanghai")
        tonight = datetime.now(beijing).replace(hour=23, minute=59, second=59)
        Cycle.objects.filter(pk=plan.cycle_id).update(submit_by=tonight)

        assert deadline_of(Plan.objects.get(pk=plan.pk)).days_left == 0


def an_extension(plan: Plan, until, reason: str = "机构改革") -> Extension:
    return Extension.objects.create(
        cycle=plan.cycle, department=plan.department, until=until, reason=reason, granted_by=builders.a_user()
    )
