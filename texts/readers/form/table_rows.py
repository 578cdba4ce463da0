"""A table's cells row by row, merged cells counted in every row that they reach into."""

import re
import unicodedata

from texts.readers.blocks import Cell, Table

Row = tuple[Cell, ...]
_CONTINUED = re.compile(r"[（(]\s*[接上]?续表?\s*[）)]\s*$")


def cells_by_row(table: Table) -> list[Row]:
    """For every row of the grid the cells that stand in it from left to right, those merged from above included."""
    found: list[list[Cell]] = [[] for _ in range(height(table))]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.rowspan):
            found[row].append(cell)
    return [tuple(sorted(row, key=lambda cell: cell.column)) for row in found]


def height(table: Table) -> int:
    """The number of rows."""
    return max((cell.row + cell.rowspan for cell in table.cells), default=0)


def starting(row: Row, number: int) -> Row:
    """The cells of row `number` that begin in it."""
    return tuple(cell for cell in row if cell.row == number)


def shared_columns(one: Cell, other: Cell) -> int:
    """In how many columns both stand."""
    end = min(one.column + one.colspan, other.column + other.colspan)
    return max(0, end - max(one.column, other.column))


def blank(cell: Cell) -> bool:
    """Nothing printed in it."""
    return not cell.text.strip()


def one_line(text: str) -> str:
    """A cell's words as one line: wraps inside Chinese vanish, between Latin words they are a blank."""
    lines = [line.strip() for line in text.split("\n")]
    joined = ""
    for line in lines:
        if joined and line and _latin(joined[-1]) and _latin(line[0]):
            joined += " "
        joined += line
    return joined


def _latin(letter: str) -> bool:
    return letter.isalpha() and unicodedata.east_asian_width(letter) in ("Na", "N")


def without_continued(text: str) -> str:
    """Without the （续） that is printed where a page cuts a table."""
    return _CONTINUED.sub("", text)
