"""A stream of words -> rows and cells: the best-scored reading of a table that lost its ruling lines.

Every way of cutting the stream into cells, column after column and row after row, has a cost: how well the words fit
the column (column_fitting.py), and how well the line breaks inside a cell agree with the column's width, because a line
only breaks where the next character had no room. Dynamic programming finds the cheapest way in linear time.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from texts.readers.form.labels import Label, key
from texts.readers.txt.column_fitting import Column, empty_cost, fit_cost, is_level, likeness_bonus
from texts.readers.txt.column_widths import Widths, break_cost, overrun_cost, width_of
from texts.readers.txt.file_lines import both_chinese, em, first_unit
from texts.readers.txt.line_words import Word, text_of

_LONGEST = 48  # words of one cell
_GIVE_UP = (12.0, 30.0)  # a cell costlier than this is not followed further; the second if the first finds no way
_LONGEST_LEVEL = 12  # characters of a level, 指标 included
_BASIS_BONUS = 3.0
_SHARED_LINE = 1.0  # a wrapped cell seldom shares its first or last line with a neighbour
_FULL_AT_END = 1.5  # a cell seldom ends just at its edge
_NO_GAP_AFTER_TALL = 2.0


@dataclass(frozen=True, slots=True)
class CellStretch:
    """One cell as a stretch of words."""

    begin: int
    end: int


SegmentRow = tuple[CellStretch, ...]


@dataclass(frozen=True, slots=True)
class Segmentation:
    """The rows found, the cost of each, and its words."""

    words: tuple[Word, ...]
    columns: tuple[Column, ...]
    rows: tuple[SegmentRow, ...]
    costs: tuple[float, ...]

    def lines(self, piece: CellStretch) -> list[str]:
        """A cell's visual lines."""
        lines: list[str] = []
        for word in self.words[piece.begin : piece.end]:
            first, *others = word.lines
            if lines and word.gap is None:
                lines[-1] += " " + first
            else:
                lines.append(first)
            lines += others
        return lines

    def text(self, piece: CellStretch) -> str:
        """A cell's words: wraps closed, blanks of its own kept."""
        return text_of(self.words[piece.begin : piece.end])


def segment(
    words: Sequence[Word], columns: Sequence[Column], widths: Widths, usual: frozenset[str] = frozenset()
) -> Segmentation:
    """The cheapest reading of the words as rows of these columns. `usual`: bases that other rows have."""
    for give_up in _GIVE_UP:
        rows, costs = _Search(tuple(words), tuple(columns), widths, usual, give_up).best()
        if rows:
            break
    return Segmentation(tuple(words), tuple(columns), rows, costs)


class _Search:
    """Viterbi over (words used, columns filled)."""

    def __init__(
        self,
        words: tuple[Word, ...],
        columns: tuple[Column, ...],
        widths: Widths,
        usual: frozenset[str],
        give_up: float,
    ) -> None:
        self.words, self.columns, self.widths, self.usual, self.give_up = words, columns, widths, usual, give_up
        self.gap_cost = _gap_cost(words)
        self._cells: dict[tuple[int, int], list[tuple[int, float, str]]] = {}
        self.cost: list[list[float]] = [[float("inf")] * (len(columns) + 1) for _ in range(len(words) + 1)]
        self.back: list[list[tuple[int, int, tuple[CellStretch, ...]] | None]] = [
            [None] * (len(columns) + 1) for _ in range(len(words) + 1)
        ]

    def best(self) -> tuple[tuple[SegmentRow, ...], tuple[float, ...]]:
        """The rows of the cheapest way and the cost of each."""
        self.cost[0][0] = 0.0
        for position in range(len(self.words) + 1):
            for column in range(len(self.columns)):
                if self.cost[position][column] < float("inf"):
                    self._step(position, column)
            done = self.cost[position][-1] + 1.0
            if done < self.cost[position][0]:
                self.cost[position][0], self.back[position][0] = done, (position, len(self.columns), ())
                for column in range(len(self.columns)):
                    self._step(position, column)
        return self._walk_back()

    def _step(self, position: int, column: int) -> None:
        if self.cost[position][column] == float("inf"):
            return
        kinds = self.columns[column : column + 2]
        self._offer(position, column, empty_cost(kinds[0]), (CellStretch(position, position),))
        for end, cost, text in self._candidates(position, column):
            self._offer(position, column, cost, (CellStretch(position, end),))
            if kinds == (Label.INDICATOR, Label.DESCRIPTION):
                for end2, cost2, text2 in self._candidates(end, column + 1):
                    if cost + cost2 > self.give_up:
                        continue
                    both = cost + cost2 + likeness_bonus(text, text2)
                    self._offer(position, column, both, (CellStretch(position, end), CellStretch(end, end2)))

    def _offer(self, begin: int, column: int, cost: float, pieces: tuple[CellStretch, ...]) -> None:
        end, filled = pieces[-1].end, len(pieces)
        total = self.cost[begin][column] + cost
        if total < self.cost[end][column + filled]:
            self.cost[end][column + filled] = total
            self.back[end][column + filled] = (begin, column, pieces)

    def _candidates(self, begin: int, column: int) -> list[tuple[int, float, str]]:
        found = self._cells.get((begin, column))
        if found is None:
            found = self._cells[begin, column] = list(self._grow(begin, column))
        return found

    def _grow(self, begin: int, column: int) -> list[tuple[int, float, str]]:
        kind = self.columns[column]
        shape = _Shape(kind, self.widths[column], self.gap_cost)
        found = []
        for end in range(begin + 1, min(begin + _LONGEST, len(self.words)) + 1):
            shape.take(self.words[end - 1])
            if shape.cost > self.give_up:
                break
            text = text_of(self.words[begin:end])
            if kind in (Label.LEVEL1, Label.LEVEL2) and len(text) > _LONGEST_LEVEL:
                break
            cost = fit_cost(kind, text) + shape.total() + self._edges(begin, end, shape)
            if kind is Label.BASIS and key(text) in self.usual:
                cost -= _BASIS_BONUS
            if cost < self.give_up:
                found.append((end, cost, text))
        return found

    def _edges(self, begin: int, end: int, shape: "_Shape") -> float:
        """How likely the cell's own edges are, given the words beside it."""
        cost = 0.0
        first = self.words[begin]
        if first.gap is None and begin > 0:
            cost += _SHARED_LINE if shape.breaks else 0.0
            cost += 0.0 if both_chinese(self.words[begin - 1].text, first.text) else 0.4
        if end < len(self.words):
            cost += self._edge_after(self.words[end], shape)
        return cost

    def _edge_after(self, after: Word, shape: "_Shape") -> float:
        if after.gap is None:
            return _SHARED_LINE if shape.breaks else 0.0
        cost = _FULL_AT_END if shape.is_full_before(after) else 0.0
        # The pen goes up again from a tall cell to its neighbour: converters print an empty line there.
        if shape.breaks and after.gap == 0 and self.gap_cost and not is_level(key(after.text)):
            cost += _NO_GAP_AFTER_TALL if shape.column is not self.columns[-1] else 0.0
        return cost

    def _walk_back(self) -> tuple[tuple[SegmentRow, ...], tuple[float, ...]]:
        rows: list[SegmentRow] = []
        costs: list[float] = []
        position, column = len(self.words), 0
        pieces: tuple[CellStretch, ...] = ()
        upper = self.cost[position][0]
        while self.back[position][column] is not None and (position, column) != (0, 0):
            begin, before, some = self.back[position][column] or (0, 0, ())
            pieces = some + pieces
            if column == 0:
                pieces = ()
            position, column = begin, before
            if column == 0 and pieces:
                rows.append(pieces)
                costs.append(upper - self.cost[position][0])
                upper = self.cost[position][0]
        return tuple(reversed(rows)), tuple(reversed(costs))


def _gap_cost(words: Sequence[Word]) -> float:
    """Where most lines follow each other without an empty one, an empty line inside a cell is unlikely."""
    close = sum(word.gap == 0 for word in words)
    apart = sum(bool(word.gap) for word in words)
    return 2.5 if close >= apart else 0.0


class _Shape:
    """The lines of one cell while it grows, and what its breaks cost."""

    def __init__(self, column: Column, width: float | None, gap_cost: float) -> None:
        self.column = column
        self.width = width
        self.gap_cost = gap_cost
        self.cost = 0.0
        self.breaks = 0
        self._line = 0.0
        self._last: Word | None = None
        self._full: list[float] = []

    def take(self, word: Word) -> None:
        """The next word of the cell."""
        first = word.lines[0]
        if self._last is None:
            self._line = em(first)
        elif word.gap is None:
            self.cost += 5.0 if both_chinese(self._last.text, word.text) else 0.8
            self._line += 0.25 + em(first)
        else:
            self._break(word)
            self._line = em(first)
        if word.wraps:
            self.breaks += 1
            self._line = em(word.wraps[-1])
        self.cost += 5.0 if self._last is not None and is_level(key(word.text)) else 0.0
        self._last = word

    def _break(self, word: Word) -> None:
        self.breaks += 1
        self.cost += self.gap_cost if word.gap else 0.0
        self._full.append(self._line)
        if self.width is None:
            spread = max(self._full) - min(self._full)
            self.cost += 0.7 + 1.5 * max(0.0, spread - 1.0) - 1.5 * max(0.0, self._spread_before() - 1.0)
        else:
            self.cost += break_cost(self._line, word.text, self.width) + overrun_cost(self._line, self.width)

    def is_full_before(self, word: Word) -> bool:
        """Whether the last line had no room for this word either."""
        return self.width is not None and self._line + em(first_unit(word.text)) > self.width

    def _spread_before(self) -> float:
        return max(self._full[:-1], default=0.0) - min(self._full[:-1], default=0.0)

    def total(self) -> float:
        """The cost if the cell ends here."""
        if self.width is not None:
            return self.cost + overrun_cost(self._line, self.width)
        if self._full and self._line > max(self._full) + 0.5:
            return self.cost + 3.0
        return self.cost


def widths_of(segmentations: Sequence[Segmentation], columns: int) -> Widths:
    """The width of every column, learnt from all tables with that many columns; None where no cell was wrapped."""
    alike = [found for found in segmentations if len(found.columns) == columns]
    return tuple(width_of([found.lines(row[c]) for found in alike for row in found.rows]) for c in range(columns))


def usual_bases(found: Segmentation) -> frozenset[str]:
    """The bases that more than one row of the table has: most projects have one for all rows."""
    if Label.BASIS not in found.columns:
        return frozenset()
    column = found.columns.index(Label.BASIS)
    counts = Counter(key(found.text(row[column])) for row in found.rows)
    return frozenset(text for text, count in counts.items() if count >= 2 and text)
