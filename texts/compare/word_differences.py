"""Two strings word by word: what was kept, deleted, inserted.

The words are a Han character, a number with its unit (1,200册, ≥ and 95%), a Latin word, a mark. diff-match-patch
compares characters, so each longer word travels as one character of its own, as its line mode does with lines.
"""

import re
import time
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import chain, count, groupby
from typing import NamedTuple

from diff_match_patch import diff_match_patch

from texts.compare.row_matching import pairs_of
from texts.targets import SCALES, UNITS

_DIGITS = r"(?>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9０-９]+(?:[.．][0-9０-９]+)?)"
_SCALE = f"(?:{'|'.join(SCALES)})"
UNIT = f"(?:{'|'.join(sorted(map(re.escape, (*UNITS, '％')), key=len, reverse=True))})"
#: digits with scale and unit: 1,200册, 3.5万元, 400元/人·天
NUMBER = rf"{_DIGITS}(?:{_SCALE}?{UNIT}(?:[/／·]{UNIT}){{0,2}}|{_SCALE}|(?![A-Za-z0-9]))"
_LETTER = r"A-Za-z\u00c0-\u024f"
_LATIN = rf"[0-9]*(?:\.[0-9]+)?[{_LETTER}][{_LETTER}\u0300-\u036f0-9]*(?:['’_&.-][{_LETTER}0-9]+)*"
_ONE = r".[\u0300-\u036f\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]*"  # with the marks that change its glyph
_WORD = re.compile(rf"{NUMBER}|{_LATIN}|{_ONE}", re.DOTALL)

LONGEST = 50_000  # characters; the longest cell that may be typed has 20,000
LEAST_SHARED = 0.15  # of the pairs of characters; a string with fewer is shown as replaced, not as confetti
FEW = 6  # pairs, of which even one in common is worth showing
_CLAUSE = re.compile("(?<=[，。；：！？\n])")
_STAND_INS = 0x20000  # rare Han characters: to the clean-up a number is a word like any other, not a mark


class Fate(StrEnum):
    """What became of a run of words."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


class Run(NamedTuple):
    """Neighbouring words of one fate. Kept and deleted runs are the old string, kept and inserted ones the new."""

    fate: Fate
    text: str


Runs = tuple[Run, ...]
Edit = tuple[int, str]
_FATES = {
    diff_match_patch.DIFF_EQUAL: Fate.KEPT,
    diff_match_patch.DIFF_DELETE: Fate.DELETED,
    diff_match_patch.DIFF_INSERT: Fate.INSERTED,
}
_MIRRORED = {Fate.KEPT: Fate.KEPT, Fate.DELETED: Fate.INSERTED, Fate.INSERTED: Fate.DELETED}
_matcher = diff_match_patch()


def cut_words(text: str) -> list[str]:
    """The text cut into words; joined they are the text again."""
    return _WORD.findall(text)


def whole(old: str, new: str) -> Runs:
    """One string put in the place of another, or the only one there is."""
    if old == new:
        return (Run(Fate.KEPT, new),) if new else ()
    runs = (Run(Fate.DELETED, old), Run(Fate.INSERTED, new))
    return tuple(run for run in runs if run.text)


def differences(old: str, new: str, *, until: float) -> Runs:
    """The runs from one string to the other: the same edits in either direction, deletions before insertions.

    The search gives up at the moment `until` (time.time(), seconds) and takes what it has not yet compared as replaced,
    so that no input takes longer; so it does with strings of more than LONGEST characters.
    """
    if old == new or not old or not new or max(len(old), len(new)) > LONGEST or time.time() > until:
        return whole(old, new)
    if old > new:  # the matcher may choose differently the other way round
        return mirrored(differences(new, old, until=until))
    if _are_strangers(old, new):
        return whole(old, new)
    stand_ins = _StandIns(old + new)
    before, after = stand_ins.encode(old), stand_ins.encode(new)
    edits = _matcher.diff_main(before, after, False, until)
    cleaned = chain.from_iterable(map(_cleaned, _clauses(edits)))
    return _in_order(Run(_FATES[edit], stand_ins.decode(text)) for edit, text in cleaned)


def mirrored(runs: Runs) -> Runs:
    """The way back."""
    return _in_order(Run(_MIRRORED[run.fate], run.text) for run in runs)


def _clauses(edits: list[Edit]) -> Iterator[list[Edit]]:
    """The edits cut behind kept marks. The clean-up gives up a kept word between two edits that are longer: of clauses
    that would leave nothing but one large replacement, so it looks at each clause by itself."""
    clause: list[Edit] = []
    for edit, text in edits:
        if edit != diff_match_patch.DIFF_EQUAL:
            clause.append((edit, text))
            continue
        *ended, rest = _CLAUSE.split(text)
        if ended:
            yield [*clause, (edit, "".join(ended))]
            clause = []
        if rest:
            clause.append((edit, rest))
    yield clause


def _cleaned(edits: list[Edit]) -> list[Edit]:
    _matcher.diff_cleanupSemantic(edits)
    return edits


def _are_strangers(old: str, new: str) -> bool:
    olds, news = pairs_of(old), pairs_of(new)
    fewer = min(len(olds), len(news))
    return fewer > FEW and len(olds & news) < LEAST_SHARED * fewer


def _in_order(runs: Iterable[Run]) -> Runs:
    """Between two kept runs at most one deleted run and one inserted run behind it."""
    return tuple(_merged(runs))


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    for is_kept, group in groupby(runs, key=lambda run: run.fate is Fate.KEPT):
        members = list(group)
        for fate in (Fate.KEPT,) if is_kept else (Fate.DELETED, Fate.INSERTED):
            text = "".join(run.text for run in members if run.fate is fate)
            if text:
                yield Run(fate, text)


class _StandIns:
    """A character for each word: its own for a single one, else a rare one that neither text contains."""

    def __init__(self, texts: str) -> None:
        taken = set(texts)
        self._free = (chr(code) for code in count(_STAND_INS) if chr(code) not in taken)
        self._by_word: dict[str, str] = {}
        self._words: dict[str, str] = {}

    def encode(self, text: str) -> str:
        return "".join(word if len(word) == 1 else self._of(word) for word in cut_words(text))

    def decode(self, encoded: str) -> str:
        return "".join(self._words.get(character, character) for character in encoded)

    def _of(self, word: str) -> str:
        if word not in self._by_word:
            self._by_word[word] = next(self._free)
            self._words[self._by_word[word]] = word
        return self._by_word[word]
