"""Official PDFs: asked for by a page, made by a worker, served from a file to whoever has the right to what it says.

A row of PrintedText is one content (a text, or what was decided on one) in one layout. A worker claims the oldest row
that waits, or whose worker stopped answering, with one UPDATE (compare and set); only the holder of the newest claim
can finish it.
"""

import hashlib
import logging
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from projects.models import PrintedText, PrintState
from texts.interchange import from_json, sha256, to_json
from texts.model import FORMAT, Text
from texts.opinion import OPINION_FORMAT, Opinion, opinion_from_json, opinion_sha256, opinion_to_json
from texts.writers.glyphs import UnprintableTextError
from texts.writers.layout_version import layout_version

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)  # 200 projects take 25 s
MOST_CLAIMS = 3  # a text that takes its worker down with it is not tried for ever


Printable = Text | Opinion


class Printer(Protocol):
    """What prints (texts/writers/press.py); the page that asks for a print does not load it."""

    def print(self, content: Any, *, stamp: str = "") -> bytes: ...

    def paging(self, content: Any) -> Any: ...


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind of content is named and kept in the queue."""

    of: type
    digest: Callable[[Any], str]
    to_json: Callable[[Any], dict[str, Any]]
    from_json: Callable[[Any], Printable]


#: the format that the content itself names -> its kind
KINDS = {
    FORMAT: Kind(Text, sha256, to_json, from_json),
    OPINION_FORMAT: Kind(Opinion, opinion_sha256, opinion_to_json, opinion_from_json),
}


def _kind_of(content: Printable) -> Kind:
    return next(kind for kind in KINDS.values() if isinstance(content, kind.of))


def request_print(content: Printable, *, stamp: str = "") -> PrintedText:
    """The print of this content: made already, on its way, or put into the queue by this call.

    `stamp` is a line for the foot of every page of a text (when and in which edition it was published).
    """
    kind = _kind_of(content)
    printed, is_new = PrintedText.objects.get_or_create(
        sha256=kind.digest(content), layout=layout_version(), stamp=stamp, defaults={"content": kind.to_json(content)}
    )
    if not is_new and printed.state == PrintState.DONE and not path_of(printed).exists():
        PrintedText.objects.filter(pk=printed.pk).update(state=PrintState.WAITING, token=0)
        printed.refresh_from_db()
    return printed


def find_print(content: Printable) -> PrintedText | None:
    """The print of this content, if it was asked for and its file is still there."""
    found = PrintedText.objects.filter(sha256=_kind_of(content).digest(content), layout=layout_version(), stamp="")
    printed = found.first()
    if printed and printed.state == PrintState.DONE and not path_of(printed).exists():
        return None
    return printed


def path_of(printed: PrintedText) -> Path:
    """Where the finished PDF lies; named by its content, so an unchanged text is served from its stored file."""
    stamp = f"-{hashlib.sha256(printed.stamp.encode()).hexdigest()[:8]}" if printed.stamp else ""
    return Path(settings.PRINT_DIR) / printed.sha256[:2] / f"{printed.sha256}-{printed.layout[:12]}{stamp}.pdf"


def waiting_before(printed: PrintedText) -> int:
    """How many prints stand in the queue before this one."""
    return PrintedText.objects.filter(_unfinished(), requested_at__lt=printed.requested_at).count()


def _unfinished() -> Q:
    return Q(state__in=[PrintState.WAITING, PrintState.RUNNING])


def claim() -> PrintedText | None:
    """The next print for this worker, held until its lease ends; None when nothing waits."""
    now = timezone.now()
    free = Q(state=PrintState.WAITING) | Q(state=PrintState.RUNNING, lease_until__lt=now)
    for row in PrintedText.objects.filter(free).order_by("requested_at", "id")[:8]:
        mine = PrintedText.objects.filter(free, pk=row.pk, token=row.token).update(
            state=PrintState.RUNNING, lease_until=now + LEASE, token=F("token") + 1
        )
        if mine:
            row.refresh_from_db()
            return row
    return None


def work_once(printer: Printer) -> bool:
    """Makes one print if one waits; tells whether there was one."""
    printed = claim()
    if printed is None:
        return False
    if printed.token > MOST_CLAIMS:
        _finish(printed, PrintState.FAILED, message="排版程序多次中断，请联系系统管理员。")
        return True
    content = KINDS[printed.content["format"]].from_json(printed.content)
    try:
        pdf = printer.print(content, stamp=printed.stamp)
    except UnprintableTextError as error:
        _finish(printed, PrintState.FAILED, message=str(error))
    else:
        _write(path_of(printed), pdf)
        paging = printer.paging(content)
        _finish(printed, PrintState.DONE, paging=paging.to_json() if paging else None)
    return True


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: written aside, on the disk, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as aside:
        aside.write(content)
        aside.flush()
        os.fsync(aside.fileno())
    Path(aside.name).replace(path)


@transaction.atomic
def _finish(printed: PrintedText, state: str, *, message: str = "", paging: dict | None = None) -> bool:
    """Closes the row unless another worker took it over meanwhile (its token is newer)."""
    mine = PrintedText.objects.filter(pk=printed.pk, token=printed.token, state=PrintState.RUNNING)
    closed = mine.update(state=state, message=message, paging=paging, finished_at=timezone.now(), lease_until=None)
    if not closed:
        log.warning("print %s was taken over by another worker", printed.pk)
    return bool(closed)
