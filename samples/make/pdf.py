"""A sample text as the PDF that its department would have printed from Word, by LibreOffice.

Needs `soffice` and the fonts of `house.FREE_FONTS` (Debian: libreoffice-writer, fonts-arphic-uming,
fonts-wqy-microhei).
"""

import io
import subprocess
import tempfile
from pathlib import Path

import pikepdf
import pypdfium2

from samples.make.house import PART_ONE, House
from samples.make.word import docx, entries
from texts.model import Text

_DAY = "D:20241108090000+08'00'"
_PATIENCE = 180  # seconds


def pdf(text: Text, house: House) -> tuple[bytes, list[int]]:
    """The .pdf and the page numbers of its contents; printed twice, the second time with those of the first."""
    pages = _pages(_print(docx(text, house.final())), text)
    return _plain(_print(docx(text, house.final(), pages)), text), pages


def _print(word_file: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "text.docx")
        source.write_bytes(word_file)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE)  # noqa: S603 - no word of it comes from outside
        return source.with_suffix(".pdf").read_bytes()


def _pages(printed: bytes, text: Text) -> list[int]:
    """Where the headings of the contents stand, counted from the first page of part one."""
    document = pypdfium2.PdfDocument(printed)
    found = [(mark.get_title().strip(), mark.get_dest().get_index()) for mark in document.get_toc()]
    first = next(page for title, page in found if title == PART_ONE[0])
    wanted = entries(text)
    pages = [page - first + 1 for title, page in found if title in wanted]
    if len(pages) != len(wanted):
        raise ValueError(f"{len(pages)} headings found, {len(wanted)} expected")
    return pages


def _plain(printed: bytes, text: Text) -> bytes:
    """The same pages with fixed dates and identity, and nothing about the machine in the metadata."""
    with pikepdf.open(io.BytesIO(printed)) as document:
        for key in list(document.docinfo.keys()):
            del document.docinfo[key]
        document.docinfo["/Title"] = f"{text.department}{text.fiscal_year}年部门预算绩效文本"
        document.docinfo["/Author"] = text.department or ""
        document.docinfo["/CreationDate"] = _DAY
        document.docinfo["/Producer"] = "LibreOffice"
        for place, key in ((document.Root, "/Metadata"), (document.trailer, "/DocChecksum"), (document.trailer, "/ID")):
            if key in place:
                del place[key]
        out = io.BytesIO()
        streams = pikepdf.ObjectStreamMode.generate
        document.save(out, deterministic_id=True, object_stream_mode=streams, recompress_flate=True)
        return out.getvalue()
