"""批量导出: which texts in which formats; the rest is a job's."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.notes import note_for_log, refuse
from departments.account_request import AccountRequest
from departments.models import Plan
from jobs.queue import JobRefusedError, begin_job
from projects.models import JobKind
from reviews.exports.exportable import MOST_TEXTS, ExportFilter, exportable, ticked
from reviews.exports.formats import FORMATS


@permission_required("reviews.export_plan", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def export_new(request: AccountRequest) -> HttpResponse:
    """The address narrows the texts, as in the list, or names those that were ticked elsewhere; POST takes all of them
    or the ticked ones."""
    mine = exportable(request.user)
    years = mine.order_by("-cycle__fiscal_year").values_list("cycle__fiscal_year", flat=True).distinct()
    chosen = ExportFilter(request.GET, years=list(years))
    brought = request.GET.getlist("plan")
    found = ticked(mine, brought) if brought else chosen.narrow(mine)
    if request.method == "POST":
        return _begin(request, ticked(mine, request.POST.getlist("plan")) if _is_selection(request) else found)
    plans = list(found[: MOST_TEXTS + 1])
    context = {
        "filter": chosen,
        "plans": plans[:MOST_TEXTS],
        "is_cut": len(plans) > MOST_TEXTS,
        "most": MOST_TEXTS,
        "formats": FORMATS,
        "is_brought": bool(brought),
    }
    return render(request, "exports/new.html", context)


def _is_selection(request: AccountRequest) -> bool:
    return request.POST.get("extent") == "ticked"


def _begin(request: AccountRequest, plans: QuerySet[Plan]) -> HttpResponse:
    ids = [str(pk) for pk in plans.values_list("pk", flat=True)[: MOST_TEXTS + 1]]
    formats = [name for name in FORMATS if name in request.POST.getlist("format")]
    try:
        _check(ids, formats)
        title = f"导出 {len(ids)} 份文本（{'、'.join(FORMATS[name].suffix[1:].upper() for name in formats)}）"
        order = {"plans": ids, "formats": formats}
        job = begin_job(JobKind.EXPORT, owner=request.user, title=title, order=order, total=len(ids))
    except JobRefusedError as error:
        refuse(request, str(error))
        return redirect(request.get_full_path())
    note_for_log(request, detail=title)
    messages.success(request, "已开始导出。可以离开本页，备好后会发来消息。")
    return redirect("job_detail", job.pk)


def _check(ids: list[str], formats: list[str]) -> None:
    """Raises JobRefusedError."""
    if not ids:
        raise JobRefusedError("请先勾选要导出的文本。")
    if len(ids) > MOST_TEXTS:
        raise JobRefusedError(f"一次最多导出 {MOST_TEXTS} 份，请按年度或状态分批。")
    if not formats:
        raise JobRefusedError("请至少选择一种格式。")
