"""Rows whose columns a converter printed line by line: the first lines of all cells, then the second lines, and so on.

Every visual line holds a piece of several cells, from left to right. A search over the lines, keeping the best few
readings, decides which column each piece belongs to and where a new row begins: only a full line's cell goes on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from heapq import nsmallest
from itertools import combinations

from texts.readers.form.labels import LEVELS1, LEVELS2, Label, key
from texts.readers.txt.column_fitting import Column, empty_cost, fit_cost, is_level, likeness_bonus
from texts.readers.txt.column_widths import Widths, break_cost, overrun_cost, width_of
from texts.readers.txt.file_lines import both_chinese, em
from texts.readers.txt.line_words import Word

_BEST = 24  # readings kept after every line
_LEAST_OF_ROW = 3  # cells that the first line of a row has at the least
_ROUNDS = 3
_MOST_JOINTS = 4
_MERGED, _SPLIT = 0.8, 0.4
_NO_WAY = 14.0

Pieces = tuple[str, ...]
Cells = tuple[Pieces, ...]


@dataclass(frozen=True, slots=True)
class UntangledRow:
    """One row: every cell's lines, the source line it begins in, and its cost."""

    cells: Cells
    at: int
    cost: float

    def texts(self) -> list[str]:
        """The cells, wraps closed."""
        return ["".join(lines) for lines in self.cells]


Rows = tuple[UntangledRow, ...]
Line = tuple[int, tuple[tuple[float, Pieces], ...]]


@dataclass(frozen=True, slots=True)
class _State:
    """A reading of the lines so far: finished rows, the row under way, and which of its columns may go on."""

    cost: float
    hint: float
    rows: tuple[UntangledRow, ...] = ()
    cells: Cells = ()
    at: int = 0
    open: frozenset[int] = frozenset()


def untangle(tables: Sequence[Sequence[Word]], columns: tuple[Column, ...], hints: Widths) -> list[Rows]:
    """The rows of the cheapest reading of every table; widths are learnt from all of them, which one form printed."""
    lines = [[(line[0].at, tuple(_groupings(line))) for line in _lines(words)] for words in tables]
    widths = hints
    found: list[Rows] = [() for _ in tables]
    for _ in range(_ROUNDS):
        before, found = found, [_search(table, columns, widths) for table in lines]
        if [_cells(rows) for rows in found] == [_cells(rows) for rows in before]:
            break
        whole = [row.cells for rows in found for row in rows]
        widths = tuple(width_of([cells[c] for cells in whole]) or hints[c] for c in range(len(columns)))
    return found


def _cells(rows: Rows) -> list[Cells]:
    return [row.cells for row in rows]


def _lines(words: Sequence[Word]) -> Iterator[list[Word]]:
    line: list[Word] = []
    for word in words:
        if word.gap is not None and line:
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _groupings(line: Sequence[Word]) -> Iterator[tuple[float, Pieces]]:
    """The ways to take a line's words for pieces of cells: a blank beside a digit may be a cell's own. With costs."""
    joints = [n for n in range(1, len(line)) if not _must_split(line[n - 1].text, line[n].text)][:_MOST_JOINTS]
    for merged in range(2 ** len(joints)):
        closed = {joint for bit, joint in enumerate(joints) if merged >> bit & 1}
        pieces = [line[0].text]
        for n, word in enumerate(line[1:], 1):
            if n in closed:
                pieces[-1] += f" {word.text}"
            else:
                pieces.append(word.text)
        yield _MERGED * len(closed) + _SPLIT * (len(joints) - len(closed)), tuple(pieces)


def _must_split(left: str, right: str) -> bool:
    return both_chinese(left, right) or right[:1] in "≥≤<>=" or is_level(key(left))


def _search(lines: Sequence[Line], columns: tuple[Column, ...], widths: Widths) -> Rows:
    states = [_State(0.0, 0.0)]
    for at, groupings in lines:
        following = (
            new
            for state in states
            for cost, pieces in groupings
            for new in _next(replace(state, cost=state.cost + cost), at, pieces, columns, widths)
        )
        states = nsmallest(_BEST, following, key=lambda state: state.cost + state.hint)  # never all at once
    done = [_closed(state, columns, widths) for state in states]
    return min(done, key=lambda state: state.cost).rows if done else ()


def _next(state: _State, at: int, pieces: Pieces, columns: tuple[Column, ...], widths: Widths) -> Iterator[_State]:
    """The readings in which this line goes on with the row under way, and those in which it begins a row."""
    for chosen in combinations(sorted(state.open), len(pieces)):
        yield _went_on(state, chosen, pieces, columns, widths)
    if len(pieces) < _LEAST_OF_ROW:
        return
    closed = _closed(state, columns, widths)
    for chosen in combinations(range(len(columns)), len(pieces)):
        cells = tuple((pieces[chosen.index(c)],) if c in chosen else () for c in range(len(columns)))
        yield _State(closed.cost, _hint(cells, columns), closed.rows, cells, at, frozenset(chosen))


def _went_on(
    state: _State, chosen: tuple[int, ...], pieces: Pieces, columns: tuple[Column, ...], widths: Widths
) -> _State:
    cells = list(state.cells)
    cost = state.cost
    for column, piece in zip(chosen, pieces, strict=True):
        width = widths[column]
        cost += _unknown_break(cells[column][-1]) if width is None else break_cost(cells[column][-1], piece, width)
        cells[column] = (*cells[column], piece)
    return _State(cost, _hint(tuple(cells), columns), state.rows, tuple(cells), state.at, frozenset(chosen))


def _unknown_break(line: str) -> float:
    """Columns are four characters wide at the least, most of them six: a shorter line hardly was full."""
    return 0.7 + 0.5 * max(0.0, 6.0 - em(line))


def _hint(cells: Cells, columns: tuple[Column, ...]) -> float:
    """What the row under way will cost if it ends like this, levels as far as they go."""
    return sum(_promise(column, "".join(lines)) for column, lines in zip(columns, cells, strict=True))


@lru_cache(maxsize=65536)
def _promise(column: Column, text: str) -> float:
    if not text:
        return empty_cost(column)
    names = LEVELS1 if column is Label.LEVEL1 else LEVELS2 if column is Label.LEVEL2 else ()
    if names:
        return -1.0 if any(name.startswith(key(text)) for name in names) else _NO_WAY
    return fit_cost(column, text)


def _closed(state: _State, columns: tuple[Column, ...], widths: Widths) -> _State:
    """The reading with the row under way finished."""
    if not state.cells:
        return state
    texts = ["".join(lines) for lines in state.cells]
    cost = 1.0 + _likeness(texts, columns)
    for column, text, lines, width in zip(columns, texts, state.cells, widths, strict=True):
        cost += fit_cost(column, text) if text else empty_cost(column)
        cost += sum(overrun_cost(line, width) for line in lines) if width is not None else 0.0
    row = UntangledRow(state.cells, state.at, cost)
    return _State(state.cost + cost, 0.0, (*state.rows, row))


def _likeness(texts: Sequence[str], columns: tuple[Column, ...]) -> float:
    if Label.INDICATOR not in columns or Label.DESCRIPTION not in columns:
        return 0.0
    name, description = texts[columns.index(Label.INDICATOR)], texts[columns.index(Label.DESCRIPTION)]
    return likeness_bonus(name, description) if name and description else 0.0
