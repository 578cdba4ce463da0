"""批量任务: an account's own jobs, how far each is, cancelling one, and fetching what was made."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from audit.notes import note_for_log, refuse
from departments.account_request import AccountRequest
from departments.models import User
from jobs.models import Job, JobState
from jobs.queue import cancel_job, result_of
from projects.models import JobKind
from reviews.exports.exportable import exportable

ROWS_A_PAGE = 30
PATIENCE = 60  # seconds after which a job that nobody began is worth a word
may_export = permission_required("reviews.export_plan", raise_exception=True)


@may_export
@require_safe
def job_list(request: AccountRequest) -> HttpResponse:
    """The own jobs, the newest first."""
    mine = Job.objects.visible_to(request.user)
    page = Paginator(mine, ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "jobs/list.html", {"page": page})


@may_export
@require_http_methods(["GET", "HEAD", "POST"])
def job_detail(request: AccountRequest, pk: UUID) -> HttpResponse:
    """How far it is; POST cancels."""
    job = _own(request, pk)
    if request.method != "POST":
        return render(request, "jobs/detail.html", _shown(job))
    if cancel_job(job):
        messages.success(request, "任务已取消，没有留下文件。")
    else:
        refuse(request, "任务已经结束，不用取消。")
    return redirect("job_detail", job.pk)


@may_export
@require_safe
def job_progress(request: AccountRequest, pk: UUID) -> HttpResponse:
    """The part of the page that asks again after a pause."""
    return render(request, "jobs/progress.html", _shown(_own(request, pk)))


@may_export
@require_safe
def job_file(request: AccountRequest, pk: UUID) -> HttpResponse | FileResponse:
    """The zip, to its owner, as long as all that is in it may still be seen."""
    job = _own(request, pk)
    if job.kind != JobKind.EXPORT or job.state != JobState.DONE or not result_of(job).exists():
        refuse(request, "文件已不在服务器上，请重新导出。")
    elif _has_lost_sight(request.user, job):
        refuse(request, "文件中有您现在无权查看的文本（已撤回或任职有变化），不能下载，请重新导出。")
    else:
        name = f"{job.title}_{timezone.localtime(job.finished_at):%Y%m%d}.zip"
        return FileResponse(result_of(job).open("rb"), as_attachment=True, filename=name)
    return redirect("job_detail", job.pk)


def _own(request: AccountRequest, pk: UUID) -> Job:
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    note_for_log(request, about=job)
    return job


def _has_lost_sight(user: User, job: Job) -> bool:
    return exportable(user).filter(pk__in=job.holds).count() != len(job.holds)


def _shown(job: Job) -> dict[str, Any]:
    seconds = int((timezone.now() - job.requested_at).total_seconds())
    return {
        "job": job,
        "state": JobState(job.state).name,
        "kind": JobKind(job.kind).name,
        "folder": job.order.get("folder", job.pk),
        "is_late": job.state == JobState.WAITING and seconds > PATIENCE,
        "pause": 1 if seconds < 20 else 3,
    }
