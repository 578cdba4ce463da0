"""How wide the four text columns of an indicator table are: as wide as their words need, so that the table is short."""

from collections.abc import Sequence
from math import ceil

from texts.model import Indicator

COLUMNS = ("name", "description", "target", "basis")
LEAST = {"name": 22, "description": 24, "target": 18, "basis": 25}
USUAL = {"name": 30, "description": 38, "target": 22, "basis": 26}  # together 116: official.css
STEP = 2  # mm
PADDING = 2.6  # mm, both sides and the rule
CHARACTER = 3.35  # mm at 9.5 pt
LATIN_SHARE = 0.56  # of a Chinese character's width


def widths(rows: Sequence[Indicator]) -> dict[str, int]:
    """Column -> width in mm: from the usual widths, room goes step by step to where it saves most lines."""
    lengths = [[_length(getattr(row, name) or "") for name in COLUMNS] for row in rows]
    best = [USUAL[name] for name in COLUMNS]
    while True:
        tries = [_moved(best, taken, given) for taken in range(4) for given in range(4) if taken != given]
        better = min((moved for moved in tries if moved), key=lambda moved: _height(lengths, moved), default=best)
        if _height(lengths, better) >= _height(lengths, best):
            return dict(zip(COLUMNS, best, strict=True))
        best = better


def _length(words: str) -> float:
    """In Chinese characters."""
    return sum(1 if character >= "\u2010" else LATIN_SHARE for character in words)


def _moved(columns: list[int], taken: int, given: int) -> list[int] | None:
    """One step of room from one column to another, unless that would leave too little."""
    moved = columns.copy()
    moved[taken] -= STEP
    moved[given] += STEP
    return moved if moved[taken] >= LEAST[COLUMNS[taken]] else None


def _height(lengths: list[list[float]], columns: list[int]) -> float:
    """Lines of the table, whole ones and fractions mixed: a fraction tells which way to go before a line is saved."""
    room = [(width - PADDING) / CHARACTER for width in columns]
    cells = [[length / places for length, places in zip(row, room, strict=True)] for row in lengths]
    tallest = sum(max(ceil(cell) + cell for cell in row) for row in cells)
    return tallest + sum(ceil(cell) for row in cells for cell in row) / 10
