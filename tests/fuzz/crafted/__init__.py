"""Files made by somebody who knows the formats: `crafted(number)`, the same number always the same file.

Each function of a table takes a Random and gives a file name and bytes; the numbers go round the tables, so that any
stretch of them holds every format.
"""

from random import Random

from tests.fuzz.crafted import archives, data, office, pdfs, workbooks

TABLES = (workbooks.CASES, office.CASES, pdfs.CASES, data.CASES, archives.CASES)
CASES = tuple(case for table in TABLES for case in table)


def crafted(number: int) -> tuple[str, bytes]:
    """The file name and the bytes of one crafted file."""
    return CASES[number % len(CASES)](Random(number))
