"""What a column of a sheet is; sheets.py writes it. Apart, because whoever only names columns needs no openpyxl."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = str | Decimal | int | date | None


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """`width` in characters; `form` is the number format, "" for words; `wraps`: long words break into lines."""

    label: str
    width: int
    form: str = ""
    wraps: bool = False
