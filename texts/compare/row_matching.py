"""Which row of one version is which row of the other."""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

Row = TypeVar("Row")
Pair = tuple[int, int]  # positions in the old and in the new list, from 0
Words = Sequence[tuple[float, str]]  # (weight, string): what a row is recognised by

ALIKE = 0.45  # of the pairs of neighbouring characters
HEAD = 300  # characters of a string that are looked at
ENOUGH_ROWS = 3
MOST_PAIRS = 10_000  # looked at; of longer lists only rows of equal keys are matched


@dataclass(frozen=True, slots=True)
class Recognition(Generic[Row]):
    """How rows of a kind are told apart: by identity, else by keys from the surest on, else by likeness of words."""

    identity: Callable[[Row], Hashable]
    keys: Sequence[Callable[[Row], Hashable]]
    words: Callable[[Row], Words]


def matches(olds: Sequence[Row], news: Sequence[Row], by: Recognition[Row], *, until: float) -> list[Pair]:
    """Pairs of rows that are one, in the order of the new list; every row is in one pair at most.

    In lists that share an identity a row without its counterpart came or went, unless a key says otherwise: it was
    typed anew. In lists that share none (last year's text, a file read again) the likest rows find each other first;
    after the moment `until` (time.time(), seconds) likeness is not looked for any more.
    """
    rest = _Rest(range(len(olds)), range(len(news)))
    pairs = rest.taking(_same(olds, news, rest, by.identity))
    are_of_one_text = bool(pairs)
    for key in by.keys:
        pairs += rest.taking(_same(olds, news, rest, key))
    if not are_of_one_text and len(rest.old) * len(rest.new) <= MOST_PAIRS and time.time() < until:
        pairs += rest.taking(_alike(olds, news, rest, by.words))
    return sorted(pairs, key=lambda pair: pair[1])


class _Rest:
    """The rows that have no counterpart yet."""

    def __init__(self, old: Iterable[int], new: Iterable[int]) -> None:
        self.old, self.new = list(old), list(new)

    def taking(self, pairs: Iterable[Pair]) -> list[Pair]:
        taken = list(pairs)
        olds, news = {old for old, _ in taken}, {new for _, new in taken}
        self.old = [n for n in self.old if n not in olds]
        self.new = [n for n in self.new if n not in news]
        return taken


def _same(olds: Sequence[Row], news: Sequence[Row], rest: _Rest, key: Callable[[Row], Hashable]) -> Iterator[Pair]:
    """Rows of equal keys, the first with the first where several have one; no key is None."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for n in reversed(rest.old):
        waiting[key(olds[n])].append(n)
    for n in rest.new:
        value = key(news[n])
        if value is not None and waiting.get(value):
            yield waiting[value].pop(), n


def _alike(olds: Sequence[Row], news: Sequence[Row], rest: _Rest, words: Callable[[Row], Words]) -> Iterator[Pair]:
    """A stable matching: no two rows are liker each other than their own counterparts.

    As likeness has no direction, taking the likest pair again and again gives it; ties go to the nearer position.
    """
    likeness = Likeness({n: words(olds[n]) for n in rest.old}, {n: words(news[n]) for n in rest.new})
    scored = [(likeness(i, j), i, j) for i in rest.old for j in rest.new]
    wanted = sorted((-score, abs(i - j), i + j, i, j) for score, i, j in scored if score >= ALIKE)
    old_taken, new_taken = set(), set()
    for *_, i, j in wanted:
        if i not in old_taken and j not in new_taken:
            old_taken.add(i)
            new_taken.add(j)
            yield i, j


class Likeness:
    """How much an old and a new row have in common, 0 to 1: the share of common pairs of characters (Dice).

    A pair that most rows of a list contain (绩效目标项目 in every title) does not tell them apart and does not count.
    """

    def __init__(self, old: Mapping[int, Words], new: Mapping[int, Words]) -> None:
        self._old, self._new = _profiles(old), _profiles(new)
        common = _common(self._old.values()) | _common(self._new.values())
        for profile in (*self._old.values(), *self._new.values()):
            profile[:] = [(weight, pairs - common) for weight, pairs in profile]

    def __call__(self, old: int, new: int) -> float:
        parts = zip(self._old[old], self._new[new], strict=True)
        scored = [(weight, _dice(a, b)) for (weight, a), (_, b) in parts if a or b]
        total = sum(weight for weight, _ in scored)
        return sum(weight * dice for weight, dice in scored) / total if total else 0.0


Profile = list[tuple[float, frozenset[str]]]


def _profiles(rows: Mapping[int, Words]) -> dict[int, Profile]:
    return {n: [(weight, pairs_of(text[:HEAD])) for weight, text in words] for n, words in rows.items()}


def _common(profiles: Collection[Profile]) -> set[str]:
    """The pairs in more than half of the rows, where there are enough to tell."""
    if len(profiles) < ENOUGH_ROWS:
        return set()
    rows = (frozenset[str]().union(*(pairs for _, pairs in profile)) for profile in profiles)
    number = Counter(pair for row in rows for pair in row)
    return {pair for pair, times in number.items() if times * 2 > len(profiles)}


def pairs_of(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters, blanks left out."""
    dense = "".join(text.split())
    return frozenset(map("".join, pairwise(dense))) or frozenset(dense)


def _dice(old: frozenset[str], new: frozenset[str]) -> float:
    return 2 * len(old & new) / (len(old) + len(new))
