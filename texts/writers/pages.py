"""Parts of a text laid out as pages, and kept: one changed cell costs one part.

A part (cover, contents, part one, one project) is laid out by itself and without page numbers, so its pages depend on
nothing but its own content. Numbers and the seal line are small pages of their own, drawn over them at the end.
"""

import re
from collections import OrderedDict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.document import Page
from weasyprint.urls import URLFetcher

from texts.writers import justify
from texts.writers.drawn import DrawnPage, Fonts
from texts.writers.fontview import font_configuration
from texts.writers.templates import PRINT_CSS, fill

justify.install()

PARTS_KEPT = 256  # about 1 MB each
NUMBERS_AT_ONCE = 40

_PLACES = re.compile(r' data-place="[^"]*"')  # for the screen only, and dear to parse


@dataclass(frozen=True)
class Part:
    """Finished pages of one part and the anchors on each."""

    pages: tuple[Page, ...]

    def page_of(self, anchor: str) -> int:
        """The page (from 0) where the anchor stands."""
        return next(n for n, page in enumerate(self.pages) if anchor in page.anchors)


class Layout:
    """WeasyPrint with our fonts, our style sheet, nothing from outside, and a memory of finished parts."""

    def __init__(self) -> None:
        self.font_config = font_configuration()
        self.url_fetcher = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
        self._css = CSS(string=PRINT_CSS.read_text(), font_config=self.font_config, url_fetcher=self.url_fetcher)
        self._parts: OrderedDict[Hashable, Part] = OrderedDict()
        self._numbers: dict[int, Page] = {}
        self._fonts: Fonts = {}

    def kept(self, key: Hashable) -> Part | None:
        """The part kept under that key, which is its whole content."""
        if key in self._parts:
            self._parts.move_to_end(key)
        return self._parts.get(key)

    def keep(self, key: Hashable, part: Part) -> Part:
        """Remembers the part; the one longest unused is forgotten."""
        self._parts[key] = part
        if len(self._parts) > PARTS_KEPT:
            self._parts.popitem(last=False)
        return part

    def pages(self, template: str, context: dict[str, Any]) -> tuple[Page, ...]:
        """The template laid out now."""
        page = fill("page", {"title": "", "parts": [fill(template, context)]})
        html = HTML(string=_PLACES.sub("", page), url_fetcher=self.url_fetcher)
        document = html.render(stylesheets=[self._css], font_config=self.font_config)
        return tuple(DrawnPage(page, self._fonts) for page in document.pages)

    def numbers(self, count: int) -> Iterator[Page]:
        """The page numbers from 1 on, each a page to be drawn over another."""
        while len(self._numbers) < count:
            first = len(self._numbers) + 1
            values = range(first, first + NUMBERS_AT_ONCE)
            numbers = [{"value": str(value), "side": "odd" if value % 2 else "even"} for value in values]
            self._numbers.update(zip(values, self.pages("numbers", {"numbers": numbers}), strict=True))
        return (self._numbers[number] for number in range(1, count + 1))
