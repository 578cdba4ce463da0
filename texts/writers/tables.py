"""绩效目标表 on their pages: each on one if smaller type can do it, else with header and level labels on every page."""

import re
from collections.abc import Sequence
from typing import Any

from weasyprint.document import Page

from texts.model import Project
from texts.writers import view
from texts.writers.pages import Layout, Part

AT_ONCE = 16  # tables in one go of WeasyPrint: setting up a go costs as much as half a table
SMALLER_SIZES = ("small", "smaller")  # 9, 8 pt after 9.5: official.css
SHRINKS_TO_ONE = 2  # pages; what fills more than two does not fit on one in any size
ATTEMPTS, UNFORCED = 6, 3

_TITLE = re.compile(r"project-\d+")
_ROW = re.compile(r"project-\d+-row-(\d+)")


def project_parts(layout: Layout, projects: Sequence[tuple[int, Project]]) -> list[Part]:
    """The pages of every project, given with its running number."""
    parts = []
    for start in range(0, len(projects), AT_ONCE):
        batch = projects[start : start + AT_ONCE]
        pages = _laid_out(layout, [view.project(project, number) for number, project in batch])
        parts += [_fitted(layout, *item, own) for item, own in zip(batch, _by_project(pages), strict=True)]
    return parts


def _laid_out(layout: Layout, projects: list[dict[str, Any]]) -> tuple[Page, ...]:
    return layout.pages("projects", {"projects": projects})


def _by_project(pages: Sequence[Page]) -> list[tuple[Page, ...]]:
    """Each project begins a page, where its title's anchor stands."""
    runs: list[list[Page]] = []
    for page in pages:
        if any(_TITLE.fullmatch(anchor) for anchor in page.anchors):
            runs.append([])
        runs[-1].append(page)
    return [tuple(run) for run in runs]


def _fitted(layout: Layout, number: int, project: Project, pages: tuple[Page, ...]) -> Part:
    if len(pages) == 1:
        return Part(pages)
    for size in SMALLER_SIZES if len(pages) <= SHRINKS_TO_ONE else ():
        pages = _laid_out(layout, [{**view.project(project, number), "size": size}])
        if len(pages) == 1:
            return Part(pages)
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
        pages = _laid_out(layout, [view.project(project, number, starts=starts, forced=forced)])
        found = _first_rows(pages)
        if found == starts:
            break
        starts = found
    return pages


def _first_rows(pages: Sequence[Page]) -> frozenset[int]:
    """The indicator rows (from 0) that begin a page, the very first left out."""
    firsts = (min(rows) for page in pages if (rows := _rows_on(page)))
    return frozenset(firsts) - {0}


def _rows_on(page: Page) -> list[int]:
    return [int(match[1]) for name in page.anchors if (match := _ROW.fullmatch(name))]
