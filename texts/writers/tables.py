"""A 绩效目标表 on its pages: on one if smaller type can do it, else with header and level labels on every page."""

import re

from weasyprint.document import Page

from texts.model import Project
from texts.writers import view
from texts.writers.pages import Layout, Part

SIZES = ("normal", "small", "smaller")  # 9.5, 9, 8 pt: official.css
SHRINKS_TO_ONE = 2  # pages; what fills more than two does not fit on one in any size
ATTEMPTS, UNFORCED = 6, 3

_ROW = re.compile(r"project-\d+-row-(\d+)")


def project_part(layout: Layout, project: Project, number: int) -> Part:
    """The pages of one project's table."""
    for size in SIZES:
        pages = layout.pages("project", {**view.project(project, number), "size": size})
        if len(pages) == 1:
            return Part(pages)
        if len(pages) > SHRINKS_TO_ONE:
            break
    return Part(_long_table(layout, project, number))


def _long_table(layout: Layout, project: Project, number: int) -> tuple[Page, ...]:
    """A cell merged over a page break would lose its label and borders below it, so it is split where pages begin.

    The repeated labels take room themselves and may move the breaks: laid out again until nothing moves, after a few
    rounds with the breaks held fast.
    """
    starts: frozenset[int] = frozenset()
    pages: tuple[Page, ...] = ()
    for attempt in range(ATTEMPTS):
        forced = starts if attempt >= UNFORCED else frozenset()
        context = view.project(project, number, starts=starts, forced=forced)
        pages = layout.pages("project", {**context, "size": SIZES[0]})
        found = _first_rows(pages)
        if found == starts:
            break
        starts = found
    return pages


def _first_rows(pages: tuple[Page, ...]) -> frozenset[int]:
    """The indicator rows (from 0) that begin a page, the very first left out."""
    firsts = (min(rows) for page in pages if (rows := _rows_on(page)))
    return frozenset(firsts) - {0}


def _rows_on(page: Page) -> list[int]:
    return [int(match[1]) for name in page.anchors if (match := _ROW.fullmatch(name))]
