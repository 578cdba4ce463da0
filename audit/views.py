"""The auditor's page: what happened, found by time, account, action, object, address and outcome; and as a file."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from audit.actions import LogAction, label
from audit.chain import Walked, verify_newest
from audit.export import csv_lines
from audit.models import AuditEntry
from audit.notes import note_for_log
from audit.search import LogFilter, LogPage, find_entries, page_of

LOOKED_AT = 200  # entries whose chain is walked on every look at the page

may_audit = permission_required("audit.view_auditentry", raise_exception=True)


@dataclass(frozen=True, slots=True)
class ChainState:
    """Whether the chain is whole: the newest entries as of now, and all of them as of the last verify_audit."""

    newest: Walked
    verified_at: datetime | None
    was_whole: bool
    sentence: str

    @property
    def is_whole(self) -> bool:
        return self.newest.is_whole and self.was_whole


@may_audit
@require_safe
def audit_list(request: HttpRequest) -> HttpResponse:
    chosen = LogFilter(request.GET)
    page = page_of(find_entries(chosen), request.GET) if chosen.is_valid() else LogPage([], None, None)
    for entry in page.entries:
        entry.action_label = label(entry.action)
    return render(request, "audit/log.html", {"filter": chosen, "page": page, "state": _state()})


def _state() -> ChainState:
    last = AuditEntry.objects.filter(action=LogAction.LOG_VERIFY).order_by("-number").first()
    return ChainState(
        newest=verify_newest(LOOKED_AT),
        verified_at=last.at if last else None,
        was_whole=last is None or last.is_success,
        sentence=last.detail if last else "",
    )


@may_audit
@require_safe
def audit_csv(request: HttpRequest) -> HttpResponseBase:
    """What the page's filter finds, as a file; the entry about it names the filter."""
    chosen = LogFilter(request.GET)
    if not chosen.is_valid():
        return redirect(f"{reverse('audit_list')}?{request.GET.urlencode()}")
    note_for_log(request, detail=f"条件 {chosen.sentence()}")
    name = f"audit-{timezone.localtime():%Y%m%d-%H%M}.csv"
    return StreamingHttpResponse(
        csv_lines(find_entries(chosen)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
