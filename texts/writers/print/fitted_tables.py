"""绩效目标表 on their pages: each on one if smaller type can do it, else with header and level labels on every page."""

from collections.abc import Collection, Sequence
from typing import Any

from texts.model import Project
from texts.writers import view
from texts.writers.print.laid_out_pages import Layout, Pages
from texts.writers.print.laid_page import LaidPage

SMALLER_SIZES = {"small": 9 / 9.5, "smaller": 8 / 9.5}  # name in official.css -> share of the usual type size
ATTEMPTS, UNFORCED = 6, 3
MM = 96 / 25.4  # CSS px
TOP, HEIGHT = 37 * MM, 225 * MM  # margin and type area of a page: official.css
FULL = 0.86  # of the height of a page: from there on other programs and faces may need one page more

Table = tuple[int, Project]  # with its running number


def context(table: Table, **details: Any) -> dict[str, Any]:
    """What official/project.html is filled with; `details` are those of view.project."""
    number, project = table
    return {"project": view.project(project, number, **details)}


def fitted(layout: Layout, tables: Sequence[Table], usual: Sequence[Pages]) -> list[Pages]:
    """The pages of each table, of which `usual` are those in the usual type size."""
    best = dict(zip(tables, usual, strict=True))
    for size, share in SMALLER_SIZES.items():
        tried = [table for table, pages in best.items() if len(pages) > 1 and _may_fit(pages, share)]
        smaller = layout.pages([("project", context(table, size=size)) for table in tried])
        best.update({table: pages for table, pages in zip(tried, smaller, strict=True) if len(pages) == 1})
    return [pages if len(pages) == 1 else _long_table(layout, table, pages) for table, pages in best.items()]


def size_of(pages: Pages) -> str:
    """The type size of a table that was laid out: one of SMALLER_SIZES, "" for the usual one."""
    return str(pages[0].shown["project"]["size"])


def size_in_word(pages: Pages) -> str:
    """The same for the Word file, with "-close" behind it where lines have to stand closer together.

    LibreOffice puts room between Han and digits whatever a style says, and an office may lack our faces: a cell then
    takes a line more than in the print, and the last rows of a full page would go to the next one.
    """
    is_full = len(pages) == 1 and _used_height(pages[0]) > FULL * HEIGHT
    return size_of(pages) + ("-close" if is_full else "")


def _may_fit(pages: Pages, share: float) -> bool:
    """Lines become fewer and lower by that share, blank room between them does not: no table shrinks by its square."""
    return bool(sum(map(_used_height, pages)) * share**2 <= HEIGHT)


def _used_height(page: LaidPage) -> float:
    """From the top of the page to the end of the last row on it (CSS px)."""
    return max((bottom - TOP for _, _, _, bottom in page.measures.rows), default=0)


def _long_table(layout: Layout, table: Table, pages: Pages) -> Pages:
    """A cell merged over a page break would lose its label and borders below it, so it is split where pages begin.

    The repeated labels take room themselves and may move the breaks: laid out again until nothing moves, after a few
    rounds with the breaks held fast.
    """
    starts: Collection[int] = frozenset()
    for attempt in range(1, ATTEMPTS):
        found = _first_rows(pages)
        if found == starts:
            break
        starts = found
        forced = starts if attempt >= UNFORCED else ()
        (pages,) = layout.pages([("project", context(table, starts=starts, forced=forced))])
    return pages


def _first_rows(pages: Pages) -> frozenset[int]:
    """The indicator rows (from 0) that begin a page, the very first left out."""
    return frozenset(min(page.measures.indicators) for page in pages if page.measures.indicators) - {0}
