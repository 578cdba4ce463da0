"""Lines that keep their places on the page (`pdftotext -layout`, `pdfplumber layout`): columns are places again.

Blanks stand for the distance between cells, so a column of blanks through all lines parts two columns of a table.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

from texts.readers.form.labels import HEADER, LEVELS1, LEVELS2, column_of, key, month_of
from texts.readers.txt.file_lines import TextLine

_FEWEST = 5  # columns of the indicator table
_CROSSING = 3  # lines that may run over the blanks between two columns
_MOST_HEADINGS = 4  # visual lines that the headings take
_LEVEL = 2 * _CROSSING
_LEVELS = tuple(key(name) for name in (*LEVELS1, *LEVELS2))
_WIDE = "   "


@dataclass(frozen=True, slots=True)
class PlacedWords:
    """Words with the place of their first character in the line."""

    x: int
    text: str

    @property
    def end(self) -> int:
        """The place behind the last character."""
        return self.x + len(self.text)


def is_layout(lines: Sequence[TextLine]) -> bool:
    """Whether most of a table's lines are set apart by blanks and none by tabs."""
    said = [line.raw.rstrip() for line in lines if line.text]
    wide = [raw for raw in said if _WIDE in raw]
    return len(wide) * 3 > len(said) * 2 and not any("\t" in raw or "|" in raw for raw in said)


def pieces(raw: str, blanks: int = 2) -> list[PlacedWords]:
    """The words of a line that at least so many blanks keep apart."""
    found: list[PlacedWords] = []
    position = 0
    for part in raw.split(" " * blanks):
        text = part.strip()
        if text:
            found.append(PlacedWords(position + len(part) - len(part.lstrip()), text))
        position += len(part) + blanks
    return found


Bounds = tuple[tuple[int, int], ...]


def cells(raw: str, bounds: Bounds) -> tuple[str, ...]:
    """The words of a line column by column.

    Dense lines are pushed to the right, so places tell only so much: what two blanks keep apart stands in different
    columns, in order, each as near to its own as can be.
    """
    apart = {piece.x for piece in pieces(raw)}
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]
    words = pieces(raw, 1)
    for word in words:
        best = _placed(word, best, bounds, is_apart=word.x in apart)
    found = [""] * len(bounds)
    for word, number in zip(words, min(best, default=(0.0, ()))[1], strict=False):
        found[number] += (" " if found[number] else "") + word.text
    return tuple(found)


Way = tuple[float, tuple[int, ...]]


def _placed(word: PlacedWords, ways: Sequence[Way], bounds: Bounds, *, is_apart: bool) -> list[Way]:
    """The cheapest way for every column that the word may stand in."""
    found: dict[int, Way] = {}
    for cost, columns in ways:
        last = columns[-1] if columns else -1
        first = last if not is_apart and columns else last + 1
        for column in range(first, len(bounds)):
            step = _beyond(word, bounds[column]) if column == last else _off(word, bounds[column])
            if column not in found or cost + step < found[column][0]:
                found[column] = (cost + step, (*columns, column))
    crowded = [(cost, (*columns, columns[-1])) for cost, columns in ways if columns]  # more words than columns
    return list(found.values()) or crowded


def _beyond(word: PlacedWords, bound: tuple[int, int]) -> float:
    """The cost of going on in a column behind its end."""
    return 0.0 if word.x < bound[1] else 1.0 + word.x - bound[1]


def _off(word: PlacedWords, bound: tuple[int, int]) -> float:
    start, end = bound
    outside = max(0, start - word.end, word.x - end + 1)
    return 3.0 * outside + 0.5 * abs(word.x - start) if outside else 0.5 * min(abs(word.x - start), 4)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of an indicator table stand, what their headings say, and which lines those are."""

    bounds: Bounds
    headings: tuple[str, ...]
    begin: int
    end: int

    def rows(self, lines: Sequence[TextLine]) -> list[tuple[TextLine, tuple[str, ...]]]:
        """Every line under the headings with its cells; a page has its own places for the same columns."""
        found: list[tuple[TextLine, tuple[str, ...]]] = []
        head = [cells(line.raw, self.bounds) for line in lines[self.begin : self.end]]
        below = [line for line in lines[self.end :] if line.text]
        for page in sorted({line.page for line in below}):
            some = [line for line in below if line.page == page]
            bounds = self._of_page(some)
            rows = [(line, cells(line.raw, bounds)) for line in some]
            found += _without(head, rows)
        return found

    def _of_page(self, lines: Sequence[TextLine]) -> Bounds:
        raws = [line.raw for line in lines]
        ways = [_bounds(raws, crossing) for crossing in range(_CROSSING + 1)]
        alike = [way for way in ways if len(way) == len(self.bounds)]
        return min(alike, key=self._shift, default=self.bounds)

    def _shift(self, way: Bounds) -> int:
        """How far these columns stand from those of the headings, the edge of the page apart."""
        starts = [way[n][0] - start - way[0][0] + self.bounds[0][0] for n, (start, _) in enumerate(self.bounds)]
        return sum(map(abs, starts))


def _without(
    head: Sequence[tuple[str, ...]], rows: Sequence[tuple[TextLine, tuple[str, ...]]]
) -> list[tuple[TextLine, tuple[str, ...]]]:
    """The rows without the headings where they are repeated."""
    kept: list[tuple[TextLine, tuple[str, ...]]] = []
    skip = 0
    for number, row in enumerate(rows):
        if [cells for _, cells in rows[number : number + len(head)]] == list(head):
            skip = len(head)
        if skip:
            skip -= 1
        else:
            kept.append(row)
    return kept


def placed_columns(lines: Sequence[TextLine], head: int) -> Columns | None:
    """The columns of the indicator rows whose 一级指标 stands in line `head`; None where they cannot be told."""
    best: tuple[int, Columns] | None = None
    first = max(sum(line.page < lines[head].page for line in lines), head - 2)
    for begin in range(first, head + 1):
        if begin < head and any(month_of(p.text) or "%" in p.text for p in pieces(lines[begin].raw)):
            continue
        for end in range(head + 1, min(head + _MOST_HEADINGS, len(lines)) + 1):
            for bounds in _ways(lines, end):
                found = _headed(bounds, lines, begin, end)
                known = [column_of(heading) for heading in found.headings]
                score = 2 * len(set(known) & set(HEADER)) - 3 * known.count(None) - (end - begin)
                if len(set(known) & set(HEADER)) >= _FEWEST and (best is None or score > best[0]):
                    best = (score, found)
    return best[1] if best else None


def _ways(lines: Sequence[TextLine], end: int) -> list[Bounds]:
    """The columns that the rows under the headings may have, those that fewer lines run over first."""
    counts = Counter(line.page for line in lines[end:] if line.text)
    first, fullest = min(counts, default=0), max(counts, key=lambda page: counts[page], default=0)
    ways: list[Bounds] = []
    for page in dict.fromkeys((first, fullest)):
        raws = [line.raw for line in lines[end:] if line.page == page]
        found = [_bounds(raws, crossing) for crossing in range(min(_CROSSING, len(raws) // 3) + 1)]
        ways += [*found, *(_with_levels_apart(way, raws) for way in found)]
    return [way for way in dict.fromkeys(ways) if len(way) >= _FEWEST]


def _with_levels_apart(bounds: Bounds, raws: Sequence[str]) -> Bounds:
    """The columns with one that holds both levels and other words cut between the two."""
    found: list[tuple[int, int]] = []
    for start, end in bounds:
        inside = [piece for raw in raws for piece in pieces(raw) if start <= piece.x < end]
        levels = [piece for piece in inside if _is_of_level(piece)]
        others = [piece for piece in inside if piece not in levels]
        place = median_low([piece.x for piece in others]) if others else start
        if levels and others and median_low([piece.x for piece in levels]) < place - 2:
            found += [(start, min(place - 1, max(piece.end for piece in levels))), (place, end)]
        else:
            found.append((start, end))
    return tuple(found)


def _is_of_level(piece: PlacedWords) -> bool:
    return any(key(piece.text) in level for level in _LEVELS)


def _headed(bounds: Bounds, lines: Sequence[TextLine], begin: int, end: int) -> Columns:
    rows = [cells(line.raw, bounds) for line in lines[begin:end]]
    return Columns(bounds, tuple("".join(column) for column in zip(*rows, strict=True)), begin, end)


def _bounds(raws: Sequence[str], crossing: int) -> Bounds:
    """The stretches of places in which more than `crossing` lines have words."""
    taken = [0] * max((len(raw) for raw in raws), default=0)
    for raw in raws:
        for piece in pieces(raw):
            # A level stands once for all the rows that it is merged over.
            weight = _LEVEL if _is_of_level(piece) else 1
            for place in range(piece.x, piece.end):
                taken[place] += weight
    found: list[tuple[int, int]] = []
    start = None
    for place, count in enumerate([*taken, 0]):
        if count > crossing and start is None:
            start = place
        elif count <= crossing and start is not None:
            found.append((start, place))
            start = None
    return tuple(found)
