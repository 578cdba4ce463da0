"""A whole text as light rows: what the outline, completeness and composing read, without a model instance a cell."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from departments.models import Measure, Plan, SubGoal
from projects.models import Goal, Indicator, PaymentMilestone, Project
from projects.saving.kinds import KINDS
from texts.columns import names

Row = dict[str, Any]


@dataclass(slots=True)
class Contents:
    """Rows in print order, each with its "id"; those of a project stand in its lists, its optional columns (names of
    texts/columns.py) in "columns"."""

    plan: Row
    sub_goals: list[Row] = field(default_factory=list)
    measures: list[Row] = field(default_factory=list)
    projects: list[Row] = field(default_factory=list)

    def project(self, project_id: UUID) -> Row | None:
        """The project of this identity."""
        return next((row for row in self.projects if row["id"] == project_id), None)


def outline_contents(plan: Plan) -> Contents:
    """Six queries, whatever the size."""
    cover = {name: getattr(plan, name) for name in KINDS["plan"].cells}
    return Contents(
        plan={"id": plan.pk, **cover},
        sub_goals=_rows(SubGoal.objects.filter(plan=plan), ("title", "description", "goals", "indicators")),
        measures=_rows(Measure.objects.filter(plan=plan), ("text",)),
        projects=_projects(plan),
    )


def _projects(plan: Plan) -> list[Row]:
    cells = sorted(KINDS["project"].cells)
    rows = _rows(Project.objects.filter(plan=plan), (*cells, "sub_goal_id", "unit_id", "budget_amount"))
    columns = plan.cycle.optional_columns
    below = {"project__plan": plan}
    _hang(rows, "milestones", PaymentMilestone.objects.filter(**below), ("month", "percent"))
    _hang(rows, "goals", Goal.objects.filter(**below), ("text",))
    _hang(rows, "indicators", Indicator.objects.filter(**below), (*names(columns), "is_offered"))
    return [row | {"columns": columns} for row in rows]


def _rows(found: QuerySet[Any], names: Iterable[str]) -> list[Row]:
    return list(found.order_by("position", "pk").values("id", *names))


def _hang(projects: list[Row], name: str, found: QuerySet[Any], names: Iterable[str]) -> None:
    lists: dict[UUID, list[Row]] = {}
    for project in projects:
        lists[project["id"]] = project[name] = []
    for row in _rows(found, (*names, "project_id")):
        lists[row["project_id"]].append(row)
