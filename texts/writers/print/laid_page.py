"""A finished page of a part, as WeasyPrint takes it back: a page with its measures, which draws its own rules."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pydyf
from weasyprint.document import Document, Page

from texts.writers.print.measures import Measures
from texts.writers.print.overlays import lay_over
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


class Sheet:
    """A page of the bound file and the pages that are drawn over it."""

    def __init__(self, page: LaidPage, over: Iterable[LaidPage] = ()) -> None:
        self.page = page
        self.over = tuple(over)


class PageMaker:
    """Makes our pages of WeasyPrint's; one a layout."""

    def made(self, page: Page, measures: Measures, shown: Mapping[str, Any], *, is_tagged: bool) -> LaidPage:
        """Numbers and seal lines, which are drawn over other pages, are not tagged."""
        return LaidPage(page, measures, shown)

    def written(self, document: Document, sheets: Sequence[Sheet], options: Mapping[str, Any]) -> bytes:
        """A copy of the document with these sheets, as a file; `options` are those of write_pdf.

        What lies over pages is laid out as another file, and put on them at the end.
        """
        over = list(dict.fromkeys(page for sheet in sheets for page in sheet.over))
        overlays: list[pydyf.PDF] = []
        document.copy(over).write_pdf(finisher=lambda _, pdf: overlays.append(pdf))
        places = [[over.index(page) for page in sheet.over] for sheet in sheets]

        def finish(document: Document, pdf: pydyf.PDF) -> None:
            lay_over(pdf, overlays[0], places)
            options["finisher"](document, pdf)

        return bytes(document.copy([sheet.page for sheet in sheets]).write_pdf(**{**options, "finisher": finish}))
