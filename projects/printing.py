"""Official PDFs: asked for by a page, made by a worker, served from a file to whoever has the right to the text.

A row of PrintedText is one content in one layout, held by a worker as projects/leasing.py has it. What a person waits
for is urgent and goes before what a job wants.
"""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q

from projects.leasing import claim as claim_row
from projects.leasing import close, whole_file
from projects.models import PrintedText, PrintState
from texts.interchange import from_json, sha256, to_json
from texts.model import Text
from texts.writers.glyphs import UnprintableTextError
from texts.writers.layout_version import layout_version

if TYPE_CHECKING:  # the page that asks for a print does not load what prints
    from texts.writers.pdf import Printer

log = logging.getLogger(__name__)

MOST_CLAIMS = 3  # a text that takes its worker down with it is not tried for ever


def request_print(text: Text, *, is_urgent: bool = True) -> PrintedText:
    """The print of this content: made already, on its way, or put into the queue by this call."""
    printed, is_new = PrintedText.objects.get_or_create(
        sha256=sha256(text), layout=layout_version(), defaults={"text": to_json(text), "is_urgent": is_urgent}
    )
    if is_urgent and not printed.is_urgent:
        PrintedText.objects.filter(pk=printed.pk).update(is_urgent=True)
        printed.is_urgent = True
    if not is_new and printed.state == PrintState.DONE and not path_of(printed).exists():
        PrintedText.objects.filter(pk=printed.pk).update(state=PrintState.WAITING, token=0)
        printed.refresh_from_db()
    return printed


def find_print(text: Text) -> PrintedText | None:
    """The print of this content, if it was asked for and its file is still there."""
    printed = PrintedText.objects.filter(sha256=sha256(text), layout=layout_version()).first()
    if printed and printed.state == PrintState.DONE and not path_of(printed).exists():
        return None
    return printed


def path_of(printed: PrintedText) -> Path:
    """Where the finished PDF lies; named by its content, so an unchanged text is served from its stored file."""
    return Path(settings.PRINT_DIR) / printed.sha256[:2] / f"{printed.sha256}-{printed.layout[:12]}.pdf"


def waiting_before(printed: PrintedText) -> int:
    """How many prints that somebody waits for stand in the queue before this one."""
    return PrintedText.objects.filter(_unfinished(), is_urgent=True, requested_at__lt=printed.requested_at).count()


def _unfinished() -> Q:
    return Q(state__in=[PrintState.WAITING, PrintState.RUNNING])


def claim(*, only_urgent: bool = False) -> PrintedText | None:
    """The next print for this worker, held until its lease ends; None when nothing waits."""
    rows = PrintedText.objects.filter(is_urgent=True) if only_urgent else PrintedText.objects.all()
    return claim_row(rows, order=("-is_urgent", "requested_at", "id"))


def work_once(printer: "Printer", *, only_urgent: bool = False) -> bool:
    """Makes one print if one waits; tells whether there was one."""
    printed = claim(only_urgent=only_urgent)
    if printed is None:
        return False
    if printed.token > MOST_CLAIMS:
        _finish(printed, PrintState.FAILED, message="排版程序多次中断，请联系系统管理员。")
        return True
    try:
        pdf = printer.print(from_json(printed.text))
    except UnprintableTextError as error:
        _finish(printed, PrintState.FAILED, message=str(error))
    else:
        with whole_file(path_of(printed)) as file:
            file.write(pdf)
        _finish(printed, PrintState.DONE)
    return True


def _finish(printed: PrintedText, state: str, *, message: str = "") -> bool:
    """Closes the row unless another worker took it over meanwhile."""
    is_closed = close(printed, state, message=message)
    if not is_closed:
        log.warning("print %s was taken over by another worker", printed.pk)
    return is_closed
