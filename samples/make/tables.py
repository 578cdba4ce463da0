"""绩效目标表 as Word tables, in the three departments' ways."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Cm

from samples.make.house import House
from samples.make.ooxml import element
from texts.model import Indicator, Project

LABELS = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
# In cm, 15.6 together.
_HEAD_WIDTHS = (2.4, 1.8, 2.4, 2.4, 2.2, 2.0, 2.4)
_WIDTHS = (1.5, 1.9, 2.8, 3.8, 2.1, 3.5)
_ONE_WIDTHS = (1.7, 2.0, 2.8, 2.2, 1.6, 2.2, 3.1)
_SERIAL_WIDTHS = (0.9, 1.4, 1.8, 2.8, 3.4, 2.0, 3.3)

Cells = Sequence[tuple[str, int]]  # text and number of grid columns


class Grid:
    """A table that grows row by row; a cell says how many columns it covers, `down` merges below the one above."""

    def __init__(self, document: Any, widths: Sequence[float], write: Any) -> None:
        self.table = document.add_table(rows=0, cols=len(widths))
        self.table.style = "Table Grid"
        self.table.alignment = WD_TABLE_ALIGNMENT.CENTER
        self.table.autofit = False
        for column, width in zip(self.table.columns, widths, strict=True):
            column.width = Cm(width)
        self._widths = widths
        self._write = write

    def row(self, cells: Cells, *, header: bool = False) -> list[Any]:
        """Adds a row and returns its cells."""
        row = self.table.add_row()
        row._tr.get_or_add_trPr().append(element("cantSplit"))
        if header:
            row._tr.get_or_add_trPr().append(element("tblHeader"))
        made, column = [], 0
        for text, span in cells:
            cell = row.cells[column].merge(row.cells[column + span - 1]) if span > 1 else row.cells[column]
            cell.width = Cm(sum(self._widths[column : column + span]))
            self._write(cell, text)
            made.append(cell)
            column += span
        return made

    def down(self, column: int, first: int, last: int) -> None:
        """Merges one column's cells from row first to row last; the lower ones are empty."""
        if last > first:
            self.table.cell(first, column).merge(self.table.cell(last, column))


def add_project(document: Any, project: Project, house: House, write: Any) -> None:
    """The table or the two tables of one project."""
    head = Grid(document, _ONE_WIDTHS if house.one_table else _HEAD_WIDTHS, write)
    add_head(head, project, house)
    if house.one_table:
        add_indicators(head, project.indicators, house, spans=(1, 1, 1, 2, 1, 1))
        return
    document.add_paragraph()
    widths = _SERIAL_WIDTHS if house.serial_column else _WIDTHS
    add_indicators(Grid(document, widths, write), project.indicators, house, spans=(1,) * len(widths))


def add_head(grid: Grid, project: Project, house: House) -> None:
    """Unit, code, name, money, plan and goals."""
    if house.unit_line == "table":
        grid.row([(f"{project.unit_code}{project.unit_name}", 5), ("单位：万元", 2)])
    grid.row([("项目编码", 1), (project.code, 2), ("项目名称", 1), (project.name, 3)])
    top = len(grid.table.rows)
    money = (project.budget, "其中：财政资金", project.fiscal_funds, "其他资金", project.other_funds)
    grid.row([("预算规模及资金用途", 1), ("预算数", 1), *((text or "", 1) for text in money)])
    grid.row([("", 1), (project.purpose, 6)])
    plan = list(zip(project.plan, (2, 2, 1, 1), strict=True))
    grid.row([("资金支出计划（%）", 1), *((f"{row.month}月底", span) for row, span in plan)])
    grid.row([("", 1), *((f"{row.percent}%", span) for row, span in plan)])
    grid.down(0, top, top + 1)
    grid.down(0, top + 2, top + 3)
    grid.row([("绩效目标", 1), (goals(project, house), 6)])


def goals(project: Project, house: House) -> str:
    """The numbered goals: '\\n' is a new paragraph, '\\v' a soft line break."""
    lines = [house.goal_number.format(n) + goal.text for n, goal in enumerate(project.goals, 1)]
    return ("\v" if house.goal_breaks else "\n").join(lines)


def add_indicators(grid: Grid, rows: Sequence[Indicator], house: House, spans: Sequence[int]) -> None:
    """The header row and a row an indicator, the levels merged or repeated."""
    labels = ("序号", *LABELS) if house.serial_column else LABELS
    grid.row(list(zip(labels, spans, strict=True)), header=not house.one_table)
    top = len(grid.table.rows)
    shown = [_levels(rows, n, house) for n in range(len(rows))]
    for n, (row, levels) in enumerate(zip(rows, shown, strict=True), 1):
        cells = (*levels, row.name or "", row.description or "", row.target or "", row.basis or "")
        serial = (str(n),) if house.serial_column else ()
        grid.row(list(zip((*serial, *cells), spans, strict=True)))
    if house.levels == "merged":
        _merge_levels(grid, rows, top)


def _levels(rows: Sequence[Indicator], n: int, house: House) -> tuple[str, str]:
    row, above = rows[n], rows[n - 1] if n else Indicator()
    if house.levels == "repeated":
        return row.level1 or "", row.level2 or ""
    same1 = row.level1 == above.level1
    return "" if same1 else row.level1 or "", "" if same1 and row.level2 == above.level2 else row.level2 or ""


def _merge_levels(grid: Grid, rows: Sequence[Indicator], top: int) -> None:
    for column, key in ((0, lambda n: rows[n].level1), (1, lambda n: (rows[n].level1, rows[n].level2))):
        for _, same in groupby(range(len(rows)), key):
            numbers = list(same)
            grid.down(column, top + numbers[0], top + numbers[-1])
