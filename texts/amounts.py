"""Amounts as printed (万元) and as numbers."""

import re
from decimal import Decimal

_AMOUNT = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?")


def parse_amount(printed: str | None) -> Decimal | None:
    """The number of a printed amount, in the unit of its cell (万元): "1,322.00" -> 1322.00; None where it is none."""
    digits = "".join((printed or "").split()).replace(",", "").replace("，", "")
    return Decimal(digits) if _AMOUNT.fullmatch(digits) else None


def parse_number(printed: str | None) -> Decimal | None:
    """The number of a cell that holds one, with the 分 or % that people write behind it: "10分" -> 10; else None."""
    return parse_amount((printed or "").strip().rstrip("%％分"))


def plain_number(value: Decimal) -> str:
    """A number as a sentence says it, without trailing zeros: 420.00 -> 420."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
