"""Comparing and quoting words: blanks out, brackets out, likeness, document numbers."""

import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

HAN = r"[\u4e00-\u9fff]"
_ASIDE = re.compile(r"[（(][^（()）]*[）)]")
_SIGNS = re.compile(r"[\s，,。．.；;：:、“”\"‘’'《》〈〉！!？?·—\-（）()]")
_DOCUMENT = re.compile(r"[〔\[［【（(](?P<year>(?:19|20)[0-9]{2})[〕\]］】）)](?P<number>[0-9]{1,4})号?")
_SHOWN = 40


def squeeze(text: str | None) -> str:
    """Without any blank: what a form or an OCR put between characters means nothing."""
    return "".join(text.split()) if text else ""


def bare(text: str) -> str:
    """Without what stands in brackets: 资助学生人数（人） -> 资助学生人数."""
    return _ASIDE.sub("", text)


def asides(text: str) -> list[str]:
    """What stands in brackets, without them."""
    return [match[1:-1] for match in _ASIDE.findall(text)]


def letters(text: str) -> str:
    """Without blanks and punctuation, for a comparison word for word."""
    return _SIGNS.sub("", text)


@lru_cache(maxsize=1 << 15)
def ratio(one: str, other: str) -> float:
    """How alike two strings are, 0 to 1 (difflib's ratio); what cannot reach 0.3 counts as 0 and costs nothing."""
    if one == other:
        return 1.0
    length = len(one) + len(other)
    if not one or not other or 2 * min(len(one), len(other)) < 0.3 * length:
        return 0.0
    shared = sum((Counter(one) & Counter(other)).values())
    if 2 * shared < 0.3 * length:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def document_numbers(text: str) -> set[tuple[str, str]]:
    """Year and number of each document cited: 冀财预[2023]74号 -> ("2023", "74")."""
    return {(match["year"], match["number"].lstrip("0")) for match in _DOCUMENT.finditer(text)}


def quoted(text: str | None, most: int = _SHOWN) -> str:
    """A value as a sentence quotes it, in one line and not too long."""
    line = " ".join((text or "").split())
    return f"“{line[:most]}…”" if len(line) > most else f"“{line}”"


def listed(items: Iterable[str]) -> str:
    """Items in a sentence: 数量指标、质量指标."""
    return "、".join(items)


def is_within(short: str, long: str) -> bool:
    """Whether the characters of one stand in the other in this order: an abbreviation (人大 of 人民代表大会)."""
    rest = iter(long)
    return all(character in rest for character in short)
