"""The lower half of a 绩效目标表: rows under 一级指标 … 指标值确定依据, columns found by their headings."""

from dataclasses import dataclass, field
from typing import Any

from texts.model import Indicator
from texts.readers.blocks import Cell, Problem
from texts.readers.grid import Row, blank, one_line, overlap, starting, without_continued
from texts.readers.labels import HEADER, Label, key, label_of, level1_of, level2_of

# 指标值 printed in several columns; the printed form puts them together in this order.
_OPERATOR, _VALUE, _UNIT = "operator", "value", "unit"
_PARTS = {
    **dict.fromkeys(("符号", "指标符号", "运算符号", "运算符", "比较符", "计算符号", "指标方向"), _OPERATOR),
    **dict.fromkeys(("值", "数值", "指标数值", "目标数值"), _VALUE),
    **dict.fromkeys(("单位", "计量单位", "度量单位", "指标单位", "指标值单位"), _UNIT),
}
_SERIAL = "serial"
_SERIALS = ("序号", "编号", "行次")
_FIELDS = {
    Label.LEVEL1: "level1",
    Label.LEVEL2: "level2",
    Label.INDICATOR: "name",
    Label.DESCRIPTION: "description",
    Label.BASIS: "basis",
}


@dataclass(frozen=True, slots=True)
class _Column:
    cell: Cell
    kind: Label | str | None


def is_header(row: Row) -> bool:
    """A row with at least three of the headings."""
    return len(_headings(row)) >= 3


def _headings(row: Row) -> set[Label]:
    return {label for cell in row if (label := label_of(cell.text)) in HEADER}


def is_level(cell: Cell) -> bool:
    """A cell that is a first or second level of either tree."""
    text = without_continued(cell.text)
    return level1_of(text) is not None or level2_of(text) is not None


@dataclass
class IndicatorRows:
    """Takes the rows of one table in turn; the levels are carried down through empty cells."""

    indicators: list[Indicator] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    has_header: bool = False
    _columns: tuple[_Column, ...] = ()
    _levels: tuple[str | None, str | None] = (None, None)
    _is_under_header: bool = False

    def head(self, row: Row) -> None:
        """A row of headings: its columns hold for the rows below; under another one it tells more of the same."""
        parent = self._parent if self._is_under_header else lambda cell: None
        self._columns = tuple(_Column(cell, _kind(cell) or parent(cell)) for cell in row)
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
        kinds = [_kind(cell) for cell in row]
        return any(kind in (_OPERATOR, _VALUE, _UNIT) for kind in kinds)

    def _parent(self, cell: Cell) -> Label | str | None:
        above = max(self._columns, key=lambda column: overlap(column.cell, cell))
        return above.kind if overlap(above.cell, cell) else None

    def _usual(self, row: Row) -> tuple[_Column, ...]:
        """Where a table has lost its headings, the form's own six (or five, without 描述) hold."""
        labels = {6: HEADER, 5: tuple(label for label in HEADER if label is not Label.DESCRIPTION)}.get(len(row), ())
        return tuple(_Column(cell, label) for cell, label in zip(row, labels, strict=False))

    def _by_kind(self, row: Row) -> dict[Label | str | None, list[Cell]]:
        by_kind: dict[Label | str | None, list[Cell]] = {}
        for cell, column in zip(row, self._columns_of(row), strict=True):
            by_kind.setdefault(column.kind if column else None, []).append(cell)
        return by_kind

    def _columns_of(self, row: Row) -> list[_Column | None]:
        """As many cells as headings: by order (a page cut may change the grid); else by the columns they share."""
        if len(row) == len(self._columns):
            return list(self._columns)
        best = [max(self._columns, key=lambda c: overlap(c.cell, cell), default=None) for cell in row]
        return [c if c and overlap(c.cell, cell) else None for c, cell in zip(best, row, strict=True)]

    def _read(self, cells: dict[Label | str | None, list[Cell]], begun: Row) -> None:
        values: dict[str, Any] = {name: _text(cells.get(label, ())) for label, name in _FIELDS.items()}
        values["target"] = _target(cells)
        self._levels = self._carry(values["level1"], values["level2"])
        if any(values[name] for name in ("name", "description", "target")):
            values["level1"], values["level2"] = self._levels
            self.indicators.append(Indicator(**values))
        else:
            self._reject(begun)
        unknown = [cell for cell in cells.get(None, ()) if cell in begun]
        self._reject(unknown + [c for c in cells.get(_SERIAL, ()) if c in begun and not key(c.text).isdecimal()])

    def _carry(self, level1: str | None, level2: str | None) -> tuple[str | None, str | None]:
        if level1 and key(level1) != key(self._levels[0] or ""):
            return level1, level2
        return level1 or self._levels[0], level2 or self._levels[1]

    def _reject(self, cells: list[Cell] | Row) -> None:
        for cell in cells:
            if not blank(cell):
                self.problems.append(Problem(cell.at, cell.text, "不属于任何一列绩效指标，请核对后手工填写"))


def is_heading(text: str) -> bool:
    """The heading of a column that a reader knows, those without a field of their own included (序号, 符号, 单位)."""
    return label_of(text) in HEADER or key(text) in (*_SERIALS, *_PARTS)


def _kind(cell: Cell) -> Label | str | None:
    heading = key(cell.text)
    if heading in _SERIALS:
        return _SERIAL
    label = label_of(cell.text)
    return label if label in HEADER else _PARTS.get(heading)


def _target(cells: dict[Label | str | None, list[Cell]]) -> str | None:
    # 指标值 beside 符号 and 单位 is the number between them.
    parts = [cell for kind in (_OPERATOR, _VALUE, Label.TARGET, _UNIT) for cell in cells.get(kind, ())]
    return "".join(one_line(cell.text) for cell in parts) or None


def _text(cells: list[Cell] | Row) -> str | None:
    texts = [one_line(cell.text) for cell in cells if not blank(cell)]
    return "".join(texts) or None
