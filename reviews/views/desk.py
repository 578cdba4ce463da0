"""审核工作台: the queue of a reviewer, and one step for several texts."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from departments.models import Plan, User
from departments.models.accounts import BUREAU_ROLES
from departments.telling import refuse
from reviews.bulk import OFFERED, take_all
from reviews.desk import SORTS, TABS, as_queue, reviewed_by
from reviews.findings.waiving import requests_for
from reviews.forms import DeskFilter
from reviews.posts import roles_at
from reviews.steps import STEPS, Step, moves_of
from reviews.workflow import StepRefusedError

ROWS_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest) -> HttpResponse:
    """For reviewers only; POST takes one step for all selected texts, or for none."""
    if not request.user.roles.intersection(BUREAU_ROLES):
        raise PermissionDenied
    if request.method == "POST":
        return _take_all(request)
    years = reviewed_by(request.user).order_by("-cycle__fiscal_year").values_list("cycle__fiscal_year", flat=True)
    chosen = DeskFilter(request.GET, years=list(years.distinct()))
    found = _narrowed(TABS[chosen.tab_name][1](request.user), chosen)
    ordered = as_queue(found, request.user).order_by(*SORTS[chosen.sort_name][1])
    page = Paginator(ordered, ROWS_A_PAGE).get_page(request.GET.get("page"))
    asked_count = requests_for(request.user).count()
    context = {"page": page, "filter": chosen, "tabs": _tabs(request.user, chosen), "asked_count": asked_count}
    return render(request, "reviews/desk.html", context | {"offered": _offered(page.object_list, request.user)})


def _narrowed(plans: QuerySet[Plan], chosen: DeskFilter) -> QuerySet[Plan]:
    if year := chosen.chosen("year"):
        plans = plans.filter(cycle__fiscal_year=year)
    if words := chosen.chosen("q"):
        plans = plans.filter(department__name__icontains=words)
    return plans


def _tabs(user: User, chosen: DeskFilter) -> list[dict]:
    return [
        {
            "value": name,
            "label": label,
            "count": _narrowed(texts(user), chosen).count(),
            "is_current": name == chosen.tab_name,
        }
        for name, (label, texts) in TABS.items()
    ]


def _offered(plans, user: User) -> list[Step]:
    """The steps that some text of the page allows, of those that a selection may take."""
    possible = {step.name for plan in plans for step, _ in moves_of(plan.cycle, plan.state, roles_at(user, plan))}
    return [STEPS[name] for name in OFFERED if name in possible]


def _take_all(request: HttpRequest) -> HttpResponse:
    name, reads = request.POST.get("step", ""), _selected(request)
    if name not in OFFERED:
        messages.error(request, "请选择要办理的步骤。")
    elif not reads:
        messages.error(request, "请先勾选文本，再办理。")
    else:
        try:
            count = take_all(reads, name, by=request.user, comment=request.POST.get("comment", "")[:4000])
        except StepRefusedError as refused:
            refuse(request, str(refused))
        else:
            messages.success(request, f"已对 {count} 个文本办理“{STEPS[name].label}”。")
    return redirect(request.get_full_path())


def _selected(request: HttpRequest) -> dict[Plan, str]:
    """The chosen texts with the hash that their line showed; foreign ones are not there."""
    wanted = dict(pair.split(":", 1) for pair in request.POST.getlist("plan") if ":" in pair)
    ids = [pk for pk in wanted if _is_uuid(pk)]
    return {plan: wanted[str(plan.pk)] for plan in reviewed_by(request.user).filter(pk__in=ids)}


def _is_uuid(value: str) -> bool:
    try:
        return bool(UUID(value))
    except ValueError:
        return False
