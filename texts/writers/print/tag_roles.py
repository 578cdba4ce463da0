"""Roles in the tag tree that WeasyPrint 70 leaves out: table headers of merged cells, and the table of contents.

WeasyPrint keeps a cell's structure element on its box (`mark`). Its Headers count columns as if no cell were merged.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import pydyf
from weasyprint.document import Page
from weasyprint.formatting_structure import boxes

# (role of the parent, role that WeasyPrint gives) -> role; templates/official/contents.html
ROLES_OF_CONTENTS = {
    ("", "/Art"): "/Sect",
    ("/Sect", "/Sect"): "/TOC",
    ("/TOC", "/Div"): "/TOCI",
    ("/TOCI", "/Span"): "/Reference",
    ("/Link", "/Link"): "/Span",
    ("/Span", "/Link"): "/Span",
}

Grid = dict[tuple[int, int], Any]


def tag_contents(pdf: pydyf.PDF, pages: Iterable[bytes]) -> None:
    """The elements of the contents pages get the roles of a table of contents (ISO 32000-1, 14.8.4.3.3)."""
    own, roles = set(pages), dict[bytes, str]()
    for item in pdf.objects:  # parents before their children
        if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/StructElem" and item.get("Pg") in own:
            role = (roles.get(item["P"], ""), str(item["S"]))
            item["S"] = roles[item.reference] = ROLES_OF_CONTENTS.get(role, role[1])


def head_cells(pages: Iterable[Page]) -> None:
    """Every header cell gets its scope, every other cell the headers that a reader would look for."""
    for page in pages:
        for table in page._page_box.descendants():
            if isinstance(table, boxes.TableBox):
                _head(_grid(table))


def _grid(table: boxes.TableBox) -> Grid:
    """(row, column) -> the cell that covers it, merged cells under each of their places."""
    grid: Grid = {}
    for row, cells in enumerate(_rows(table)):
        column = 0
        for cell in cells:
            while (row, column) in grid:
                column += 1
            covered = ((row + down, column + right) for down in range(cell.rowspan) for right in range(cell.colspan))
            grid.update(dict.fromkeys(covered, cell))
    return grid


def _rows(table: boxes.TableBox) -> Iterator[list[Any]]:
    for group in table.children:
        for row in group.children:
            yield row.children


def _head(grid: Grid) -> None:
    for (row, column), cell in grid.items():
        if not hasattr(cell, "mark"):
            continue
        if _is_header(cell):
            cell.mark["A"]["Scope"] = "/Row" if cell.element.get("scope") == "row" else "/Column"
        elif grid.get((row, column - 1)) is not cell and grid.get((row - 1, column)) is not cell:
            headers = [*_beside(grid, row, column), *_above(grid, row, column)]
            cell.mark["A"]["Headers"] = pydyf.Array(header.mark["ID"] for header in headers)


def _is_header(cell: Any) -> bool:
    return cell is not None and cell.element_tag == "th"


def _beside(grid: Grid, row: int, column: int) -> list[Any]:
    """The nearest headers to the left that touch one another: 一级 and 二级指标, or the label before an amount."""
    while column > 0 and not _is_row_header(grid.get((row, column - 1))):
        column -= 1
    found: list[Any] = []
    while column > 0 and _is_row_header(header := grid.get((row, column - 1))):
        if header not in found:
            found.insert(0, header)
        column -= 1
    return found


def _is_row_header(cell: Any) -> bool:
    return _is_header(cell) and cell.element.get("scope") == "row"


def _above(grid: Grid, row: int, column: int) -> list[Any]:
    """The header of the column, where it is as wide as the cell."""
    own = grid[row, column]
    for above in range(row - 1, -1, -1):
        header = grid.get((above, column))
        if header is not None and _is_header(header) and header.element.get("scope") == "col":
            return [header] if header.colspan == own.colspan else []
    return []
