"""豁免申请: what departments ask of this reviewer, drafts included, what was declined, and the waivers in force.

Of a draft the page shows nothing but the request: the sentence about the finding, which the department chose to send.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from audit.notes import note_for_log, refuse
from departments.account_request import AccountRequest
from departments.models import Plan
from departments.models.accounts import BUREAU_ROLES
from findings.models import Explanation
from findings.waivers.decisions import (
    LONGEST_REASON,
    FindingWords,
    WaiverRefusedError,
    decline,
    declined_for,
    end_waiver,
    id_of,
    is_open,
    requests_for,
    requests_of,
    waive,
    waivers_of,
)
from texts.checks import RULES

ROWS_A_PAGE = 50
MOST = 200  # requests on the page


@require_http_methods(["GET", "HEAD", "POST"])
def waivers(request: AccountRequest) -> HttpResponse:
    """For reviewers. POST grants a request (`request`, `reason`), also one that was declined, or takes a waiver back
    (`waiver`)."""
    _demand_reviewer(request)
    if request.method != "POST":
        return _page(request)
    if "waiver" in request.POST:
        return _take_back(request)
    return _grant(request)


def _demand_reviewer(request: AccountRequest) -> None:
    if not request.user.roles.intersection(BUREAU_ROLES):
        raise PermissionDenied


@require_POST
def waiver_decline(request: AccountRequest, pk: UUID) -> HttpResponse:
    """Says no to a request, with a `reason`."""
    _demand_reviewer(request)
    asked = get_object_or_404(requests_of(request.user), pk=pk)
    note_for_log(request, about=asked.plan, detail=_title(asked.rule))
    reason = request.POST.get("reason", "")
    if _is_late(request, asked, for_grant=False):
        return _page(request, refused=(asked.pk, "", reason), status=409)
    try:
        decline(asked, by=request.user, reason=reason)
    except WaiverRefusedError as refused:
        return _page(request, refused=(asked.pk, str(refused), reason), status=422)
    messages.success(request, f"已答复不同意：{asked.plan.department}，{asked.where}。编制单位会收到消息。")
    return redirect(reverse("waivers"))


def _grant(request: AccountRequest) -> HttpResponse:
    asked = get_object_or_404(requests_of(request.user), pk=id_of(request.POST.get("request", "")))
    note_for_log(request, about=asked.plan, detail=_title(asked.rule))
    reason = request.POST.get("reason", "")
    if _is_late(request, asked, for_grant=True):
        return _page(request, refused=(asked.pk, "", reason), status=409)
    try:
        waive(asked.plan, FindingWords.of(asked), by=request.user, reason=reason)
    except WaiverRefusedError as refused:
        return _page(request, refused=(asked.pk, str(refused), reason), status=422)
    messages.success(request, f"已豁免：{asked.plan.department}，{asked.where}。编制单位会收到消息。")
    return redirect(request.get_full_path())


def _is_late(request: AccountRequest, asked: Explanation, *, for_grant: bool) -> bool:
    """Whether somebody answered meanwhile, in another tab say, or the department wrote other words (`read` is when
    those were written which the page showed); the next page says so."""
    written = asked.made_at.isoformat()
    if not is_open(asked, for_grant=for_grant):
        refuse(request, f"{asked.plan.department}的这条申请（{asked.where}）已经答复，没有再次办理。")
    elif request.POST.get("read", written) != written:
        refuse(request, f"{asked.plan.department}改写了这条申请（{asked.where}），请看过新的理由再答复。")
    else:
        return False
    return True


def _take_back(request: AccountRequest) -> HttpResponse:
    found = get_object_or_404(waivers_of(request.user), pk=id_of(request.POST["waiver"]))
    note_for_log(request, about=found.plan, detail=_title(found.rule))
    try:
        end_waiver(found, by=request.user)
    except WaiverRefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"已撤销：{found.plan.department}，{found.where}。")
    return redirect(request.get_full_path())


def _title(slug: str) -> str:
    return RULES[slug].title if slug in RULES else slug


def _page(
    request: AccountRequest, *, refused: tuple[Any, str, str] = (None, "", ""), status: int = 200
) -> HttpResponse:
    """The requests, each with its form, those that were declined, then what is in force, page by page."""
    page = Paginator(waivers_of(request.user), ROWS_A_PAGE).get_page(request.GET.get("page"))
    asked, declined = list(requests_for(request.user)[:MOST]), list(declined_for(request.user)[:ROWS_A_PAGE])
    plans = {row.plan_id for row in (*asked, *declined, *page.object_list)}
    context = {
        "asked": [(row, _title(row.rule)) for row in asked],
        "declined": [(row, _title(row.rule)) for row in declined],
        "page": page,
        "granted": [(row, _title(row.rule)) for row in page.object_list],
        "readable": set(Plan.objects.visible_to(request.user).filter(pk__in=plans).values_list("pk", flat=True)),
        "refused": refused,
        "longest": LONGEST_REASON,
    }
    return render(request, "checks/waivers.html", context, status=status)
