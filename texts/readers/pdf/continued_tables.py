"""Ruled tables of one or several pages -> one Table: repeated headings dropped, a row cut by the page made whole.

A page break leaves no mark in a PDF. Two tables are one when nothing stands between them and both have the same
edges; their two rows at the break are one when every cell that goes on below had no room left above.
"""

from bisect import bisect_left
from dataclasses import dataclass, field, replace

from texts.readers.blocks import Cell, Table
from texts.readers.pdf.ruled_tables import Ruled
from texts.readers.pdf.text_lines import Textline, cell_text, text_lines

_NEAR = 3.0
_WIDEST_PADDING = 8.0
_FEWEST_HEADINGS = 3
_SLACK = 0.8  # of a character; the cells of a row have to agree, so that each may be a little short
_LEVELS = 2  # columns at the left that are merged downwards
_FEW = 2


@dataclass(slots=True)
class _Box:
    """A cell of the drawn table with its printed lines."""

    row: int
    rowspan: int
    x0: float
    x1: float
    at: str
    lines: list[Textline] = field(default_factory=list)

    def has_place(self, line: Textline, padding: float) -> bool:
        """Whether what the line begins with would still have gone behind this cell's last line."""
        if not self.lines:
            return False
        last = self.lines[-1]
        return self.x1 - self.x0 - 2 * padding - (last.x1 - last.x0) > line.first + _SLACK * line.height


@dataclass(frozen=True, slots=True)
class TablePart:
    """What one page shows of a table."""

    ruled: Ruled
    page: int

    def continues(self, other: "TablePart") -> bool:
        """The same edges, one page later."""
        mine, theirs = self.ruled.xs, other.ruled.xs
        return self.page == other.page + 1 and abs(mine[0] - theirs[0]) + abs(mine[-1] - theirs[-1]) < 2 * _NEAR

    def boxes(self, at: str) -> list[_Box]:
        """The cells of this page, from top to bottom."""
        found = []
        for index, box in enumerate(self.ruled.boxes):
            place = f"{at}第{box.row + 1}行第{box.column + 1}列"
            words = text_lines(self.ruled.glyphs.get(index, ()))
            found.append(_Box(box.row, box.rowspan, box.x0, box.x1, place, words))
        return found


def joined_table(parts: list[TablePart], number: int) -> Table:
    """One Table of the parts that follow each other; `number` counts the tables of the file."""
    whole: list[_Box] = []
    padding = 0.0
    for part in parts:
        boxes = part.boxes(f"第{part.page}页表{number}")
        padding = _padding(boxes)
        whole = _joined(whole, boxes, padding) if whole else boxes
    edges = _edges(whole)
    return Table(tuple(_cell(box, edges, padding) for box in whole), f"第{parts[0].page}页表{number}")


def _padding(boxes: list[_Box]) -> float:
    gaps = [line.x0 - box.x0 for box in boxes for line in box.lines]
    return min(max(min(gaps, default=0.0), 0.0), _WIDEST_PADDING)


def _joined(upper: list[_Box], lower: list[_Box], padding: float) -> list[_Box]:
    """Both under each other."""
    lower = _without_repeated_head(upper, lower)
    height = max(box.row + box.rowspan for box in upper)
    pairs = _cut_row(upper, lower, height, padding)
    for over, under in pairs:
        over.lines += under.lines
        over.rowspan += under.rowspan - 1
    cut = {id(under) for _, under in pairs}
    base = height - 1 if pairs else height
    return [*upper, *(replace(box, row=box.row + base) for box in lower if id(box) not in cut)]


def _without_repeated_head(upper: list[_Box], lower: list[_Box]) -> list[_Box]:
    """Without the first row where it repeats a row of headings word for word."""
    head = [box for box in lower if box.row == 0]
    words = [_words(box) for box in head if box.lines]
    if len(words) < _FEWEST_HEADINGS or any(box.rowspan > 1 for box in head):
        return lower
    rows: dict[int, list[str]] = {}
    for box in upper:
        rows.setdefault(box.row, []).extend([_words(box)] if box.lines else [])
    if words not in rows.values():
        return lower
    return [replace(box, row=box.row - 1) for box in lower if box.row > 0]


def _words(box: _Box) -> str:
    return "".join("".join(line.text.split()) for line in box.lines)


def _cut_row(upper: list[_Box], lower: list[_Box], height: int, padding: float) -> list[tuple[_Box, _Box]]:
    """The cells over and under the break where they are the halves of one row, else none."""
    over = sorted((box for box in upper if box.row + box.rowspan == height), key=lambda box: box.x0)
    under = sorted((box for box in lower if box.row == 0), key=lambda box: box.x0)
    if len(over) != len(under) or not any(box.lines for box in under):
        return []
    pairs = list(zip(over, under, strict=True))
    if any(abs(a.x0 - b.x0) > _NEAR or abs(a.x1 - b.x1) > _NEAR for a, b in pairs):
        return []
    return pairs if _agree(pairs, padding) else []


def _agree(pairs: list[tuple[_Box, _Box]], padding: float) -> bool:
    """Every cell that goes on was full; half of them are enough where some stopped, none where most did.

    A row of its own has hardly an empty cell beside its levels. A cell that moved down as a whole left none above.
    """
    full = [not over.has_place(under.lines[0], padding) for over, under in pairs if under.lines]
    stopped = sum(bool(over.lines) and not under.lines for over, under in pairs[_LEVELS:])
    moved = any(under.lines and not over.lines for over, under in pairs)
    if moved and not stopped:
        return False
    is_mostly_empty = stopped * 2 > len(pairs[_LEVELS:])
    return all(full) or is_mostly_empty or (stopped >= _FEW and sum(full) * 2 >= len(full))


def _edges(boxes: list[_Box]) -> list[float]:
    edges: list[float] = []
    for x in sorted({x for box in boxes for x in (box.x0, box.x1)}):
        if not edges or x - edges[-1] > _NEAR:
            edges.append(x)
    return edges


def _cell(box: _Box, edges: list[float], padding: float) -> Cell:
    column, end = (bisect_left(edges, x - _NEAR) for x in (box.x0, box.x1))
    text = cell_text(box.lines, box.x0 + padding, box.x1 - padding)
    return Cell(text, box.row, column, box.at, box.rowspan, max(1, end - column))
