"""Several rewritings of the same words put together, as long as they speak of different stretches."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Characters `begin` to `end` of the words that stood there become `now`."""

    begin: int
    end: int
    now: str

    def meets(self, other: "Stretch") -> bool:
        """Whether both rewrite a character, or put something into the same gap, each in its own way."""
        if self == other:
            return False
        overlap = self.begin < other.end and other.begin < self.end
        return overlap or (self.begin, self.end) == (other.begin, other.end)


def stretches(was: str, now: str) -> list[Stretch]:
    """What has to be rewritten to get from one to the other, in order."""
    before = _common(was, now)
    behind = _common(was[before:][::-1], now[before:][::-1])
    old, new = was[before : len(was) - behind], now[before : len(now) - behind]
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [Stretch(before + i, before + j, new[k:n]) for what, i, j, k, n in steps if what != "equal"]


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def agree(found: Iterable[Stretch], others: Iterable[Stretch]) -> bool:
    """Whether all of one can be done with all of the other."""
    listed = list(others)
    return not any(one.meets(other) for one in found for other in listed)


def compose_stretches(was: str, found: Iterable[Stretch]) -> str:
    """The words with every stretch rewritten; the same stretch twice is one."""
    now, done = [], 0
    for one in sorted(set(found)):
        now += [was[done : one.begin], one.now]
        done = one.end
    return "".join([*now, was[done:]])
