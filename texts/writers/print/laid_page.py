"""A finished page of a part, as WeasyPrint takes it back: a page with its measures, which draws its own rules."""

from collections.abc import Iterable, Mapping
from typing import Any

from weasyprint.document import Page

from texts.writers.print.measures import Measures
from texts.writers.print.table_rules import draw_rules


class LaidPage:
    """What WeasyPrint asks of a page it gets from its own; `shown` is what the part's template was filled with."""

    def __init__(self, page: Page, measures: Measures, shown: Mapping[str, Any]) -> None:
        self._page = page
        self.measures = measures
        self.shown = shown

    def __getattr__(self, name: str) -> Any:
        return getattr(self._page, name)

    def prepare(self) -> None:
        """What can be done before the page is bound; here nothing."""

    def paint(self, stream: Any, scale: float = 1) -> None:
        """WeasyPrint's entry for drawing (its public interface)."""
        self._page.paint(stream, scale)
        draw_rules(self.measures.cells, stream, scale)


class PageMaker:
    """Makes our pages of WeasyPrint's; one a layout."""

    def made(self, page: Page, measures: Measures, shown: Mapping[str, Any], *, is_tagged: bool) -> LaidPage:
        """Numbers and seal lines, which are drawn over other pages, are not tagged."""
        return LaidPage(page, measures, shown)


class Sheet:
    """A page of the bound file and the pages that are drawn over it."""

    def __init__(self, page: LaidPage, over: Iterable[LaidPage] = ()) -> None:
        self.page = page
        self.over = tuple(over)
