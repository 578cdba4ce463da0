"""Gathering what is alike out of very many, in about n log n: sets of features, compared with few leaders each.

Every item joins the first leader that is like enough, or becomes one. Leaders are found by their features; a feature
that many leaders have tells nothing, so only the first `POSTINGS` of them are kept by it. Groups do not drift: all
members are like their leader, not like each other's neighbours.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from zlib import crc32

POSTINGS = 24  # leaders kept by one feature
TRIED = 6  # leaders compared with an item
SHINGLE, WINDOW = 8, 13  # any common stretch of 20 characters shares a fingerprint (Schleimer et al., winnowing, 2003)

Likeness = Callable[[int, int, int], float]


def dice(shared: int, one: int, other: int) -> float:
    """Twice what is shared by all there is: 1 for equal sets."""
    return 2 * shared / (one + other)


def jaccard(shared: int, one: int, other: int) -> float:
    """What is shared by what either has."""
    return shared / (one + other - shared)


def contained(shared: int, one: int, other: int) -> float:
    """How much of the smaller set is in the larger."""
    return shared / min(one, other)


def gather(items: Sequence[frozenset[int]], likeness: Likeness, least: float) -> list[list[int]]:
    """Groups of two and more items (their numbers, rising) that are like their first; empty items are like nothing."""
    leaders: dict[int, list[int]] = {}
    groups: dict[int, list[int]] = {}
    for number, features in enumerate(items):
        leader = _leader(features, items, leaders, likeness, least) if features else None
        if leader is not None:
            groups[leader].append(number)
            continue
        groups[number] = [number]
        for feature in features:
            known = leaders.setdefault(feature, [])
            if len(known) < POSTINGS:
                known.append(number)
    return [group for group in groups.values() if len(group) > 1]


def _leader(
    features: frozenset[int],
    items: Sequence[frozenset[int]],
    leaders: dict[int, list[int]],
    likeness: Likeness,
    least: float,
) -> int | None:
    """The likest leader, if it is like enough; of equal ones the first."""
    met: Counter[int] = Counter()
    for feature in features:
        met.update(leaders.get(feature, ()))
    scored = ((likeness(len(features & items[n]), len(features), len(items[n])), -n) for n, _ in met.most_common(TRIED))
    best = max(scored, default=(0.0, 0))
    return -best[1] if best[0] >= least else None


def character_pairs(text: str) -> frozenset[int]:
    """Neighbouring characters of a short text: the features of a name."""
    padded = f"\x02{text}\x03"
    return frozenset(crc32(padded[n : n + 2].encode()) for n in range(len(padded) - 1)) if text else frozenset()


def fingerprints(text: str) -> frozenset[int]:
    """The least of every `WINDOW` neighbouring shingles: what a copied stretch has in common with its source."""
    encoded = text.encode("utf-32-le")
    hashes = [crc32(encoded[4 * n : 4 * (n + SHINGLE)]) for n in range(len(text) - SHINGLE + 1)]
    return frozenset(_minima(hashes))


def _minima(hashes: list[int]) -> Iterable[int]:
    """The least of each window; one step costs a window only when the least leaves it."""
    least, at = -1, -1
    for end in range(WINDOW - 1, len(hashes)):
        begin = end - WINDOW + 1
        if at < begin:
            window = hashes[begin : end + 1]
            least = min(window)
            at = begin + window.index(least)
        elif hashes[end] < least:
            least, at = hashes[end], end
        yield least
