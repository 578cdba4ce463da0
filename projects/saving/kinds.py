"""The things a text is typed into, as one table: which model, which cells, and how a row finds its plan."""

from dataclasses import dataclass

from django.db.models import Model, QuerySet

from departments.models import Measure, Plan, SubGoal
from departments.scopes import WHOLE, Scope
from projects.models import Goal, Indicator, PaymentMilestone, Project
from texts.interchange import INDICATOR_CELLS, PROJECT_CELLS


@dataclass(frozen=True, slots=True)
class Kind:
    """`to_plan` leads from a row to its plan, `to_unit` to the unit that may write it (None: only who writes the whole
    text), `parent` is the field of the thing it stands in (None for the plan)."""

    model: type[Model]
    cells: frozenset[str]
    to_plan: str
    parent: str | None
    to_unit: str | None = None

    def rows(self, plan: Plan, scope: Scope = WHOLE) -> QuerySet:
        """Those of one plan that an author may write: others do not exist for a save."""
        found = self.model.objects.filter(**{self.to_plan: plan.pk})
        if scope.is_whole:
            return found
        return found.filter(**{f"{self.to_unit}__in": scope.units}) if self.to_unit else found.none()


KINDS = {
    "plan": Kind(
        Plan, frozenset({"overall_goal", "department_name", "finance_bureau", "stage", "numbering"}), "pk", None
    ),
    "sub_goal": Kind(SubGoal, frozenset({"title", "description", "goals", "indicators"}), "plan", "plan"),
    "measure": Kind(Measure, frozenset({"text"}), "plan", "plan"),
    "project": Kind(Project, frozenset(PROJECT_CELLS), "plan", "plan", "unit"),
    "milestone": Kind(PaymentMilestone, frozenset({"percent"}), "project__plan", "project", "project__unit"),
    "goal": Kind(Goal, frozenset({"text"}), "project__plan", "project", "project__unit"),
    "indicator": Kind(Indicator, frozenset(INDICATOR_CELLS), "project__plan", "project", "project__unit"),
}
#: Kinds whose rows come and go; the plan is one, its milestones are the cycle's.
ROW_KINDS = frozenset(KINDS) - {"plan", "milestone"}
