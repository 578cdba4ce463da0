"""The references of a file's pages: WeasyPrint asks for all of them to find one, for every tag."""

import pydyf

from texts.writers.weasyprint_levers.lever import Replacement

_page_references = pydyf.PDF.page_references.fget


def _references_of_pages(pdf: pydyf.PDF) -> tuple[bytes, ...]:
    """WeasyPrint asks for all of them to find one, for every tag."""
    kept: tuple[bytes, ...] = vars(pdf).get("references", ())
    if len(kept) != pdf.pages["Count"]:
        kept = pdf.references = _page_references(pdf)
    return kept


REPLACEMENTS = (Replacement(pydyf.PDF, "page_references", property(_references_of_pages), "self"),)
