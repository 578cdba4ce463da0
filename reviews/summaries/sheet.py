"""Rows -> .xlsx, written as they come: the file grows on disk, not in memory."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from reviews.summaries.rows import Column, Summary, Value
from texts.writers.workbook_layout import LONGEST, escaped

_CUT = "…（超长，已截断）"


def write_summary(summary: Summary, rows: Iterable[Sequence[Value]]) -> IO[bytes]:
    """A temporary file that holds the whole workbook, opened at its beginning; closing it removes it.

    Numbers and days are typed, words are words whatever they begin with. What fails on the way leaves no file.
    """
    book = Workbook(write_only=True)
    page = book.create_sheet(summary.title)
    page.freeze_panes = "A2"
    for n, column in enumerate(summary.columns, 1):
        page.column_dimensions[get_column_letter(n)].width = column.width
    page.append(list(_header(page, summary.columns)))
    file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever answers with it closes it
    try:
        count = _fill(page, summary.columns, rows)
        page.auto_filter.ref = f"A1:{get_column_letter(len(summary.columns))}{count}"
        book.save(file)
    except BaseException:
        file.close()
        _give_up(page)
        raise
    file.seek(0)
    return file


def _fill(page: WriteOnlyWorksheet, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> int:
    """Writes the rows; how many there are then, the header with them."""
    count = 1
    for row in rows:
        page.append([_cell(page, value, column) for value, column in zip(row, columns, strict=True)])
        count += 1
    return count


def _give_up(page: WriteOnlyWorksheet) -> None:
    """Ends what openpyxl has begun and removes its temporary file at once, not at the end of the process."""
    if not page.closed:
        page.close()
    if Path(page._writer.out).exists():
        page._writer.cleanup()


def _header(page: WriteOnlyWorksheet, columns: Iterable[Column]) -> Iterator[Cell]:
    for column in columns:
        cell = WriteOnlyCell(page, column.label)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DCE6F2")
        yield cell


def _cell(page: WriteOnlyWorksheet, value: Value, column: Column) -> Cell | str | None:
    """Words as they are, which openpyxl writes fastest, but for those that it would take for a formula or an error."""
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        cell = WriteOnlyCell(page, value)
        cell.number_format = column.form or "General"
        return cell
    words = escaped(value)
    words = words if len(words) <= LONGEST else words[: LONGEST - len(_CUT)] + _CUT
    if words[0] not in "=#":
        return words
    cell = WriteOnlyCell(page, words)
    cell.data_type = "s"
    return cell
