"""What stands beside a text when the rules compare it with the year before: the department meets its own text of that
year as it stands, the bureau what was sent to it."""

from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet, Subquery

from departments.models import Plan
from departments.models.states import SENT_STATES
from projects.models import Snapshot
from texts.model import Text


def own_last_year(plan: Plan) -> Text | None:
    """The department's text of the year before, also one that was never sent: a handful of queries."""
    before = Plan.objects.with_text().filter(
        department=plan.department_id,
        cycle__region=plan.cycle.region_id,
        cycle__fiscal_year=plan.cycle.fiscal_year - 1,
    )
    found = before.first()
    return found.to_text() if found else None


def sent_last_year(plan: Plan) -> Text | None:
    """What the department sent last in the year before: the bureau never compares with a draft. One query."""
    found = sent_last_years([plan]).get(plan.department_id)
    return found.to_text() if found else None


def sent_last_years(plans: Iterable[Plan]) -> dict[int, Snapshot]:
    """The same for texts of one cycle, by department: one query."""
    listed = list(plans)
    if not listed:
        return {}
    cycle = listed[0].cycle
    before = Plan.objects.filter(
        department__in={plan.department_id for plan in listed},
        cycle__region=cycle.region_id,
        cycle__fiscal_year=cycle.fiscal_year - 1,
    )
    return {found.plan.department_id: found for found in newest_sent(before)}


def newest_sent(plans: QuerySet[Plan]) -> QuerySet[Snapshot]:
    """What was sent last of each of these texts that the bureau has."""
    last = Snapshot.objects.filter(plan=OuterRef("pk"), is_sent=True).order_by("-number")
    known = plans.filter(state__in=SENT_STATES).order_by()
    newest = known.annotate(sent=Subquery(last.values("pk")[:1])).values("sent")
    return Snapshot.objects.filter(pk__in=newest).select_related("plan__department")
