"""One grid for one project: what a page, a nested table or an editor cut apart is joined, what was glued is cut.

Headings close a table; everything up to the next one belongs together. Lines over a table that name the unit and
the money become its first rows. A table that is no 绩效目标表 (a cover laid out in cells) becomes paragraphs.
"""

from dataclasses import dataclass, field, replace
from itertools import pairwise

from texts.readers.blocks import Block, Cell, Paragraph, Table
from texts.readers.form.indicator_rows import is_header, is_level_cell
from texts.readers.form.labels import Label, key, label_of, month_of, table_heading, unit_of_line
from texts.readers.form.table_rows import Row, blank, cells_by_row, height, one_line, without_continued

_FORM = frozenset((Label.CODE, Label.BUDGET, Label.FISCAL_FUNDS, Label.PLAN, Label.SCALE))


def join_cut(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same blocks with exactly one Table for every 绩效目标表."""
    joining = _Joining()
    for block in blocks:
        if isinstance(block, Paragraph):
            joining.paragraph(block)
        else:
            for table in _parts(block):
                joining.table(table)
    joining.close()
    return tuple(joining.done)


def _without_marks(table: Table) -> Table:
    """Without the （续） behind levels that are repeated on the next page."""
    return replace(
        table, cells=tuple(replace(c, text=without_continued(c.text)) if is_level_cell(c) else c for c in table.cells)
    )


@dataclass
class _Joining:
    """`open` are the parts of the table that a continuation would belong to; `place` is where it goes in `done`."""

    done: list[Block] = field(default_factory=list)
    open: list[Table] = field(default_factory=list)
    place: int = 0
    _heading: str = ""
    _waiting: list[Paragraph] = field(default_factory=list)

    def paragraph(self, paragraph: Paragraph) -> None:
        """A heading closes the table before it, a line with the unit waits for the table after it."""
        heading = table_heading(without_continued(paragraph.text))
        if heading is not None and self.open and key(heading) == self._heading:
            return  # the heading again, over the rest of its table on the next page
        if unit_of_line(one_line(paragraph.text)) or label_of(paragraph.text) is Label.MONEY_UNIT:
            self._waiting.append(paragraph)
            return
        if heading is not None:
            self.close()
            self._heading = key(heading)
        self._release()
        self.done.append(paragraph)

    def table(self, table: Table) -> None:
        """Goes on with the open table, begins one, or is none."""
        follows = self.place == len(self.done) - 1
        if self.open and not _begins(table) and (follows or _is_form(table)):
            self.open.append(table)
        elif _is_form(table):
            lines, self._waiting = self._waiting, []
            self.close()
            self.open = [_under(lines, table)]
            self.place = len(self.done)
            self.done.append(table)
        else:
            self._release()
            self.done += [Paragraph(line, c.at) for c in table.cells for line in c.text.split("\n") if line.strip()]

    def close(self) -> None:
        """No table follows that could belong to the open one."""
        if self.open:
            self.done[self.place] = _without_marks(_stacked(self.open))
        self.open = []
        self._release()

    def _release(self) -> None:
        self.done += self._waiting
        self._waiting = []


def _parts(table: Table) -> list[Table]:
    """A grid with several projects glued together, cut over every further 项目编码."""
    grid = cells_by_row(table)
    starts = [number for number, row in enumerate(grid) if any(_is(cell, Label.CODE, number) for cell in row)]
    cuts = [0, *(_over(grid, number) for number in starts[1:]), len(grid)]
    return [_slice(table, begin, end) for begin, end in pairwise(cuts) if end > begin]


def _is(cell: Cell, label: Label, number: int) -> bool:
    return cell.row == number and label_of(cell.text.partition("：")[0]) is label


def _over(grid: list[Row], number: int) -> int:
    """The first of the rows that lead in to the project beginning at row `number`: heading, unit, money."""
    while number > 0 and all(_leads_in(cell) for cell in grid[number - 1]):
        number -= 1
    return number


def _leads_in(cell: Cell) -> bool:
    text = one_line(cell.text)
    return blank(cell) or bool(unit_of_line(text) or table_heading(text)) or label_of(text) is Label.MONEY_UNIT


def _slice(table: Table, begin: int, end: int) -> Table:
    cells = (cell for cell in table.cells if begin <= cell.row < end)
    return Table(tuple(replace(c, row=c.row - begin, rowspan=min(c.rowspan, end - c.row)) for c in cells), table.at)


def _begins(table: Table) -> bool:
    """The first table of a project: it says its code."""
    return any(_is(cell, Label.CODE, cell.row) for cell in table.cells)


def _is_form(table: Table) -> bool:
    """A 绩效目标表 or a part of one, by its labels."""
    if any(label_of(cell.text) in _FORM for cell in table.cells):
        return True
    if sum(month_of(cell.text) is not None for cell in table.cells) >= 2:
        return True
    return any(is_header(row) or sum(is_level_cell(cell) for cell in row) >= 2 for row in cells_by_row(table))


def _under(lines: list[Paragraph], table: Table) -> Table:
    """The table with these lines as its first rows."""
    width = max((cell.column + cell.colspan for cell in table.cells), default=1)
    above = [Cell(line.text, row, 0, line.at, colspan=width) for row, line in enumerate(lines)]
    return Table((*above, *_moved(table, len(above))), table.at)


def _stacked(parts: list[Table]) -> Table:
    """All in one grid, one under the other."""
    cells: list[Cell] = []
    rows_above = 0
    for part in parts:
        cells += _moved(part, rows_above)
        rows_above += height(part)
    return Table(tuple(cells), parts[0].at)


def _moved(table: Table, by: int) -> tuple[Cell, ...]:
    return tuple(replace(cell, row=cell.row + by) for cell in table.cells)
