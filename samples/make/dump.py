"""The plain text that a Word file gives when it is dumped: one cell a line behind a tab, bookmarks in brackets."""

import io
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn

_BREAKS = {qn("w:br"): "\n", qn("w:tab"): "\t"}


def dump(word_file: bytes) -> str:
    """Paragraph by paragraph and row by row, as such dumps look."""
    body = Document(io.BytesIO(word_file)).element.body
    return "\n".join(line for node in body for line in _block(node)) + "\n"


def _block(node: Any) -> Iterator[str]:
    if node.tag == qn("w:p"):
        yield _paragraph(node)
    elif node.tag == qn("w:tbl"):
        for row in node.findall(qn("w:tr")):
            yield from (f"\t{_cell(cell)}" for cell in row.findall(qn("w:tc")))
            yield ""
        yield ""
    elif node.tag == qn("w:sdt"):
        yield from (line for inner in node.find(qn("w:sdtContent")) for line in _block(inner))


def _paragraph(node: Any) -> str:
    mark = node.find(qn("w:bookmarkStart"))
    name = f"[bookmark: {mark.get(qn('w:name'))}]" if mark is not None else ""
    return name + _words(node)


def _words(node: Any) -> str:
    parts = []
    for part in node.iter(qn("w:t"), *_BREAKS):
        if part.getparent().tag == qn("w:r"):
            parts.append(part.text or "" if part.tag == qn("w:t") else _BREAKS[part.tag])
    return "".join(parts)


def _cell(cell: Any) -> str:
    return "\n".join(_words(paragraph) for paragraph in cell.findall(qn("w:p")))
