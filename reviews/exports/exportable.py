"""Which texts an export takes: those of a year and a state, or the ones that were ticked."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from departments.form_fields import choice_field
from departments.models import Plan, User
from departments.models.plans import PlanQuerySet
from departments.models.states import Tab, states
from projects.forms import PlanFilter
from projects.models import Snapshot

MOST_TEXTS = 500  # a county has 110


def exportable(user: User) -> PlanQuerySet:
    """The texts that the account may see, in the order of their codes: without those of which it has seen nothing yet
    (projects.visible_text.text_for)."""
    sent = Snapshot.objects.filter(plan=OuterRef("pk"), is_sent=True)
    readable = Q(department__in=user.own_departments) | Q(state__in=states(is_in_review=True)) | Exists(sent)
    found = Plan.objects.visible_to(user).filter(readable).select_related("cycle", "department")
    return found.order_by("-cycle__fiscal_year", "department__code", "pk")


class ExportFilter(PlanFilter):
    """The list's filter, for an export: the state is a select here, as the page has no tabs."""

    def __init__(self, data: Any, *, years: list[int]) -> None:
        super().__init__(data, years=years)
        choice_field(self, "state").choices = [("", "全部状态"), *Tab.choices]
        self.fields["state"].widget.attrs["class"] = "form-select"

    def narrow(self, plans: QuerySet[Plan]) -> QuerySet[Plan]:
        """The texts that meet all that was chosen."""
        if year := self.chosen("year"):
            plans = plans.filter(cycle__fiscal_year=year)
        if words := self.chosen("q"):
            plans = plans.filter(department__name__icontains=words)
        if tab := self.chosen_state:
            plans = plans.filter(state__in=states(tab=tab))
        return plans


def ticked(plans: QuerySet[Plan], values: Collection[str]) -> QuerySet[Plan]:
    """Those of the texts that were ticked; what is no identity, or is foreign, is not there."""
    return plans.filter(pk__in=[value for value in values if _is_uuid(value)])


def _is_uuid(value: str) -> bool:
    try:
        return bool(UUID(value))
    except ValueError:
        return False
