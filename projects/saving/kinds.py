"""The things a text is typed into, as one table: which model, which cells, and what a row stands in."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from departments.models import Measure, Plan, SubGoal
from departments.prepared import Slot
from departments.scopes import WHOLE, Scope
from projects.models import Goal, Indicator, PaymentMilestone, Project
from texts import columns
from texts.interchange import PROJECT_CELLS
from texts.places import COVER, MEASURES, OVERALL_GOAL, SUB_GOALS

#: what is typed into a project: the text's own cells, and its 密级, which is kept beside the text
STORED_CELLS = (*PROJECT_CELLS, "secrecy")


@dataclass(frozen=True, slots=True)
class RowKind:
    """`parent` is the field of the thing a row stands in (None for the plan), `section` the section of part one that
    its rows are. Who writes the whole text writes every row, who writes for some units their projects and what stands
    in them; of a text that was returned in part only the opened parts are written."""

    model: type[Model]
    cells: frozenset[str]
    parent: str | None
    section: str = ""

    @property
    def parent_field(self) -> str:
        """By which a row is found among those of what it stands in; the plan stands in nothing."""
        return self.parent or "pk"

    @property
    def objects(self) -> QuerySet[Any]:
        """All rows, whoever's: for those whose parent was found through `rows`."""
        return self.model._default_manager.all()

    def rows(self, plan: Plan, scope: Scope = WHOLE) -> QuerySet[Any]:
        """Those of one plan that an author may write: others do not exist for a save."""
        return self.rows_of(plan.pk, scope)

    def rows_of(self, plan: UUID | Slot, scope: Scope) -> QuerySet[Any]:
        """The same of the plan with this identity."""
        found: QuerySet[Any] = self.objects.order_by()
        if self.parent == "project":
            return found.filter(project__in=KINDS["project"].rows_of(plan, scope).values("pk"))
        found = found.filter(**{self.parent_field: plan})
        if self.model is Project:
            return _projects(found, scope)
        is_open = scope.opens(self.section) if self.section else scope.is_whole
        return found if is_open else found.none()


def _projects(found: QuerySet[Any], scope: Scope) -> QuerySet[Any]:
    opened = scope.opened_projects()
    if opened is not None:
        found = found.filter(pk__in=opened)
    return found if scope.is_whole else found.filter(unit__in=scope.units)


def section_of(kind: str, cell: str) -> str:
    """The section of part one that a cell stands in; "" for what stands in a project."""
    if kind == "plan":
        return OVERALL_GOAL if cell == "overall_goal" else COVER
    return KINDS[kind].section


KINDS = {
    "plan": RowKind(Plan, frozenset({"overall_goal", "department_name", "finance_bureau", "stage", "numbering"}), None),
    "sub_goal": RowKind(SubGoal, frozenset({"title", "description", "goals", "indicators"}), "plan", SUB_GOALS),
    "measure": RowKind(Measure, frozenset({"text"}), "plan", MEASURES),
    "project": RowKind(Project, frozenset(STORED_CELLS), "plan"),
    "milestone": RowKind(PaymentMilestone, frozenset({"percent"}), "project"),
    "goal": RowKind(Goal, frozenset({"text"}), "project"),
    "indicator": RowKind(Indicator, frozenset(columns.ALL), "project"),
}
#: Kinds whose rows come and go; the plan is one, its milestones are the cycle's.
ROW_KINDS = frozenset(KINDS) - {"plan", "milestone"}
