"""Which rows moved, and in what order the rows of both versions stand together."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from texts.compare.row_matching import Pair


class Standing(NamedTuple):
    """A row by its positions in the old and in the new list, from 0; one of them is None for a dropped or added row."""

    old: int | None
    new: int | None
    is_moved: bool = False


def together(pairs: Sequence[Pair], old_length: int, new_length: int, *, is_reversed: bool = False) -> list[Standing]:
    """Every row of both lists once, in the new order; dropped rows stand behind the row that they stood behind.

    Moved are the fewest rows whose moving explains the new order: an insertion moves nothing. Of several such choices
    (two rows changed places) `is_reversed` takes the one that the way back would take.
    """
    staying = _staying(pairs, is_reversed=is_reversed)
    of_new = {new: old for old, new in pairs}
    matched = set(of_new.values())
    rows: list[Standing] = []
    old_done = new_done = 0
    for old, new in [*staying, (old_length, new_length)]:
        rows += [Standing(n, None) for n in range(old_done, old) if n not in matched]
        rows += [Standing(of_new.get(n), n, n in of_new) for n in range(new_done, new)]
        if new < new_length:
            rows.append(Standing(old, new))
        old_done, new_done = old + 1, new + 1
    return rows


def _staying(pairs: Sequence[Pair], *, is_reversed: bool) -> list[Pair]:
    if not is_reversed:
        return longest_rising(sorted(pairs, key=itemgetter(1)))
    back = longest_rising(sorted(((new, old) for old, new in pairs), key=itemgetter(1)))
    return [(old, new) for new, old in back]


def longest_rising(pairs: Sequence[Pair]) -> list[Pair]:
    """A longest subsequence whose first members rise (patience sorting, n log n); the order given is kept."""
    ends: list[int] = []  # the least first member that ends a subsequence of each length
    at: list[int] = []  # where in `pairs` that is
    before: list[int] = []
    for n, (first, _) in enumerate(pairs):
        length = bisect_left(ends, first)
        before.append(at[length - 1] if length else -1)
        ends[length : length + 1], at[length : length + 1] = [first], [n]
    return [pairs[n] for n in _chain(before, at[-1] if at else -1)][::-1]


def _chain(before: Sequence[int], last: int) -> Iterator[int]:
    while last >= 0:
        yield last
        last = before[last]
