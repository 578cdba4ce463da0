"""Automatic numbering of Word: the number that is printed stands nowhere in the text, it is counted here.

Formats are those of ECMA-376 part 1, 17.18.59 (ST_NumberFormat) that Chinese documents use.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{W}val"
_DIGITS = "〇一二三四五六七八九"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MAX_BASED_ON = 20


def chinese(n: int) -> str:
    """1 to 99 as counted in headings: 一, 十, 二十三; beyond that digit by digit."""
    if not 0 < n < 100:
        return ideographs(n)
    tens, ones = divmod(n, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def ideographs(n: int) -> str:
    """Digit by digit: 23 is 二三."""
    return "".join(_DIGITS[int(digit)] for digit in str(n))


def _letters(n: int) -> str:
    return chr(ord("a") + (n - 1) % 26) * min((n - 1) // 26 + 1, 10)


def _roman(n: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, n = divmod(n, value)
        text += letters * count
    return text


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda n: signs[n - 1] if 0 < n <= len(signs) else str(n)


_CIRCLES = _one_of("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting"), chinese),
    **dict.fromkeys(("taiwaneseCounting", "taiwaneseCountingThousand", "koreanCounting"), chinese),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), ideographs),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _CIRCLES),
    "decimalEnclosedParen": _one_of("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "decimalEnclosedFullstop": _one_of("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "decimalFullWidth": lambda n: str(n).translate({ord(str(d)): chr(0xFF10 + d) for d in range(10)}),
    "decimalZero": lambda n: f"{n:02}",
    "ideographTraditional": _one_of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _one_of("子丑寅卯辰巳午未申酉戌亥"),
    "chineseLegalSimplified": _one_of("壹贰叁肆伍陆柒捌玖拾"),
    "lowerLetter": _letters,
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerRoman": lambda n: _roman(min(n, 500)),
    "upperRoman": lambda n: _roman(min(n, 500)).upper(),
}


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int
    style: str | None = None
    is_legal: bool = False  # all its numbers in digits: 第1.2条 under 第一章


@dataclass(frozen=True, slots=True)
class _Number:
    """One w:num: its levels, the counters it shares, and the levels that begin anew with its first use."""

    shared: str
    levels: dict[int, _Level]
    anew: frozenset[int]


class Numbering:
    """Counts a document's automatic numbers; ask for every paragraph once, in reading order."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._numbers = {} if numbering is None else _numbers(numbering)
        self._styles = {} if styles is None else _style_numbers(styles)
        self._counters: dict[str, dict[int, int]] = {}
        self._used: set[str] = set()

    def printed(self, paragraph: Any) -> str:
        """The number that Word prints in front of this paragraph, '' for none and for bullets."""
        number, at = self._numbered(paragraph.find(f"{W}pPr"))
        if number is None or at not in number[1].levels:
            return ""
        counters = self._count(*number, at)
        if number[1].levels[at].format in ("bullet", "none"):
            return ""
        return _fill(number[1].levels, counters, at)

    def _numbered(self, properties: Any) -> tuple[tuple[str, _Number] | None, int]:
        if properties is None:
            return None, 0
        style = _value(properties.find(f"{W}pStyle"))
        name, at = self._styles.get(style or "", (None, None))
        direct = properties.find(f"{W}numPr")
        if direct is not None:
            name = _value(direct.find(f"{W}numId")) or name
            level = _integer(_value(direct.find(f"{W}ilvl")))
            at = at if level is None else level
        number = self._numbers.get(name or "")
        if number is None or name is None:
            return None, 0
        linked = next((n for n, level in number.levels.items() if style and level.style == style), 0)
        return (name, number), linked if at is None else at

    def _count(self, name: str, number: _Number, at: int) -> dict[int, int]:
        counters = self._counters.setdefault(number.shared, {})
        if name not in self._used:
            self._used.add(name)
            for level in number.anew:
                counters.pop(level, None)
        counters[at] = counters.get(at, number.levels[at].start - 1) + 1
        for deeper in [level for level in counters if level > at]:
            del counters[deeper]
        return counters


def _fill(levels: dict[int, _Level], counters: dict[int, int], at: int) -> str:
    def number(match: re.Match[str]) -> str:
        level = int(match[1]) - 1
        if level not in levels:
            return ""
        format_ = "decimal" if levels[at].is_legal else levels[level].format
        return _FORMATS.get(format_, str)(counters.get(level, levels[level].start))

    return re.sub(r"%([1-9])", number, levels[at].text)


def _numbers(root: Any) -> dict[str, _Number]:
    templates = {}
    for node in root.iter(f"{W}abstractNum"):
        templates[node.get(f"{W}abstractNumId", "")] = _levels(node)
    numbers = {}
    for node in root.findall(f"{W}num"):
        shared = _value(node.find(f"{W}abstractNumId")) or ""
        levels, anew = dict(templates.get(shared, {})), set()
        for override in node.findall(f"{W}lvlOverride"):
            at = _integer(override.get(f"{W}ilvl")) or 0
            levels.update(_levels(override))
            start = _integer(_value(override.find(f"{W}startOverride")))
            if start is not None and at in levels:
                levels[at] = replace(levels[at], start=start)
                anew.add(at)
        numbers[node.get(f"{W}numId", "")] = _Number(shared, levels, frozenset(anew))
    return numbers


def _levels(node: Any) -> dict[int, _Level]:
    levels = {}
    for level in node.findall(f"{W}lvl"):
        start = _integer(_value(level.find(f"{W}start")))
        levels[_integer(level.get(f"{W}ilvl")) or 0] = _Level(
            format=_value(level.find(f"{W}numFmt")) or "decimal",
            text=_value(level.find(f"{W}lvlText")) or "",
            start=1 if start is None else start,
            style=_value(level.find(f"{W}pStyle")),
            is_legal=level.find(f"{W}isLgl") is not None,
        )
    return levels


def _style_numbers(root: Any) -> dict[str, tuple[str | None, int | None]]:
    """Style -> number and level, its own or those of the style it is based on."""
    own: dict[str, tuple[str | None, int | None, str | None]] = {}
    for style in root.findall(f"{W}style"):
        node = style.find(f"{W}pPr/{W}numPr")
        name = None if node is None else _value(node.find(f"{W}numId"))
        level = None if node is None else _integer(_value(node.find(f"{W}ilvl")))
        own[style.get(f"{W}styleId", "")] = (name, level, _value(style.find(f"{W}basedOn")))
    found = {}
    for style in own:
        at: str | None = style
        for _ in range(_MAX_BASED_ON):
            if at not in own or own[at][0] is not None:
                break
            at = own[at][2]
        if at in own and own[at][0] is not None:
            found[style] = own[at][:2]
    return found


def _value(node: Any) -> str | None:
    return None if node is None else node.get(_VAL)


def _integer(value: str | None) -> int | None:
    return int(value) if value and value.lstrip("-").isdecimal() and len(value) < 6 else None
