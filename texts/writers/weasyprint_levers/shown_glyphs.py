"""The glyphs of a line on their way into the PDF, read from Pango in one piece instead of number by number.

WeasyPrint 70.0 also knows emojis, ellipses and moved glyphs: such lines, and unknown characters, are left to it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from struct import Struct
from typing import Any

from weasyprint.draw import text as draw_text
from weasyprint.matrix import Matrix
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from texts.writers.weasyprint_levers.lever import Replacement

_GLYPH = Struct("=IiiiI")  # PangoGlyphInfo: glyph, width, offsets across and up, marks
_PLAIN_GLYPHS = range(1, pango.PANGO_GLYPH_EMPTY)

_draw_line = draw_text.draw_first_line


@dataclass(frozen=True, slots=True)
class _Run:
    """Glyphs of one font; `text` is the line in UTF-8, in which the run begins at `start` and ends at `end`."""

    font: Any
    glyphs: list[tuple[int, ...]]
    clusters: list[int]
    text: bytes
    start: int
    end: int

    def words(self, n: int) -> str:
        """What glyph n stands for."""
        end = self.clusters[n + 1] if n + 1 < len(self.clusters) else self.end - self.start
        return self.text[self.start + self.clusters[n] : self.start + end].decode()


def draw_first_line(stream: Any, textbox: Any, overflow: str, ellipsis: Any, matrix: Matrix) -> list[Any]:
    """Replaces WeasyPrint's; returns its emojis, of which there are none."""
    runs = list(_runs(textbox.pango_layout)) if textbox.text.strip() else []
    usual = overflow == "clip" and ellipsis == "none" and pango.pango_version() >= 14802
    if not usual or not all(_is_usual(run) for run in runs):
        return _draw_line(stream, textbox, overflow, ellipsis, matrix)  # type: ignore[no-any-return]
    if runs:
        stream.set_text_matrix(*matrix.values)
    shown, font_before = "", None
    for run in runs:
        if run.font != font_before:
            font, size = stream.add_font(run.font)
            if shown:
                stream.show_text(shown)
            stream.set_font_size(font.hash, size)
            shown, font_before = "", run.font
        shown += _shown(stream, run, font, size)
    if runs:
        stream.show_text(shown)
    return []


def _runs(layout: Any) -> Iterator[_Run]:
    line, _ = layout.get_first_line()
    text = layout.text.encode()
    run = line.runs[0]
    while run != ffi.NULL:
        item, string = run.data.item, run.data.glyphs
        count = string.num_glyphs
        glyphs = list(_GLYPH.iter_unpack(ffi.buffer(string.glyphs, count * _GLYPH.size)))
        clusters = ffi.unpack(string.log_clusters, count)
        yield _Run(item.analysis.font, glyphs, clusters, text, item.offset, item.offset + item.length)
        run = run.next


def _is_usual(run: _Run) -> bool:
    return all(glyph in _PLAIN_GLYPHS and not across and not up for glyph, _, across, up, _ in run.glyphs)


def _shown(stream: Any, run: _Run, font: Any, size: float) -> str:
    """The operand of TJ (ISO 32000-1, 9.4.3): glyphs, and between them what their advance differs from their width."""
    shown = "<"
    for n, (glyph, advance, *_) in enumerate(run.glyphs):
        if glyph not in font.to_unicode:
            font.to_unicode[glyph] = run.words(n)
        width = font.widths.get(glyph)
        if width is None:
            pango.pango_font_get_glyph_extents(run.font, glyph, stream.ink_rect, stream.logical_rect)
            width = font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
        kerning = width - advance * 1000 * FROM_UNITS / size
        shown += f"{glyph:04x}>{int(kerning)}<" if kerning else f"{glyph:04x}"
    return shown[:-1] if shown.endswith("<") else f"{shown}>"


REPLACEMENTS = (
    Replacement(draw_text, "draw_first_line", draw_first_line, "stream textbox text_overflow block_ellipsis matrix"),
)
