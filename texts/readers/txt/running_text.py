"""Lines of running text -> paragraphs: what a page's edge or a page's end cut apart is joined again.

Three kinds of lines occur, told apart by their widths and gaps, for every stretch of text by itself: a paragraph a
line (Word dumps), a paragraph a line with empty lines between (markup), and a visual line a line (PDF dumps).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from texts.readers.blocks import Paragraph
from texts.readers.form.headings import headed_section, lead, running_number, starts_paragraph
from texts.readers.txt.file_lines import TextLine, em, first_unit

_NARROWEST, _WIDEST = 18.0, 60.0
# Of the edge: justified lines, indents and signs that may not start a line leave a full line this much short.
_SURELY_FULL, _MAYBE_FULL = 0.9, 0.82
_INDENT = 2.0
_SENTENCE_ENDS = ("。", "！", "？", "!", "?")
_ENDS = (*_SENTENCE_ENDS, "；", ";", "：", ":", "”", "…")
_GOES_ON = ("，", "、", "（", "(", "《", "“", ",", "—")
_INSIDE = re.compile(r"[，。；：]")
_TITLE_END = re.compile(r"(?:绩效目标|绩效目标项目)$")


@dataclass(frozen=True, slots=True)
class Wrap:
    """The width in ems at which a stretch of text was wrapped; None where a line is a paragraph."""

    width: float | None

    def goes_on(self, lines: Sequence[str], following: str) -> bool:
        """Whether a paragraph's lines so far reach the edge, so that the following line belongs to them."""
        if self.width is None:
            return False
        last = lines[-1]
        if last.endswith(_SENTENCE_ENDS):
            return em(last) >= self.width * _SURELY_FULL and self._had_no_room(
                last, following, is_first=len(lines) == 1
            )
        if running_number(lines[0]) and not _INSIDE.search("".join(lines)):
            return self._had_no_room(last, following, is_first=len(lines) == 1) and not _TITLE_END.search(last)
        return em(last) >= self.width * _MAYBE_FULL or last.endswith(_GOES_ON)

    def _had_no_room(self, line: str, following: str, *, is_first: bool) -> bool:
        used = em(line) + (_INDENT if is_first else 0) + em(first_unit(following))
        return self.width is not None and used > self.width


def wrap_of(texts: Sequence[str]) -> Wrap:
    """Many lines of nearly the greatest width that stop in mid-sentence mean wrapped text."""
    cut = sorted(em(text) for text in texts if not text.endswith(_ENDS) and not headed_section(text))
    widest = max((em(text) for text in texts), default=0)
    if len(texts) < 3 or not _NARROWEST <= widest <= _WIDEST:
        return Wrap(None)
    near = [width for width in cut if width >= widest * _MAYBE_FULL]
    finished = [text for text in texts if em(text) >= widest * _MAYBE_FULL and text.endswith(_ENDS)]
    is_wrapped = len(near) >= 2 and len(near) >= len(finished)
    return Wrap(near[len(near) // 2] if is_wrapped else None)


def paragraphs_of(lines: Sequence[TextLine]) -> list[Paragraph]:
    """The paragraphs of a stretch of running text, every heading's section wrapped or not by itself."""
    whole = wrap_of([line.text for line in lines])
    found: list[Paragraph] = []
    for stretch in _stretches(lines):
        own = wrap_of([line.text for line in stretch])
        is_short = len(stretch) < 8 and max(em(line.text) for line in stretch) <= _WIDEST
        found += joined(stretch, whole if is_short and own.width is None else own)
    return found


def _stretches(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    stretches: list[list[TextLine]] = [[]]
    for line in lines:
        if headed_section(line.text) and stretches[-1]:
            stretches.append([])
        stretches[-1].append(line)
    return [stretch for stretch in stretches if stretch]


def joined(lines: Sequence[TextLine], wrap: Wrap) -> list[Paragraph]:
    """The lines as paragraphs, given where they were wrapped."""
    paragraphs: list[list[TextLine]] = []
    counts: dict[str, int] = {}
    for line in lines:
        if paragraphs and _goes_on(paragraphs[-1], line, wrap, counts):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
            number = running_number(line.text)
            if number:
                counts[number.style] = number.value
    return [Paragraph(_joined_text(part), part[0].at) for part in paragraphs]


def _joined_text(part: Sequence[TextLine]) -> str:
    text = part[0].text
    for line in part[1:]:
        is_latin = text[-1:].isascii() and text[-1:].isalpha() and line.text[:1].isascii() and line.text[:1].isalpha()
        text += (" " if is_latin else "") + line.text
    return text


def _goes_on(paragraph: Sequence[TextLine], line: TextLine, wrap: Wrap, counts: dict[str, int]) -> bool:
    last = paragraph[-1]
    led = lead(line.text)
    if headed_section(last.text) or headed_section(line.text) or (led and led[1]):
        return False
    if wrap.width is None:
        return _was_cut_by_page(last, line)
    goes_on = wrap.goes_on([part.text for part in paragraph], line.text)
    if starts_paragraph(line.text) and not led:
        number = running_number(line.text)
        counts_on = number is None or number.value in (1, counts.get(number.style, 0) + 1)
        return goes_on and not counts_on and not last.text.endswith(_ENDS)
    return goes_on


def _was_cut_by_page(last: TextLine, line: TextLine) -> bool:
    """In text that is a paragraph a line with gaps between, a line that stops in mid-sentence met the page's end."""
    if line.gap == 0 or last.text.endswith(_ENDS) or starts_paragraph(line.text):
        return False
    number = running_number(last.text)
    is_title = number is not None and not any(sign in last.text for sign in "，。；")
    return em(last.text) >= 30 and not is_title
