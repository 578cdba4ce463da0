"""Indicator rows of a table whose columns are known: where does one row end and the next begin?

Cells stand in the middle of their row or at its top, so a row is some visual lines under each other, and a cell is
whatever its column has in them. The cheapest cutting wins: cells that fit their columns (column_fitting.py) and lines
that break where the column was full. Levels are merged downwards and put beside their rows afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from texts.readers.form.labels import (
    LEVELS1,
    LEVELS2,
    LEVELS_2015,
    LEVELS_2021,
    Label,
    column_of,
    key,
    level1_of,
    level2_of,
)
from texts.readers.txt.column_fitting import Column, empty_cost, fit_cost, likeness_bonus
from texts.readers.txt.column_widths import break_cost
from texts.readers.txt.file_lines import TextLine, em
from texts.readers.txt.layout_columns import Columns

_TALLEST = 16  # visual lines of one row
_ROW = 1.0
_OFF = 0.8  # a line by which a cell stands off its place
_TWO_LEVELS = 8.0
_LATE_LEVEL = 3.0  # a second level that begins below the top of its row
_STRANGER = 5.0  # a row with a second level that does not belong to its first
_LEVELS = (Label.LEVEL1, Label.LEVEL2)
_ROOM = 1.0  # em by which a full line may be shorter than the longest


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """A row's cells by column, the line it begins in, what it costs."""

    cells: tuple[str, ...]
    at: int
    cost: float


@dataclass(frozen=True, slots=True)
class _Level:
    """A level's name and the visual lines it stands on."""

    text: str
    first: int
    last: int


class Aligned:
    """The visual lines under the headings, cut into cells by their places."""

    def __init__(self, columns: Columns, lines: Sequence[TextLine]) -> None:
        self.kinds: tuple[Column, ...] = tuple(column_of(heading) for heading in columns.headings)
        self.lines = columns.rows(lines)
        self.widths = [max((em(cells[c]) for _, cells in self.lines), default=0.0) for c in range(len(self.kinds))]
        self.levels = {kind: self._levels(kind) for kind in _LEVELS if kind in self.kinds}
        self.in_middle = False

    def rows(self) -> list[AlignedRow]:
        """The rows of the cheapest cutting, each with its levels."""
        cuts = self._cuts()
        spans = list(pairwise(cuts))
        levels: dict[Column, list[str]] = {}
        for kind in (Label.LEVEL2, Label.LEVEL1):
            if kind in self.levels:
                levels[kind] = _beside(self.levels[kind], spans, levels.get(Label.LEVEL2, [""] * len(spans)))
        found = []
        for n, (begin, end) in enumerate(spans):
            cells = [
                levels[kind][n] if kind in levels else self._text(c, begin, end) for c, kind in enumerate(self.kinds)
            ]
            found.append(AlignedRow(tuple(cells), self.lines[begin][0].number, self._cost(begin, end)))
        return found

    def _cuts(self) -> list[int]:
        """Where rows begin, and the end; cells stand at the top of their rows, or in the middle, in the whole table."""
        ways = []
        for self.in_middle in (False, True):
            ways.append((*self._cheapest(), self.in_middle))
        _, cuts, self.in_middle = min(ways)
        return cuts

    def _cheapest(self) -> tuple[float, list[int]]:
        count = len(self.lines)
        best = [0.0] + [float("inf")] * count
        back = [0] * (count + 1)
        for end in range(1, count + 1):
            for begin in range(max(0, end - _TALLEST), end):
                cost = best[begin] + _ROW + self._cost(begin, end)
                if cost < best[end]:
                    best[end], back[end] = cost, begin
        cuts = [count]
        while cuts[-1] > 0:
            cuts.append(back[cuts[-1]])
        return best[count], cuts[::-1]

    def _cost(self, begin: int, end: int) -> float:
        cost = 0.0
        texts: dict[Column, str] = {}
        for c, kind in enumerate(self.kinds):
            if kind in _LEVELS:
                continue
            text = texts[kind] = self._text(c, begin, end)
            cost += fit_cost(kind, text) if text else empty_cost(kind)
            cost += self._breaks(c, begin, end) + self._off(c, begin, end)
        name, description = texts.get(Label.INDICATOR), texts.get(Label.DESCRIPTION)
        cost += likeness_bonus(name, description) if name and description else 0.0
        return cost + self._level_cost(begin, end)

    def _level_cost(self, begin: int, end: int) -> float:
        """A row has one level of a kind; where cells stand at the top, a level begins in its first row's first line."""
        inside = [sum(begin <= (at.first + at.last) // 2 < end for at in found) for found in self.levels.values()]
        late = 0 if self.in_middle else sum(begin < at.first < end for at in self.levels.get(Label.LEVEL2, ()))
        return sum(_TWO_LEVELS * max(0, count - 1) for count in inside) + _LATE_LEVEL * late

    def _breaks(self, column: int, begin: int, end: int) -> float:
        """What it costs that these lines of a column are one cell: each but the last had to be full."""
        lines = [cells[column] for _, cells in self.lines[begin:end] if cells[column]]
        width = self.widths[column] - _ROOM
        return sum(min(4.0, break_cost(a, b, width)) for a, b in pairwise(lines))

    def _off(self, column: int, begin: int, end: int) -> float:
        """How far a cell stands from the top or the middle of its row, in visual lines."""
        at = [n for n in range(begin, end) if self.lines[n][1][column]]
        if not at:
            return 0.0
        return _OFF * (abs(at[0] + at[-1] - (begin + end - 1)) / 2 if self.in_middle else at[0] - begin)

    def _text(self, column: int, begin: int, end: int) -> str:
        return _joined([cells[column] for _, cells in self.lines[begin:end] if cells[column]])

    def _levels(self, kind: Label) -> list[_Level]:
        """The names in a level's column: known ones put together again, others as they stand up to their 指标."""
        names = tuple(key(name) for name in (LEVELS1 if kind is Label.LEVEL1 else LEVELS2))
        know = level1_of if kind is Label.LEVEL1 else level2_of
        column = self.kinds.index(kind)
        found: list[_Level] = []
        open_ = ""
        for number, (_, cells) in enumerate(self.lines):
            if not cells[column]:
                continue
            joined = open_ + key(cells[column])
            goes_on = open_ and (any(name.startswith(joined) for name in names) or not open_.endswith("指标"))
            if goes_on and not (know(open_) and not any(name.startswith(joined) for name in names)):
                found[-1] = _Level(found[-1].text + cells[column], found[-1].first, number)
            else:
                joined = key(cells[column])
                found.append(_Level(cells[column], number, number))
            open_ = joined
        return found


def _joined(lines: Sequence[str]) -> str:
    text = ""
    for line in lines:
        is_latin = text[-1:].isascii() and text[-1:].isalpha() and line[:1].isascii() and line[:1].isalpha()
        text += (" " if is_latin else "") + line
    return text


def _beside(labels: Sequence[_Level], spans: Sequence[tuple[int, int]], below: Sequence[str]) -> list[str]:
    """Every row's level: labels and rows both in order, each label at the top or in the middle of its rows.

    `below` are the second levels where the first ones are looked for: they belong to some first levels only.
    """
    if not labels:
        return [""] * len(spans)
    ways = [_spread(labels, spans, below, in_middle=in_middle) for in_middle in (False, True)]
    return min(ways, key=lambda way: way[0])[1]


def _spread(
    labels: Sequence[_Level], spans: Sequence[tuple[int, int]], below: Sequence[str], *, in_middle: bool
) -> tuple[float, list[str]]:
    """The least sum of distances between labels and the rows they are merged over, and every row's label."""
    if len(labels) > len(spans):
        return float("inf"), [_label_in(labels, span) for span in spans]
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for label in labels:
        ways: dict[int, tuple[float, int]] = {}
        for begin, (cost, _) in best[-1].items():
            for end in range(begin + 1, len(spans) + 1):
                total = cost + _distance(label, spans[begin][0], spans[end - 1][1], in_middle=in_middle)
                total += _STRANGER * sum(not _belongs(label.text, level2) for level2 in below[begin:end])
                if end not in ways or total < ways[end][0]:
                    ways[end] = (total, begin)
        best.append(ways)
    return _walked_back(labels, best, len(spans))


def _walked_back(
    labels: Sequence[_Level], best: Sequence[dict[int, tuple[float, int]]], end: int
) -> tuple[float, list[str]]:
    total, texts = best[-1][end][0], [""] * end
    for number in range(len(labels), 0, -1):
        begin = best[number][end][1]
        texts[begin:end] = [labels[number - 1].text] * (end - begin)
        end = begin
    return total, texts


def _belongs(level1: str, level2: str) -> bool:
    """Whether either tree has the second level under the first; words that no tree knows belong anywhere."""
    one, two = level1_of(level1), level2_of(level2)
    trees = (LEVELS_2015, LEVELS_2021)
    return not (one and two) or any(two in tree.get(one, ()) for tree in trees)


def _label_in(labels: Sequence[_Level], span: tuple[int, int]) -> str:
    return next((label.text for label in labels if span[0] <= label.first < span[1]), "")


def _distance(label: _Level, begin: int, end: int, *, in_middle: bool) -> float:
    if in_middle:
        return abs((label.first + label.last) / 2 - (begin + end - 1) / 2)
    return float(abs(label.first - begin))
