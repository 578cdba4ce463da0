"""Nothing of the source is lost: every line is in the Text, is known furniture, or is told word for word."""

import re
from collections.abc import Iterable, Iterator, Sequence

from texts.model import Text
from texts.readers.blocks import Paragraph, Problem
from texts.readers.cover import is_entry
from texts.readers.headings import lead, numbered, section_of, section_prefix
from texts.readers.labels import key, label_of, level1_of, level2_of, month_of, table_heading, unit_of

_GRAM = 4
_PAGE_NUMBER = re.compile(r"[-—–－\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/共]\s*\d{1,4}\s*页?)?[-—–－\s]*")


class _Held:
    """All that the Text and the problems hold, as the set of its short pieces: one look-up a piece, linear time."""

    def __init__(self, strings: Iterable[str]) -> None:
        self._pieces: set[str] = set()
        for string in strings:
            self._pieces.update(_pieces(key(string), everything=True))

    def holds(self, text: str) -> bool:
        return all(piece in self._pieces for piece in _pieces(key(text), everything=False))


def _pieces(text: str, *, everything: bool) -> Iterator[str]:
    sizes = range(1, _GRAM + 1) if everything else (min(_GRAM, len(text)),)
    for size in sizes:
        for start in range(len(text) - size + 1):
            yield text[start : start + size]


def unplaced(source: Sequence[Paragraph], text: Text, told: Sequence[Problem]) -> list[Problem]:
    """A Problem for every piece of a source line that neither the Text nor a problem holds and that is no furniture."""
    held = _Held([*text.strings(), *(problem.found for problem in told)])
    problems = []
    for line in source:
        for found in _missing(line.text, held):
            problems.append(Problem(line.at, found, "未能归入文本的任何一项，请核对"))
    return problems


def _missing(line: str, held: _Held) -> Iterator[str]:
    if _is_furniture(line) or held.holds(line):
        return
    for piece in re.split(r"[\t\n|]+", line):
        if not (_is_furniture(piece) or held.holds(piece) or held.holds(_bare(piece))):
            words = [w for w in piece.split() if not (_is_furniture(w) or held.holds(w) or held.holds(_bare(w)))]
            if words:
                yield piece.strip()


def _bare(piece: str) -> str:
    """Without what the format drops: running numbers, lead-in labels, a section's name before its text."""
    for _ in range(3):
        prefix, led, number = section_prefix(piece), lead(piece), numbered(piece)
        shorter = prefix[1] if prefix else led[1] if led else number.rest if number else piece
        if shorter == piece:
            break
        piece = shorter
    return piece


def _is_furniture(text: str) -> bool:
    return bool(
        not key(text)
        or label_of(text)
        or section_of(text)
        or month_of(text)
        or level1_of(text)
        or level2_of(text)
        or unit_of(text)
        or table_heading(text)
        or is_entry(text)
        or _PAGE_NUMBER.fullmatch(text)
    )
