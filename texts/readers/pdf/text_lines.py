"""Characters with their places -> lines -> paragraphs."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from texts.readers.form.headings import running_number
from texts.readers.form.table_rows import one_line
from texts.readers.pdf.drawn_page import Glyph

_OPENING = frozenset("（(《〈「『【〔［[“‘")
_CLOSING = frozenset("）)》〉」』】〕］]”’，。、；：！？,.;:!?%％…·")
_LEADER = re.compile(r"(?:[.．。…·‥_\-]\s*){4,}[\d—\-\s]*$|\s{3,}\d{1,3}$")
_BRACKETS = frozenset("）)》〉」』】〕］]")
_SENTENCE_ENDS = "。；;"
_QUOTES = frozenset("“”‘’/")  # LibreOffice parts them from nothing (UAX 14, classes QU and SY)
SLACK = 0.45  # of a character: squeezed punctuation and rounding


@dataclass(frozen=True, slots=True)
class Textline:
    """One printed line: its words, its ends, its baseline and the height of its characters."""

    text: str
    x0: float
    x1: float
    y: float
    height: float
    first: float  # width of what may not be parted at its start: a character, a word, with its punctuation

    @property
    def is_leader(self) -> bool:
        """An entry of the contents, closed by its page number."""
        return _LEADER.search(self.text) is not None


def text_lines(glyphs: Iterable[Glyph]) -> list[Textline]:
    """The lines from top to bottom, each from left to right; blank ones are dropped."""
    found: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: g.y):
        if found and glyph.y - found[-1][-1].y <= 0.35 * min(glyph.height, found[-1][-1].height or glyph.height):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return [line for group in found if (line := _line(group))]


def _line(group: list[Glyph]) -> Textline | None:
    glyphs = sorted(group, key=lambda g: (g.x0, g.x1))
    while glyphs and glyphs[0].text == " ":
        del glyphs[0]
    while glyphs and glyphs[-1].text == " ":
        del glyphs[-1]
    if not glyphs:
        return None
    text = glyphs[0].text
    for before, glyph in pairwise(glyphs):
        if glyph.text == before.text and glyph.x0 - before.x0 < 0.2 * (glyph.x1 - glyph.x0):
            continue  # bold made by printing twice
        text += _gap(before, glyph) + glyph.text
    height = sorted(glyph.height for glyph in glyphs)[len(glyphs) // 2]
    return Textline(text, glyphs[0].x0, glyphs[-1].x1, glyphs[0].y, height, _first(glyphs))


def _gap(before: Glyph, after: Glyph) -> str:
    """The blanks that a gap stands for; text is also set apart by moving on without a blank character."""
    gap = after.x0 - before.x1
    if " " in (before.text, after.text):
        return "   " if gap > 2.5 * after.height else ""
    if gap > 1.5 * after.height:
        return "   "
    is_latin = before.text.isascii() and after.text.isascii()
    return " " if is_latin and gap > 0.25 * after.height else ""


def _first(glyphs: list[Glyph]) -> float:
    """How far the first place reaches where a program may break the line."""
    pairs = pairwise(glyphs)
    end = next((before for before, after in pairs if _may_part(before.text, after.text)), glyphs[-1])
    return end.x1 - glyphs[0].x0


def _may_part(before: str, after: str) -> bool:
    if before in _OPENING or after in _CLOSING or before in _QUOTES or after in _QUOTES:
        return False
    return not (_is_latin(after) and (_is_latin(before) or before in _BRACKETS))


def _is_latin(letter: str) -> bool:
    """Digits, letters and signs of their width hang together: 2024, ≥95%, ×100%."""
    return letter != " " and unicodedata.east_asian_width(letter) not in ("W", "F")


def fits(line: Textline, right: float, following: Textline, slack: float = SLACK) -> bool:
    """Whether the start of the following line had room behind this one: then somebody ended a paragraph here."""
    room = right - line.x1
    return room > following.first + slack * following.height


def cell_text(group: list[Textline], left: float, right: float) -> str:
    """The words of a cell: wrapped lines joined, paragraphs apart; `left` and `right` bound its text area."""
    paragraphs: list[str] = []
    for index, line in enumerate(group):
        before = group[index - 1] if index else None
        if before is None:
            paragraphs.append(line.text)
            continue
        room = (right - left) - (before.x1 - before.x0)  # a centred line has half of it on either side
        is_next_item = before.text[-1] in _SENTENCE_ENDS and running_number(line.text) is not None
        if is_next_item or room > line.first + SLACK * line.height:
            paragraphs.append(line.text)
        else:
            paragraphs[-1] = one_line(f"{paragraphs[-1]}\n{line.text}")
    return "\n".join(paragraphs)
