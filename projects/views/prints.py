"""The official PDF of a text: asked for with a POST, waited for on a page, then downloaded."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from departments.models import Plan
from departments.telling import tell
from projects.models import PrintState
from projects.printing import find_print, path_of, request_print, waiting_before
from projects.views.plans import download_name

PATIENCE = 60  # seconds after which a print that nobody began is worth a word


@require_http_methods(["GET", "HEAD", "POST"])
def plan_pdf(request: HttpRequest, pk) -> HttpResponse:
    """POST puts the text into the print queue. GET gives the file, or the page that waits for it."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).with_text(), pk=pk)
    tell(request, about=plan)
    if request.method == "POST":
        request_print(plan)
        return redirect("plan_pdf", plan.pk)
    printed = find_print(plan)
    if printed and printed.state == PrintState.DONE:
        return FileResponse(path_of(printed).open("rb"), as_attachment=True, filename=download_name(plan, ".pdf"))
    return render(request, "projects/plan_pdf.html", _progress(plan, printed))


@require_safe
def plan_pdf_progress(request: HttpRequest, pk) -> HttpResponse:
    """The part of the waiting page that asks again after a pause; its last answer starts the download."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).with_text(), pk=pk)
    return render(request, "projects/plan_pdf_progress.html", _progress(plan, find_print(plan)))


def _progress(plan: Plan, printed) -> dict:
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
