"""Background jobs: begun by a page, worked by a worker under a lease, cancelled, and removed after a week.

What a job makes or was given lies in a folder of its own; its result is named by the claim that made it, so a worker
that was thought dead never writes over what its successor made. Which function works a kind of job is told by
reviews/background/runs.py; here is what every kind uses.
"""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from jobs import printing
from jobs.kinds import is_named
from jobs.leasing import renew
from jobs.models import UNFINISHED, Job, JobState

if TYPE_CHECKING:  # the page that begins a job does not load what prints
    from texts.writers.print.press import Press

MOST_AT_ONCE = 2  # unfinished jobs of one account
KEPT = timedelta(days=7)
ARRIVING = 3600  # seconds in which an upload has come or never will


class JobRefusedError(ValueError):
    """The job is not begun, or cannot go on; the message is one sentence for its owner."""


class WorkerEndsError(RuntimeError):
    """The worker was asked to end; its job goes back into the queue."""


@dataclass(frozen=True, slots=True)
class JobOutcome:
    """What a finished job leaves: a line for the inbox, and of a result file its size and the texts in it (ids)."""

    line: str
    size: int = 0
    holds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hold:
    """A worker's hold on a job: through it a run reports, and hears that it was cancelled."""

    job: Job
    printer: "Press"
    is_ending: Callable[[], bool] = lambda: False  # whether the worker was asked to end

    def report(self, **changes: Any) -> None:
        """The heartbeat, with how far the work is (`done`, `total`, `word`). Raises HoldLostError, WorkerEndsError,
        and JobRefusedError when the disk is nearly full."""
        renew(self.job, **changes)
        if self.is_ending():
            raise WorkerEndsError
        check_space()

    def print_what_people_wait_for(self) -> None:
        """A person's print does not wait until a long job is over."""
        while printing.print_next(self.printer, only_urgent=True):
            self.report()


@transaction.atomic
def begin_job(kind: str, *, owner: AbstractBaseUser, title: str, order: dict[str, Any], total: int = 0) -> Job:
    """Puts a job into the queue. Raises JobRefusedError when the owner has enough under way, or the disk is full."""
    # Two requests at once do not both count before the other.
    account = get_user_model().objects.select_for_update().get(pk=owner.pk)
    if Job.objects.filter(owner=account).unfinished().count() >= MOST_AT_ONCE:
        raise JobRefusedError(f"您已有 {MOST_AT_ONCE} 个任务在进行，请等其中一个完成，或先取消它。")
    check_space()
    if not is_named(kind):
        raise ValueError(f"nobody named the kind {kind!r}")
    return Job.objects.create(kind=kind, owner=account, title=title[:120], order=order, total=total)


def cancel_job(job: Job) -> bool:
    """Stops a job that is not finished: its worker hears of it with its next report. Tells whether there was one."""
    now = timezone.now()
    changed = Job.objects.filter(pk=job.pk, state__in=UNFINISHED).update(
        state=JobState.CANCELLED, finished_at=now, lease_until=None, expires_at=now + KEPT, word=""
    )
    return bool(changed)


def check_space() -> None:
    """Raises JobRefusedError when less is free than settings.JOB_FREE_BYTES."""
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(folder).free < settings.JOB_FREE_BYTES:
        raise JobRefusedError("服务器磁盘空间不足，暂时不能处理批量任务，请联系系统管理员。")


def folder_of(pk: UUID) -> Path:
    """What belongs to a job: files it was given, its result."""
    return Path(settings.MEDIA_ROOT) / "jobs" / str(pk)


def result_of(job: Job) -> Path:
    """Where the file lies that the job's present claim makes, or has made."""
    return folder_of(job.pk) / f"{job.token}.zip"


def sweep(forget: Callable[[Job], None]) -> int:
    """Removes what is older than a week, and what a killed worker left of jobs that are over. Tells how many jobs'
    files went. `forget` removes what rows of other apps go with a job."""
    over = Job.objects.exclude(state__in=[*UNFINISHED, JobState.REMOVED]).filter(expires_at__lt=timezone.now())
    count = 0
    for job in over:
        _forget(job, forget)
        count += 1
    _sweep_orphans()
    return count


@transaction.atomic
def _forget(job: Job, forget: Callable[[Job], None]) -> None:
    forget(job)
    Job.objects.filter(pk=job.pk).update(state=JobState.REMOVED, size=0)
    shutil.rmtree(folder_of(job.pk), ignore_errors=True)


def _sweep_orphans() -> None:
    """Folders of cancelled jobs, and results that no row names."""
    root = folder_of(UUID(int=0)).parent
    for folder in root.glob("????????-????-????-????-????????????") if root.is_dir() else ():
        job = Job.objects.filter(pk=folder.name).first()
        if job is None:
            _remove_old(folder)
        elif job.state in (JobState.CANCELLED, JobState.FAILED, JobState.REMOVED):
            shutil.rmtree(folder, ignore_errors=True)
        elif job.state == JobState.DONE:
            for path in folder.iterdir():
                if path.suffix in (".zip", ".part") and path != result_of(job):
                    path.unlink(missing_ok=True)


def _remove_old(folder: Path) -> None:
    """A folder of no job: an upload that is still coming has one too, until its job is stored with it."""
    if time.time() - folder.stat().st_mtime > ARRIVING:
        shutil.rmtree(folder, ignore_errors=True)
