"""Numbers among words: which of them a difference changed, and into which."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import NamedTuple

from texts.compare.values import counted_unit, value_of
from texts.compare.word_differences import NUMBER, UNIT, Fate, Runs
from texts.targets import SCALES

_HAN = "[零〇一二两三四五六七八九十百千]"
_PRINTED = re.compile(rf"(?P<digits>{NUMBER})|(?<!第)(?P<han>百分之{_HAN}+|{_HAN}{{1,7}}(?:{'|'.join(SCALES)})?{UNIT})")
#: running numbers of paragraphs and items: 1. （2） 3、
_RUNNING = re.compile(r"(?:(?<=[（(])|(?<![^\n]))[0-9]{1,2}(?=[)）.．、])(?![.．][0-9])")
_KEPT = -1

Changed = tuple[str | None, str | None]


class _Number(NamedTuple):
    printed: str
    is_han: bool


def in_runs(runs: Runs) -> list[Changed]:
    """(old, new) as printed, in order, for every number whose value changed; None where one came or went.

    Numbers in Han characters (三栋) are told only where another number of the same unit took their place: elsewhere
    they are mostly words (一批, 十分).
    """
    before, after = _by_change(runs, Fate.DELETED), _by_change(runs, Fate.INSERTED)
    found: list[Changed] = []
    for change in sorted({*before, *after}):
        found += _paired(before.get(change, []), after.get(change, []))
    return _without_moved(found)


def _by_change(runs: Runs, fate: Fate) -> dict[int, list[_Number]]:
    """The numbers of one version that a change touches, by the change's position among the runs.

    The runs of one change are neighbours: its kept run before it tells where it is.
    """
    change, text, at = 0, "", []
    for n, run in enumerate(runs):
        if run.fate is Fate.KEPT:
            change = n + 1
        if run.fate in (Fate.KEPT, fate):
            text += run.text
            at += [_KEPT if run.fate is Fate.KEPT else change] * len(run.text)
    found = defaultdict(list)
    running = {match.start() for match in _RUNNING.finditer(text)}
    for match in _PRINTED.finditer(text):
        touched = max(at[match.start() : match.end()])
        if touched != _KEPT and match.start() not in running:
            found[touched].append(_Number(match[0], match["han"] is not None))
    return found


def _paired(olds: Sequence[_Number], news: Sequence[_Number]) -> Iterator[Changed]:
    """Those of equal unit in order; one alone in the place of one alone (400元, 400万元); the rest one by one."""
    rest = list(news)
    changed = [old for old in olds if not _take(rest, _worth, old)]
    alone = []
    for old in changed:
        if new := _take(rest, _unit, old):
            yield old.printed, new.printed
        else:
            alone.append(old)
    if len(olds) == len(news) == len(alone) == 1:
        yield olds[0].printed, news[0].printed
        return
    yield from ((old.printed, None) for old in alone if not old.is_han)
    yield from ((None, new.printed) for new in rest if not new.is_han)


def _take(numbers: list[_Number], key: Callable[[_Number], Hashable], like: _Number) -> _Number | None:
    """The first of the same key, taken out of the list."""
    found = next((number for number in numbers if key(number) == key(like)), None)
    if found:
        numbers.remove(found)
    return found


def _worth(number: _Number) -> Hashable:
    return value_of(number.printed) or number.printed


def _unit(number: _Number) -> Hashable:
    return counted_unit(number.printed)


def _without_moved(found: Sequence[Changed]) -> list[Changed]:
    """A number that went in one place and came in another moved with its words."""
    went = Counter(value_of(old) for old, new in found if new is None)
    came = Counter(value_of(new) for old, new in found if old is None)
    moved = {True: went & came, False: went & came}  # still to be left out among those that came, that went
    left = []
    for old, new in found:
        value = value_of(old or new)
        if None in (old, new) and moved[old is None][value] > 0:
            moved[old is None][value] -= 1
        else:
            left.append((old, new))
    return left
