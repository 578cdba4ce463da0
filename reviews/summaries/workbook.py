"""A summary as .xlsx, in a file that is whole before its first byte is sent."""

import tempfile
from collections.abc import Iterable, Sequence
from typing import IO

from openpyxl import Workbook

from departments.models import Cycle
from reviews.summaries.rows import Summary
from texts.writers.sheet_columns import Value
from texts.writers.sheets import add_sheet


def write_summary(summary: Summary, cycle: Cycle, rows: Iterable[Sequence[Value]]) -> IO[bytes]:
    """A temporary file that holds the whole workbook, opened at its beginning; closing it removes it."""
    book = Workbook(write_only=True)
    add_sheet(book, summary.title, summary.columns_in(cycle), rows)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever answers with it closes it
    try:
        book.save(file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file
