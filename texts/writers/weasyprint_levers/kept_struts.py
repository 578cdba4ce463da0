"""The height of a line without words: worked out once a style, where WeasyPrint asks for every line."""

from typing import Any

from weasyprint.layout import inline

from texts.writers.weasyprint_levers.lever import Replacement

_strut = inline.strut


def _strut_of_style(style: Any) -> tuple[float, float]:
    """Height and baseline of a line without words (CSS px)."""
    kept: tuple[float, float] | None = vars(style).get("strut")
    if kept is None:
        kept = style.strut = _strut(style)
    return kept


REPLACEMENTS = (Replacement(inline, "strut", _strut_of_style, "style"),)
