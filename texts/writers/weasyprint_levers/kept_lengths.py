"""Lengths of a box: settled once a style where none of them is a percentage of what is around."""

from typing import Any

from weasyprint.layout import absolute, block, inline, page, table

from texts.writers.weasyprint_levers.lever import Replacement

_resolve = inline.resolve_percentages

_SIDES = ("top", "right", "bottom", "left")
_LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)
_USED = (*_LENGTHS, *(f"border_{side}_width" for side in _SIDES))


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


REPLACEMENTS = (
    *(
        Replacement(module, "resolve_percentages", _resolve_percentages, "box containing_block")
        for module in (absolute, block, inline, page, table)
    ),
)
