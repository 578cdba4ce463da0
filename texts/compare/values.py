"""What a printed number is worth, whatever way it is written."""

from collections.abc import Hashable
from dataclasses import replace

from texts.targets import Deadline, Quantity, Target, parse

_FACTORS = {"万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
_MONEY = {"元": 1, "万元": 10**4, "亿元": 10**8}
_HUNDREDTHS = "百分之"
_YEARS = range(1990, 2201)


def value_of(printed: str | None) -> Hashable:
    """Equal for two numbers or dates that say the same: 0.5亿元 and 5000万元, 三栋 and 3栋. None for other words."""
    return _value(_parsed(printed))


def counted_unit(printed: str) -> str:
    """What is counted; "" where nothing is named."""
    target = _parsed(printed)
    return target.unit if isinstance(target, Quantity) else ""


def says_number(printed: str | None) -> bool:
    """Whether it is a quantity or a date as a whole."""
    return value_of(printed) is not None


def same_value(old: str | None, new: str | None) -> bool:
    """Whether both are numbers or dates, and the same one."""
    return says_number(old) and value_of(old) == value_of(new)


def is_year_shift(old: str | None, new: str | None, years: int) -> bool:
    """Whether a year moved by so many years and all else stayed: what a new fiscal year does to a date."""
    later = _later(_parsed(old), years) if years else None
    return later is not None and _value(later) == value_of(new)


def _later(target: Target, years: int) -> Target | None:
    if isinstance(target, Deadline) and target.year:
        return replace(target, year=target.year + years)
    if isinstance(target, Quantity) and target.unit == "年" and target.low in _YEARS:
        return replace(target, low=target.low + years)
    return None


def _parsed(printed: str | None) -> Target:
    words = printed or ""
    return parse(f"{words.removeprefix(_HUNDREDTHS)}%" if words.startswith(_HUNDREDTHS) else words)


def _value(target: Target) -> Hashable:
    if isinstance(target, Quantity):
        factor = _FACTORS.get(target.scale, 1) * _MONEY.get(target.unit, 1)
        high = None if target.high is None else target.high * factor
        return target.operator, target.low * factor, high, "元" if target.unit in _MONEY else target.unit
    if isinstance(target, Deadline):
        return target.year, target.month, target.day, target.end, target.is_before
    return None
