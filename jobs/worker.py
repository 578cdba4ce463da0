"""The worker's half of background jobs: the next one, run to its end. Which function works a kind is handed in.

Loaded by the worker alone: what is run prints and parses.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, transaction
from django.utils import timezone

from jobs.leasing import HoldLostError, claim, close, give_back
from jobs.models import Job, JobState
from jobs.queue import KEPT, Hold, JobOutcome, JobRefusedError, WorkerEndsError
from texts.writers.print.press import Press

log = logging.getLogger(__name__)

MOST_CLAIMS = 20  # a long job outlives some restarts; one that takes its workers down with it is given up


@dataclass(frozen=True, slots=True)
class Worker:
    """`runs`: which function works a kind. `ended` is called with the job, its line and the moment, in the transaction
    that closes it."""

    runs: Mapping[str, Callable[[Hold], JobOutcome]]
    ended: Callable[[Job, str, datetime], None]

    def work_next(self, printer: Press, is_ending: Callable[[], bool] = lambda: False) -> bool:
        """Works the next job to its end, if one waits; tells whether there was one. It is given back when the worker is
        asked to end meanwhile."""
        job = claim(Job.objects.all(), order=("requested_at", "id"))
        if job is None:
            return False
        try:
            outcome = self._run(Hold(job, printer, is_ending))
        except HoldLostError:
            log.warning("job %s was cancelled or taken over", job.pk)
        except WorkerEndsError:
            give_back(job)
        except JobRefusedError as error:
            self.end(job, JobState.FAILED, JobOutcome(f"{job}未完成：{error}"), message=str(error))
        except DatabaseError:  # the database restarts; the job is taken up again when its lease ends
            raise
        except Exception:  # one job's fault must not end the worker
            log.exception("job %s", job.pk)
            message = "程序出错，请重试；仍不成功的，请联系系统管理员。"
            self.end(job, JobState.FAILED, JobOutcome(f"{job}未完成：{message}"), message=message)
        else:
            self.end(job, JobState.DONE, outcome)
        return True

    def _run(self, hold: Hold) -> JobOutcome:
        if hold.job.token > MOST_CLAIMS:
            raise JobRefusedError("任务多次中断，已停止，请联系系统管理员。")
        if not hold.job.owner.is_active:
            raise JobRefusedError("账号已停用。")
        return self.runs[hold.job.kind](hold)

    @transaction.atomic
    def end(self, job: Job, state: JobState, outcome: JobOutcome, *, message: str = "") -> None:
        """The row and what is told of its end together; neither, where the job is no longer this worker's."""
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
            job.state = state
            self.ended(job, outcome.line, now)
