"""下载 Word: the text as a file to be changed in Word or WPS, and two versions as one file with tracked changes.

Page numbers and type sizes are those of the official print, so it goes through the same queue as the PDF.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header, urlencode
from django.views.decorators.http import require_http_methods, require_safe

from departments.account_request import AccountRequest
from departments.models import Plan
from jobs.models import PrintedText, PrintState
from jobs.printing import find_print, request_print, waiting_before
from projects.returned.kept_files import remember
from projects.visible_text import seen_text
from reviews.downloads.views import download_name
from reviews.versions.comparing import NOW, ComparedVersion, kept_comparison, version_of
from texts.model import Text
from texts.writers.docx import render_docx, render_revision
from texts.writers.paging import Paging

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PROGRESS = "reading/plan_word_progress.html"
READY = (PrintState.DONE, PrintState.FAILED)  # what has no glyph in our fonts can stand in a Word file all the same


@dataclass(frozen=True, slots=True)
class WantedWord:
    """The text as this reader sees it; with an old version what changed since, up to `new`."""

    plan: Plan
    text: Text
    old: ComparedVersion | None = None
    new: ComparedVersion | None = None

    @property
    def title(self) -> str:
        return "下载修订稿（Word）" if self.old else "下载 Word"

    @property
    def url(self) -> str:
        return self._address("plan_word")

    @property
    def progress_url(self) -> str:
        return self._address("plan_word_progress")

    def _address(self, name: str) -> str:
        versions = {"old": self.old.key, "new": self.new.key} if self.old and self.new else {}
        return reverse(name, args=[self.plan.pk]) + (f"?{urlencode(versions)}" if versions else "")

    @property
    def name(self) -> str:
        """What the file is called."""
        versions = f"修订稿（{self.old.name}至{self.new.name}）" if self.old and self.new else ""
        return download_name(self.plan, self.text, f"{versions}.docx")

    def content(self, paging: Paging) -> bytes:
        """The file itself."""
        if self.old is None:
            return render_docx(self.text, paging)
        author = self.text.department or self.plan.department.name
        comparison = kept_comparison(self.old.text, self.text)
        return render_revision(comparison, self.text, author=author, at=timezone.now(), paging=paging)


def _wanted(request: AccountRequest, pk: UUID) -> WantedWord:
    """?old=<version>&new=<version or now>; a version that the reader may not see is 404."""
    plan, text = seen_text(request, pk)
    if "old" not in request.GET:
        return WantedWord(plan, text)
    old = version_of(plan, request.user, request.GET["old"])
    new = version_of(plan, request.user, request.GET.get("new", NOW))
    if old is None or new is None:
        raise Http404
    return WantedWord(plan, new.text, old, new)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_word(request: AccountRequest, pk: UUID) -> HttpResponse:
    """POST puts the text into the print queue. GET gives the file, or the page that waits for its page numbers."""
    wanted = _wanted(request, pk)
    if request.method == "POST":
        request_print(wanted.text)
        return redirect(wanted.url)
    printed = find_print(wanted.text)
    if printed is None or not _is_ready(printed):
        return render(request, "reading/waiting.html", _progress(wanted, printed))
    if wanted.old is None and request.user.has_perm("projects.draft_project", wanted.plan):
        remember(wanted.plan, wanted.text)  # it may come back (projects/returned/)
    content = wanted.content(Paging.from_json(printed.paging))
    disposition = content_disposition_header(True, wanted.name)
    return HttpResponse(content, content_type=CONTENT_TYPE, headers={"Content-Disposition": disposition})


@require_safe
def plan_word_progress(request: AccountRequest, pk: UUID) -> HttpResponse:
    """The part of the waiting page that asks again after a pause; its last answer starts the download."""
    wanted = _wanted(request, pk)
    return render(request, PROGRESS, _progress(wanted, find_print(wanted.text)))


def _is_ready(printed: PrintedText | None) -> bool:
    return printed is not None and printed.state in READY


def _progress(wanted: WantedWord, printed: PrintedText | None) -> dict[str, Any]:
    return {
        "progress": PROGRESS,
        "plan": wanted.plan,
        "wanted": wanted,
        "printed": printed,
        "is_ready": _is_ready(printed),
        "before": waiting_before(printed) if printed else 0,
    }
