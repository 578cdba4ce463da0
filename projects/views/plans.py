"""The texts a user may see: the list, the official layout, the machine-readable twin."""

from decimal import Decimal

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from departments.models import Plan, Role, User
from departments.models.accounts import SEPARATED_ROLES
from departments.models.states import Tab, states
from departments.telling import tell
from projects.forms import PlanFilter
from projects.outline import outline
from texts.interchange import dumps
from texts.writers.html import render_html

ROWS_A_PAGE = 50


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    roles = request.user.roles
    if not roles.difference(SEPARATED_ROLES):
        return render(request, "projects/no_texts.html", {"roles": roles, "Role": Role})
    mine = Plan.objects.visible_to(request.user)
    chosen = PlanFilter(request.GET, years=_years(mine))
    found = _narrowed(mine, chosen)
    tabs = _tabs(found, chosen.chosen_state)
    if tab := chosen.chosen_state:
        found = found.filter(state__in=states(tab=tab))
    page = Paginator(_with_sums(found), ROWS_A_PAGE).get_page(request.GET.get("page"))
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


def _tabs(plans: QuerySet[Plan], current: str | None) -> list[dict]:
    """One tab a kind of state with its number of texts, and one for all."""
    counted = dict(plans.order_by().values_list("state").annotate(Count("pk")))
    tabs = [
        {"value": tab, "label": tab.label, "count": sum(counted.get(state, 0) for state in states(tab=tab))}
        for tab in Tab
    ]
    everything = {"value": None, "label": "全部", "count": sum(counted.values())}
    return [tab | {"is_current": tab["value"] == current} for tab in (everything, *tabs)]


def _with_sums(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    summed = plans.select_related("cycle", "department").annotate(
        project_count=Count("projects"),
        budget_total=Sum("projects__budget_amount"),
        without_budget=Count("projects", filter=Q(projects__budget_amount=None)),
    )
    return summed.order_by("-cycle__fiscal_year", "department__code", "pk")  # grouping drops the model's own order


def _places(user: User) -> list:
    return list(user.memberships.in_force().select_related("region", "department", "unit"))


@require_safe
def plan_detail(request: HttpRequest, pk) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.visible_to(request.user).with_text(), pk=pk)
    tell(request, about=plan)
    text = plan.to_text()
    budget = sum((project.budget_amount or Decimal(0) for project in plan.projects.all()), start=Decimal(0))
    context = {"plan": plan, "text": text, "budget": budget, "official": render_html(text), "outline": outline(text)}
    return render(request, "projects/plan_detail.html", context)


@require_safe
def plan_json(request: HttpRequest, pk) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.visible_to(request.user).with_text(), pk=pk)
    tell(request, about=plan)
    disposition = content_disposition_header(True, download_name(plan, ".json"))
    return HttpResponse(
        dumps(plan.to_text()), content_type="application/json", headers={"Content-Disposition": disposition}
    )


def download_name(plan: Plan, suffix: str) -> str:
    """As an office would name the file: 云溪县教育局2025年部门预算绩效文本（草案）.pdf."""
    department = plan.department_name or plan.department.name
    stage = f"（{plan.stage}）" if plan.stage else ""
    return f"{department}{plan.fiscal_year or plan.cycle.fiscal_year}年部门预算绩效文本{stage}{suffix}"
