"""The lower half of a 绩效目标表: rows under 一级指标 … 指标值确定依据, columns found by their headings."""

from dataclasses import dataclass, field
from typing import Any

from texts.model import Indicator
from texts.readers.blocks import Cell, Problem
from texts.readers.form.labels import FIELDS, HEADER, Label, column_of, key, level1_of, level2_of
from texts.readers.form.table_rows import Row, blank, one_line, shared_columns, starting, without_continued

# 指标值 printed in several columns: beside 符号 and 单位 it is the number between them.
_TARGET_PARTS = (Label.OPERATOR, Label.VALUE, Label.TARGET, Label.UNIT)
_SPLIT = (Label.OPERATOR, Label.VALUE, Label.UNIT)
_WITH_A_PLACE = {*FIELDS, *_TARGET_PARTS, Label.SERIAL}


@dataclass(frozen=True, slots=True)
class _Column:
    cell: Cell
    kind: str | None


def is_header(row: Row) -> bool:
    """A row with at least three of the headings."""
    return len(_headings(row)) >= 3


def _headings(row: Row) -> set[str]:
    return {label for cell in row if (label := column_of(cell.text)) in HEADER}


def is_level_cell(cell: Cell) -> bool:
    """A cell that is a first or second level of either tree."""
    text = without_continued(cell.text)
    return level1_of(text) is not None or level2_of(text) is not None


@dataclass
class IndicatorRows:
    """Takes the rows of one table in turn; the levels are carried down through empty cells.

    `optional` are the columns (texts/columns.py) that are read where the form has them, and told where they are not
    among these."""

    optional: tuple[str, ...] = ()
    indicators: list[Indicator] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    has_header: bool = False
    _columns: tuple[_Column, ...] = ()
    _levels: tuple[str | None, str | None] = (None, None)
    _is_under_header: bool = False

    def head(self, row: Row) -> None:
        """A row of headings: its columns hold for the rows below; under another one it tells more of the same."""
        parent = self._parent if self._is_under_header else lambda cell: None
        self._columns = tuple(_Column(cell, column_of(cell.text) or parent(cell)) for cell in row)
        self.has_header = self._is_under_header = True

    def add(self, row: Row, number: int) -> None:
        """Row `number` of the grid, headings split over a second row included."""
        if self._is_under_header and self._is_second_header(row):
            self.head(row)
            return
        self._is_under_header = False
        if not self._columns:
            self._columns = self._usual(row)
        if len(row) == 1 and len(self._columns) > 2:
            self._reject(row)
            return
        self._read(self._by_kind(row), starting(row, number))

    def _is_second_header(self, row: Row) -> bool:
        return any(column_of(cell.text) in _SPLIT for cell in row)

    def _parent(self, cell: Cell) -> str | None:
        above = max(self._columns, key=lambda column: shared_columns(column.cell, cell))
        return above.kind if shared_columns(above.cell, cell) else None

    def _usual(self, row: Row) -> tuple[_Column, ...]:
        """Where a table has lost its headings, the form's own six (or five, without 描述) hold."""
        labels = {6: HEADER, 5: tuple(label for label in HEADER if label is not Label.DESCRIPTION)}.get(len(row), ())
        return tuple(_Column(cell, label) for cell, label in zip(row, labels, strict=False))

    def _by_kind(self, row: Row) -> dict[str | None, list[Cell]]:
        by_kind: dict[str | None, list[Cell]] = {}
        for cell, column in zip(row, self._columns_of(row), strict=True):
            by_kind.setdefault(column.kind if column else None, []).append(cell)
        return by_kind

    def _columns_of(self, row: Row) -> list[_Column | None]:
        """As many cells as headings: by order (a page cut may change the grid); else by the columns they share."""
        if len(row) == len(self._columns):
            return list(self._columns)
        best = [max(self._columns, key=lambda c: shared_columns(c.cell, cell), default=None) for cell in row]
        return [c if c and shared_columns(c.cell, cell) else None for c, cell in zip(best, row, strict=True)]

    def _read(self, cells: dict[str | None, list[Cell]], begun: Row) -> None:
        values: dict[str, Any] = {name: _text(cells.get(label, ())) for label, name in FIELDS.items()}
        values |= {name: _text(cells.get(name, ())) for name in self.optional}
        values["target"] = _target(cells)
        self._levels = self._carry(values["level1"], values["level2"])
        if any(values[name] for name in ("name", "description", "target")):
            values["level1"], values["level2"] = self._levels
            self.indicators.append(Indicator(**values))
        else:
            self._reject(begun)
        taken = _WITH_A_PLACE.union(self.optional)
        without_field = [cell for kind, of_kind in cells.items() if kind not in taken for cell in of_kind]
        without_field += [cell for cell in cells.get(Label.OPERATOR, ()) if not _is_operator(cell)]
        without_field += [cell for cell in cells.get(Label.SERIAL, ()) if not key(cell.text).isdecimal()]
        self._reject([cell for cell in without_field if cell in begun])

    def _carry(self, level1: str | None, level2: str | None) -> tuple[str | None, str | None]:
        if level1 and key(level1) != key(self._levels[0] or ""):
            return level1, level2
        return level1 or self._levels[0], level2 or self._levels[1]

    def _reject(self, cells: list[Cell] | Row) -> None:
        for cell in cells:
            if not blank(cell):
                self.problems.append(Problem(cell.at, cell.text, "不属于任何一列绩效指标，请核对后手工填写"))


def _is_operator(cell: Cell) -> bool:
    """≥ and the like; 正向 and 反向 say the same of a value that has its own sign."""
    return blank(cell) or key(cell.text) in "≥≤≧≦><=≠>=<="


def _target(cells: dict[str | None, list[Cell]]) -> str | None:
    parts = [cell for kind in _TARGET_PARTS for cell in cells.get(kind, ())]
    target = ""
    for cell in parts:
        said = one_line(cell.text)
        is_direction = cell in cells.get(Label.OPERATOR, ()) and not _is_operator(cell)
        is_repeated = cell in cells.get(Label.UNIT, ()) and target.endswith(said)
        target += "" if is_direction or is_repeated else said
    return target or None


def _text(cells: list[Cell] | Row) -> str | None:
    texts = [one_line(cell.text) for cell in cells if not blank(cell)]
    return "".join(texts) or None
