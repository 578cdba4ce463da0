"""公开: the bureau's list with the term of each text, and the page on which one text is published, corrected,
published later, or taken down."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_safe

from audit.notes import note_for_log, refuse
from departments.account_request import AccountRequest
from departments.models import Plan, Role
from publications.due import due_statuses, watched_by
from publications.models import Publication
from publications.omissions import OmissionChoice, choice_of, default_choice
from publications.publishing import (
    NotPublishedError,
    may_publish,
    publish,
    schedule,
    take_down,
    unschedule,
)
from reviews.reading.read_marks import mark_read
from reviews.workflow import StepRefusedError

READERS = frozenset({Role.FINAL_REVIEWER, Role.BUDGET_MANAGER})
ROWS_A_PAGE = 50


@require_safe
def publications(request: AccountRequest) -> HttpResponse:
    """Approved and published texts, those first whose term ends first."""
    if not request.user.roles & READERS:
        raise PermissionDenied
    found: Any = watched_by(request.user)
    found = found.order_by("state", "approved_at", "pk")  # as watched_by() notes it
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "publications/list.html", {"page": page, "rows": due_statuses(list(page.object_list))})


@require_http_methods(["GET", "HEAD", "POST"])
def publication(request: AccountRequest, pk: UUID) -> HttpResponse:
    """For the bureau that reviews the text; only its final reviewer decides."""
    if not request.user.roles & READERS:
        raise PermissionDenied
    plan = get_object_or_404(watched_by(request.user), pk=pk)
    note_for_log(request, about=plan)
    if request.method != "POST":
        return _page(request, plan, default_choice(plan))
    if not may_publish(request.user, plan):
        raise PermissionDenied
    return _DEEDS.get(request.POST.get("do", ""), _preview)(request, plan)


def _page(
    request: AccountRequest, plan: Plan, choice: OmissionChoice | None, *, status: int = 200, error: str = ""
) -> HttpResponse:
    editions = plan.publications.addressed().prefetch_related("files").defer("text").order_by("-number")
    context = {
        "plan": plan,
        "standing": due_statuses([plan])[0],
        "choice": choice,
        "editions": editions,
        "may_publish": may_publish(request.user, plan),
        "last_schedule": plan.schedules.order_by("-decided_at").first(),
        "error": error,
    }
    return render(request, "publications/publication.html", context, status=status)


def _preview(request: AccountRequest, plan: Plan) -> HttpResponse:
    """The choices as they are posted, and the edition that they make."""
    choice = choice_of(plan, request.POST)
    return _page(request, plan, choice) if choice else _moved_on(request, plan)


def _moved_on(request: AccountRequest, plan: Plan) -> HttpResponse:
    refuse(request, f"{plan}审核通过的版本已不是您看到的那一版，请看过再办理。")
    return redirect("publication", plan.pk)


def _publish(request: AccountRequest, plan: Plan) -> HttpResponse:
    if (choice := choice_of(plan, request.POST)) is None:
        return _moved_on(request, plan)
    try:
        made = publish(plan, choice.omissions, read=choice.read, by=request.user, note=choice.note)
    except (NotPublishedError, StepRefusedError) as refused:
        note_for_log(request, done=False)
        return _page(request, plan, choice, status=409, error=str(refused))
    mark_read(request.user, plan)
    messages.success(request, f"{made}已公开。")
    return redirect("publication", plan.pk)


def _schedule(request: AccountRequest, plan: Plan) -> HttpResponse:
    if (choice := choice_of(plan, request.POST)) is None:
        return _moved_on(request, plan)
    due_at = _moment(choice.due)
    try:
        if due_at is None:
            raise NotPublishedError("请填写定时公开的日期和时间。")
        schedule(plan, choice.omissions, read=choice.read, due_at=due_at, by=request.user, note=choice.note)
    except (NotPublishedError, StepRefusedError) as refused:
        note_for_log(request, done=False)
        return _page(request, plan, choice, status=409, error=str(refused))
    messages.success(request, f"已定于 {timezone.localtime(due_at):%Y-%m-%d %H:%M} 公开{plan}，届时自动办理。")
    return redirect("publication", plan.pk)


def _moment(written: str) -> datetime | None:
    """None for what is no moment, or one at either end of time that another zone cannot tell."""
    try:
        found = parse_datetime(written)
        aware = timezone.make_aware(found) if found and timezone.is_naive(found) else found
        return aware.astimezone(UTC) if aware else None
    except (ValueError, OverflowError):
        return None


def _unschedule(request: AccountRequest, plan: Plan) -> HttpResponse:
    if unschedule(plan, by=request.user):
        messages.success(request, f"已取消{plan}的定时公开。")
    return redirect("publication", plan.pk)


def _take_down(request: AccountRequest, plan: Plan) -> HttpResponse:
    number = request.POST.get("number", "")
    found = Publication.objects.filter(plan=plan, number=int(number) if number.isdecimal() and len(number) < 5 else 0)
    made = get_object_or_404(found)
    try:
        take_down(made, reason=request.POST.get("reason", ""), by=request.user)
    except NotPublishedError as refused:
        refuse(request, str(refused))
    else:
        messages.success(request, f"{made}已撤下，原地址显示撤下理由。")
    return redirect("publication", plan.pk)


_DEEDS = {"publish": _publish, "schedule": _schedule, "unschedule": _unschedule, "take_down": _take_down}
