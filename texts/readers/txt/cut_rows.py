"""Rows that a page cuts: what is left of their cells stands at the top of the next page, out of place in the stream.

Where the rows around a page's end read badly, the first words behind it are taken out and put to the cells above, as
many as make the cheapest reading.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

from texts.readers.txt.column_fitting import Column, fit_cost
from texts.readers.txt.column_widths import Widths, break_cost
from texts.readers.txt.line_words import Word, text_of
from texts.readers.txt.segmentation import Segmentation, segment

_MOST = 8  # words that are left of a row
_BADLY = 2.0  # a row read right costs less
_GAIN = 2.0  # by which another reading has to be better
_UNKNOWN = 0.7


@dataclass(frozen=True, slots=True)
class Rest:
    """Words that belong to cells of the row that ends with `last`: their columns, in order."""

    last: Word
    words: tuple[Word, ...]
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WordStream:
    """What a stream of words is read with."""

    columns: tuple[Column, ...]
    widths: Widths
    usual: frozenset[str]

    def of(self, words: Sequence[Word]) -> Segmentation:
        """The cheapest rows of these words."""
        return segment(words, self.columns, self.widths, self.usual)


def mended(found: Segmentation, reading: WordStream) -> tuple[Segmentation, tuple[Rest, ...]]:
    """The rows again without the rests that pages cut off, and those."""
    words = list(found.words)
    rests: list[Rest] = []
    for cut in reversed(range(1, len(words))):
        if words[cut].page == words[cut - 1].page:
            continue
        rest = _rest(found, words, cut, reading)
        if rest is not None:
            rests.append(rest)
            del words[cut : cut + len(rest.words)]
    return (reading.of(words), tuple(rests)) if rests else (found, ())


def texts_of(found: Segmentation, rests: Sequence[Rest]) -> list[list[str]]:
    """The cells of every row with the rests at their ends."""
    texts = []
    for row in found.rows:
        cells = [[*found.words[piece.begin : piece.end]] for piece in row]
        end = max(piece.end for piece in row)
        for rest in (rest for rest in rests if end and found.words[end - 1] is rest.last):
            for word, column in zip(rest.words, rest.columns, strict=True):
                cells[column].append(word)
        texts.append([text_of(cell) for cell in cells])
    return texts


def _rest(found: Segmentation, words: Sequence[Word], cut: int, reading: WordStream) -> Rest | None:
    """What of the words behind the cut belongs to the row over it."""
    ends = [max(piece.end for piece in row) for row in found.rows]
    number = next((n for n, end in enumerate(ends) if end >= cut), len(ends) - 1)
    around = found.costs[max(0, number - 1) : number + 2]
    if not around or max(around) < _BADLY:
        return None
    begin = 0 if number == 0 else ends[number - 1] if number == 1 else ends[number - 2]
    end = min(ends[min(number + 2, len(ends) - 1)], len(words))
    best, gain = None, sum(reading.of(words[begin:end]).costs) - _GAIN
    for count in range(1, min(_MOST, end - cut) + 1):
        trial = reading.of([*words[begin:cut], *words[cut + count : end]])
        row = next((r for r in trial.rows if max(piece.end for piece in r) == cut - begin), None)
        if row is None:
            continue
        cells = [trial.words[piece.begin : piece.end] for piece in row]
        cost, columns = _attached(cells, words[cut : cut + count], reading)
        if sum(trial.costs) + cost < gain:
            gain = sum(trial.costs) + cost
            best = Rest(words[cut - 1], tuple(words[cut : cut + count]), columns)
    return best


def _attached(
    cells: Sequence[Sequence[Word]], rest: Sequence[Word], reading: WordStream
) -> tuple[float, tuple[int, ...]]:
    """The cheapest columns for the words of the rest, from left to right."""
    ways = combinations_with_replacement(range(len(cells)), len(rest))
    return min((_cost(cells, rest, way, reading), way) for way in ways)


def _cost(cells: Sequence[Sequence[Word]], rest: Sequence[Word], way: tuple[int, ...], reading: WordStream) -> float:
    cost = 0.0
    for column in set(way):
        before = list(cells[column])
        added = [word for word, place in zip(rest, way, strict=True) if place == column]
        if not before:
            return float("inf")
        kind = reading.columns[column]
        cost += fit_cost(kind, text_of([*before, *added])) - fit_cost(kind, text_of(before))
        width = reading.widths[column]
        for above, below in zip([before[-1], *added[:-1]], added, strict=True):
            if below.gap is not None or below is added[0]:
                cost += _UNKNOWN if width is None else break_cost(above.lines[-1], below.text, width)
    return cost
