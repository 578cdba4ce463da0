"""Bytes of an office file -> Reading: the Text, and word for word what could not be placed.

blocks.py     what every format is taken apart into: paragraphs and tables, each with its place
form/         the form of a 部门预算绩效文本, whatever it was printed in: labels.py (the words it is known by),
              assembly.py (blocks -> Reading, the end of every reader), cover.py, headings.py, sub_goals.py for the
              prose, project_table.py for the tables (with joined_tables.py, table_rows.py, payment_plan.py,
              project_goals.py, indicator_rows.py), coverage.py so that nothing is lost
docx/         Word files: docx_reader.py; returned_document.py for one of ours that was changed outside
pdf/          pdf_reader.py, from characters and ruling lines alone
txt/          plain text, by the style of its tables: word_dump.py (a cell a line), markup_tables.py (a row a line),
              wrapped_table.py (cell after cell, as a PDF draws them), aligned_table.py (lines that keep their places)
xlsx/         the workbooks that we gave out
office/       the ZIP around office files, and archives of them
json.py       our own interchange form
child.py and sandbox.py read all of them with limits; returned.py: what comes back with its identities
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from texts.readers.blocks import Reading, UnreadableFileError

# Format -> module with `read(data, columns) -> Reading`. Imported when needed: a .txt needs no PDF library.
_MODULES = {
    "docx": "texts.readers.docx.docx_reader",
    "pdf": "texts.readers.pdf.pdf_reader",
    "json": "texts.readers.json",
    "txt": "texts.readers.txt.txt_reader",
    "xlsx": "texts.readers.xlsx.workbook_reader",
}
SUFFIXES = tuple(f".{name}" for name in _MODULES)


def read(name: str, data: bytes, columns: tuple[str, ...] | None = None) -> Reading:
    """Read one office file; `name` is its file name (only its extension is looked at, and only after the content).

    `columns` are the optional columns of indicators (texts/columns.py) that the text shall have; words of others are
    told. Where None is asked for, a file of ours has those that it names itself, any other none.
    Raises UnreadableFileError (one Chinese sentence) when nothing of a 部门预算绩效文本 can be read from it.
    """
    reader: Callable[[bytes, tuple[str, ...] | None], Reading] = import_module(_MODULES[kind(name, data)]).read
    return reader(data, columns)


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
