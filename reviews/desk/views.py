"""审核工作台: the queue of a reviewer, and one step for several texts."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from audit.notes import refuse
from departments.account_request import AccountRequest
from departments.models import Plan
from departments.models.accounts import BUREAU_ROLES
from findings.waivers.decisions import count_requests
from reviews.desk.assignments import TABS, WAITING, InHand
from reviews.desk.bulk import OFFERED, take_all
from reviews.desk.queue import DeskFilter, Queue, draw_line, offered_steps, queue_lines, reviewed_by
from reviews.steps import STEPS
from reviews.workflow import StepRefusedError

ROWS_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: AccountRequest) -> HttpResponse:
    """For reviewers only; POST takes one step for all selected texts, or for none, or takes them to the export."""
    if not request.user.roles.intersection(BUREAU_ROLES):
        raise PermissionDenied
    if request.method == "POST":
        return _to_export(request) if request.POST.get("do") == "export" else _take_all(request)
    hand = InHand(request.user)
    chosen = DeskFilter(request.GET, years=hand.years)
    hand.narrow(year=chosen.year, words=chosen.words)
    counts = hand.counts()
    queue: Any = Queue(hand, chosen.tab, chosen.sort)  # Paginator cuts it, and is told its length
    paginator: Paginator[Any] = Paginator(queue, ROWS_A_PAGE)
    paginator.count = counts[chosen.tab]
    page = paginator.get_page(request.GET.get("page"))
    shown = queue_lines(list(page.object_list), hand)
    steps, today = offered_steps(shown, hand), timezone.localdate()
    drawn_lines = [draw_line(line, today) for line in shown]
    context = {"page": page, "lines": drawn_lines, "filter": chosen, "tabs": _tabs(chosen, counts), "offered": steps}
    context["asked_count"] = count_requests(request.user)
    if not (hand.year or hand.words):
        context["waiting_count"] = counts[WAITING]
    return render(request, "reviews/desk.html", context)


def _tabs(chosen: DeskFilter, counts: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {"value": name, "label": label, "count": counts[name], "is_current": name == chosen.tab}
        for name, label in TABS.items()
    ]


def _to_export(request: AccountRequest) -> HttpResponse:
    """The export's page with the selected texts; nothing is done here, and nothing logged."""
    ids = [str(plan.pk) for plan in _selected(request)]
    if not ids:
        messages.error(request, "请先勾选文本，再导出。")
        return redirect(request.get_full_path())
    return redirect(f"{reverse('export_new')}?{urlencode({'plan': ids}, doseq=True)}")


def _take_all(request: AccountRequest) -> HttpResponse:
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


def _selected(request: AccountRequest) -> dict[Plan, str]:
    """The chosen texts with the hash that their line showed; foreign ones are not there."""
    wanted = dict(pair.split(":", 1) for pair in request.POST.getlist("plan") if ":" in pair)
    ids = [pk for pk in wanted if _is_uuid(pk)]
    return {plan: wanted[str(plan.pk)] for plan in reviewed_by(request.user).filter(pk__in=ids)}


def _is_uuid(value: str) -> bool:
    try:
        return bool(UUID(value))
    except ValueError:
        return False
