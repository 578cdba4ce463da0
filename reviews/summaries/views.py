"""汇总表 of a cycle for the bureau, as files."""

from importlib import import_module

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.views.decorators.http import require_safe

from audit.notes import note_for_log
from departments.account_request import AccountRequest
from departments.cycle_choice import chosen_of
from departments.models.accounts import BOARD_READERS
from reviews.boards.views import board_cycles
from reviews.summaries.rows import SUMMARIES, rows_of


@require_safe
def summary(request: AccountRequest, kind: str) -> HttpResponse | FileResponse:
    """/summaries/<kind>/?cycle=<number>: every text of the cycle that the reader may see; the newest cycle by default.

    The file is whole before the first byte of it is sent.
    """
    if not request.user.roles & BOARD_READERS:
        raise PermissionDenied
    if kind not in SUMMARIES:
        raise Http404
    cycle = chosen_of(request, board_cycles(request.user))
    if cycle is None:
        raise Http404
    wanted = SUMMARIES[kind]
    note_for_log(request, detail=f"{wanted.title} {cycle}")
    write = import_module("reviews.summaries.workbook").write_summary  # with openpyxl: not for every worker
    file = write(wanted, cycle, rows_of(wanted, cycle, request.user))
    return FileResponse(file, as_attachment=True, filename=f"{cycle}{wanted.title}.xlsx")
