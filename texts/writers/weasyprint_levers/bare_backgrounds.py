"""Boxes without background, which most are: WeasyPrint settles corners and layers of all of them."""

from typing import Any

from weasyprint.css.properties import ZERO_PIXELS
from weasyprint.layout import background

from texts.writers.weasyprint_levers.lever import Replacement

_layout_background = background.layout_box_backgrounds
_RADII = tuple(f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left"))


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


REPLACEMENTS = (
    Replacement(
        background,
        "layout_box_backgrounds",
        _layout_box_backgrounds,
        "page box get_image_from_uri layout_children style",
    ),
)
