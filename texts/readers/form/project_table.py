"""One 绩效目标表 as a grid of cells -> one Project. Everything is found by its label, nothing by its position.

The upper half (amounts, plan, goals) is read here, the rows of indicators in indicator_rows.py; joined_tables.py has
made one grid of one project before. Whatever cell was not used is a problem, word for word.
"""

import re
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from texts.model import Line, Project
from texts.readers.blocks import Cell, Problem, Table
from texts.readers.form import project_goals
from texts.readers.form.indicator_rows import IndicatorRows, is_header, is_level_cell
from texts.readers.form.joined_tables import join_cut
from texts.readers.form.labels import Label, code_of, key, label_of, table_heading, unit_of_line
from texts.readers.form.payment_plan import in_words, read_plan
from texts.readers.form.table_rows import (
    Row,
    blank,
    cells_by_row,
    one_line,
    shared_columns,
    starting,
    without_continued,
)

__all__ = ["join_cut", "read_table"]

_SINGLE = {
    Label.CODE: "code",
    Label.NAME: "name",
    Label.BUDGET: "budget",
    Label.FISCAL_FUNDS: "fiscal_funds",
    Label.OTHER_FUNDS: "other_funds",
}
_MONEY = (Label.BUDGET, Label.FISCAL_FUNDS, Label.OTHER_FUNDS)
# Labels that stand at the left of several rows: what is left over beside them belongs to them.
_REGIONS = (Label.SCALE, Label.PLAN, Label.GOALS)
_UPPER = (*_SINGLE, *_REGIONS)
_EXPECTED = (Label.CODE, Label.NAME, Label.BUDGET, Label.PLAN, Label.GOALS)

_AMOUNT = re.compile(r"(-?[\d,]*\d(?:\.\d+)?)(?:\(?万元\)?)?")


def amount_of(text: str) -> str | None:
    """The digits of an amount cell ('8.00', '1,322.00万元'); None where the cell holds something else."""
    match = _AMOUNT.fullmatch(key(text))
    return match[1].replace(",", "") if match else None


def read_table(table: Table, columns: tuple[str, ...] = ()) -> tuple[Project, list[Problem]]:
    """The project that this table is, with these optional columns, and every cell that has no place in a Project."""
    grid = cells_by_row(table)
    indicators = IndicatorRows(columns)
    upper: list[int] = []
    is_below = False
    for number, row in enumerate(grid):
        if is_header(row):
            indicators.head(row)
            is_below = True
        elif starts_upper(row, number):
            is_below = False
            upper.append(number)
        elif is_below or _is_indicator(row, number):
            indicators.add(row, number)
            is_below = True
        else:
            upper.append(number)
    form = _Form(grid, table.at)
    values = form.read(upper)
    if not indicators.has_header:
        form.miss("没有找到绩效指标的表头（一级指标、二级指标、三级指标等）")
    project = Project(**values, columns=columns, indicators=tuple(indicators.indicators))
    return project, [*form.problems, *indicators.problems]


def starts_upper(row: Row, number: int) -> bool:
    """A row of the upper half: a label of it, or the unit, stands at its left, and begins there."""
    first = row[0] if row else None
    if first is None or first.row != number:
        return False
    return label_and_rest(first.text)[0] in _UPPER or unit_of_line(one_line(first.text)) is not None


def _is_indicator(row: Row, number: int) -> bool:
    return len(row) >= 4 and any(is_level_cell(cell) for cell in row[:3] if cell.row == number)


def label_and_rest(text: str) -> tuple[Label | None, str]:
    """The label a cell is, or begins with ('项目编码：1302…'), and what it says after it."""
    label = label_of(text)
    if label is not None:
        return label, ""
    before, colon, after = text.replace("：", ":").partition(":")
    if colon and (label := label_of(before)) is not None:
        return label, text[len(before) + 1 :].strip()
    if before.strip() == "其中":
        label, rest = label_and_rest(after)
        return label, rest
    return None, text


@dataclass
class _Form:
    """The upper half while it is read; `used` holds the place of every cell that has found its own."""

    grid: list[Row]
    at: str
    problems: list[Problem] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    found: set[Label] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    texts: dict[Label, list[str]] = field(default_factory=lambda: {label: [] for label in _REGIONS})

    def read(self, upper: list[int]) -> dict[str, Any]:
        """The fields of the upper half as arguments of Project."""
        plan = read_plan(self.grid, upper)
        self.used |= plan.used
        self.values["plan"] = plan.milestones
        for number in upper:
            for cell in starting(self.grid[number], number):
                self._label(number, cell)
        region: Label | None = None
        for number in upper:
            region = self._region(number, region)
            for cell in starting(self.grid[number], number):
                if cell.at not in self.used and not blank(cell):
                    self._place(cell, region)
        self._finish()
        return self.values

    def miss(self, expected: str) -> None:
        """Note that the table lacks something it should have."""
        self.problems.append(Problem(self.at, "", expected))

    def _label(self, number: int, cell: Cell) -> None:
        label, rest = label_and_rest(cell.text)
        if label is None or label not in (*_UPPER, Label.MONEY_UNIT) or cell.at in self.used:
            return
        self.found.add(label)
        self.used.add(cell.at)
        if label in _SINGLE:
            self._single(label, rest, self._beside(number, cell) or self._below(cell, label))
        elif label in _REGIONS and rest:
            self.texts[label].append(rest)

    def _beside(self, number: int, label: Cell) -> list[Cell]:
        """The first words to the right of a label, before the next one; empty cells where there are none."""
        right = [cell for cell in self.grid[number] if cell.column > label.column]
        values = list(takewhile(lambda cell: label_and_rest(cell.text)[0] is None, right))
        return [cell for cell in values if not blank(cell)][:1] or values

    def _below(self, label: Cell, kind: Label) -> list[Cell]:
        """The cell under a label, where labels stand side by side over their values."""
        number = label.row + label.rowspan
        if number >= len(self.grid) or any(label_of(c.text) for c in starting(self.grid[number], number)):
            return []
        fits = amount_of if kind in _MONEY else (code_of if kind is Label.CODE else str.strip)
        return [
            cell for cell in starting(self.grid[number], number) if shared_columns(cell, label) and fits(cell.text)
        ][:1]

    def _single(self, label: Label, rest: str, cells: list[Cell]) -> None:
        name, text = _SINGLE[label], rest or "\n".join(cell.text for cell in cells if not blank(cell))
        value = amount_of(text) if label in _MONEY else one_line(without_continued(text))
        if not value or self.values.get(name):
            return
        self.values[name] = "".join(value.split()) if label is Label.CODE else value
        if not rest:
            self.used.update(cell.at for cell in cells)

    def _region(self, number: int, region: Label | None) -> Label | None:
        """To which label at the left what is left over in this row belongs."""
        head = self.grid[number][0] if self.grid[number] else None
        if head is None or blank(head):
            return region
        label = label_and_rest(head.text)[0]
        if label in _REGIONS:
            return label
        return None if label in _UPPER else region

    def _place(self, cell: Cell, region: Label | None) -> None:
        unit = unit_of_line(one_line(cell.text))
        heading = table_heading(without_continued(cell.text))
        if unit is not None and "unit_code" not in self.values:
            self.values["unit_code"], self.values["unit_name"] = unit
        elif heading is not None and region is None:
            self.values.setdefault("name", one_line(heading))
        elif region is Label.PLAN and not self.values["plan"] and in_words(cell.text):
            self.values["plan"] = in_words(cell.text)
        elif region is Label.PLAN:
            self.reject(cell, "应为“资金支出计划”中与月份对应的百分比")
        elif region is not None:
            self.texts[region].append(cell.text)
        else:
            self.reject(cell, "找不到与它对应的栏目，请核对后手工填写")

    def reject(self, cell: Cell, expected: str) -> None:
        """Note a cell that has no place."""
        self.problems.append(Problem(cell.at, cell.text, expected))

    def _finish(self) -> None:
        self.values["goals"] = tuple(
            Line(text=text) for text in project_goals.split("\n".join(self.texts[Label.GOALS]))
        )
        self.values["purpose"] = "\n".join(self.texts[Label.SCALE]) or None
        for label in _EXPECTED:
            if label not in self.found:
                self.miss(f"没有找到“{label}”这一栏")
