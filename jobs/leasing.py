"""What every queue of ours shares: a row is held by one worker for a while.

A worker claims a row that waits, or whose worker stopped answering, with one UPDATE (compare and set). It renews its
lease while it works. Each claim has a higher token, and only the holder of the newest one can renew or close: what a
worker does that was thought dead comes to nothing. The same on SQLite and PostgreSQL.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, TypeVar

from django.db.models import F, Manager, Q, QuerySet
from django.utils import timezone

from jobs.models import Leased

LEASE = timedelta(minutes=2)  # printing 200 projects takes 25 s, reading a file 30 s at most
WAITING, RUNNING = "waiting", "running"
AT_ONCE = 8  # rows looked at in one claim: with more workers than that, some find nothing and ask again

Row = TypeVar("Row", bound=Leased)


class HoldLostError(RuntimeError):
    """The row is no longer this worker's: it was cancelled, or another worker took it over."""


def claim(rows: QuerySet[Row], *, order: Sequence[str]) -> Row | None:
    """The next row for this worker, held until its lease ends; None when nothing waits."""
    now = timezone.now()
    free = Q(state=WAITING) | Q(state=RUNNING, lease_until__lt=now)
    for row in rows.filter(free).order_by(*order)[:AT_ONCE]:
        mine = rows.model._default_manager.filter(free, pk=row.pk, token=row.token).update(
            state=RUNNING, lease_until=now + LEASE, token=F("token") + 1
        )
        if mine:
            row.refresh_from_db()
            return row
    return None


def renew(row: Leased, **changes: Any) -> None:
    """The heartbeat: the lease begins anew, and `changes` tell how far the work is. Raises HoldLostError."""
    if not _held(row).update(lease_until=timezone.now() + LEASE, **changes):
        raise HoldLostError(f"{row._meta.model_name} {row.pk}")


def close(row: Leased, state: str, **changes: Any) -> bool:
    """Closes the row, unless it is no longer this worker's."""
    closed = _held(row).update(state=state, finished_at=timezone.now(), lease_until=None, **changes)
    return bool(closed)


def give_back(row: Leased) -> None:
    """The row waits again, for another worker: this one ends."""
    _held(row).update(state=WAITING, lease_until=None)


def _held(row: Leased) -> QuerySet[Any]:
    """`state` is a column that each queue has for itself."""
    queue: Manager[Any] = type(row)._default_manager
    return queue.filter(pk=row.pk, token=row.token, state=RUNNING)
