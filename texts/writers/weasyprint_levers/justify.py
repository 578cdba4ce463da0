"""Chinese lines that end where the column ends: a function and a class of WeasyPrint 70.0, replaced.

WeasyPrint stretches blanks only, so a Chinese line with a figure or a squeezed mark in it would stay ragged. Here
what is left of a line is spread over the gaps beside Chinese characters; tests/writers/test_justify.py measures glyphs.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text import line_break
from weasyprint.text.ffi import TO_UNITS, ffi, pango

from texts.writers.weasyprint_levers.lever import Replacement

_FIRST_WIDE = "\u2010"  # everything before is Latin or the like and keeps together
_SOLID = ("——", "……")  # strokes that must not fall apart


class JustifiedLayout(line_break.Layout):  # type: ignore[misc]  # WeasyPrint has no types
    """A line that is drawn as wide as its column; replaces weasyprint.text.line_break.Layout."""

    spread: tuple[Sequence[int], float] | None = None  # the gaps and what each of them gets, CSS px

    def set_text(self, text: str, justify: bool = False) -> None:
        """WeasyPrint's entry; `justify` is true when the line is drawn."""
        super().set_text(text, justify)
        if justify:
            # Drawing asks for this mode anyway; asking later would shape the line anew and lose the widths.
            pango.pango_layout_set_single_paragraph_mode(self.layout, True)
            self.widen()

    def widen(self) -> None:
        """What is left of the line goes into its gaps."""
        if self.spread:
            _spread(self, *self.spread)


def gaps(text: str) -> list[int]:
    """The characters (by index) that may be followed by a little more room."""
    return [n for n, pair in enumerate(pairwise(text)) if _is_gap(*pair)]


def _is_gap(left: str, right: str) -> bool:
    if left + right in _SOLID:
        return False
    return left in " \u00a0" or left >= _FIRST_WIDE or right >= _FIRST_WIDE


def _justify_line(context: Any, line: Any, extra_width: float) -> None:
    """Replaces weasyprint.layout.inline.justify_line."""
    texts = list(_text_boxes(line))
    places = gaps("".join(box.text for box in texts))
    if places:
        _widen(line, _shares(texts, places), extra_width / len(places), 0.0)


def _text_boxes(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from _text_boxes(child)


def _shares(texts: Sequence[Any], places: Sequence[int]) -> dict[Any, tuple[int, ...]]:
    """Which gaps belong to which box, counted from the box's own first character."""
    shares, start = {}, 0
    for box in texts:
        end = start + len(box.text)
        shares[box] = tuple(place - start for place in places if start <= place < end)
        start = end
    return shares


def _widen(box: Any, shares: dict[Any, tuple[int, ...]], spacing: float, advance: float) -> float:
    """Moves the box by what was spread before it, widens it by what is spread inside; returns the new advance."""
    if isinstance(box, boxes.TextBox):
        box.position_x += advance
        places = shares[box]
        box.pango_layout.spread = (places, spacing)
        box.width += spacing * len(places)
        return advance + spacing * len(places)
    if not isinstance(box, boxes.LineBox | boxes.InlineBox):
        box.translate(advance, 0)
        return advance
    box.position_x += advance
    before = advance
    for child in box.children:
        if child.is_in_normal_flow():
            advance = _widen(child, shares, spacing, advance)
    box.width += advance - before
    return advance


def _spread(layout: Any, places: Sequence[int], spacing: float) -> None:
    """Widens the glyphs before the gaps.

    The PDF counts in whole thousandths of the type size and WeasyPrint cuts off fractions: the line's whole thousandths
    are dealt out one by one, so that the last glyph ends within one of them of the column's edge.
    """
    thousandth = layout.style["font_size"] / 1000
    total = round(spacing * len(places) / thousandth)
    base, rest = divmod(total, len(places)) if places else (0, 0)
    widths = {
        _offset(layout.text, place): round((base + (n < rest) + 0.1) * thousandth * TO_UNITS)
        for n, place in enumerate(places)
    }
    for offset, glyph in _glyphs(layout):
        if offset in widths:
            glyph.geometry.width += widths[offset]


def _offset(text: str, place: int) -> int:
    return len(text[:place].encode())


def _glyphs(layout: Any) -> Iterator[tuple[int, Any]]:
    """Every glyph of the first line with the place of its character in the UTF-8 text."""
    line = pango.pango_layout_get_line_readonly(layout.layout, 0)
    run = line.runs[0] if ffi.NULL not in (line, line.runs) else ffi.NULL
    while run != ffi.NULL:
        item, string = run.data.item, run.data.glyphs
        for n in range(string.num_glyphs):
            yield item.offset + string.log_clusters[n], string.glyphs[n]
        run = run.next


REPLACEMENTS = (
    Replacement(inline, "justify_line", _justify_line, "context line extra_width"),
    Replacement(line_break, "Layout", JustifiedLayout, "self style justification_spacing max_width"),
)
