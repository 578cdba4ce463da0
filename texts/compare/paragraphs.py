"""Paragraphs have no identity and keep their order: which of them became which, split or joined."""

import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from texts.compare.order import longest_rising
from texts.compare.row_matching import pairs_of

ALIKE = 0.35  # of the pairs of neighbouring characters
PART = 0.6  # of its pairs that a half of a split paragraph shares with the whole
HEAD = 2_000  # characters that are looked at
MOST_PAIRS = 900  # of paragraphs looked at; of longer texts only equal paragraphs are matched


class Group(NamedTuple):
    """Paragraphs that belong together, from the first up to the last in each version: one and one, one split into two,
    two joined into one; none in a version where they were added or dropped."""

    old: range
    new: range


def aligned_groups(olds: Sequence[str], news: Sequence[str], *, until: float) -> list[Group]:
    """The groups in print order that share the most, the same in either direction.

    After the moment `until` (time.time(), seconds) likeness is not looked for any more.
    """
    if tuple(olds) > tuple(news):
        steps = [(old, new) for new, old in _steps(news, olds, until)]
    else:
        steps = _steps(olds, news, until)
    return list(_groups(_dropped_first(steps)))


Step = tuple[int, int]  # how many old and how many new paragraphs a group takes


def _steps(olds: Sequence[str], news: Sequence[str], until: float) -> list[Step]:
    head, tail = _equal_ends(olds, news)
    middle = _between(olds[head : len(olds) - tail], news[head : len(news) - tail], until)
    return [(1, 1)] * head + middle + [(1, 1)] * tail


def _between(olds: Sequence[str], news: Sequence[str], until: float) -> list[Step]:
    if len(olds) == len(news) == 1:  # one in the place of one, however unlike
        return [(1, 1)]
    if len(olds) * len(news) <= MOST_PAIRS and time.time() < until:
        return _Alignment(olds, news).steps()
    return _equal(olds, news)


def _dropped_first(steps: Sequence[Step]) -> Iterator[Step]:
    """Between two groups of both versions what was dropped stands before what was added."""
    for is_one_sided, run in groupby(steps, key=lambda step: 0 in step):
        members = list(run)
        yield from sorted(members, reverse=True) if is_one_sided else members


def _groups(steps: Iterable[Step]) -> Iterator[Group]:
    old = new = 0
    for olds, news in steps:
        yield Group(range(old, old + olds), range(new, new + news))
        old, new = old + olds, new + news


def _equal_ends(olds: Sequence[str], news: Sequence[str]) -> Step:
    shorter = min(len(olds), len(news))
    head = next((n for n in range(shorter) if olds[n] != news[n]), shorter)
    left = shorter - head
    tail = next((n for n in range(left) if olds[-1 - n] != news[-1 - n]), left)
    return head, tail


def _equal(olds: Sequence[str], news: Sequence[str]) -> list[Step]:
    """Only equal paragraphs, in linear time; the others were dropped or added."""
    last_at = {text: n for n, text in enumerate(olds)}
    pairs = [(last_at.pop(text), n) for n, text in enumerate(news) if text in last_at]
    steps: list[Step] = []
    old_done = new_done = 0
    for old, new in [*longest_rising(pairs), (len(olds), len(news))]:
        steps += [(1, 0)] * (old - old_done) + [(0, 1)] * (new - new_done) + [(1, 1)]
        old_done, new_done = old + 1, new + 1
    return steps[:-1]


class _Alignment:
    """The best way through the table of old and new paragraphs, found from its end (after Gale and Church, 1993)."""

    STEPS: tuple[Step, ...] = ((1, 1), (1, 2), (2, 1), (1, 0), (0, 1))  # of equally good ones the first

    def __init__(self, olds: Sequence[str], news: Sequence[str]) -> None:
        self._old = [pairs_of(text[:HEAD]) for text in olds]
        self._new = [pairs_of(text[:HEAD]) for text in news]

    def steps(self) -> list[Step]:
        best = self._table()
        steps, at = [], (0, 0)
        while step := best[at][1]:
            steps.append(step)
            at = at[0] + step[0], at[1] + step[1]
        return steps

    def _table(self) -> dict[Step, tuple[int, Step | None]]:
        """For each place the most that can be shared from there on, and the step that leads to it."""
        best: dict[Step, tuple[int, Step | None]] = {(len(self._old), len(self._new)): (0, None)}
        for i in range(len(self._old), -1, -1):
            for j in range(len(self._new), -1, -1):
                if (i, j) not in best:
                    best[i, j] = self._best(best, i, j)
        return best

    def _best(self, best: dict[Step, tuple[int, Step | None]], i: int, j: int) -> tuple[int, Step | None]:
        found: tuple[int, Step | None] = (-1, None)
        for step in self.STEPS:
            onward = best.get((i + step[0], j + step[1]))
            if onward is not None and onward[0] + (shared := self._shared(i, j, step)) > found[0] and shared >= 0:
                found = onward[0] + shared, step
        return found

    def _shared(self, i: int, j: int, step: Step) -> int:
        """How many pairs the paragraphs of a step share; -1 where they are not alike."""
        if 0 in step:
            return 0
        old, new = self._old[i : i + step[0]], self._new[j : j + step[1]]
        halves = old if len(old) > len(new) else new
        all_old, all_new = frozenset[str]().union(*old), frozenset[str]().union(*new)
        shared = all_old & all_new
        if 2 * len(shared) < ALIKE * (len(all_old) + len(all_new)):
            return -1
        if len(halves) > 1 and any(len(half & shared) < PART * len(half) for half in halves):
            return -1
        return len(shared)
