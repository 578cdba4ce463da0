"""WeasyPrint 70.0 with less to do: what it works out anew for every box and line is worked out once.

Every replacement gives exactly what it replaces: tests/writers/test_swift.py prints with and without them and compares
the bytes. pyproject.toml pins WeasyPrint, so a new version must pass that test before the pin moves.
"""

from typing import Any

import pydyf
from weasyprint import document
from weasyprint.formatting_structure import boxes
from weasyprint.layout import absolute, block, inline, page, table
from weasyprint.text import line_break

from texts.writers import lines, shaping

_strut = inline.strut
_resolve = inline.resolve_percentages
_page_references = pydyf.PDF.page_references.fget

_SIDES = ("top", "right", "bottom", "left")
_LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)
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


def _references_of_pages(pdf: pydyf.PDF) -> tuple[bytes, ...]:
    """WeasyPrint asks for all of them to find one, for every tag."""
    kept: tuple[bytes, ...] = vars(pdf).get("references", ())
    if len(kept) != pdf.pages["Count"]:
        kept = pdf.references = _page_references(pdf)
    return kept


def _no_metadata(html: Any) -> dict[str, Any]:
    """What the PDF says of itself comes from the text: texts/writers/pdf.py."""
    return {}


REPLACEMENTS: tuple[tuple[Any, str, Any], ...] = (
    (line_break, "Layout", shaping.KeptLayout),
    (inline, "split_first_line", shaping.split_first_line),
    (inline, "get_next_linebox", lines.get_next_linebox),
    (inline, "strut", _strut_of_style),
    *((module, "resolve_percentages", _resolve_percentages) for module in (absolute, block, inline, page, table)),
    (boxes.Box, "is_in_normal_flow", _is_in_normal_flow),
    (pydyf.PDF, "page_references", property(_references_of_pages)),
    (document, "get_html_metadata", _no_metadata),
)
