"""A part of an old version put back goes the way of everything typed: the edits are a save."""

import pytest

from departments.models import Plan
from projects.models import PaymentMilestone
from projects.saving.changes import CellChange, RowChange, Save
from projects.saving.save import save
from tests import builders
from texts.compare import Edits, edits_to_restore

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.both_databases("a save is compared and set by one statement, under the text's lock"),
]


@pytest.fixture
def plan():
    projects = (builders.a_project(), builders.a_project(code="13990125P00001310001X", name="会议费"))
    return builders.a_plan(builders.a_text(projects=projects))


def text_of(plan):
    return Plan.objects.with_text().get(pk=plan.pk).to_text()


def saved(plan, edits: Edits) -> set[str]:
    """Saves the edits as their author; the milestones of a project are there already, only their shares are typed."""
    rows = [row for row in edits.rows if row.kind != "milestone"]
    changes = [RowChange(row.do, row.kind, row.id, row.parent, row.after, row.cells) for row in rows]
    cells = [CellChange(cell.kind, cell.id, cell.cell, cell.was, cell.now) for cell in edits.cells]
    plan.refresh_from_db()
    done = save(plan, Save(tuple(changes), tuple(cells), plan.version), by=plan.created_by)
    return {outcome.state for outcome in (*done.rows, *done.cells)}


def type_over(plan):
    """Cells, rows and their order changed in every part."""
    Plan.objects.filter(pk=plan.pk).update(overall_goal="另一段。", department_name="云溪县教育体育局")
    plan.measures.first().delete()
    plan.sub_goals.update(goals="印制读本。\n发放读本。")
    first, second = plan.projects.all()
    first.indicators.first().delete()
    first.indicators.filter(name="印刷合格率").update(target="≥90%", position=99)
    first.milestones.filter(month=3).update(percent="10")
    second.goals.update(text="改过的目标。")


@pytest.mark.parametrize("part", ["cover", "overall_goal", "sub_goals", "measures", "projects"])
def test_a_section_comes_back_by_a_save(plan, part):
    old = text_of(plan)
    type_over(plan)

    states = saved(plan, edits_to_restore(text_of(plan), old, part))

    now = text_of(plan)
    assert states == {"saved"}
    assert getattr(now, part, now.department) == getattr(old, part, old.department)
    assert now != old


def test_a_project_that_was_removed_comes_back_with_its_rows(plan):
    old = text_of(plan)
    first, second = old.projects
    plan.projects.filter(pk=first.id).delete()
    edits = edits_to_restore(text_of(plan), old, str(first.id))

    states = saved(plan, edits)
    for row in (row for row in edits.rows if row.kind == "milestone"):
        found = PaymentMilestone.objects.filter(project=row.parent, month=row.cells["month"])
        found.update(percent=row.cells["percent"])

    assert states == {"saved"}
    assert text_of(plan).projects == (first, second)
    assert [row.id for row in text_of(plan).projects[0].indicators] == [row.id for row in first.indicators]
