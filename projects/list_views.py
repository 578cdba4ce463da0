"""我的文本: the texts that a user may see, as a list."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Case, Count, DecimalField, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from departments.account_request import AccountRequest
from departments.models import Plan, Role, User
from departments.models.accounts import DEPARTMENT_ROLES, SEPARATED_ROLES
from departments.models.states import Tab, states
from projects.forms import PlanFilter

ROWS_A_PAGE = 50


@require_safe
def plan_list(request: AccountRequest) -> HttpResponse:
    roles = request.user.roles
    if not roles.difference(SEPARATED_ROLES):
        return render(request, "projects/no_texts.html", {"roles": roles, "Role": Role})
    mine = Plan.objects.visible_to(request.user)
    chosen = PlanFilter(request.GET, years=_years(mine))
    found = _narrowed(mine, chosen)
    tabs = _tabs(found, chosen.chosen_state)
    if tab := chosen.chosen_state:
        found = found.filter(state__in=states(tab=tab))
    page = Paginator(_with_sums(found, request.user), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "filter": chosen, "tabs": tabs, "memberships": _places(request.user)}
    return render(request, "projects/plan_list.html", context)


def _years(plans: QuerySet[Plan]) -> list[int]:
    return list(plans.order_by("-cycle__fiscal_year").values_list("cycle__fiscal_year", flat=True).distinct())


def _narrowed(plans: QuerySet[Plan], chosen: PlanFilter) -> QuerySet[Plan]:
    if year := chosen.chosen("year"):
        plans = plans.filter(cycle__fiscal_year=year)
    if words := chosen.chosen("q"):
        plans = plans.filter(department__name__icontains=words)
    return plans


def _tabs(plans: QuerySet[Plan], current: str | None) -> list[dict[str, Any]]:
    """One tab a kind of state with its number of texts, and one for all."""
    counted = dict(plans.order_by().values_list("state").annotate(Count("pk")))
    tabs = [
        {"value": tab, "label": tab.label, "count": sum(counted.get(state, 0) for state in states(tab=tab))}
        for tab in Tab
    ]
    everything = {"value": None, "label": "全部", "count": sum(counted.values())}
    return [tab | {"is_current": tab["value"] == current} for tab in (everything, *tabs)]


def _with_sums(plans: QuerySet[Plan], user: User) -> QuerySet[Plan]:
    """With number and sum of the projects: as they stand where the reader sees the text so, else as they were sent
    last. (projects.visible_text.text_for has the rule; the versions are reached by their relation.)"""
    own = [post.department_id for post in user.posts if post.role in DEPARTMENT_ROLES]
    is_live = Q(state__in=states(is_in_review=True)) | Q(department__in=own)
    count, money = IntegerField(), DecimalField(max_digits=18, decimal_places=6)
    summed = plans.select_related("cycle", "department").annotate(
        live_count=Count("projects"),
        live_total=Sum("projects__budget_amount"),
        live_gaps=Count("projects", filter=Q(projects__budget_amount=None)),
    )
    shown = summed.annotate(
        project_count=Case(When(is_live, then="live_count"), default=_last_sent("project_count"), output_field=count),
        budget_total=Case(When(is_live, then="live_total"), default=_last_sent("budget_total"), output_field=money),
        without_budget=Case(When(is_live, then="live_gaps"), default=0, output_field=count),
    )
    return shown.order_by("-cycle__fiscal_year", "department__code", "pk")  # grouping drops the model's own order


def _last_sent(figure: str) -> Subquery:
    """A figure of the version that the bureau has."""
    sent = Plan.objects.filter(pk=OuterRef("pk"), snapshots__is_sent=True).order_by("-snapshots__number")
    return Subquery(sent.values(f"snapshots__{figure}")[:1])


def _places(user: User) -> list[Any]:
    return list(user.memberships.in_force().select_related("region", "department", "unit"))
