"""Tables without ruling lines -> grids, by the order in which programs draw: cell after cell, row after row.

Lines that follow each other downwards in one column are a cell; a cell that begins further left than the one before
it begins a row. Columns are told apart by their places under each other, so an empty cell leaves a gap.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from unicodedata import east_asian_width

from texts.readers.blocks import Block, Cell, Paragraph, Table
from texts.readers.form.labels import Label, label_of, table_heading, unit_of_line
from texts.readers.pdf.drawn_page import Glyph
from texts.readers.pdf.text_lines import Textline, cell_text, text_lines

_NEAR = 2.0
_NEXT_LINE = 2.2  # of a character's height: a cell's lines are not further apart
_WORD_GAP = 0.85  # of a character; the padding of two cells is wider
_FEWEST_LABELS = 3


@dataclass(slots=True)
class Drawn:
    """What was drawn at one place, line under line."""

    page: int
    lines: list[Textline] = field(default_factory=list)

    @property
    def x0(self) -> float:
        return min(line.x0 for line in self.lines)

    @property
    def x1(self) -> float:
        return max(line.x1 for line in self.lines)

    @property
    def text(self) -> str:
        return cell_text(self.lines, self.x0, self.x1)

    def takes(self, line: Textline, page: int) -> bool:
        """Whether the line goes on under this one's last."""
        step = line.y - self.lines[-1].y
        if page != self.page or not 0 < step < _NEXT_LINE * line.height:
            return False
        return self.x0 < line.x1 and line.x0 < self.x1 and not (opens_form(line.text) or opens_form(self.text))


def opens_form(text: str) -> bool:
    """A heading, a unit, the first label open a form and are never the middle of a cell."""
    return bool(table_heading(text) or unit_of_line(text)) or label_of(text) in (Label.CODE, Label.MONEY_UNIT)


def drawn(glyphs: Sequence[Glyph], page: int) -> list[Drawn]:
    """The cells of a page in the order in which they were drawn."""
    cells: list[Drawn] = []
    for line in _pieces(glyphs):
        if cells and cells[-1].takes(line, page):
            cells[-1].lines.append(line)
        else:
            cells.append(Drawn(page, [line]))
    return cells


def _pieces(glyphs: Sequence[Glyph]) -> list[Textline]:
    """Stretches of a line without a gap between; a sign drawn late (LibreOffice's quotes) still finds its place."""
    wide = [glyph.x1 - glyph.x0 for glyph in glyphs if east_asian_width(glyph.text[0]) == "W"]
    gap = _WORD_GAP * (median(wide) if wide else 10.0)
    groups: list[list[Glyph]] = []
    for glyph in glyphs:
        group = groups[-1] if groups else None
        if group and abs(glyph.y - group[-1].y) < 1 and _is_beside(glyph, group, gap):
            group.append(glyph)
        else:
            groups.append([glyph])
    return [line for group in groups for line in text_lines(group)]


def _is_beside(glyph: Glyph, group: list[Glyph], gap: float) -> bool:
    return min(g.x0 for g in group) <= glyph.x1 and glyph.x0 < max(g.x1 for g in group) + gap


def is_form(cells: list[Drawn]) -> bool:
    """Whether labels of a 绩效目标表 are drawn as cells of their own."""
    labels = {label_of(cell.text) for cell in cells}
    return Label.CODE in labels and len(labels & set(Label)) >= _FEWEST_LABELS


def unruled_blocks(cells: list[Drawn]) -> list[Block]:
    """A Table behind every heading; what stands before the first form are paragraphs."""
    found: list[Block] = []
    rows: list[list[Drawn]] = []
    has_begun = False
    for row in _rows(cells):
        has_begun = has_begun or opens_form(row[0].text)
        if table_heading(row[0].text) is not None or not has_begun:
            found += [_table(rows, len(found))] if rows else []
            rows = []
            found += [Paragraph(cell.text, f"第{cell.page}页") for cell in row]
        elif rows and _is_rest(rows[-1], row):
            _put_under(rows[-1], row)
        else:
            rows.append(row)
    return [*found, *([_table(rows, len(found))] if rows else [])]


def _rows(cells: list[Drawn]) -> list[list[Drawn]]:
    """A row ends where the next cell does not stand to the right of the last one."""
    rows: list[list[Drawn]] = []
    for cell in cells:
        if rows and rows[-1][-1].page == cell.page and cell.x0 > rows[-1][-1].x1 - _NEAR:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return rows


def _is_rest(upper: list[Drawn], lower: list[Drawn]) -> bool:
    """A page's first row with at most half of the cells above, each under one of them, is what the page cut off."""
    if lower[0].page == upper[-1].page or len(lower) * 2 > len(upper):
        return False
    return all(any(_under(over, cell) for over in upper) for cell in lower) and not _under(upper[0], lower[0])


def _under(over: Drawn, cell: Drawn) -> bool:
    return over.x0 < cell.x1 and cell.x0 < over.x1


def _put_under(upper: list[Drawn], lower: list[Drawn]) -> None:
    for cell in lower:
        next(over for over in upper if _under(over, cell)).lines.extend(cell.lines)


def _table(rows: list[list[Drawn]], number: int) -> Table:
    at = f"第{rows[0][0].page}页表{number}"
    edges: list[float] = []
    for x in sorted({x for row in rows for cell in row for x in (cell.x0, cell.x1)}):
        if not edges or x - edges[-1] > _NEAR:
            edges.append(x)
    cells = []
    for number_of_row, row in enumerate(rows):
        for cell in row:
            column, end = bisect_left(edges, cell.x0 - _NEAR), bisect_left(edges, cell.x1 - _NEAR)
            place = f"{at}第{number_of_row + 1}行第{column + 1}列"
            cells.append(Cell(cell.text, number_of_row, column, place, colspan=max(1, end - column)))
    return Table(tuple(cells), at)
