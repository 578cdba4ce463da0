"""Which function works which kind of background job, and what is told of its end.

Loaded by the worker alone: what is here prints and parses.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from audit.log import record
from departments.models import Plan, User
from jobs import queue
from jobs.models import Job, JobState
from jobs.queue import Hold, JobOutcome
from jobs.worker import Worker
from projects.actions import TextInTheWayError
from projects.folders import reading, storing
from projects.folders.taking_in import forget_files
from projects.models import JobKind
from projects.notices.sending import send_notice
from reviews.exports import packing
from reviews.log_words import Action
from reviews.workflow import StepRefusedError, take


def file_away(plan: Plan, by: User) -> None:
    """入库. Raises TextInTheWayError where the account cannot (whoever works in a department decides on none of its
    texts)."""
    try:
        take(plan, "file", by=by)
    except StepRefusedError as refused:
        raise TextInTheWayError(str(refused)) from refused


def tell_the_end(job: Job, line: str, at: datetime) -> None:
    """The owner's notice and the log's entry."""
    send_notice([job.owner], key=f"job:{job.pk}", line=line, at=at, job=job)
    record(Action.JOB_END, by=job.owner, of=job, detail=line, is_success=job.state == JobState.DONE)


RUNS: dict[str, Callable[[Hold], JobOutcome]] = {
    JobKind.EXPORT: packing.pack_export,
    JobKind.READ: reading.read_folder,
    JobKind.STORE: partial(storing.store_folder, finish=file_away),
}
worker = Worker(RUNS, ended=tell_the_end)
sweep = partial(queue.sweep, forget_files)
