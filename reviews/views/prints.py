"""The official PDF of a text: asked for with a POST, waited for on a page, then downloaded; and the text as JSON.

Both are of the text as this reader sees it, so a version that was sent keeps its print while the next one is written.
"""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from departments.models import Plan
from projects.models import PrintedText, PrintState
from projects.printing import find_print, path_of, request_print, waiting_before
from reviews.views.steps import seen_text
from texts.interchange import dumps
from texts.model import Text

PATIENCE = 60  # seconds after which a print that nobody began is worth a word


@require_http_methods(["GET", "HEAD", "POST"])
def plan_pdf(request: HttpRequest, pk) -> HttpResponse:
    """POST puts the text into the print queue. GET gives the file, or the page that waits for it."""
    plan, text = seen_text(request, pk)
    if request.method == "POST":
        request_print(text)
        return redirect("plan_pdf", plan.pk)
    printed = find_print(text)
    if printed and printed.state == PrintState.DONE:
        name = download_name(plan, text, ".pdf")
        return FileResponse(path_of(printed).open("rb"), as_attachment=True, filename=name)
    return render(request, "reading/plan_pdf.html", _progress(plan, printed))


@require_safe
def plan_pdf_progress(request: HttpRequest, pk) -> HttpResponse:
    """The part of the waiting page that asks again after a pause; its last answer starts the download."""
    plan, text = seen_text(request, pk)
    return render(request, "reading/plan_pdf_progress.html", _progress(plan, find_print(text)))


def _progress(plan: Plan, printed: PrintedText | None) -> dict:
    if printed is None:
        return {"plan": plan, "printed": None}
    seconds = max(0, int((timezone.now() - printed.requested_at).total_seconds()))
    return {
        "plan": plan,
        "printed": printed,
        "state": PrintState(printed.state).name,
        "before": waiting_before(printed),
        "seconds": seconds,
        "pause": 1 if seconds < 10 else 3,  # a text that takes long is long: asking costs its whole content each time
        "is_late": printed.state == PrintState.WAITING and seconds > PATIENCE,
    }


@require_safe
def plan_json(request: HttpRequest, pk) -> HttpResponse:
    """The machine-readable twin."""
    plan, text = seen_text(request, pk)
    disposition = content_disposition_header(True, download_name(plan, text, ".json"))
    return HttpResponse(dumps(text), content_type="application/json", headers={"Content-Disposition": disposition})


def download_name(plan: Plan, text: Text, suffix: str) -> str:
    """As an office would name the file: 云溪县教育局2025年部门预算绩效文本（草案）.pdf."""
    department = text.department or plan.department.name
    stage = f"（{text.stage}）" if text.stage else ""
    return f"{department}{text.fiscal_year or plan.cycle.fiscal_year}年部门预算绩效文本{stage}{suffix}"
