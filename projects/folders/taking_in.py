"""An upload of many files, or of one zip: kept aside under numbers of ours, then read by a job."""

import shutil
from collections.abc import Collection, Sequence
from pathlib import Path, PurePath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from departments.models import Cycle, Plan, Role, State, User
from jobs.models import Job
from jobs.queue import begin_job, folder_of
from projects.models import FileState, FolderFile, JobKind
from texts.readers import SUFFIXES
from texts.readers.office.archive import MOST_BYTES, MOST_MEMBERS, NOISE, readable_name

ARCHIVE = "archive"  # the name under which an uploaded zip waits
MOST_UPLOADED = 300 * 1024 * 1024
IMPORTERS = (Role.BUDGET_MANAGER, Role.FINAL_REVIEWER)


def past_cycles(user: User) -> QuerySet[Cycle]:
    """The cycles whose texts the account may bring in: of its regions, closed or followed by another."""
    newest = Cycle.objects.filter(region=OuterRef("region")).order_by("-fiscal_year").values("fiscal_year")[:1]
    mine = Cycle.objects.filter(region__in=user.at("region_id", *IMPORTERS)).annotate(newest=Subquery(newest))
    past = mine.filter(is_open=False) | mine.filter(fiscal_year__lt=Subquery(newest))
    return past.select_related("region").order_by("-fiscal_year", "region")


def reopened(cycle: Cycle) -> QuerySet[Plan]:
    """The texts of a cycle that were finished without a review and opened again: a file may take their place
    (Plan.is_replaceable), which it never does with what a department writes."""
    return Plan.objects.filter(cycle=cycle, state=State.REOPENED, rounds=0)


def take_in_folder(*, uploads: "Sequence[UploadedFile[Any]]", cycle: Cycle, by: User) -> Job:
    """Keeps the files and puts their reading into the queue. Raises JobRefusedError, and then nothing is kept."""
    title = f"导入{cycle.region.name}{cycle.fiscal_year}年文本"
    is_archive = len(uploads) == 1 and PurePath(uploads[0].name or "").suffix.lower() == ".zip"
    with transaction.atomic():
        job = begin_job(JobKind.READ, owner=by, title=title, order={"cycle": cycle.pk, "is_archive": is_archive})
        folder = folder_of(job.pk)
        folder.mkdir(parents=True)
        try:
            _keep(job, cycle, uploads, folder, is_archive=is_archive)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    return job


def _keep(job: Job, cycle: Cycle, uploads: "Sequence[UploadedFile[Any]]", folder: Path, *, is_archive: bool) -> None:
    if is_archive:
        _write(uploads[0], folder / ARCHIVE)
        return
    rows = []
    for number, upload in enumerate(uploads, 1):
        name, size = upload.name or "", upload.size or 0
        row = FolderFile(job=job, cycle=cycle, number=number, name=readable_name(name), size=size)
        if refusal := refusal_of(name, size):
            row.state, row.message = FileState.UNREADABLE, refusal
        else:
            _write(upload, folder / str(number))
        rows.append(row)
    FolderFile.objects.bulk_create(rows)


def _write(upload: "UploadedFile[Any]", path: Path) -> None:
    with path.open("wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)


def refusal_of(name: str, size: int) -> str:
    """Why a file is not read at all; "" where it is."""
    if PurePath(name).suffix.lower() not in SUFFIXES:
        return f"不是可以导入的格式，请另存为 {'、'.join(SUFFIXES)} 之一。"
    if size > min(MOST_BYTES, settings.UPLOAD_MAX_BYTES):
        return f"文件超过 {settings.UPLOAD_MAX_BYTES >> 20} MB，请删去图片后另存。"
    return ""


def without_noise(uploads: "Collection[UploadedFile[Any]]") -> "list[UploadedFile[Any]]":
    """A directory brings along what systems and programs leave in it."""
    return [one for one in uploads if one.name and not one.name.startswith(("~$", ".")) and one.name not in NOISE]


def check_extent(uploads: "Sequence[UploadedFile[Any]]") -> str:
    """What is too much about an upload, as a sentence; "" where nothing is."""
    if not uploads:
        return "请选择要导入的文件、文件夹或一个 .zip 压缩包。"
    if len(uploads) > MOST_MEMBERS:
        return f"选择了 {len(uploads)} 个文件，一次最多 {MOST_MEMBERS} 个，请分批上传。"
    if sum(one.size or 0 for one in uploads) > MOST_UPLOADED:
        return f"所选文件共超过 {MOST_UPLOADED >> 20} MB，请分批上传。"
    return ""


def forget_files(job: Job) -> None:
    """What was read from a folder goes with its job; what was stored stays told."""
    FolderFile.objects.filter(job=job).exclude(state=FileState.STORED).delete()
