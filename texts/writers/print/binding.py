"""Finished pages bound into one file: PDF/A-3a with its content as JSON inside."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint import Attachment
from weasyprint.document import Document
from weasyprint.pdf.metadata import DocumentMetadata

from texts.writers.print.laid_out_pages import VARIANT, Layout
from texts.writers.print.laid_page import Sheet
from texts.writers.weasyprint_levers import install


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
    document = layout.document([sheet.page for sheet in sheets])
    document.metadata = metadata
    write: Callable[..., bytes] = install().of("drawings", "write_sheets", _write_sheets)
    return write(document, sheets, options)


def _write_sheets(document: Document, sheets: Sequence[Sheet], options: Mapping[str, Any]) -> bytes:
    """By WeasyPrint's public interface: it writes the pages and, as another file, what is laid over them."""
    # Only here: loading pikepdf costs a print process a tenth of a second, which the lever spares it.
    from texts.writers.print.overlays import with_overlays  # noqa: PLC0415

    over = [page for sheet in sheets for page in sheet.over]
    written = bytes(document.write_pdf(**options))
    if not over:
        return written
    unique = list(dict.fromkeys(over))
    places = [[unique.index(page) for page in sheet.over] for sheet in sheets]
    return with_overlays(written, bytes(document.copy(unique).write_pdf()), places)
