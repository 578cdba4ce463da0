"""Official PDFs: asked for by a page, made by a worker, served from a file to whoever has the right to what it says.

A row of PrintedText is one content (a text, or what was decided on one) in one layout, held by a worker as
jobs/leasing.py has it. What a person waits for is urgent and goes before what a job wants.
"""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from jobs.leasing import claim, close
from jobs.models import PrintedText, PrintState
from jobs.whole_file import whole_file
from texts.interchange import from_json, sha256, to_json
from texts.model import FORMAT, Text
from texts.opinion import OPINION_FORMAT, Opinion, opinion_from_json, opinion_sha256, opinion_to_json
from texts.writers.print.glyph_check import UnprintableTextError
from texts.writers.print.layout_version import layout_version

log = logging.getLogger(__name__)

MOST_CLAIMS = 3  # a text that takes its worker down with it is not tried for ever
SHORTEST_REST, LONGEST_REST = timedelta(minutes=1), timedelta(days=1)  # of a failed print, before it is tried again


Printable = Text | Opinion


class ContentPrinter(Protocol):
    """What prints (texts/writers/print/press.py); the page that asks for a print does not load it."""

    def print(self, content: Any, *, stamp: str = "") -> bytes: ...

    def paging(self, content: Any) -> Any: ...


@dataclass(frozen=True, slots=True)
class PrintKind:
    """How a kind of content is named and kept in the queue."""

    of: type
    digest: Callable[[Any], str]
    to_json: Callable[[Any], dict[str, Any]]
    from_json: Callable[[Any], Printable]


#: the format that the content itself names -> its kind
KINDS = {
    FORMAT: PrintKind(Text, sha256, to_json, from_json),
    OPINION_FORMAT: PrintKind(Opinion, opinion_sha256, opinion_to_json, opinion_from_json),
}


def _kind_of(content: Printable) -> PrintKind:
    return next(kind for kind in KINDS.values() if isinstance(content, kind.of))


def request_print(content: Printable, *, stamp: str = "", is_urgent: bool = True) -> PrintedText:
    """The print of this content: made already, on its way, or put into the queue by this call.

    `stamp` is a line for the foot of every page of a text (when and in which edition it was published). One that failed
    is put into the queue again once it has rested.
    """
    kind = _kind_of(content)
    printed, is_new = PrintedText.objects.get_or_create(
        sha256=kind.digest(content),
        layout=layout_version(),
        stamp=stamp,
        defaults={"content": kind.to_json(content), "is_urgent": is_urgent},
    )
    if is_urgent and not printed.is_urgent:
        PrintedText.objects.filter(pk=printed.pk).update(is_urgent=True)
        printed.is_urgent = True
    if not is_new and (_is_gone(printed) or is_rested(printed)):
        PrintedText.objects.filter(pk=printed.pk).update(state=PrintState.WAITING, token=0)
        printed.refresh_from_db()
    return printed


def _is_gone(printed: PrintedText) -> bool:
    return printed.state == PrintState.DONE and not print_path(printed).exists()


def is_rested(printed: PrintedText) -> bool:
    """Whether a failed print may be tried again: after as long as it has been asked for in vain, ever more rarely."""
    if printed.state != PrintState.FAILED or printed.finished_at is None:
        return False
    in_vain = printed.finished_at - printed.requested_at
    return timezone.now() - printed.finished_at >= min(max(in_vain, SHORTEST_REST), LONGEST_REST)


def find_print(content: Printable) -> PrintedText | None:
    """The print of this content, if it was asked for and its file is still there."""
    found = PrintedText.objects.filter(sha256=_kind_of(content).digest(content), layout=layout_version(), stamp="")
    printed = found.first()
    return None if printed and _is_gone(printed) else printed


def print_path(printed: PrintedText) -> Path:
    """Where the finished PDF lies; named by its content, so an unchanged text is served from its stored file."""
    stamp = f"-{hashlib.sha256(printed.stamp.encode()).hexdigest()[:8]}" if printed.stamp else ""
    return Path(settings.PRINT_DIR) / printed.sha256[:2] / f"{printed.sha256}-{printed.layout[:12]}{stamp}.pdf"


def waiting_before(printed: PrintedText) -> int:
    """How many prints that somebody waits for stand in the queue before this one."""
    return PrintedText.objects.filter(_unfinished(), is_urgent=True, requested_at__lt=printed.requested_at).count()


def _unfinished() -> Q:
    return Q(state__in=[PrintState.WAITING, PrintState.RUNNING])


def claim_print(*, only_urgent: bool = False) -> PrintedText | None:
    """The next print for this worker, held until its lease ends; None when nothing waits."""
    rows = PrintedText.objects.filter(is_urgent=True) if only_urgent else PrintedText.objects.all()
    return claim(rows, order=("-is_urgent", "requested_at", "id"))


def print_next(printer: ContentPrinter, *, only_urgent: bool = False) -> bool:
    """Makes one print if one waits; tells whether there was one."""
    printed = claim_print(only_urgent=only_urgent)
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
        with whole_file(print_path(printed)) as file:
            file.write(pdf)
        paging = printer.paging(content)
        _finish(printed, PrintState.DONE, paging=paging.to_json() if paging else None)
    return True


def _finish(printed: PrintedText, state: str, *, message: str = "", paging: dict[str, Any] | None = None) -> bool:
    """Closes the row unless another worker took it over meanwhile."""
    is_closed = close(printed, state, message=message, paging=paging)
    if not is_closed:
        log.warning("print %s was taken over by another worker", printed.pk)
    return is_closed
