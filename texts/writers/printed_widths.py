"""How wide the columns of an indicator table are printed: as wide as their words need, so that the table is short.

What a column has usually and at the least stands in texts/columns.py.
"""

from collections.abc import Sequence
from functools import cache
from math import ceil

from texts.columns import BY_NAME, LEVELS, in_table, names
from texts.model import Indicator

PAGE = 156  # mm: official.css
STEP = 2  # mm
PADDING = 2.6  # mm, both sides and the rule
CHARACTER = 3.35  # mm at 9.5 pt
LATIN_SHARE = 0.56  # of a Chinese character's width


def widths(rows: Sequence[Indicator], columns: tuple[str, ...] = ()) -> dict[str, int]:
    """Column -> width in mm, together as wide as the page; `columns` are the optional ones of the table.

    The levels have their own; of the others' usual widths, room goes step by step to where it saves most lines.
    """
    levels, usual = _beginning(columns)
    lengths = [[_length(getattr(row, name) or "") for name in usual] for row in rows]
    least = [_least(name, columns) for name in usual]
    best, count = list(usual.values()), len(usual)
    while True:
        tries = [_moved(best, taken, given, least) for taken in range(count) for given in range(count)]
        better = min((moved for moved in tries if moved), key=lambda moved: _height(lengths, moved), default=best)
        if _height(lengths, better) >= _height(lengths, best):
            return levels | dict(zip(usual, best, strict=True))
        best = better


@cache
def _beginning(columns: tuple[str, ...]) -> tuple[dict[str, int], dict[str, int]]:
    """The widths of the levels and of the others, before any words are looked at: the usual ones; where optional
    columns take room, the narrow ones, and what is left in steps to whichever lacks most of its usual width."""
    if not columns:
        found = {column.name: column.usual for column in in_table()}
    else:
        found = {name: BY_NAME[name].narrow for name in names(columns)}
        texts = [name for name in found if name not in LEVELS]
        while sum(found.values()) <= PAGE - STEP:
            found[min(texts, key=lambda name: found[name] / BY_NAME[name].usual)] += STEP
    return {name: found.pop(name) for name in LEVELS}, found


def _least(name: str, columns: tuple[str, ...]) -> int:
    return BY_NAME[name].narrow if columns else BY_NAME[name].least


def _length(words: str) -> float:
    """In Chinese characters."""
    return sum(1 if character >= "\u2010" else LATIN_SHARE for character in words)


def _moved(columns: list[int], taken: int, given: int, least: Sequence[int]) -> list[int] | None:
    """One step of room from one column to another, unless that would leave too little."""
    moved = columns.copy()
    moved[taken] -= STEP
    moved[given] += STEP
    return moved if taken != given and moved[taken] >= least[taken] else None


def _height(lengths: list[list[float]], columns: list[int]) -> float:
    """Lines of the table, whole ones and fractions mixed: a fraction tells which way to go before a line is saved."""
    room = [(width - PADDING) / CHARACTER for width in columns]
    cells = [[length / places for length, places in zip(row, room, strict=True)] for row in lengths]
    tallest = sum(max(ceil(cell) + cell for cell in row) for row in cells)
    return tallest + sum(ceil(cell) for row in cells for cell in row) / 10
