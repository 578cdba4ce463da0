"""A partial return: what was opened may be written, the rest stays as it is, by whatever way one tries."""

from uuid import uuid4

import pytest

from departments.models import Plan, State
from projects.saving.changes import CellChange, RowChange, Save
from projects.saving.save import NotWritableError, save
from reviews.workflow import StepWords
from tests import builders
from tests.reviews.people import a_case

pytestmark = pytest.mark.django_db


def two_projects():
    other = builders.a_project(code="13990125P00001310001T", name="校舍维修")
    return builders.a_text(projects=(builders.a_project(), other))


def returned(*parts: str):
    """Returned with these parts open: section names, or 1 for the first project."""
    case = a_case(text=two_projects()).go("submit", "open_first")
    first = str(case.plan.projects.first().pk)
    opened = frozenset(first if part == "1" else part for part in parts)
    return case.go(("return", case.people.first, StepWords(read=case.sha256, comment="改。", opened=opened)))


def text_of(case):
    return Plan.objects.with_text().get(pk=case.plan.pk).to_text()


def type_in(case, kind: str, row, cell: str, now: str = "改过") -> str:
    """What became of typing into a cell."""
    change = CellChange(kind, row.pk, cell, getattr(row, cell), now)
    return save(case.plan, Save((), (change,), 0), by=case.people.lead).cells[0].state


def change(case, do: str, kind: str, row: object = None, parent: object = None) -> str:
    request = RowChange(do, kind, row.pk if row else uuid4(), parent and parent.pk, None)
    return save(case.plan, Save((request,), (), 0), by=case.people.lead).rows[0].state


def test_an_opened_project_is_written_and_no_other():
    case = returned("1")
    first, second = case.plan.projects.all()

    states = [
        type_in(case, "project", first, "purpose"),
        type_in(case, "indicator", first.indicators.first(), "target", "≥1300册"),
        type_in(case, "project", second, "purpose"),
        type_in(case, "goal", second.goals.first(), "text"),
        type_in(case, "milestone", second.milestones.first(), "percent", "20"),
    ]

    assert states == ["saved", "saved", "gone", "gone", "gone"]


def test_closed_sections_stay_as_they_are():
    case = returned("measures")
    before = text_of(case)

    states = {
        "overall_goal": type_in(case, "plan", case.plan, "overall_goal"),
        "cover": type_in(case, "plan", case.plan, "stage"),
        "sub_goal": type_in(case, "sub_goal", case.plan.sub_goals.first(), "title"),
        "add_sub_goal": change(case, "add", "sub_goal"),
        "measure": type_in(case, "measure", case.plan.measures.first(), "text"),
        "add_measure": change(case, "add", "measure"),
    }

    after = text_of(case)
    assert states == {
        "overall_goal": "gone",
        "cover": "gone",
        "sub_goal": "gone",
        "add_sub_goal": "gone",
        "measure": "saved",
        "add_measure": "saved",
    }
    assert (after.overall_goal, after.sub_goals, after.projects) == (
        before.overall_goal,
        before.sub_goals,
        before.projects,
    )


def test_no_project_comes_or_goes_or_moves():
    case = returned("1", "measures")
    first = case.plan.projects.first()

    states = [
        change(case, "add", "project"),
        change(case, "remove", "project", first),
        change(case, "move", "project", first),
    ]

    assert states == ["gone"] * 3
    assert case.plan.projects.count() == 2


def test_rows_of_an_opened_project_come_and_go():
    case = returned("1")
    first, second = case.plan.projects.all()

    assert [change(case, "add", "goal", parent=first), change(case, "add", "goal", parent=second)] == ["saved", "gone"]


def test_a_project_of_an_opened_text_keeps_its_unit():
    case = returned("1")

    assert type_in(case, "project", case.plan.projects.first(), "unit_code", "131002") == "gone"


def test_after_submitting_everything_is_closed_and_after_a_whole_return_all_open():
    case = returned("measures").go("submit")
    with pytest.raises(NotWritableError, match="现为“已送审”"):
        type_in(case, "measure", case.plan.measures.first(), "text")

    case.go("open_first", "return")

    assert (case.plan.opened, type_in(case, "plan", case.plan, "overall_goal")) == (None, "saved")


def test_while_the_lead_signs_off_the_staff_may_not_write():
    case = a_case(has_sign_off=True).go("hand_in")
    change = CellChange("plan", case.plan.pk, "overall_goal", case.plan.overall_goal, "改过")

    with pytest.raises(NotWritableError, match="现为“单位审核中”，由单位审核人修改"):
        save(case.plan, Save((), (change,), 0), by=case.people.staff)

    assert save(case.plan, Save((), (change,), 0), by=case.people.lead).cells[0].state == "saved"


def test_a_page_that_was_opened_before_the_step_writes_by_the_rules_after_it():
    case = a_case(text=two_projects()).go("submit", "open_first", "return")
    opened_before = Plan.objects.select_related("cycle").get(pk=case.plan.pk)
    case.go("submit", "open_first")
    part = frozenset({"measures"})
    case.go(("return", case.people.first, StepWords(read=case.sha256, comment="改。", opened=part)))
    change = CellChange("plan", case.plan.pk, "overall_goal", case.plan.overall_goal, "改过")

    state = save(opened_before, Save((), (change,), 0), by=case.people.lead).cells[0].state

    assert (state, Plan.objects.get().state) == ("gone", State.RETURNED)
