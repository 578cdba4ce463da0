"""Amounts as printed (万元) and as numbers."""

import re
from decimal import Decimal

_AMOUNT = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?")


def parse_amount(printed: str | None) -> Decimal | None:
    """The number of a printed amount ("1,322.00" -> 1322.00), in the unit of the cell (万元); None where it is no amount."""
    digits = "".join((printed or "").split()).replace(",", "").replace("，", "")
    return Decimal(digits) if _AMOUNT.fullmatch(digits) else None
