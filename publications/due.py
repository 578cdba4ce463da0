"""公开期限: until when an approved text has to be public (the twenty-day rule), and how it stands."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from departments.models import Plan, Role, State, User
from departments.models.states import SETTLED_STATES
from publications.models import Publication, Schedule
from publications.models.rule import WITHIN_DAYS
from reviews.models import StepRecord

SOON = 5  # days before the end of the term from which on it is warned of


@dataclass(frozen=True, slots=True)
class DueStatus:
    """A text on the bureau's list: its editions, when it is to be public, and what waits."""

    plan: Plan
    due_on: date | None
    publication: Publication | None
    schedule: Schedule | None

    @property
    def is_public(self) -> bool:
        return self.publication is not None and not self.publication.is_taken_down

    @property
    def days_left(self) -> int | None:
        """Until the end of the term; below 0 it is over. None where nothing has to be done."""
        if self.due_on is None or self.is_public or self.plan.state != State.APPROVED:
            return None
        return (self.due_on - timezone.localdate()).days

    @property
    def overdue_by(self) -> int:
        return max(0, -(self.days_left or 0))

    @property
    def tone(self) -> str:
        """ "error" past the term, "warn" shortly before it, "" otherwise."""
        if self.days_left is None or self.days_left > SOON:
            return ""
        return "error" if self.days_left < 0 else "warn"


def watched_by(user: User) -> QuerySet[Plan]:
    """The finished texts (approved, on file, published) of the regions whose publication the account decides on or
    watches, and those that were published once, with what `due_statuses` needs."""
    regions = user.at("region_id", Role.FINAL_REVIEWER, Role.BUDGET_MANAGER)
    approvals = StepRecord.objects.filter(plan=OuterRef("pk"), step="approve").order_by("-number")
    plans = Plan.objects.visible_to(user).filter(cycle__region__in=regions)
    plans = plans.filter(Q(state__in=SETTLED_STATES) | Q(publications__isnull=False)).distinct()
    plans = plans.annotate(approved_at=Subquery(approvals.values("taken_at")[:1]))
    return plans.select_related("cycle__region", "department__region", "cycle__publication_rule")


def due_statuses(plans: list[Plan]) -> list[DueStatus]:
    """How each stands, in the given order; two queries."""
    found = Publication.objects.filter(plan__in=plans).addressed().order_by("number")
    newest = {publication.plan_id: publication for publication in found.defer("text")}
    waiting = {row.plan_id: row for row in Schedule.objects.filter(plan__in=plans, closed_at=None)}
    return [DueStatus(plan, due_on(plan), newest.get(plan.pk), waiting.get(plan.pk)) for plan in plans]


def due_on(plan: Plan) -> date | None:
    """The last day of the term: so many days after the budget was approved, else after the text was.

    Fetch the plan with `watched_by()`.
    """
    if plan.state == State.ON_FILE:  # its year is over, and its publication was somebody else's
        return None
    rule = getattr(plan.cycle, "publication_rule", None)
    days = timedelta(days=rule.within_days if rule else WITHIN_DAYS)
    if rule and rule.approved_on:
        on: date = rule.approved_on
        return on + days
    approved_at = getattr(plan, "approved_at", None)  # as watched_by() notes it
    return timezone.localdate(approved_at) + days if approved_at else None
