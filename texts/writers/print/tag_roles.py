"""Roles in the tag tree that WeasyPrint 70 leaves out: table headers of merged cells, and the table of contents.

Its Headers count columns as if no cell were merged. Read and written are the objects of the finished tree (pydyf),
which WeasyPrint hands to a `finisher`.
"""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

import pydyf

# (role of the parent, role that WeasyPrint gives) -> role; templates/official/contents.html
ROLES_OF_CONTENTS = {
    ("", "/Art"): "/Sect",
    ("/Sect", "/Sect"): "/TOC",
    ("/TOC", "/Div"): "/TOCI",
    ("/TOCI", "/Span"): "/Reference",
    ("/Link", "/Link"): "/Span",
    ("/Span", "/Link"): "/Span",
}


class _Cell:
    """A cell's element in the tag tree, and what its place says of it."""

    def __init__(self, element: pydyf.Dictionary, width: int, is_head: bool) -> None:
        self.element = element
        self.width = width  # columns
        self.is_head = is_head  # in a row that is the table's head
        self.is_header = element["S"] == "/TH"
        self.is_row_header = False  # settled in turn, before any cell that comes after it


Grid = dict[tuple[int, int], _Cell]


def tag_contents(pdf: pydyf.PDF, pages: Iterable[bytes]) -> None:
    """The elements of the contents pages get the roles of a table of contents (ISO 32000-1, 14.8.4.3.3)."""
    own, roles = set(pages), dict[bytes, str]()
    for item in pdf.objects:  # parents before their children
        if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/StructElem" and item.get("Pg") in own:
            role = (roles.get(item["P"], ""), str(item["S"]))
            item["S"] = roles[item.reference] = ROLES_OF_CONTENTS.get(role, role[1])


def head_cells(pdf: pydyf.PDF) -> None:
    """Every header cell gets its scope, every other cell the headers that a reader would look for."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and item.get("S") == "/Table":
            _head(_grid(pdf, item))


def _grid(pdf: pydyf.PDF, table: pydyf.Dictionary) -> Grid:
    """(row, column) -> the cell that covers it, merged cells under each of their places."""
    grid: Grid = {}
    for row, (is_head, cells) in enumerate(_rows(pdf, table)):
        column = 0
        for element in cells:
            while (row, column) in grid:
                column += 1
            told = element.setdefault("A", pydyf.Dictionary({"O": "/Table"}))
            down, right = (int(told.get(span, 1)) for span in ("RowSpan", "ColSpan"))
            cell = _Cell(element, right, is_head)
            grid.update(dict.fromkeys(product(range(row, row + down), range(column, column + right)), cell))
    return grid


def _rows(pdf: pydyf.PDF, table: pydyf.Dictionary) -> Iterator[tuple[bool, list[Any]]]:
    """The cells of each row, and whether it is one of the table's head."""
    for child in _children(pdf, table):
        is_head = child["S"] == "/THead"
        for row in [child] if child["S"] == "/TR" else _children(pdf, child):
            yield is_head, [cell for cell in _children(pdf, row) if cell["S"] in ("/TH", "/TD")]


def _children(pdf: pydyf.PDF, element: pydyf.Dictionary) -> list[Any]:
    """The elements in it; pieces of pages, which are numbers, left out."""
    return [pdf.objects[int(kid.split()[0])] for kid in element["K"] if isinstance(kid, bytes)]


def _head(grid: Grid) -> None:
    for (row, column), cell in grid.items():
        if grid.get((row, column - 1)) is cell or grid.get((row - 1, column)) is cell:
            continue
        if cell.is_header:
            cell.is_row_header = not _heads_column(grid, row, column)
            cell.element["A"]["Scope"] = "/Row" if cell.is_row_header else "/Column"
            # A name of our own: not every WeasyPrint gives the same one twice, and the same text is the same file.
            cell.element["ID"] = pydyf.String(f"head-{cell.element.number}")
        else:
            headers = [*_beside(grid, row, column), *_above(grid, row, column)]
            cell.element["A"]["Headers"] = pydyf.Array(header.element["ID"] for header in headers)


def _heads_column(grid: Grid, row: int, column: int) -> bool:
    """A header in the table's head, or right over a plain cell as wide as itself; the tree does not say `scope`."""
    cell, below = grid[row, column], grid.get((row + 1, column))
    return cell.is_head or (below is not None and not below.is_header and below.width == cell.width)


def _beside(grid: Grid, row: int, column: int) -> list[_Cell]:
    """The nearest headers to the left that touch one another: 一级 and 二级指标, or the label before an amount."""
    while column > 0 and not _is_row_header(grid.get((row, column - 1))):
        column -= 1
    found: list[_Cell] = []
    while column > 0 and (header := grid.get((row, column - 1))) and _is_row_header(header):
        if header not in found:
            found.insert(0, header)
        column -= 1
    return found


def _is_row_header(cell: _Cell | None) -> bool:
    return cell is not None and cell.is_header and cell.is_row_header


def _above(grid: Grid, row: int, column: int) -> list[_Cell]:
    """The header of the column, where it is as wide as the cell."""
    own = grid[row, column]
    for above in range(row - 1, -1, -1):
        header = grid.get((above, column))
        if header is not None and header.is_header and not header.is_row_header:
            return [header] if header.width == own.width else []
    return []
