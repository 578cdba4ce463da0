"""Nothing of the source is lost: every line is in the Text, is known furniture, or is told word for word."""

import re
from collections.abc import Iterable, Iterator, Sequence

from texts.model import Text
from texts.readers.blocks import Paragraph, Problem
from texts.readers.form import project_goals
from texts.readers.form.cover import is_entry
from texts.readers.form.headings import HeadedSection, headed_section, lead, running_number, section_prefix
from texts.readers.form.labels import (
    column_of,
    key,
    label_of,
    level1_of,
    level2_of,
    month_of,
    table_heading,
    unit_of_line,
)

_GRAM = 4
_LONGEST_LABEL = 6  # words that a label may be wrapped into
_EXPECTED = "未能归入文本的任何一项，请核对"
_ANY_NUMBER = re.compile(r"^\s*\d{1,3}\s*[.．]")
_NEXT_NUMBER = re.compile(r"(?<=[。；;])\s*(?:\d{1,2}\s*[.．、]|[（(]\d{1,2}[）)]|\d{1,2}$)")
_MARKUP = re.compile(r"</?[A-Za-z][^<>\n]{0,200}>")
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


def unplaced(
    source: Sequence[Paragraph], text: Text, told: Sequence[Problem], read: Sequence[str] = ()
) -> list[Problem]:
    """A Problem for every piece of a source line that neither the Text nor a problem holds and that is no furniture.

    `read` are the paragraphs that were understood without being kept: the cover's words, headings, lines over tables.
    """
    shares = (f"{row.percent}%" for project in text.projects for row in project.plan if row.percent)
    held = _Held([*text.strings(), *shares, *read, *(problem.found for problem in told)])
    labels = _label_words(source)
    problems = []
    for number, line in enumerate(source):
        words = _MARKUP.sub("\t", line.text)
        left = " ".join(word for w, word in enumerate(words.split()) if (number, w) not in labels)
        if left and not (_is_furniture(words) or held.holds(words)):
            pieces = re.split(r"[\t\n|]+", words if len(left.split()) == len(words.split()) else left)
            problems += [Problem(line.at, piece.strip(), _EXPECTED) for piece in pieces if _is_missing(piece, held)]
    return problems


def _label_words(source: Sequence[Paragraph]) -> set[tuple[int, int]]:
    """The words (line, place in the line) of labels, those wrapped over several lines included."""
    texts = [_MARKUP.sub("\t", line.text) for line in source]
    words = [(n, w, word) for n, text in enumerate(texts) for w, word in enumerate(text.split())]
    marked: set[tuple[int, int]] = set()
    for begin in range(len(words)):
        joined = ""
        for end in range(begin, min(begin + _LONGEST_LABEL, len(words))):
            joined += words[end][2]
            if len(joined) > _LONGEST_LABEL * 4:
                break
            if label_of(joined) or level1_of(joined) or level2_of(joined):
                marked.update((n, w) for n, w, _ in words[begin : end + 1])
    return marked


def _is_missing(piece: str, held: _Held) -> bool:
    parts = [piece] if held.holds(_bare(piece)) else piece.split()
    return not all(_is_furniture(part) or held.holds(part) or _is_held_in_parts(part, held) for part in parts)


def _is_held_in_parts(piece: str, held: _Held) -> bool:
    """Whether it is held without the running numbers that stand in it."""
    cut = (goal for part in _NEXT_NUMBER.split(piece) for goal in project_goals.split(part))
    return held.holds(_bare(piece)) or all(map(held.holds, cut))


def _bare(piece: str) -> str:
    """Without what the format drops: running numbers (also '1.18座'), lead-in labels, a section's name."""
    for _ in range(3):
        prefix, led, number = section_prefix(piece), lead(piece), running_number(piece)
        shorter = prefix[1] if prefix else led[1] if led else number.rest if number else _ANY_NUMBER.sub("", piece)
        if shorter == piece:
            break
        piece = shorter
    return piece


def _is_furniture(text: str) -> bool:
    return bool(
        not key(text)
        or label_of(text)
        or headed_section(text) not in (None, HeadedSection.OTHER)
        or month_of(text)
        or level1_of(text)
        or level2_of(text)
        or unit_of_line(text)
        or table_heading(text)
        or is_entry(text)
        or column_of(text)
        or _PAGE_NUMBER.fullmatch(text)
    )
