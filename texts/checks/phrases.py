"""The 绩效指标 sentence of a 分项 taken apart: 印刷数量≥2000册；自采自编率≥98%。 -> name and value of each phrase."""

import re
from dataclasses import dataclass
from functools import lru_cache

from texts.checks.words import squeeze
from texts.targets import UNITS, Deadline, QualitativeTarget, Quantity, normalized, parse

_BREAK = re.compile(r"[；;。\n]")
_NUMBERED = re.compile(r"^[（(]?[0-9]{1,2}(?:[）)、]|[.．](?![0-9]))")
_SIGN = r"[≥≤≧≦><=＞＜＝]|不低于|不少于|不高于|不超过|大于等于|小于等于"
_SIGNED = re.compile(rf"^(?P<name>.*[^≥≤≧≦><=＞＜＝])[:：为]?(?P<value>(?:{_SIGN})[^≥≤≧≦><＞＜]*[0-9][^≥≤≧≦><＞＜]*)$")
_COLON = re.compile(r"^(?P<name>[^:：]{2,40})[:：](?P<value>.+)$")
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_COUNTED = re.compile(
    rf"^(?P<name>.*?[^0-9.,，第])(?:为|达到|共)?(?P<value>[0-9][0-9.]*(?:[-~至][0-9.]+)?万?亿?(?:{_UNIT})(?:/\w{{1,6}})?)$"
)
_DATED = re.compile(r"^(?P<name>.*?[^0-9])(?P<value>(?:20[0-9]{2}年|[0-9]{1,2}月).{0,12})$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A measured thing of a sentence: its name, its value, and both as they stand."""

    name: str
    value: str
    printed: str


@lru_cache(maxsize=4096)
def phrases(sentence: str) -> tuple[Phrase, ...]:
    """Every phrase with a value, in print order; words without a value (加大督办力度) are none."""
    found: list[Phrase] = []
    for piece in _BREAK.split(squeeze(sentence)):
        held = ""
        clauses = re.split(r"(?<=[^0-9])[，,]|[，,](?=[^0-9])", piece)
        for number, clause in enumerate(clauses):
            held = f"{held}，{clause}" if held else clause
            phrase = _phrase(held, is_last=number == len(clauses) - 1)
            if phrase is not None:
                found.append(phrase)
                held = ""
    return tuple(found)


def _phrase(words: str, *, is_last: bool) -> Phrase | None:
    """The words as name and value; a value without a sign is one only at the end of a piece or after a rate."""
    text = _NUMBERED.sub("", words)
    if match := _SIGNED.match(text):
        return Phrase(match["name"], match["value"], text)
    if (match := _COLON.match(text)) and not isinstance(parse(match["value"]), QualitativeTarget):
        return Phrase(match["name"], match["value"], text)
    if (match := _COUNTED.match(text)) and (is_last or match["value"].endswith("%")):
        return Phrase(match["name"], match["value"], text)
    if is_last and (match := _DATED.match(text)) and isinstance(parse(match["value"]), Deadline):
        return Phrase(match["name"], match["value"], text)
    return None


def plain_value(value: str) -> str:
    """A value as it is compared: no blanks, one glyph for each sign, 百分比 as %, no sign for equal, no full stop."""
    text = squeeze(normalized(value)).rstrip("。；;").translate(str.maketrans("≧≦", "≥≤"))
    text = text.replace("%百分比", "%").replace("百分比", "%").replace("(", "（").replace(")", "）")
    return text.removeprefix("=")


def is_bare_share(value: str) -> bool:
    """A percentage and nothing else: ≥95%."""
    target = parse(value)
    return isinstance(target, Quantity) and target.unit == "%"
