"""The worker's half of background jobs: which function works which kind, and how a job ends.

Loaded by the worker alone: what is here prints and parses.
"""

import logging
from collections.abc import Callable
from functools import partial

from django.db import DatabaseError, transaction
from django.utils import timezone

from audit.log import record
from departments.models import Plan, User
from projects.actions import TextInTheWayError
from projects.folders import reading, storing
from projects.jobs import KEPT, Hold, JobRefusedError, Outcome, WorkerEndsError
from projects.leasing import HoldLostError, claim, close, give_back
from projects.models import Job, JobKind, JobState
from reviews.exports import packing
from reviews.log_words import Action
from reviews.telling.notices import tell
from reviews.workflow import StepRefusedError, take
from texts.writers.press import Press

log = logging.getLogger(__name__)

MOST_CLAIMS = 20  # a long job outlives some restarts; one that takes its workers down with it is given up


def file_away(plan: Plan, by: User) -> None:
    """入库. Raises TextInTheWayError where the account cannot (whoever works in a department decides on none of its
    texts)."""
    try:
        take(plan, "file", by=by)
    except StepRefusedError as refused:
        raise TextInTheWayError(str(refused)) from refused


RUNS: dict[str, Callable[[Hold], Outcome]] = {
    JobKind.EXPORT: packing.run,
    JobKind.READ: reading.run,
    JobKind.STORE: partial(storing.run, finish=file_away),
}


def work_once(printer: Press, is_ending: Callable[[], bool] = lambda: False) -> bool:
    """Works the next job to its end, if one waits; tells whether there was one. It is given back when the worker is
    asked to end meanwhile."""
    job = claim(Job.objects.all(), order=("requested_at", "id"))
    if job is None:
        return False
    try:
        outcome = _run(Hold(job, printer, is_ending))
    except HoldLostError:
        log.warning("job %s was cancelled or taken over", job.pk)
    except WorkerEndsError:
        give_back(job)
    except JobRefusedError as error:
        _end(job, JobState.FAILED, Outcome(f"{job}未完成：{error}"), message=str(error))
    except DatabaseError:  # the database restarts; the job is taken up again when its lease ends
        raise
    except Exception:  # one job's fault must not end the worker
        log.exception("job %s", job.pk)
        message = "程序出错，请重试；仍不成功的，请联系系统管理员。"
        _end(job, JobState.FAILED, Outcome(f"{job}未完成：{message}"), message=message)
    else:
        _end(job, JobState.DONE, outcome)
    return True


def _run(hold: Hold) -> Outcome:
    if hold.job.token > MOST_CLAIMS:
        raise JobRefusedError("任务多次中断，已停止，请联系系统管理员。")
    if not hold.job.owner.is_active:
        raise JobRefusedError("账号已停用。")
    return RUNS[hold.job.kind](hold)


@transaction.atomic
def _end(job: Job, state: str, outcome: Outcome, *, message: str = "") -> None:
    """The row, the owner's notice and the log's entry together; neither, where the job is no longer this worker's."""
    now = timezone.now()
    is_closed = close(
        job,
        state,
        message=message or outcome.line,
        word="",
        size=outcome.size,
        holds=list(outcome.holds),
        expires_at=now + KEPT,
    )
    if is_closed:
        tell([job.owner], key=f"job:{job.pk}", line=outcome.line, at=now, job=job)
        record(Action.JOB_END, by=job.owner, of=job, detail=outcome.line, is_success=state == JobState.DONE)
