"""The findings beside the document, for the bureau: a list that the reading page fetches, and what is decided on one.

Each answer is a fragment for the reading page or, without JavaScript, a page of its own.
"""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from audit.notes import note_for_log
from departments.account_request import AccountRequest
from departments.models import Plan
from departments.posts import works_in
from findings.panel.remarks import GROUPINGS, LEVELS, FindingsPanel, PanelFinding, findings_panel
from findings.waivers.decisions import LONGEST_REASON, FindingWords, WaiverRefusedError, end_waiver, waive
from projects.visible_text import seen_text
from texts.checks import Level


@require_safe
def plan_checks(request: AccountRequest, pk: UUID) -> HttpResponse:
    """The list: ?by= is its grouping, ?level= what it shows."""
    return _listed(request, _review(request, pk))


def _review(request: AccountRequest, pk: UUID) -> FindingsPanel:
    """For the bureau only: a department meets its findings where it writes."""
    plan, text = seen_text(request, pk)
    if works_in(request.user, plan.department_id):
        raise PermissionDenied
    return findings_panel(request.user, plan, text)


def _listed(request: AccountRequest, review: FindingsPanel, status: int = 200) -> HttpResponse:
    by, level = request.GET.get("by", ""), request.GET.get("level", "")
    by, level = by if by in GROUPINGS else "part", level if level in LEVELS else "main"
    context = {
        "plan": review.plan,
        "review": review,
        "groups": review.groups(by, LEVELS[level][1]),
        "by": by,
        "level": level,
        "groupings": GROUPINGS,
        "levels": {name: (label, _count(review, levels)) for name, (label, levels) in LEVELS.items()},
    }
    template = "checks/margin.html" if request.htmx else "checks/margin_page.html"
    return render(request, template, context, status=status)


def _count(review: FindingsPanel, levels: Iterable[Level]) -> int:
    return sum(review.counts[level] for level in levels)


@require_http_methods(["GET", "HEAD", "POST"])
def finding_waive(request: AccountRequest, pk: UUID, name: str) -> HttpResponse:
    """GET: the form for a reason. POST: waives or dismisses the finding, or (`do=take_back`) lets it count again."""
    review = _review(request, pk)
    if not review.may_waive:
        raise PermissionDenied
    remark = review.named(name)
    if remark is None:
        raise Http404
    if request.method != "POST":
        return _form(request, review.plan, remark)
    reason = request.POST.get("reason", "")
    try:
        done = _decided(request, review.plan, remark, reason)
    except WaiverRefusedError as refused:
        return _form(request, review.plan, remark, reason=reason, refused=str(refused), status=422)
    note_for_log(request, detail=f"{done}：{remark.title}")
    if request.htmx:
        return _listed(request, _review(request, pk))
    messages.success(request, f"{done}：{remark.case.spot.where}。")
    return redirect(f"{reverse('plan_checks', args=[pk])}?{request.GET.urlencode()}")


def _decided(request: AccountRequest, plan: Plan, remark: PanelFinding, reason: str) -> str:
    if request.POST.get("do") == "take_back":
        if remark.case.waiver:
            end_waiver(remark.case.waiver, by=request.user)
        return f"已撤销{remark.verb}"
    waive(plan, FindingWords.of(remark.case), by=request.user, reason=reason)
    return f"已{remark.verb}"


def _form(
    request: AccountRequest, plan: Plan, remark: PanelFinding, *, reason: str = "", refused: str = "", status: int = 200
) -> HttpResponse:
    context = {"plan": plan, "remark": remark, "reason": reason, "refused": refused, "longest": LONGEST_REASON}
    template = "checks/waive_form.html" if request.htmx else "checks/waive_page.html"
    answer = render(request, template, context, status=status)
    if request.htmx and refused:
        answer["HX-Retarget"], answer["HX-Reswap"] = f"#waive-{remark.name}", "innerHTML"
    return answer
