"""Compare and set: a cell is written only over what its author saw."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from departments.models import Plan, Role
from departments.models.plans import SENT_STATES, WRITABLE_STATES
from projects.models import Indicator, Project
from projects.saving.changes import CellChange, Save
from projects.saving.save import NotWritableError, save
from tests import builders
from texts.columns import names

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.both_databases("a save is compared and set by one statement, under the text's lock"),
]


def typed(plan, row, cell, now, *, was=None, seen=0, by=None, kind="indicator"):
    """One autosave of one cell; `was` is what stands there unless the author saw something else."""
    was = getattr(row, cell) if was is None else was
    saved = save(plan, Save((), (CellChange(kind, row.pk, cell, was, now),), seen), by=by or plan.created_by)
    return saved.cells[0], saved


@pytest.fixture
def row(plan):
    return Indicator.objects.filter(project__plan=plan).first()


def test_a_cell_is_stored_and_the_text_moves_on(plan, row):
    outcome, saved = typed(plan, row, "target", "≥1300册")

    row.refresh_from_db()
    assert (outcome.state, row.target) == ("saved", "≥1300册")
    assert saved.version == 2
    assert Plan.objects.get(pk=plan.pk).version == 2


class TestSeveralCellsOfARow:
    """They are written in one statement where all stand as their author saw them, else each by itself."""

    @staticmethod
    def save(plan, *cells, kind="indicator", by=None):
        """Cells as (row, name, was, now)."""
        changes = tuple(CellChange(kind, row.pk, name, was, now) for row, name, was, now in cells)
        return [
            (outcome.cell, outcome.state)
            for outcome in save(plan, Save((), changes, 0), by=by or plan.created_by).cells
        ]

    def test_they_are_one_statement(self, plan, row):
        with CaptureQueriesContext(connection) as queries:
            told = self.save(plan, *((row, name, getattr(row, name), "改") for name in names()))

        row.refresh_from_db()
        assert told == [(name, "saved") for name in names()]
        assert {getattr(row, name) for name in names()} == {"改"}
        assert len([q for q in queries if 'UPDATE "projects_indicator"' in q["sql"]]) == 1

    def test_a_cell_that_another_changed_asks_and_the_others_are_saved(self, plan, row):
        other = builders.a_user(Role.DEPARTMENT_LEAD, place=plan.department)
        typed(plan, row, "target", "≥1300册", by=other)

        told = self.save(
            plan, (row, "name", row.name, "改"), (row, "target", "≥1200册", "改"), (row, "basis", row.basis, "改")
        )

        row.refresh_from_db()
        assert told == [("name", "saved"), ("target", "conflict"), ("basis", "saved")]
        assert (row.name, row.target, row.basis) == ("改", "≥1300册", "改")

    def test_repeated_they_stand_so_already(self, plan, row):
        cells = [(row, name, getattr(row, name), f"改{name}") for name in ("name", "target")]

        assert [state for _, state in self.save(plan, *cells)] == ["saved", "saved"]
        assert [state for _, state in self.save(plan, *cells)] == ["same", "same"]

    def test_a_cell_changed_twice_in_one_save_is_changed_in_order(self, plan, row):
        told = self.save(
            plan, *((row, "name", was, now) for was, now in ((row.name, "一"), ("一", "二"), ("二", "一")))
        )

        row.refresh_from_db()
        assert told == [("name", "saved")] * 3
        assert row.name == "一"

    def test_amount_and_unit_go_with_their_cells(self, plan):
        project = plan.projects.get()
        unit = builders.a_unit(plan.department)

        self.save(
            plan,
            (project, "budget", project.budget, "13.50"),
            (project, "unit_code", project.unit_code, unit.code),
            (project, "purpose", project.purpose, "改"),
            kind="project",
        )

        project.refresh_from_db()
        assert (str(project.budget_amount), project.unit, project.purpose) == ("13.500000", unit, "改")

    def test_a_subordinate_unit_gives_no_project_away(self, plan):
        project, main = plan.projects.get(), builders.a_unit(plan.department)
        own = builders.a_unit(plan.department)
        Project.objects.filter(pk=project.pk).update(unit=own)
        user = builders.a_user(Role.UNIT_STAFF, place=plan.department)
        user.memberships.update(unit=own)

        told = self.save(
            plan,
            (project, "unit_code", project.unit_code, main.code),
            (project, "name", project.name, "改"),
            (project, "purpose", project.purpose, "改"),
            kind="project",
            by=user,
        )

        project.refresh_from_db()
        assert told == [("unit_code", "gone"), ("name", "saved"), ("purpose", "saved")]
        assert (project.unit, project.name, project.purpose) == (own, "改", "改")


def test_another_cell_of_the_row_merges(plan, row):
    typed(plan, row, "target", "≥1300册")
    outcome, _ = typed(plan, row, "basis", "采购合同二")

    row.refresh_from_db()
    assert outcome.state == "saved"
    assert (row.target, row.basis) == ("≥1300册", "采购合同二")


def test_the_same_cell_asks_with_the_others_words_and_name(plan, row):
    other = builders.a_user(Role.DEPARTMENT_LEAD, place=plan.department, name="沈知行")
    typed(plan, row, "target", "≥1300册", by=other)

    outcome, saved = typed(plan, row, "target", "≥1400册", was="≥1200册")

    row.refresh_from_db()
    assert (outcome.state, outcome.value, outcome.by) == ("conflict", "≥1300册", "沈知行")
    assert outcome.at == plan.cell_edits.get().edited_at
    assert row.target == "≥1300册"
    assert saved.version == 3


def test_a_repeated_save_is_no_conflict_with_oneself(plan, row):
    typed(plan, row, "target", "≥1300册", was="≥1200册")

    outcome, _ = typed(plan, row, "target", "≥1300册", was="≥1200册")

    assert outcome.state == "same"


def test_a_row_of_another_text_does_not_exist(plan, row):
    other = builders.a_plan()

    outcome, _ = typed(other, row, "target", "≥1元")

    row.refresh_from_db()
    assert (outcome.state, outcome.value, row.target) == ("gone", "", "≥1200册")


def test_another_text_itself_cannot_be_typed_into(plan):
    other = builders.a_plan()

    outcome, _ = typed(plan, other, "overall_goal", "改写", kind="plan")

    assert outcome.state == "gone"
    assert Plan.objects.get(pk=other.pk).overall_goal == other.overall_goal


def test_a_missing_row_is_told(plan, row):
    outcome, _ = typed(plan, Indicator(pk=uuid4()), "target", "≥1元", was="")

    assert outcome.state == "gone"


def test_an_amount_is_kept_as_a_number_too(plan):
    project = plan.projects.get()

    typed(plan, project, "budget", "1,300.50", kind="project")
    as_number = Project.objects.get(pk=project.pk).budget_amount
    typed(plan, project, "budget", "约13万", was="1,300.50", kind="project")

    assert str(as_number) == "1300.500000"
    assert Project.objects.get(pk=project.pk).budget == "约13万"
    assert Project.objects.get(pk=project.pk).budget_amount is None


def test_news_of_others_come_with_the_answer(plan, row):
    other = builders.a_user(Role.DEPARTMENT_LEAD, place=plan.department, name="沈知行")
    typed(plan, row, "name", "印制册数", by=other, seen=1)

    _, saved = typed(plan, row, "target", "≥1300册", seen=1)
    _, later = typed(plan, row, "target", "≥1350册", was="≥1300册", seen=saved.version)

    assert [(n.place, n.value, n.by) for n in saved.news] == [(f"{row.pk}:name", "印制册数", "沈知行")]
    assert later.news == []


@pytest.mark.parametrize("state", [s for s in SENT_STATES if s not in WRITABLE_STATES])
def test_a_sent_text_is_not_written(plan, row, state):
    Plan.objects.filter(pk=plan.pk).update(state=state)

    with pytest.raises(NotWritableError, match="不能修改"):
        typed(plan, row, "target", "≥1300册")

    row.refresh_from_db()
    assert row.target == "≥1200册"
    assert Plan.objects.get(pk=plan.pk).version == 1


@pytest.mark.parametrize("count", [1, 6])
def test_a_save_costs_the_same_queries_however_long_the_text(count, django_assert_max_num_queries):
    plan = builders.a_plan(builders.a_text(projects=(builders.a_project(),) * count))
    row = Indicator.objects.filter(project__plan=plan).first()

    with django_assert_max_num_queries(10):
        typed(plan, row, "target", "≥1300册")
