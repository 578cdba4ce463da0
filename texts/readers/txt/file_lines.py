"""A text file's lines without what its conversion left in them: bookmarks, LaTeX, page numbers, odd blanks."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from texts.interchange import clean
from texts.readers.blocks import Paragraph

_BOOKMARK = re.compile(r"\[bookmark:[^\]\n]{0,200}\]")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2009\u202f\u3000"), " ")
_FORMULA = re.compile(r"\$([^$\n]{1,200})\$")
_SIGNS = {
    r"\geq": "≥", r"\geqslant": "≥", r"\ge": "≥", r"\leq": "≤", r"\leqslant": "≤", r"\le": "≤", r"\gt": ">",
    r"\lt": "<", r"\%": "%", r"\times": "×", r"\pm": "±", r"\sim": "~", r"\approx": "≈", r"\neq": "≠", r"\cdot": "·",
    r"\div": "÷", r"\circ": "°", r"\&": "&", r"\#": "#", r"\_": "_", r"\$": "$", r"\{": "{", r"\}": "}", r"\,": "",
    r"\;": " ", r"\ ": " ", r"\quad": " ", r"\left": "", r"\right": "", r"\text": "", r"\mathrm": "", r"\mathbf": "",
    r"\textbf": "", r"\rm": "",
}  # fmt: skip
_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)")
_BARE_SIGN = re.compile(r"\\(?:geqslant|leqslant|geq|leq|ge|le|times|pm|%)(?![A-Za-z])")
_CODE_BEFORE = re.compile(r"\d{8}[0-9A-Z]\d{6,11}$")
_PAGE_NUMBER = re.compile(
    r"[-—–－─]\s*(\d{1,4})\s*[-—–－─]|第\s*(\d{1,4})\s*页(?:\s*共\s*\d{1,4}\s*页)?|(\d{1,4})\s*/\s*\d{1,4}"
)


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line that says something; `gap` counts the empty lines before it, `raw` keeps its tabs.

    `page` counts the form feeds and page numbers before it.
    """

    raw: str
    number: int
    gap: int = 0
    page: int = 0

    @property
    def text(self) -> str:
        """The words, outer blanks dropped."""
        return self.raw.strip()

    @property
    def at(self) -> str:
        """Where it stands, for people."""
        return f"第{self.number}行"

    @property
    def is_cell(self) -> bool:
        """A tab in front: the dump of one table cell."""
        return self.raw.startswith("\t")


def lines_of(text: str) -> list[TextLine]:
    """The lines in order; an empty table cell (a lone tab) is kept, any other empty line only counts as a gap."""
    found: list[TextLine] = []
    gap = page = 0
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        for part, words in enumerate(re.split(r"[\f\v]", raw)):
            page += part > 0
            tidy = tidied(words)
            if tidy.strip() or "\t" in tidy:
                found.append(TextLine(tidy, number, gap, page))
                gap = 0
            else:
                gap += 1
    return without_page_numbers(found)


def tidied(raw: str) -> str:
    """One line without bookmarks, invisible characters and LaTeX; blanks of all widths become plain ones."""
    line = clean(raw.translate(_INVISIBLE).translate(_BLANKS))
    if "[bookmark:" in line:
        line = _BOOKMARK.sub("", line)
    if "$" in line:
        line = _FORMULA.sub(lambda match: plain_formula(match[1]) if _is_formula(match[1]) else match[0], line)
    return _BARE_SIGN.sub(lambda match: _SIGNS[match[0]], line) if "\\" in line else line


def _is_formula(inner: str) -> bool:
    return "\\" in inner or bool(re.fullmatch(r"[\d\s.,%+\-*/=<>≥≤×^~]{1,40}", inner))


def plain_formula(inner: str) -> str:
    r"""A LaTeX formula as the characters it prints: '\geq 95\%' is '≥95%'."""
    printed = _COMMAND.sub(lambda match: _SIGNS.get(match[0], match[0]), inner)
    return re.sub(r"([≥≤<>=])\s+", r"\1", re.sub(r"[{}]", "", printed).replace("^°", "°")).strip()


def without_page_numbers(lines: Sequence[TextLine]) -> list[TextLine]:
    """Without page numbers: '— 5 —', '第5页', and bare numbers that count on through the file or stand far apart."""
    furniture = {index for index, line in enumerate(lines) if _is_marked_page_number(line)}
    bare = [index for index in range(len(lines)) if _is_bare_number(lines, index)]
    furniture |= _counting_on(lines, bare) | {index for index in bare if _stands_apart(lines, index)}
    kept: list[TextLine] = []
    gap = passed = 0
    for index, line in enumerate(lines):
        if index in furniture:
            gap += line.gap + 1
            passed += 1
        else:
            kept.append(replace(line, gap=line.gap + gap, page=line.page + passed))
            gap = 0
    return kept


def _is_marked_page_number(line: TextLine) -> bool:
    return len(line.text) <= 20 and not line.is_cell and bool(_PAGE_NUMBER.fullmatch(line.text))


def _is_bare_number(lines: Sequence[TextLine], index: int) -> bool:
    """Up to three digits alone on a line, and not the last character of a code that was wrapped."""
    text = lines[index].text
    if not (text.isdecimal() and len(text) <= 3) or lines[index].is_cell:
        return False
    return index == 0 or not _CODE_BEFORE.search(lines[index - 1].text)


def _counting_on(lines: Sequence[TextLine], bare: Sequence[int]) -> set[int]:
    """At least three bare numbers of which each is one more than the one before."""
    chain: list[int] = []
    for index in bare:
        if not chain or int(lines[index].text) == int(lines[chain[-1]].text) + 1:
            chain.append(index)
    return set(chain) if len(chain) >= 3 else set()


def _stands_apart(lines: Sequence[TextLine], index: int) -> bool:
    behind = lines[index + 1].gap if index + 1 < len(lines) else 9
    return max(lines[index].gap, behind) >= 2 and min(lines[index].gap, behind) >= 1


@lru_cache(maxsize=65536)
def em(text: str) -> float:
    """The width in ems: a Chinese character is one, a Latin letter, a digit or a (proportional) quote a half."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" and c not in "“”‘’" else 0.5 for c in text)


@lru_cache(maxsize=65536)
def first_unit(text: str) -> str:
    """What cannot be broken at the start of a line: a Chinese character with the signs after it, or a Latin word."""
    end = 1
    while end < len(text) and (text[end] in "，。、；：！？）》”%％,.)" or _is_latin(text[end - 1 : end + 1])):
        end += 1
    return text[:end]


def _is_latin(letters: str) -> bool:
    return letters.isascii() and all(letter.isalnum() or letter in ".,%" for letter in letters)


def both_chinese(left: str, right: str) -> bool:
    """Whether the words on both sides of a blank meet in Chinese characters, where no blank belongs."""
    return not (left[-1:].isascii() or right[:1].isascii())


def source_of(lines: Sequence[TextLine]) -> tuple[Paragraph, ...]:
    """The lines as the Reading's source."""
    return tuple(Paragraph(line.raw.strip(), line.at) for line in lines if line.text)
