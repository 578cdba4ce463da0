"""Parts of a text laid out as pages.

A part (cover, contents, part one, one project) begins a page and knows no page numbers, so its pages depend on nothing
but its own content. Numbers and the seal line are small pages of their own, drawn over them at the end.
"""

import re
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from weasyprint import CSS
from weasyprint.document import Document
from weasyprint.urls import URLFetcher

from texts.writers.fonts import font_folder
from texts.writers.fonts.font_view import font_configuration
from texts.writers.print import table_rules
from texts.writers.print.drawn_pages import DrawnPage, Fonts
from texts.writers.templates import PRINT_CSS, fill
from texts.writers.weasyprint_levers import justify, swift
from texts.writers.weasyprint_levers.own_markup import Markup

justify.install()
swift.install()

NUMBERS_AT_ONCE = 40

Pages = tuple[DrawnPage, ...]
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
        self._numbers: list[DrawnPage] = []
        self._fonts: Fonts = {}

    def pages(self, sections: Sequence[Section]) -> list[Pages]:
        """The filled templates laid out together, each from a new page on: the pages of each."""
        if not sections:
            return []
        filled = [fill(template, context) for template, context in sections]
        page = fill("page", {"title": "", "parts": filled})
        markup = Markup(PLACES.sub("", page), self.url_fetcher)
        document = markup.render(stylesheets=self._css, font_config=self.font_config)
        runs = _by_section(document, markup)
        tagged = [template not in _OVERLAYS for template, _ in sections]
        return [
            tuple(DrawnPage(page, self._fonts, is_tagged=is_tagged) for page in run)
            for run, is_tagged in zip(runs, tagged, strict=True)
        ]

    def numbers(self, count: int) -> Iterator[DrawnPage]:
        """The page numbers from 1 on, each a page to be drawn over another."""
        while len(self._numbers) < count:
            first = len(self._numbers) + 1
            values = range(first, first + NUMBERS_AT_ONCE)
            numbers = [{"value": str(value), "side": "odd" if value % 2 else "even"} for value in values]
            self._numbers += [page for (page,) in self.pages([("number", number) for number in numbers])]
        return iter(self._numbers[:count])


def _by_section(document: Document, markup: Markup) -> list[list[Any]]:
    """The pages of each child of the body, which is the section that a page begins or goes on with."""
    runs: dict[Any, list[Any]] = {section: [] for section in markup.body}
    for page in document.pages:
        body = page._page_box.children[0].children[0]
        runs[body.children[0].element].append(page)
    return list(runs.values())
