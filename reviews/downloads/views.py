"""Official PDFs: asked for with a POST, waited for on a page, then downloaded; and the text as JSON.

A text prints as this reader sees it, so a version that was sent keeps its print while the next one is written. What a
decision issued prints as it was issued.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from audit.notes import note_for_log
from departments.account_request import AccountRequest
from departments.models import Plan
from jobs.models import PrintedText, PrintState
from jobs.printing import Printable, find_print, print_path, request_print, waiting_before
from projects.visible_text import seen_text
from reviews.models import IssuedOpinion
from texts.interchange import dumps
from texts.model import Text

PROGRESS = "reading/plan_pdf_progress.html"
PATIENCE = 60  # seconds after which a print that nobody began is worth a word


@dataclass(frozen=True, slots=True)
class WantedPrint:
    """What somebody wants printed: the content, what the page and the file are called, and the two addresses."""

    plan: Plan
    content: Printable
    title: str
    name: str
    url: str
    progress_url: str


def _text_wanted(request: AccountRequest, pk: UUID) -> WantedPrint:
    plan, text = seen_text(request, pk)
    addresses = (reverse(name, args=[plan.pk]) for name in ("plan_pdf", "plan_pdf_progress"))
    return WantedPrint(plan, text, "下载 PDF", download_name(plan, text, ".pdf"), *addresses)


def _opinion_wanted(request: AccountRequest, pk: UUID, record_pk: UUID) -> WantedPrint:
    """404 where the reader does not see the text, and where the decision issued nothing or was undone."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("cycle", "department"), pk=pk)
    note_for_log(request, about=plan, detail="审核意见")
    issued = IssuedOpinion.objects.filter(record__plan=plan, record=record_pk).first()
    if issued is None:
        raise Http404
    opinion = issued.to_opinion()
    subject = f"{opinion.department}{opinion.fiscal_year}年部门预算绩效文本审核意见"
    name = f"{subject}（{opinion.stage}第{opinion.round}次）.pdf"
    addresses = (reverse(name, args=[plan.pk, record_pk]) for name in ("opinion_pdf", "opinion_pdf_progress"))
    return WantedPrint(plan, opinion, "下载审核意见", name, *addresses)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_pdf(request: AccountRequest, pk: UUID) -> HttpResponse | FileResponse:
    """POST puts the text into the print queue. GET gives the file, or the page that waits for it."""
    return _print(request, _text_wanted(request, pk))


@require_safe
def plan_pdf_progress(request: AccountRequest, pk: UUID) -> HttpResponse:
    """The part of the waiting page that asks again after a pause; its last answer starts the download."""
    return _ask_again(request, _text_wanted(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def opinion_pdf(request: AccountRequest, pk: UUID, record_pk: UUID) -> HttpResponse | FileResponse:
    """The same of what a decision issued."""
    return _print(request, _opinion_wanted(request, pk, record_pk))


@require_safe
def opinion_pdf_progress(request: AccountRequest, pk: UUID, record_pk: UUID) -> HttpResponse:
    return _ask_again(request, _opinion_wanted(request, pk, record_pk))


def _print(request: AccountRequest, wanted: WantedPrint) -> HttpResponse | FileResponse:
    if request.method == "POST":
        request_print(wanted.content)
        return redirect(wanted.url)
    printed = find_print(wanted.content)
    if printed and printed.state == PrintState.DONE:
        return FileResponse(print_path(printed).open("rb"), as_attachment=True, filename=wanted.name)
    return render(request, "reading/waiting.html", _progress(wanted, printed))


def _ask_again(request: AccountRequest, wanted: WantedPrint) -> HttpResponse:
    return render(request, PROGRESS, _progress(wanted, find_print(wanted.content)))


def _progress(wanted: WantedPrint, printed: PrintedText | None) -> dict[str, Any]:
    if printed is None:
        return {"progress": PROGRESS, "plan": wanted.plan, "wanted": wanted, "printed": None}
    seconds = max(0, int((timezone.now() - printed.requested_at).total_seconds()))
    return {
        "progress": PROGRESS,
        "plan": wanted.plan,
        "wanted": wanted,
        "printed": printed,
        "state": PrintState(printed.state).name,
        "before": waiting_before(printed),
        "seconds": seconds,
        "pause": 1 if seconds < 10 else 3,  # a text that takes long is long: asking costs its whole content each time
        "is_late": printed.state == PrintState.WAITING and seconds > PATIENCE,
    }


@require_safe
def plan_json(request: AccountRequest, pk: UUID) -> HttpResponse:
    """The machine-readable twin."""
    plan, text = seen_text(request, pk)
    disposition = content_disposition_header(True, download_name(plan, text, ".json"))
    return HttpResponse(dumps(text), content_type="application/json", headers={"Content-Disposition": disposition})


def download_name(plan: Plan, text: Text, suffix: str) -> str:
    """As an office would name the file: 云溪县教育局2025年部门预算绩效文本（草案）.pdf."""
    department = text.department or plan.department.name
    stage = f"（{text.stage}）" if text.stage else ""
    return f"{department}{text.fiscal_year or plan.cycle.fiscal_year}年部门预算绩效文本{stage}{suffix}"
