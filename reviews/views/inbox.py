"""消息: what one should know, the newest first; unread until it was opened or ticked off."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from departments.models import Plan
from reviews.models import Notice

ROWS_A_PAGE = 50


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Only the own notices; the way to a text that one may no longer see is not offered."""
    mine = Notice.objects.filter(user=request.user)
    is_all = "all" in request.GET
    shown = mine if is_all else mine.filter(read_at=None)
    page = Paginator(shown.order_by("-made_at", "pk"), ROWS_A_PAGE).get_page(request.GET.get("page"))
    wanted = {notice.plan_id for notice in page.object_list if notice.plan_id}
    visible = Plan.objects.visible_to(request.user).filter(pk__in=wanted) if wanted else Plan.objects.none()
    seen = set(visible.values_list("pk", flat=True))
    context = {"page": page, "is_all": is_all, "seen": seen, "unread": request.user.unread_count or 0}
    return render(request, "reviews/inbox.html", context)


@require_POST
def notice_open(request: HttpRequest, pk) -> HttpResponse:
    """Ticks a notice off and goes to its text, or to its job."""
    notice = get_object_or_404(Notice, pk=pk, user=request.user)
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())
    if notice.job_id:
        return redirect("job_detail", notice.job_id)
    is_seen = Plan.objects.visible_to(request.user).filter(pk=notice.plan_id).exists()
    if not is_seen:
        return redirect("inbox")
    return redirect(reverse("plan_detail", args=[notice.plan_id]) + _thread_of(notice))


def _thread_of(notice: Notice) -> str:
    """What is told of a reply leads to its thread (reviews/replies.py names it in the key)."""
    kind, _, rest = notice.key.partition(":")
    return f"#thread-{rest.partition(':')[0]}" if kind == "reply" else ""


@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    """Ticks all of them off."""
    Notice.objects.filter(user=request.user, read_at=None).update(read_at=timezone.now())
    return redirect("inbox")
