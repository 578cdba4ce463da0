"""WeasyPrint 70.0 with less to do: what it works out anew for every box and line is worked out once.

Every replacement gives exactly what it replaces: tests/writers/test_swift.py prints with and without them and compares
the bytes. pyproject.toml pins WeasyPrint, so a new version must pass that test before the pin moves.
"""

from typing import Any

import pydyf
from weasyprint import document
from weasyprint.css.properties import ZERO_PIXELS
from weasyprint.draw import text
from weasyprint.formatting_structure import boxes
from weasyprint.layout import absolute, background, block, inline, page, table
from weasyprint.text import line_break

from texts.writers.weasyprint_levers import kept_shapes, plain_lines, shown_glyphs

_strut = inline.strut
_resolve = inline.resolve_percentages
_layout_background = background.layout_box_backgrounds
_page_references = pydyf.PDF.page_references.fget

_SIDES = ("top", "right", "bottom", "left")
_LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)
_RADII = tuple(f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left"))
_USED = (*_LENGTHS, *(f"border_{side}_width" for side in _SIDES))


def install() -> None:
    """From now on WeasyPrint is swift in this process."""
    for owner, name, replacement in REPLACEMENTS:
        setattr(owner, name, replacement)


def _is_in_normal_flow(box: Any) -> bool:
    style = box.style
    return style["float"] == "none" and style["position"] in ("static", "relative")


def _strut_of_style(style: Any) -> tuple[float, float]:
    """Height and baseline of a line without words (CSS px)."""
    kept: tuple[float, float] | None = vars(style).get("strut")
    if kept is None:
        kept = style.strut = _strut(style)
    return kept


def _resolve_percentages(box: Any, containing_block: Any) -> None:
    """Where a style states no percentage, the box's lengths are the same in every containing block."""
    style = box.style
    kept: dict[str, Any] | None = vars(style).get("used")
    if kept:
        vars(box).update(kept)
        return
    _resolve(box, containing_block)
    if kept is None:
        style.used = {name: getattr(box, name) for name in _USED} if _is_absolute(style) else {}


def _is_absolute(style: Any) -> bool:
    lengths = (style[name] for name in _LENGTHS)
    # Borders that collapse are settled by the table, not by the style.
    return style["border_collapse"] != "collapse" and all(
        length == "auto" or getattr(length, "unit", None) == "px" for length in lengths
    )


def _layout_box_backgrounds(
    page_box: Any, box: Any, get_image: Any, layout_children: bool = True, style: Any = None
) -> None:
    """A box without colour, picture, shadow and round corners has no background; most have none."""
    if box is page_box or style is not None or not _is_bare(box.style):
        _layout_background(page_box, box, get_image, layout_children, style)
        return
    box.background = None
    for radius in _RADII:
        setattr(box, radius, (0, 0))
    if layout_children:
        for child in box.all_children():
            _layout_box_backgrounds(page_box, child, get_image)


def _is_bare(style: Any) -> bool:
    kept: bool | None = vars(style).get("is_bare")
    if kept is None:
        pictures = (style["border_image_source"], style["mask_border_source"], *style["background_image"])
        kept = style.is_bare = (
            style["background_color"] != "currentcolor"
            and style["background_color"].alpha == 0
            and not style["box_shadow"]
            and all(kind == "none" for kind, *_ in pictures)
            and all(ZERO_PIXELS in style[radius] for radius in _RADII)
        )
    return kept


def _references_of_pages(pdf: pydyf.PDF) -> tuple[bytes, ...]:
    """WeasyPrint asks for all of them to find one, for every tag."""
    kept: tuple[bytes, ...] = vars(pdf).get("references", ())
    if len(kept) != pdf.pages["Count"]:
        kept = pdf.references = _page_references(pdf)
    return kept


def _no_metadata(html: Any) -> dict[str, Any]:
    """What the PDF says of itself comes from the text: texts/writers/print/official_pdf.py."""
    return {}


REPLACEMENTS: tuple[tuple[Any, str, Any], ...] = (
    (line_break, "Layout", kept_shapes.KeptLayout),
    (inline, "split_first_line", kept_shapes.split_first_line),
    (inline, "get_next_linebox", plain_lines.get_next_linebox),
    (text, "draw_first_line", shown_glyphs.draw_first_line),
    (inline, "strut", _strut_of_style),
    *((module, "resolve_percentages", _resolve_percentages) for module in (absolute, block, inline, page, table)),
    (boxes.Box, "is_in_normal_flow", _is_in_normal_flow),
    (background, "layout_box_backgrounds", _layout_box_backgrounds),
    (pydyf.PDF, "page_references", property(_references_of_pages)),
    (document, "get_html_metadata", _no_metadata),
)
ORIGINALS = tuple(vars(owner)[name] for owner, name, _ in REPLACEMENTS)
