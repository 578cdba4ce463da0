"""Column widths of a table that is left only as wrapped text: what a line break tells, and what it costs to deny it."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from texts.readers.txt.file_lines import em, first_unit

Widths = tuple[float | None, ...]

_TOLERANCE = 0.3  # em; fonts differ a little from our count


def break_cost(line: str | float, following: str, width: float) -> float:
    """The cost of a line break where the next character still had room (line: its words, or its width in ems)."""
    room = width - (em(line) if isinstance(line, str) else line) - em(first_unit(following))
    return 0.0 if room < 0 else 1.0 + 1.5 * room


def overrun_cost(line: str | float, width: float) -> float:
    """The cost of a line that is longer than its column is wide."""
    return 4.0 * max(0.0, (em(line) if isinstance(line, str) else line) - width - _TOLERANCE)


def width_of(cells: Sequence[Sequence[str]]) -> float | None:
    """The width in ems that agrees with most line breaks of a column's cells and overruns no line; None without two."""
    breaks = [(em(a), em(a) + em(first_unit(b))) for lines in cells for a, b in pairwise(lines)]
    ends = [em(lines[-1]) for lines in cells if lines]
    if len(breaks) < 2:
        return None
    votes: Counter[float] = Counter()
    for width in {low + step for low, _ in breaks for step in (0.0, 0.25, 0.5)} | set(ends):
        agree = sum(low <= width + 0.01 and width < high for low, high in breaks)
        votes[width] = agree - sum(end > width + _TOLERANCE for end in ends)
    most = max(votes.values())
    return min(width for width, count in votes.items() if count == most)
