"""Lines that keep their places on the page (`pdftotext -layout`, `pdfplumber layout`): columns are places again.

Blanks stand for the distance between cells, so a column of blanks through all lines parts two columns of a table.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from texts.readers.labels import HEADER, column_of, month_of
from texts.readers.lines import Line

_FEWEST = 5  # columns of the indicator table
_CROSSING = 3  # lines that may run over the blanks between two columns
_MOST_HEADINGS = 4  # visual lines that the headings take
_WIDE = "   "


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with the place of their first character in the line."""

    x: int
    text: str

    @property
    def end(self) -> int:
        """The place behind the last character."""
        return self.x + len(self.text)


def is_layout(lines: Sequence[Line]) -> bool:
    """Whether most of a table's lines are set apart by blanks and none by tabs."""
    said = [line.raw.rstrip() for line in lines if line.text]
    wide = [raw for raw in said if _WIDE in raw]
    return len(wide) * 3 > len(said) * 2 and not any("\t" in raw or "|" in raw for raw in said)


def pieces(raw: str, blanks: int = 2) -> list[Piece]:
    """The words of a line that at least so many blanks keep apart."""
    found: list[Piece] = []
    position = 0
    for part in raw.split(" " * blanks):
        text = part.strip()
        if text:
            found.append(Piece(position + len(part) - len(part.lstrip()), text))
        position += len(part) + blanks
    return found


Bounds = tuple[tuple[int, int], ...]


def cells(raw: str, bounds: Bounds) -> tuple[str, ...]:
    """The words of a line column by column; words that run on into the next column stay where they begin."""
    found = [""] * len(bounds)
    for piece in pieces(raw, 1):
        number = max((n for n, (start, _) in enumerate(bounds) if start <= piece.x), default=0)
        found[number] += (" " if found[number] else "") + piece.text
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of an indicator table stand, what their headings say, and which lines those are."""

    bounds: Bounds
    headings: tuple[str, ...]
    begin: int
    end: int

    def rows(self, lines: Sequence[Line]) -> list[tuple[Line, tuple[str, ...]]]:
        """Every line under the headings with its cells; a page has its own places for the same columns."""
        found: list[tuple[Line, tuple[str, ...]]] = []
        below = [line for line in lines[self.end :] if line.text]
        for page in sorted({line.page for line in below}):
            some = [line for line in below if line.page == page]
            bounds = self.bounds if page == lines[self.begin].page else self._of_page(some)
            found += [(line, cells(line.raw, bounds)) for line in some]
        return found

    def _of_page(self, lines: Sequence[Line]) -> Bounds:
        raws = [line.raw for line in lines]
        ways = (_bounds(raws, crossing) for crossing in range(_CROSSING + 1))
        return next((way for way in ways if len(way) == len(self.bounds)), self.bounds)


def columns_of(lines: Sequence[Line], head: int) -> Columns | None:
    """The columns of the indicator rows whose 一级指标 stands in line `head`; None where they cannot be told."""
    best: tuple[int, Columns] | None = None
    on_page = [line.raw for line in lines if line.page == lines[head].page]
    above = sum(line.page < lines[head].page for line in lines)
    for begin in range(max(above, head - 2), head + 1):
        if begin < head and any(month_of(p.text) or "%" in p.text for p in pieces(lines[begin].raw)):
            continue
        for crossing in range(_CROSSING + 1):
            bounds = _bounds(on_page[begin - above :], crossing)
            for end in range(head + 1, min(head + _MOST_HEADINGS, len(lines)) + 1):
                found = _headed(bounds, lines, begin, end)
                known = [column_of(heading) for heading in found.headings]
                score = 2 * len(set(known) & set(HEADER)) - 3 * known.count(None) - crossing - (end - begin)
                if len(set(known) & set(HEADER)) >= _FEWEST and (best is None or score > best[0]):
                    best = (score, found)
    return best[1] if best else None


def _headed(bounds: Bounds, lines: Sequence[Line], begin: int, end: int) -> Columns:
    rows = [cells(line.raw, bounds) for line in lines[begin:end]]
    return Columns(bounds, tuple("".join(column) for column in zip(*rows, strict=True)), begin, end)


def _bounds(raws: Sequence[str], crossing: int) -> Bounds:
    """The stretches of places in which more than `crossing` lines have words."""
    taken = [0] * max((len(raw) for raw in raws), default=0)
    for raw in raws:
        for piece in pieces(raw):
            for place in range(piece.x, piece.end):
                taken[place] += 1
    found: list[tuple[int, int]] = []
    start = None
    for place, count in enumerate([*taken, 0]):
        if count > crossing and start is None:
            start = place
        elif count <= crossing and start is not None:
            found.append((start, place))
            start = None
    return tuple(found)
