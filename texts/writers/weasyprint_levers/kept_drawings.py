"""Pages that are drawn once and then copied: most of the time of printing a text again is drawing the same pages.

WeasyPrint asks a page to paint itself on a stream. Ours paints itself on a stream of its own; what is then on it
(operators, tags, glyphs, transparency) is kept and given to every document; tests/writers/test_kept_parts.py compares
a print of kept pages with a fresh one, byte by byte.
"""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pydyf
from weasyprint.document import Document, Page
from weasyprint.pdf.stream import Stream

from texts.writers.print.laid_page import LaidPage, PageMaker, Sheet
from texts.writers.print.measures import Measures

Fonts = dict[int, Any]

SCALE = 0.75  # CSS px -> points


def as_bytes(item: Any) -> bytes:
    """One item of a pydyf stream as it is written."""
    if isinstance(item, bytes):
        return item
    return bytes(item.data) if isinstance(item, pydyf.Object) else str(item).encode()


@dataclass(frozen=True)
class Drawing:
    """What a page put on its stream."""

    operators: bytes
    tags: dict[Any, dict[str, Any]]
    fonts: Fonts
    states: dict[str, Any]

    def put_on(self, stream: Any) -> None:
        """The page again, on the stream of another document."""
        stream.stream.append(self.operators)
        if stream._tags is not None:
            stream._tags.update({box: dict(tag) for box, tag in self.tags.items()})
        stream._resources["ExtGState"].update(self.states)
        for key, font in self.fonts.items():
            target = stream._fonts.get(key) or stream._fonts.setdefault(key, _unused(font))
            target.to_unicode.update(font.to_unicode)
            target.widths.update(font.widths)


class DrawnPage(LaidPage):
    """A page with its drawing; `known` are the fonts of its layout, because each costs a copy of its file."""

    def __init__(self, page: Page, *of_page: Any, known: Fonts, is_tagged: bool) -> None:
        super().__init__(page, *of_page)
        self._known = known
        self._is_tagged = is_tagged
        self._drawing: Drawing | None = None

    def prepare(self) -> None:
        """Draws the page, unless that was done: its lines of text then let go of what they hold of Pango."""
        self._drawn()

    def paint(self, stream: Any, scale: float = 1) -> None:
        """The scale is the same for all our documents."""
        self._drawn().put_on(stream)

    def _drawn(self) -> Drawing:
        if self._drawing is None:
            self._drawing = self._draw()
        return self._drawing

    def _draw(self) -> Drawing:
        fonts = {key: _unused(font) for key, font in self._known.items()}
        stream = _empty_stream(fonts, is_tagged=self._is_tagged)
        super().paint(stream, SCALE)
        self._known.update({key: _unused(font) for key, font in fonts.items() if key not in self._known})
        used = sorted((key for key, font in fonts.items() if font.to_unicode), key=lambda key: fonts[key].hash)
        operators = b"\n".join(map(as_bytes, stream.stream))
        states = dict(stream._resources["ExtGState"])
        return Drawing(operators, stream._tags or {}, {key: fonts[key] for key in used}, states)


class DrawnPageMaker(PageMaker):
    """One a layout: its pages share what they know of fonts."""

    def __init__(self) -> None:
        self._fonts: Fonts = {}

    def made(self, page: Page, measures: Measures, shown: Mapping[str, Any], *, is_tagged: bool) -> LaidPage:
        """As its base."""
        return DrawnPage(page, measures, shown, known=self._fonts, is_tagged=is_tagged)

    def written(self, document: Document, sheets: Sequence[Sheet], options: Mapping[str, Any]) -> bytes:
        """As its base, but every page is drawn with what stands over it."""
        pages = [_SheetPage(sheet) if sheet.over else sheet.page for sheet in sheets]
        return bytes(document.copy(pages).write_pdf(**options))


def _empty_stream(fonts: Fonts, *, is_tagged: bool) -> Stream:
    """As WeasyPrint makes one for a page that has no picture and no colour space of its own."""
    resources = pydyf.Dictionary({"ExtGState": pydyf.Dictionary()})
    return Stream(fonts, (0, 0, 0, 0), resources, {}, {} if is_tagged else None, {}, None)


def _unused(font: Any) -> Any:
    """The same font of which no glyph was used yet."""
    fresh = copy.copy(font)
    fresh.to_unicode, fresh.widths, fresh.missing = {}, {}, {}
    return fresh


class _SheetPage:
    """A finished page with others drawn over it; to WeasyPrint it is a page like any.

    What is drawn over it (number, seal line) is an artifact: assistive programs pass over it (PDF/UA-1, 7.1).
    """

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sheet.page, name)

    def paint(self, stream: Any, scale: float = 1) -> None:
        """WeasyPrint's entry for drawing."""
        self._sheet.page.paint(stream, scale)
        with stream.artifact():
            for page in self._sheet.over:
                page.paint(stream, scale)


OURS = DrawnPageMaker
