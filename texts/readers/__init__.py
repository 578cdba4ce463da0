"""Bytes of an office file -> Reading: the Text, and word for word what could not be placed.

blocks.py     what every format is taken apart into: paragraphs and tables, each with its place
assembly.py   blocks -> Reading, the end of every reader: cover.py, headings.py, part_one.py for the prose,
              tables.py for the tables, coverage.py so that nothing is lost
labels.py     the words by which tables are recognised
tables.py     one grid of cells -> one Project, with joining.py, grid.py, plan.py, goals.py, indicators.py
docx*.py, pdf*.py, json.py   the office formats; child.py and sandbox.py read them with limits
returned.py   a file of ours that was changed outside: docx_returned.py, with docx_marked.py and returned_parts.py
workbook.py, workbook_cells.py   the workbooks that we gave out; returned.py: what comes back with its identities
txt.py        plain text: decoding.py, lines.py, repeats.py (merged cells printed again), regions.py, prose.py; tables
              by the style of their lines:
              dump.py    a cell a line        markup.py   a row a line, HTML
              wrapped.py cell after cell, as a PDF draws them: words.py, upper.py, segmentation.py (cells of a stream),
                         cutrows.py (rows that a page cut), interleaving.py, with fitting.py and widths.py
              aligned_table.py   lines that keep their places: layout.py (columns), aligned.py (rows), aligned_upper.py
              placing.py mends rows
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from texts.readers.blocks import Reading, UnreadableFileError

# Format -> module with `read(data: bytes) -> Reading`. Imported when needed: a .txt needs no PDF library.
_MODULES = {
    "docx": "texts.readers.docx",
    "pdf": "texts.readers.pdf",
    "json": "texts.readers.json",
    "txt": "texts.readers.txt",
    "xlsx": "texts.readers.workbook",
}
SUFFIXES = tuple(f".{name}" for name in _MODULES)


def read(name: str, data: bytes) -> Reading:
    """Read one office file; `name` is its file name (only its extension is looked at, and only after the content).

    Raises UnreadableFileError (one Chinese sentence) when nothing of a 部门预算绩效文本 can be read from it.
    """
    reader: Callable[[bytes], Reading] = import_module(_MODULES[kind(name, data)]).read
    return reader(data)


def kind(name: str, data: bytes) -> str:
    """The format by its content, then by its extension: 'docx', 'pdf', 'xlsx', 'json' or 'txt'."""
    if not data.strip():
        raise UnreadableFileError("文件是空的，没有可读取的内容，请确认选对了文件后重新上传。")
    by_content = _sniff(data)
    suffix = PurePath(name).suffix.lower().lstrip(".")
    if by_content is None and suffix in ("docx", "pdf", "xlsx"):
        raise UnreadableFileError(
            f"文件扩展名是 .{suffix}，内容却不是该格式（可能已损坏或被加密），请用原软件重新保存后上传。"
        )
    return by_content or ("json" if suffix == "json" else "txt")


def _sniff(data: bytes) -> str | None:
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:4] == b"PK\x03\x04":
        return _office(data)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise UnreadableFileError(
            "这是旧版 .doc/.xls 或加密的 Office 文件，无法读取，请去掉密码并另存为 .docx 或 .xlsx 后上传。"
        )
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return "json"
    return None


def _office(data: bytes) -> str:
    # File names stand uncompressed in a ZIP's local headers and in its directory at the end.
    places = (data[:65536], data[-65536:])
    for member, found in ((b"word/", "docx"), (b"xl/", "xlsx")):
        if any(member in place for place in places):
            return found
    raise UnreadableFileError("这是一个压缩包，不是 .docx 或 .xlsx 文件，请解压后上传其中的文本文件。")
