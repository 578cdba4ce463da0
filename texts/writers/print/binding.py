"""Finished pages bound into one file: PDF/A-3a with its content as JSON inside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from weasyprint import Attachment
from weasyprint.pdf.metadata import DocumentMetadata

from texts.writers.print.laid_out_pages import VARIANT, Layout
from texts.writers.print.laid_page import Sheet


@dataclass(frozen=True, slots=True)
class Twin:
    """The machine-readable form of a document, which travels inside it."""

    name: str
    description: str
    content: bytes


def bind(
    sheets: Sequence[Sheet], layout: Layout, metadata: DocumentMetadata, twin: Twin, finish: Callable[..., None]
) -> bytes:
    """The file; `finish` is WeasyPrint's finisher."""
    attachment = Attachment(string=twin.content, name=twin.name, description=twin.description, relationship="Data")
    options = {"pdf_variant": VARIANT, "attachments": [attachment], "finisher": finish}
    return layout.written(sheets, metadata, options)
