"""Text that Pango shapes once or twice instead of six times: lines of WeasyPrint 70.0 that keep what they know.

WeasyPrint sets up Pango anew for every line, lets it shape four lines to find the end of one, then shapes that one, and
again to draw it. Here Pango is set up once for a style, the lines of a paragraph are found together, and each is
shaped once more by itself and kept until it is drawn. Glyphs and places are the same: tests/writers/test_levers.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from weasyprint.layout import inline
from weasyprint.text import line_break
from weasyprint.text.constants import PANGO_DIRECTION
from weasyprint.text.ffi import TO_UNITS, ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import get_font_description

from texts.writers.weasyprint_levers.justify import JustifiedLayout
from texts.writers.weasyprint_levers.lever import Replacement

_UNUSUAL = frozenset("\n\r\t\v\f\x85\xad\u2028\u2029")  # characters that break lines in ways of their own
_LEAST_WIDTH = 4  # of a line, in characters: below, WeasyPrint looks for the narrowest a column can be
_MOST_WIDTH = 2**20  # CSS px, twice that is too much for Pango's integers

_find_first_line = line_break.split_first_line

# the layout, its length and where the next line begins (bytes of UTF-8), width, height and baseline (CSS px)
FirstLine = tuple[Any, int, int | None, float, float, float]


@dataclass(frozen=True)
class _Setting:
    """What Pango has to know of a style."""

    context: Any
    description: Any
    language: Any
    attributes: Any


class KeptLayout(JustifiedLayout):
    """A line of text, shaped when it is laid out and kept until it is drawn for the first time."""

    was_drawn = False

    def setup(self, style: Any) -> None:
        """Replaces WeasyPrint's; decorations and features of fonts are none of our styles."""
        setting = _setting(style)
        self.style, self.language, self.first_line_direction = style, setting.language, 0
        self.layout = ffi.gc(pango.pango_layout_new(setting.context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(self.layout, False)
        pango.pango_layout_set_font_description(self.layout, setting.description)
        pango.pango_layout_set_attributes(self.layout, setting.attributes)
        self.ascent = self.underline_position = self.strikethrough_position = None

    def set_text(self, text: str, justify: bool = False) -> None:
        """Replaces WeasyPrint's: attributes are set already, and hold for any text."""
        head, new_line, rest = text.partition("\n")
        self.text = head + new_line + rest[:1]  # one line and what tells that there is another
        pointer, _ = unicode_to_char_p(self.text)
        pango.pango_layout_set_text(self.layout, pointer, -1)
        pango.pango_layout_set_single_paragraph_mode(self.layout, not new_line)
        if "\t" in self.text:
            self.set_tabs()

    def deactivate(self) -> None:
        """WeasyPrint calls this when the line was laid out, where we keep it, and when it was drawn."""
        if self.was_drawn:
            super().deactivate()

    def reactivate(self, style: Any) -> None:
        """WeasyPrint calls this to draw the line; the header of a table is drawn on more than one page."""
        if self.was_drawn:
            self.setup(style)
            self.set_text(self.text)
        self.was_drawn = True
        self.widen()


def _setting(style: Any) -> _Setting:
    kept: _Setting | None = vars(style).get("setting")
    if kept is None:
        kept = style.setting = _Setting(*_context(style), _attributes(style))
    return kept


def _context(style: Any) -> tuple[Any, Any, Any]:
    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    language = _language(style["lang"])
    pango.pango_context_set_language(context, language)
    return context, get_font_description(style), language


def _language(name: str | None) -> Any:
    """Pango's; that of the surroundings for a page that names none."""
    if not name:
        return pango.pango_language_get_default()
    pointer, _ = unicode_to_char_p(name)
    return pango.pango_language_from_string(pointer)


def _attributes(style: Any) -> Any:
    """No hyphen where a word is broken, and the spacing of letters; both from the first character to the last."""
    attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    pango.pango_attr_list_change(attributes, pango.pango_attr_insert_hyphens_new(False))
    if style["letter_spacing"] != "normal":
        spacing = pango.pango_attr_letter_spacing_new(int(style["letter_spacing"] * TO_UNITS))
        pango.pango_attr_list_change(attributes, spacing)
    return attributes


@dataclass(frozen=True)
class _Line:
    """What the first line of a text holds, and where the next begins (bytes of UTF-8)."""

    words: str
    resume_at: int | None
    layout: KeptLayout | None = None  # of a text that is one line: shaped already


def split_first_line(text: str, style: Any, context: Any, max_width: Any, *details: Any, **flags: Any) -> FirstLine:
    """Replaces WeasyPrint's: as much of the text as one line holds. Out of the usual, WeasyPrint's own finds it."""
    usual = (
        max_width is not None
        and _LEAST_WIDTH * style["font_size"] < max_width < _MOST_WIDTH
        and style["white_space"] in ("normal", "pre-line")
        and _UNUSUAL.isdisjoint(text)
    )
    found = _known_line(text, style, context, max_width) if usual else None
    if found is None:
        return _find_first_line(text, style, context, max_width, *details, **flags)  # type: ignore[no-any-return]  # nor has WeasyPrint
    layout = found.layout or KeptLayout(style, max_width=max_width)
    if found.layout is None:
        layout.set_text(found.words)
    line, _ = layout.get_first_line()
    _, length, _, *size = line_break.first_line_metrics(line, found.words, layout, None, True, style)
    return (layout, length, found.resume_at, *size)


def _known_line(text: str, style: Any, context: Any, max_width: float) -> _Line | None:
    """Found in this go of WeasyPrint already, as the rest of a paragraph or where the same words stood before."""
    by_style = vars(context).setdefault("lines", {})
    known: dict[str, _Line | None]
    known, _ = by_style.setdefault((id(style), max_width), ({}, style))  # the style kept too: its id stays its own
    if text not in known:
        known.update(_lines(text, style, max_width))
    found = known.get(text)
    if found and found.layout:  # for one box only
        known[text] = replace(found, layout=None)
    return found


def _lines(text: str, style: Any, max_width: float) -> Iterator[tuple[str, _Line | None]]:
    """The first line of the text and of all that is left of it after each line: WeasyPrint asks for one by one.

    None where WeasyPrint tries more than Pango: a word too long for its line, and blanks, where the next word may still
    fit.
    """
    layout = KeptLayout(style, max_width=max_width)
    pango.pango_layout_set_width(layout.layout, int(max_width * TO_UNITS))
    layout.set_text(text)
    encoded, lines = text.encode(), list(_pango_lines(layout))
    ends = [line.start_index for line in lines[1:]]
    for line, end, after in zip(lines, [*ends, None], [*ends[1:], None, None], strict=False):
        start = line.start_index
        rest = encoded[start:].decode()
        if line_break.line_size(line, style)[0] > max_width or (end and b" " in encoded[end:after]):
            yield rest, None
        elif end is None:
            yield rest, _Line(rest, None, None if start else layout)
        else:
            yield rest, _Line(encoded[start : start + line.length].decode().rstrip(" "), end - start)


def _pango_lines(layout: KeptLayout) -> Iterator[Any]:
    n = 0
    while (line := pango.pango_layout_get_line_readonly(layout.layout, n)) != ffi.NULL:
        yield line
        n += 1


REPLACEMENTS = (
    Replacement(line_break, "Layout", KeptLayout, "self style justification_spacing max_width"),
    Replacement(
        inline,
        "split_first_line",
        split_first_line,
        "text style context max_width justification_spacing is_line_start minimum",
    ),
)
