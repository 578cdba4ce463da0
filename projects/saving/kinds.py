"""The things a text is typed into, as one table: which model, which cells, and how a row finds its plan."""

from dataclasses import dataclass

from django.db.models import Model, QuerySet

from departments.models import Measure, Plan, SubGoal
from projects.models import Goal, Indicator, PaymentMilestone, Project
from texts.interchange import INDICATOR_CELLS, PROJECT_CELLS


@dataclass(frozen=True, slots=True)
class Kind:
    """`to_plan` leads from a row to its plan, `parent` is the field of the thing it stands in (None for the plan)."""

    model: type[Model]
    cells: frozenset[str]
    to_plan: str
    parent: str | None

    def rows(self, plan: Plan) -> QuerySet:
        """Those of one plan: a row of another plan does not exist for a save."""
        return self.model.objects.filter(**{self.to_plan: plan.pk})


KINDS = {
    "plan": Kind(
        Plan, frozenset({"overall_goal", "department_name", "finance_bureau", "stage", "numbering"}), "pk", None
    ),
    "sub_goal": Kind(SubGoal, frozenset({"title", "description", "goals", "indicators"}), "plan", "plan"),
    "measure": Kind(Measure, frozenset({"text"}), "plan", "plan"),
    "project": Kind(Project, frozenset(PROJECT_CELLS), "plan", "plan"),
    "milestone": Kind(PaymentMilestone, frozenset({"percent"}), "project__plan", "project"),
    "goal": Kind(Goal, frozenset({"text"}), "project__plan", "project"),
    "indicator": Kind(Indicator, frozenset(INDICATOR_CELLS), "project__plan", "project"),
}
#: Kinds whose rows come and go; the plan is one, its milestones are the cycle's.
ROW_KINDS = frozenset(KINDS) - {"plan", "milestone"}
