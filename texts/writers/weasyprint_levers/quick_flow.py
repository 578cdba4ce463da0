"""Whether a box stands in normal flow: asked a million times a print."""

from typing import Any

from weasyprint.formatting_structure import boxes

from texts.writers.weasyprint_levers.lever import Replacement


def _is_in_normal_flow(box: Any) -> bool:
    style = box.style
    return style["float"] == "none" and style["position"] in ("static", "relative")


REPLACEMENTS = (Replacement(boxes.Box, "is_in_normal_flow", _is_in_normal_flow, "self"),)
