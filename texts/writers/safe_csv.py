"""Tables as CSV that Excel and WPS open as UTF-8, and of which no program runs a cell."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

BOM = "\ufeff"  # Excel takes the file for UTF-8 by it

# What a spreadsheet calculates (OWASP, CSV Injection): the full-width signs too where Windows speaks Chinese.
_CALCULATED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?%?")


def harmless(cell: str) -> str:
    """A cell that would be a formula, with the apostrophe that makes it words (CWE-1236); a number stays one."""
    return f"'{cell}" if cell.startswith(_CALCULATED) and not _NUMBER.fullmatch(cell) else cell


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """The rows as a file, the head first."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows(map(harmless, row) for row in rows)
    return (BOM + file.getvalue()).encode()
