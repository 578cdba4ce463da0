"""Finished pages bound into one file: PDF/A-3a with its content as JSON inside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint import Attachment
from weasyprint.document import Document
from weasyprint.pdf.metadata import DocumentMetadata

from texts.writers.print.laid_out_pages import Layout


@dataclass(frozen=True, slots=True)
class Twin:
    """The machine-readable form of a document, which travels inside it."""

    name: str
    description: str
    content: bytes


def bind(
    pages: Sequence[Any], layout: Layout, metadata: DocumentMetadata, twin: Twin, finish: Callable[..., None]
) -> bytes:
    """The file; `finish` is WeasyPrint's finisher."""
    document = Document(pages, metadata, layout.url_fetcher, layout.font_config, {}, "srgb")
    attachment = Attachment(string=twin.content, name=twin.name, description=twin.description, relationship="Data")
    return bytes(document.write_pdf(pdf_variant="pdf/a-3a", attachments=[attachment], finisher=finish))
