"""The things a text is typed into, as one table: which model, which cells, and what a row stands in."""

from dataclasses import dataclass

from django.db.models import Model, QuerySet

from departments.models import Measure, Plan, SubGoal
from departments.scopes import WHOLE, Scope
from projects.models import Goal, Indicator, PaymentMilestone, Project
from texts.interchange import INDICATOR_CELLS, PROJECT_CELLS


@dataclass(frozen=True, slots=True)
class Kind:
    """`parent` is the field of the thing a row stands in (None for the plan). Who writes the whole text writes every
    row, who writes for some units their projects and what stands in them."""

    model: type[Model]
    cells: frozenset[str]
    parent: str | None

    def rows(self, plan: Plan, scope: Scope = WHOLE) -> QuerySet:
        """Those of one plan that an author may write: others do not exist for a save."""
        found = self.model.objects.order_by()
        if self.parent == "project":
            return found.filter(project__in=KINDS["project"].rows(plan, scope).values("pk"))
        found = found.filter(**{self.parent or "pk": plan.pk})
        if scope.is_whole:
            return found
        return found.filter(unit__in=scope.units) if self.model is Project else found.none()


KINDS = {
    "plan": Kind(Plan, frozenset({"overall_goal", "department_name", "finance_bureau", "stage", "numbering"}), None),
    "sub_goal": Kind(SubGoal, frozenset({"title", "description", "goals", "indicators"}), "plan"),
    "measure": Kind(Measure, frozenset({"text"}), "plan"),
    "project": Kind(Project, frozenset(PROJECT_CELLS), "plan"),
    "milestone": Kind(PaymentMilestone, frozenset({"percent"}), "project"),
    "goal": Kind(Goal, frozenset({"text"}), "project"),
    "indicator": Kind(Indicator, frozenset(INDICATOR_CELLS), "project"),
}
#: Kinds whose rows come and go; the plan is one, its milestones are the cycle's.
ROW_KINDS = frozenset(KINDS) - {"plan", "milestone"}
