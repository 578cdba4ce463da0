"""Words as they go onto paper: escaped, marks set as a compositor would. The words themselves are never corrected."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# Blanks before a mark would let the mark begin a line (避头尾); what has no width has no place on paper.
_BLANK_BEFORE_MARK = re.compile(r"[^\S\n]+(?=[，。、；：！？）〉》」』】〕”’])")
# Blanks that no markup can carry (XML 1.0, 2.2); some come with texts pasted from Word.
_CONTROL = re.compile("[\x0b\x0c\x1c-\x1f]")
_NO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
# Of two full-width marks in a row the first gives up its empty half: ”： is one and a half characters wide.
_TWO_MARKS = re.compile(r"([，。、；：）〉》」』】〕”’])(?=[，。、；：）〉》」』】〕”’“‘（〈《「『【〔])")

_DIGITS = "〇一二三四五六七八九"


def printable_words(words: str) -> str:
    """The words without blanks before marks and without what has no width; blanks that control a printer are spaces."""
    return _BLANK_BEFORE_MARK.sub("", _NO_WIDTH.sub("", _CONTROL.sub(" ", words)))


def typeset(words: str) -> SafeString:
    """The words as safe HTML for both the page and the screen."""
    narrowed = _TWO_MARKS.sub(r'<span class="narrow">\1</span>', escape(printable_words(words)))
    return mark_safe(narrowed)  # noqa: S308 escaped above


def chinese_number(number: int) -> str:
    """1 -> 一, 12 -> 十二, 35 -> 三十五; from 100 on digit by digit."""
    if number >= 100:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def ordinal(number: int, numbering: str | None, words: str = "") -> str:
    """The running number of an item in the text's own style: "1.", "1、" or "（一）".

    A blank keeps it apart from words that begin with a figure: "1. 18座水库", not "1.18座水库".
    """
    if numbering == "（一）":
        return f"（{chinese_number(number)}）"
    if numbering == "1、":
        return f"{number}、"
    return f"{number}. " if words[:1].isdigit() else f"{number}."
