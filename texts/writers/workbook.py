"""Text -> .xlsx: the text as a workbook to be filled in and read back (texts/readers/xlsx/workbook_reader.py).

Every cell is text, so that codes, 20-digit numbers and "=1+1" stay what was written: the cell's type is a string, its
format is 文本 and it is marked as typed behind an apostrophe, so no program takes it for a formula when it is edited.
Sheets are protected without a password: what must not change is locked, not hidden from whoever insists.
"""

import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from texts.columns import switchable
from texts.interchange import sha256
from texts.model import Text
from texts.places import MEASURES, OVERALL_GOAL, SUB_GOALS
from texts.writers import workbook_layout as layout
from texts.writers.workbook_aids import add_choices, add_guide, add_validations, add_version
from texts.writers.workbook_layout import FormColumn, FormSheet, OverlongCellError, cell_words

MONTHS = (3, 6, 10, 12)  # of a new project, where no other project says otherwise
_TEXT_FORMAT = "@"
_FIRST = 2  # row below the header
_LINE = Side(style="thin", color="C9CED6")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEADER = PatternFill("solid", fgColor="DCE6F2")
_FIXED = PatternFill("solid", fgColor="F2F3F5")
_FONT = "等线"

_Values = dict[str, str]


def render_workbook(
    text: Text,
    *,
    version: int = 0,
    tree: Sequence[tuple[str, str]] = (),
    closed: Collection[str] = (),
    columns: tuple[str, ...] = (),
) -> bytes:
    """The workbook of a text.

    `version` is that of the stored text, `tree` its 一级 and 二级指标 for the drop-downs, `closed` the sections
    (texts.places) and project ids whose cells its receiver may not write and finds locked, `columns` the optional ones
    of its cycle, beside those that its projects have already. Raises OverlongCellError.
    """
    book = Workbook()
    add_guide(cast(Worksheet, book.active), text)
    rows = _Rows(text, frozenset(closed))
    indicators = layout.INDICATORS.with_columns(switchable({*columns, *text.columns}))
    for sheet, filled in rows.sheets():
        written = indicators if sheet is layout.INDICATORS else sheet
        _fill(book.create_sheet(sheet.title), written, list(filled), rows.closed_to(sheet))
    add_choices(book, tree)
    add_validations(book, indicators)
    add_version(book, [layout.FORMAT, str(text.id or ""), sha256(text), str(version)])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


class _Rows:
    """The rows of each sheet: what their cells say, and whether they are closed to whoever receives the file."""

    def __init__(self, text: Text, closed: Collection[str]) -> None:
        self._text = text
        self._closed = closed
        self._numbered = list(enumerate(text.projects, 1))
        self._new = range(len(text.projects) + 1, len(text.projects) + 1 + layout.PROJECTS.spare)

    def sheets(self) -> Iterator[tuple[FormSheet, Iterable[tuple[_Values, bool]]]]:
        """Every sheet with its rows, the spare ones last."""
        text = self._text
        yield layout.TEXT, self._cover()
        yield layout.SUB_GOALS, self._plain(layout.SUB_GOALS, text.sub_goals, SUB_GOALS)
        yield layout.MEASURES, self._plain(layout.MEASURES, text.measures, MEASURES)
        yield layout.PROJECTS, self._projects()
        yield layout.PLAN, self._below(layout.PLAN, "plan")
        yield layout.GOALS, self._below(layout.GOALS, "goals")
        yield layout.INDICATORS, self._below(layout.INDICATORS, "indicators")

    def closed_to(self, sheet: FormSheet) -> bool:
        """Whether new rows may not be written in a sheet."""
        return {layout.SUB_GOALS: SUB_GOALS, layout.MEASURES: MEASURES}.get(sheet, "") in self._closed

    def _cover(self) -> Iterator[tuple[_Values, bool]]:
        for label, field in layout.FIELDS.items():
            if field != "overall_goal":
                is_closed = field == "fiscal_year" or "cover" in self._closed
                yield {"field": label, "words": cell_words(self._text, field)}, is_closed
        for words in (*self._text.overall_goal, *[""] * layout.TEXT.spare):
            yield {"field": "总体绩效目标", "words": words}, OVERALL_GOAL in self._closed

    def _plain(self, sheet: FormSheet, rows: Sequence[Any], section: str) -> Iterator[tuple[_Values, bool]]:
        for row in rows:
            yield _values(sheet, row), section in self._closed
        yield from (({}, section in self._closed) for _ in range(sheet.spare))

    def _projects(self) -> Iterator[tuple[_Values, bool]]:
        for number, project in self._numbered:
            values = _values(layout.PROJECTS, project) | {layout.NUMBER: str(number)}
            yield values, str(project.id) in self._closed
        for number in self._new:
            yield {layout.NUMBER: str(number)}, False

    def _below(self, sheet: FormSheet, field: str) -> Iterator[tuple[_Values, bool]]:
        for number, project in self._numbered:
            beside = {layout.NUMBER: str(number), "project_name": project.name or ""}
            for row in getattr(project, field):
                yield _values(sheet, row) | beside, str(project.id) in self._closed
        if sheet is layout.PLAN:
            months = next(([step.month for step in row.plan] for row in self._text.projects if row.plan), MONTHS)
            yield from (({layout.NUMBER: str(n), "month": str(month)}, False) for n in self._new for month in months)
        yield from (({}, False) for _ in range(sheet.spare))


def _values(sheet: FormSheet, row: Any) -> _Values:
    kept = {layout.NUMBER, "project_name", layout.DELETE}
    return {column.name: cell_words(row, column.name) for column in sheet.columns if column.name not in kept}


def _fill(page: Worksheet, sheet: FormSheet, rows: list[tuple[_Values, bool]], is_closed: bool) -> None:
    for n, column in enumerate(sheet.columns, 1):
        _dress(page.cell(1, n), column.label, is_locked=True, fill=_HEADER, is_bold=True)
        page.column_dimensions[get_column_letter(n)].width = column.width
        page.column_dimensions[get_column_letter(n)].hidden = column.is_hidden
    for number, (values, row_closed) in enumerate(rows, _FIRST):
        for n, column in enumerate(sheet.columns, 1):
            is_locked = _is_locked(column, values) or row_closed or is_closed
            words = values.get(column.name, "")
            _dress(page.cell(number, n), words, is_locked=is_locked, fill=_FIXED if is_locked else None)
    page.freeze_panes = "A2"
    page.sheet_view.zoomScale = 100
    _protect(page)
    _for_print(page)


def _is_locked(column: FormColumn, values: _Values) -> bool:
    """A row that has its place keeps it: its project's number, its month. New rows are told where they belong."""
    if column.name in (layout.NUMBER, "month"):
        return bool(values.get(column.name))
    return column.is_fixed


def _dress(
    cell: Cell | MergedCell, words: str, *, is_locked: bool, fill: PatternFill | None, is_bold: bool = False
) -> None:
    if len(words) > layout.LONGEST:
        raise OverlongCellError(
            f"“{words[:20]}…”有 {len(words)} 字，Excel 的一个单元格最多 {layout.LONGEST} 字，请分成几段。"
        )
    if words:
        cell.value = layout.escaped(words)
        cell.data_type = "s"
    cell.number_format = _TEXT_FORMAT
    cell.quotePrefix = words[:1] in {"=", "+", "-", "@"}
    cell.font = Font(name=_FONT, size=11, bold=is_bold)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.border = _BORDER
    cell.protection = Protection(locked=is_locked)
    if fill is not None:
        cell.fill = fill


def _protect(page: Worksheet) -> None:
    """What openpyxl calls a protection is what is forbidden: rows may come and go, columns and rows be resized."""
    page.protection.sheet = True
    page.protection.insertRows = page.protection.deleteRows = False
    page.protection.formatColumns = page.protection.formatRows = False
    page.protection.sort = page.protection.autoFilter = False


def _for_print(page: Worksheet) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    cast(PageSetupProperties, page.sheet_properties.pageSetUpPr).fitToPage = True
    page.print_title_rows = "1:1"
