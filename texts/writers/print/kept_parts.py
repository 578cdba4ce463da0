"""Parts of a text, laid out when they are new and kept: one changed cell costs one part.

A part is its template and all of the text that the template may show. It is kept under that, so it depends on nothing
else.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from texts.model import Project, Text
from texts.writers import view
from texts.writers.print import fitted_tables
from texts.writers.print.laid_out_pages import Layout, Pages

KEPT = 256  # parts, about 1 MB each
AT_ONCE = 16  # parts in one go of WeasyPrint: setting up a go costs as much as half a table


@dataclass(frozen=True)
class Part:
    """A template of templates/official and what it may show."""

    template: str
    shown: Any

    def context(self) -> dict[str, Any]:
        """What the template is filled with."""
        return _CONTEXTS[self.template](self.shown)


def parts_of(text: Text) -> list[Part]:
    """Cover, part one and projects, in print order."""
    cover = Text(
        fiscal_year=text.fiscal_year,
        department=text.department,
        finance_bureau=text.finance_bureau,
        stage=text.stage,
    )
    part_one = Text(
        numbering=text.numbering, overall_goal=text.overall_goal, sub_goals=text.sub_goals, measures=text.measures
    )
    return [
        Part("cover", cover),
        Part("part_one", part_one),
        *(Part("project", numbered) for numbered in enumerate(text.projects, 1)),
    ]


def contents_of(text: Text, pages: Mapping[str, int]) -> Part:
    """The table of contents; `pages` gives the printed page number of each anchor."""
    titles = Text(projects=tuple(Project(name=project.name) for project in text.projects))
    return Part("contents", (titles, tuple(pages.items())))


def _contents(shown: tuple[Text, tuple[tuple[str, int], ...]]) -> dict[str, Any]:
    titles, pages = shown
    return {"parts": view.contents(titles, dict(pages))}


_CONTEXTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "cover": view.cover,
    "contents": _contents,
    "part_one": view.part_one,
    "project": fitted_tables.context,
}


class KeptParts:
    """Remembers the pages of parts; those longest unused are forgotten."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Part, Pages] = OrderedDict()

    def pages(self, layout: Layout, parts: Sequence[Part]) -> list[Pages]:
        """The pages of each part: kept ones where there are, the others laid out together now."""
        found = {part: self._pages[part] for part in parts if part in self._pages}
        found.update(_laid_out(layout, [part for part in parts if part not in found]))
        for part in parts:
            self._pages[part] = found[part]
            self._pages.move_to_end(part)
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        return [found[part] for part in parts]


def _laid_out(layout: Layout, parts: Sequence[Part]) -> Iterator[tuple[Part, Pages]]:
    for start in range(0, len(parts), AT_ONCE):
        batch = parts[start : start + AT_ONCE]
        pages = dict(zip(batch, layout.pages([(part.template, part.context()) for part in batch]), strict=True))
        projects = [part for part in batch if part.template == "project"]
        fitted = fitted_tables.fitted(layout, [part.shown for part in projects], [pages[part] for part in projects])
        pages.update(zip(projects, fitted, strict=True))
        for page in (page for run in pages.values() for page in run):
            page.prepare()
        yield from pages.items()
