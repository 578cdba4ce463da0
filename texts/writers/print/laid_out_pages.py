"""Parts of a text laid out as pages.

A part (cover, contents, part one, one project) begins a page and knows no page numbers, so its pages depend on nothing
but its own content. Numbers and the seal line are small pages of their own, drawn over them at the end.
"""

import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.utils.safestring import SafeString
from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.urls import URLFetcher

from texts.writers.fonts import font_folder
from texts.writers.fonts.font_view import font_configuration
from texts.writers.print import table_rules
from texts.writers.print.laid_page import LaidPage, PageMaker, Sheet
from texts.writers.print.measures import Measuring
from texts.writers.templates import PRINT_CSS, fill
from texts.writers.weasyprint_levers import install

NUMBERS_AT_ONCE = 40
VARIANT = "pdf/a-3a"

Pages = tuple[LaidPage, ...]
Section = tuple[str, dict[str, Any]]  # a template and what it shows

_OVERLAYS = ("number", "seal")  # drawn over pages, as artifacts: without tags
PLACES = re.compile(r' data-place="[^"]*"')  # for the screen only, and dear to parse
_ours = threading.local()


def current_layout() -> "Layout":
    """The layout of this thread: it knows its fonts already. Another one where the fonts were built anew."""
    layout: Layout | None = getattr(_ours, "layout", None)
    if layout is None or layout.build != font_folder.current_build():
        layout = _ours.layout = Layout()
    return layout


class Layout:
    """WeasyPrint with our fonts, our style sheet (and `more_css` after it), nothing from outside. Not thread-safe."""

    def __init__(self, *more_css: Path) -> None:
        self.build: Path = font_folder.current_build()
        self.font_config = font_configuration()
        self.url_fetcher = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
        sheets = (*(path.read_text() for path in (PRINT_CSS, *more_css)), table_rules.NO_BORDERS)
        self._css = [CSS(string=css, font_config=self.font_config) for css in sheets]
        self._levers = install()
        self._maker: PageMaker = self._levers.of("drawings", PageMaker)()
        self._numbers: list[LaidPage] = []
        self._ground: Document | None = None  # of the last go, without its pages

    def pages(self, sections: Sequence[Section]) -> list[Pages]:
        """The filled templates laid out together, each from a new page on: the pages of each."""
        if not sections:
            return []
        measuring: Measuring = self._levers.of("boxes", Measuring)()
        parts = measuring.named([PLACES.sub("", fill(template, context)) for template, context in sections])
        page = fill("page", {"title": "", "parts": [SafeString(part) for part in parts]})
        html: HTML = self._levers.of("markup", HTML)(string=page, url_fetcher=self.url_fetcher)
        document = html.render(stylesheets=self._css, font_config=self.font_config, pdf_variant=VARIANT)
        self._ground = document.copy([])
        runs: list[list[LaidPage]] = [[] for _ in sections]
        for finished in document.pages:
            measures = measuring.of(finished)
            template, context = sections[measures.section]
            made = self._maker.made(finished, measures, context, is_tagged=template not in _OVERLAYS)
            runs[measures.section].append(made)
        return [tuple(run) for run in runs]

    def written(self, sheets: Sequence[Sheet], metadata: DocumentMetadata, options: Mapping[str, Any]) -> bytes:
        """The sheets as a file; `options` are those of write_pdf. Raises ValueError where no page was ever laid out."""
        if self._ground is None:
            raise ValueError("no page was laid out")
        document = self._ground.copy([])
        document.metadata = metadata
        return self._maker.written(document, sheets, options)

    def numbers(self, count: int) -> Iterator[LaidPage]:
        """The page numbers from 1 on, each a page to be drawn over another."""
        while len(self._numbers) < count:
            first = len(self._numbers) + 1
            values = range(first, first + NUMBERS_AT_ONCE)
            numbers = [{"value": str(value), "side": "odd" if value % 2 else "even"} for value in values]
            self._numbers += [page for (page,) in self.pages([("number", number) for number in numbers])]
        return iter(self._numbers[:count])
