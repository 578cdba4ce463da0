"""Pages that are drawn once and then copied: most of the time of printing a text again is drawing the same pages.

WeasyPrint asks a page to paint itself on a stream. Ours paints itself on a stream of its own; what is then on it
(operators, tags, glyphs, transparency) is kept and given to every document. Built on WeasyPrint 70.0, which
pyproject.toml pins; tests/writers/test_parts.py compares a print of kept pages with a fresh one, byte by byte.
"""

import copy
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pydyf
from weasyprint.document import Page
from weasyprint.pdf.stream import Stream

from texts.writers.print.table_rules import draw_rules

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


class DrawnPage:
    """A finished page of WeasyPrint; `known` are the fonts of its layout, because each costs a copy of its file."""

    def __init__(self, page: Page, known: Fonts, *, is_tagged: bool) -> None:
        self._page = page
        self._known = known
        self._is_tagged = is_tagged
        self._drawing: Drawing | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._page, name)

    def draw(self) -> Drawing:
        """Draws the page, unless that was done: its lines of text then let go of what they hold of Pango."""
        if self._drawing is None:
            self._drawing = self._draw()
        return self._drawing

    def paint(self, stream: Any, scale: float = 1) -> None:
        """WeasyPrint's entry for drawing; the scale is the same for all our documents."""
        self.draw().put_on(stream)

    def _draw(self) -> Drawing:
        fonts = {key: _unused(font) for key, font in self._known.items()}
        stream = _empty_stream(fonts, is_tagged=self._is_tagged)
        self._page.paint(stream, SCALE)
        draw_rules(self._page, stream, SCALE)
        self._known.update({key: _unused(font) for key, font in fonts.items() if key not in self._known})
        used = sorted((key for key, font in fonts.items() if font.to_unicode), key=lambda key: fonts[key].hash)
        operators = b"\n".join(map(as_bytes, stream.stream))
        states = dict(stream._resources["ExtGState"])
        return Drawing(operators, stream._tags or {}, {key: fonts[key] for key in used}, states)


def _empty_stream(fonts: Fonts, *, is_tagged: bool) -> Stream:
    """As WeasyPrint makes one for a page that has no picture and no colour space of its own."""
    resources = pydyf.Dictionary({"ExtGState": pydyf.Dictionary()})
    return Stream(fonts, (0, 0, 0, 0), resources, {}, {} if is_tagged else None, {}, None)


def _unused(font: Any) -> Any:
    """The same font of which no glyph was used yet."""
    fresh = copy.copy(font)
    fresh.to_unicode, fresh.widths, fresh.missing = {}, {}, {}
    return fresh


class Sheet:
    """A finished page with others drawn over it; to WeasyPrint it is a page like any.

    What is drawn over it (number, seal line) is an artifact: assistive programs pass over it (PDF/UA-1, 7.1).
    """

    def __init__(self, page: Page, over: Iterable[Page]) -> None:
        self._page = page
        self._over = tuple(over)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._page, name)

    def paint(self, stream: Any, scale: float = 1) -> None:
        """WeasyPrint's entry for drawing."""
        self._page.paint(stream, scale)
        with stream.artifact():
            for page in self._over:
                page.paint(stream, scale)
