"""What a page says of itself, which we never read."""

from typing import Any

from weasyprint import document

from texts.writers.weasyprint_levers.lever import Replacement


def _no_metadata(html: Any) -> dict[str, Any]:
    """What the PDF says of itself comes from the text: texts/writers/print/official_pdf.py."""
    return {}


REPLACEMENTS = (Replacement(document, "get_html_metadata", _no_metadata, "html"),)
