"""批量导入: a folder of earlier texts: chosen, read by a job, looked at file by file, stored by another job."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from audit.notes import note_for_log, refuse
from departments.account_request import AccountRequest
from departments.models import Cycle, Department
from jobs.models import Job, JobState
from jobs.queue import JobRefusedError
from projects.folders.preview import departments_of, folder_lines
from projects.folders.storing import confirm
from projects.folders.taking_in import past_cycles, take_in_folder
from projects.forms import FolderForm
from projects.models import FileState, JobKind

may_import = permission_required("projects.import_folder", raise_exception=True)


@may_import
@require_http_methods(["GET", "HEAD", "POST"])
def folder_new(request: AccountRequest) -> HttpResponse:
    form = FolderForm(request.POST or None, request.FILES or None, cycles=past_cycles(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            job = take_in_folder(uploads=form.uploads, cycle=form.cleaned_data["cycle"], by=request.user)
        except JobRefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "已上传，正在读取。可以离开本页，读完后会发来消息。")
            return redirect("job_detail", job.pk)
    return render(request, "folders/new.html", {"form": form})


@may_import
@require_http_methods(["GET", "HEAD", "POST"])
def folder_detail(request: AccountRequest, pk: UUID) -> HttpResponse:
    """The files of a folder that was read; POST stores the chosen ones."""
    read = Job.objects.visible_to(request.user).filter(kind=JobKind.READ, state=JobState.DONE)
    folder = get_object_or_404(read, pk=pk)
    note_for_log(request, about=folder)
    cycle = get_object_or_404(past_cycles(request.user), pk=folder.order["cycle"])
    if request.method == "POST":
        return _confirm(request, folder, cycle)
    lines = folder_lines(folder, cycle)
    context = {
        "folder": folder,
        "cycle": cycle,
        "lines": lines,
        "departments": departments_of(cycle),
        "changing": request.GET.get("change", ""),
        "choosable": sum(line.is_choosable for line in lines),
        "stored": sum(line.file.state == FileState.STORED for line in lines),
    }
    return render(request, "folders/detail.html", context)


def _confirm(request: AccountRequest, folder: Job, cycle: Cycle) -> HttpResponse:
    try:
        job = confirm(folder, _choice(request, folder, cycle), by=request.user)
    except JobRefusedError as error:
        refuse(request, str(error))
        return redirect("folder_detail", folder.pk)
    note_for_log(request, detail=f"{job.total} 个文件")
    return redirect("job_detail", job.pk)


def _choice(request: AccountRequest, folder: Job, cycle: Cycle) -> dict[UUID, Department]:
    """The ticked files with the department each was given; one without a department is left out."""
    departments = {str(department.pk): department for department in departments_of(cycle)}
    ticked = set(request.POST.getlist("file"))
    choice = {}
    for pk, assigned in folder.files.filter(state=FileState.READ).values_list("pk", "department_id"):
        department = departments.get(request.POST.get(f"department-{pk}", str(assigned)))
        if str(pk) in ticked and department:
            choice[pk] = department
    return choice
