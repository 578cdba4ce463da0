"""Rows as a sheet of a workbook, written as they come: the file grows on disk, not in memory.

book = Workbook(write_only=True)
add_sheet(book, "项目汇总", (Column("部门", 24), Column("预算数（万元）", 14, "0.00")), rows)
book.save(file)
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from texts.writers.sheet_columns import SheetColumn, Value
from texts.writers.workbook_layout import LONGEST, escaped

_CUT = "…（超长，已截断）"
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def add_sheet(book: Workbook, title: str, columns: Sequence[SheetColumn], rows: Iterable[Sequence[Value]]) -> None:
    """Adds a sheet with a frozen header and a filter to a workbook that is only written.

    Numbers and days are typed, words are words whatever they begin with; what is longer than a cell may be is cut,
    visibly. What fails on the way leaves no temporary file.
    """
    page = book.create_sheet(title)
    page.freeze_panes = "A2"
    for n, column in enumerate(columns, 1):
        page.column_dimensions[get_column_letter(n)].width = column.width
    try:
        page.append(list(_header(page, columns)))
        count = 1
        for row in rows:
            page.append([_cell(page, value, column) for value, column in zip(row, columns, strict=True)])
            count += 1
    except BaseException:
        _give_up(page)
        raise
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count}"


def _give_up(page: Any) -> None:
    """Ends what openpyxl has begun and removes its temporary file at once, not at the end of the process."""
    if not page.closed:
        page.close()
    if Path(page._writer.out).exists():
        page._writer.cleanup()


def _header(page: Any, columns: Iterable[SheetColumn]) -> Iterator[Any]:
    for column in columns:
        cell = WriteOnlyCell(page, column.label)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DCE6F2")
        yield cell


def _cell(page: Any, value: Value, column: SheetColumn) -> Any:
    """Words as they are, which openpyxl writes fastest, but for those that it would take for a formula or an error."""
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        cell = WriteOnlyCell(page, cast(Any, value))  # Decimal and date too
        cell.number_format = column.form or "General"
        return cell
    words = escaped(value)
    words = words if len(words) <= LONGEST else words[: LONGEST - len(_CUT)] + _CUT
    if words[0] not in "=#" and not column.wraps:
        return words
    cell = WriteOnlyCell(page, words)
    cell.data_type = "s"
    if column.wraps:
        cell.alignment = _WRAPPED
    return cell
