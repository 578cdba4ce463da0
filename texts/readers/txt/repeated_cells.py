"""Rows of programs that print a merged cell as often as it has columns and rows (python-docx and its users).

'项目编码 | 项目编码 | 1302…' is taken back to one cell each, before anybody looks for tables. Rows of indicators are
cut by the columns of their headings, because a name and its description may well be the same.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from texts.readers.form.labels import HEADER, Label, column_of, key, label_of, unit_of_line
from texts.readers.txt.file_lines import TextLine

_FIGURE = re.compile(r"-?[\d,]*\d(?:\.\d+)?\s*[%％]?|")
_ENOUGH = 3  # rows that say the same label twice


def unrepeated(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines with every merged cell once, where the file repeats them; else the lines as they are."""
    if sum(_says_twice(_cells(line.raw)) for line in lines) < _ENOUGH:
        return list(lines)
    table = _Table()
    found: list[TextLine] = []
    for line in lines:
        found += table.take(line)
    return found


def _cells(raw: str) -> list[str]:
    if "\t" in raw:
        return [cell.strip() for cell in raw.split("\t")]
    inner = raw.rstrip().removeprefix("|").removesuffix("|") if raw.startswith("|") else raw
    return [cell.strip() for cell in inner.split("|")]


def _says_twice(cells: Sequence[str]) -> bool:
    return any(one == other and label_of(one) is not None for one, other in pairwise(cells))


@dataclass
class _Table:
    """The table under way: how many cells a row has, and the columns (first cell of each) under its headings."""

    width: int = 0
    columns: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()  # the columns of the last row
    row: list[str] = field(default_factory=list)
    first: str = ""  # the last row's first cell
    start: TextLine | None = None

    def take(self, line: TextLine) -> Iterator[TextLine]:
        """The lines that this one makes complete; a cell's second paragraph stands on a line without its neighbours."""
        cells = _cells(line.raw)
        is_head = sum(column_of(cell) in HEADER for cell in cells) >= 3
        if self.start is not None and not self._is_whole() and not is_head:
            self.row[-1] += f"\n{cells[0]}"
            self.row += cells[1:]
        elif len(cells) > 1:
            self._begin(line, cells, is_head=is_head)
        else:
            yield line
            return
        if self._is_whole():
            yield from self._done()

    def _is_whole(self) -> bool:
        """As many cells as the table has columns, the last as long as the one that it repeats."""
        is_cut = len(self.row) > 1 and self.row[-2].startswith(f"{self.row[-1]}\n")
        return len(self.row) >= self.width and not is_cut

    def _begin(self, line: TextLine, cells: list[str], *, is_head: bool) -> None:
        self.start, self.row = line, cells
        begins_table = is_head or label_of(cells[0]) is Label.CODE or unit_of_line(cells[0]) is not None
        self.width = len(cells) if begins_table else max(self.width, len(cells))
        if is_head:
            self.columns = tuple(n for n, cell in enumerate(cells) if not n or cell != cells[n - 1])
        elif begins_table or (label_of(cells[0]) and label_of(cells[0]) not in HEADER):
            self.columns = ()

    def _starts(self) -> tuple[int, ...]:
        """The first of every run of the same words; figures stand under the labels or months over them."""
        figures = [bool(_FIGURE.fullmatch(cell)) for cell in self.row]
        is_under = self.starts and len(self.row) > self.starts[-1] and sum(figures) * 2 > len(self.row)
        if is_under and not any(label_of(cell) for cell in self.row if cell != self.row[0]):
            return self.starts
        return tuple(n for n, cell in enumerate(self.row) if not n or cell != self.row[n - 1])

    def _done(self) -> Iterator[TextLine]:
        starts = self.columns or self._starts()
        self.starts = starts
        *cells, last = (self.row[n] for n in starts)
        if cells and label_of(cells[0]) and key(cells[0]) == self.first:
            cells[0] = ""  # merged downwards
        else:
            self.first = key(self.row[0])
        words, *paragraphs = last.split("\n")
        line, self.start = self.start, None
        if line is not None:
            yield replace(line, raw="\t".join(["".join(cell.split("\n")) for cell in cells] + [words]))
            yield from (TextLine(paragraph, line.number) for paragraph in paragraphs)
