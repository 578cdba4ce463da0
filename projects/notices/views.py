"""消息: what one should know, the newest first; unread until it was opened or ticked off."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from departments.account_request import AccountRequest
from departments.models import Plan
from projects.models import Notice
from projects.notices.keys import DECLINED, REPLY, REQUESTS

ROWS_A_PAGE = 50


@require_safe
def inbox(request: AccountRequest) -> HttpResponse:
    """Only the own notices; the way to a text that one may no longer see is not offered."""
    mine = Notice.objects.filter(user=request.user)
    is_all = "all" in request.GET
    shown = mine if is_all else mine.filter(read_at=None)
    page = Paginator(shown.order_by("-made_at", "pk"), ROWS_A_PAGE).get_page(request.GET.get("page"))
    wanted = {notice.plan_id for notice in page.object_list if notice.plan_id}
    visible = Plan.objects.visible_to(request.user).filter(pk__in=wanted) if wanted else Plan.objects.none()
    seen = set(visible.values_list("pk", flat=True))
    lines = [(notice, _way(notice, seen)) for notice in page.object_list]
    context = {
        "page": page,
        "lines": lines,
        "is_all": is_all,
        "unread": getattr(request.user, "unread_count", None) or 0,
    }
    return render(request, "reviews/inbox.html", context)


def _way(notice: Notice, seen: set[UUID]) -> str:
    """What the button of a notice says; "" where there is nothing to open and nothing to tick off."""
    if notice.job_id:
        return "打开任务"
    if notice.key.startswith(f"{REQUESTS}:"):
        return "打开申请"
    if notice.plan_id in seen:
        return "打开文本"
    return "" if notice.read_at else "标为已读"


@require_POST
def notice_open(request: AccountRequest, pk: UUID) -> HttpResponse:
    """Ticks a notice off and goes to what it speaks of: its text, its job, the requests for waivers."""
    notice = get_object_or_404(Notice, pk=pk, user=request.user)
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())
    if notice.job_id:
        return redirect("job_detail", notice.job_id)
    if notice.key.startswith(f"{REQUESTS}:"):
        return redirect("waivers")
    seen = Plan.objects.visible_to(request.user)
    if notice.plan_id is None or not seen.filter(pk=notice.plan_id).exists():
        return redirect("inbox")
    if notice.key.startswith(f"{DECLINED}:"):
        return redirect(f"{reverse('plan_findings', args=[notice.plan_id])}?level=error")
    return redirect(reverse("plan_detail", args=[notice.plan_id]) + _thread_of(notice))


def _thread_of(notice: Notice) -> str:
    """What is told of a reply leads to its thread (reviews/threads/replies.py names it in the key)."""
    kind, _, rest = notice.key.partition(":")
    return f"#thread-{rest.partition(':')[0]}" if kind == REPLY else ""


@require_POST
def notices_read(request: AccountRequest) -> HttpResponse:
    """Ticks all of them off."""
    Notice.objects.filter(user=request.user, read_at=None).update(read_at=timezone.now())
    return redirect("inbox")
