""".docx -> blocks. Read straight from the XML: python-docx drops text boxes, content controls, tracked insertions and
automatic numbers, and is ten times slower on tables.

Headers, footers and comments are furniture; footnotes follow at the end.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from texts.readers.blocks import Block, Cell, Paragraph, Reading, Table, UnreadableFileError
from texts.readers.docx.numbering import Numbering, W
from texts.readers.docx.paragraph_words import local_name, paragraph_text, text_boxes
from texts.readers.form.assembly import assemble
from texts.readers.office.office_package import Package

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Elements that only wrap what is printed.
_WRAPPERS = frozenset(("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice"))
_MAX_SPAN = 63  # Word's own limit of columns


def read(data: bytes, columns: tuple[str, ...] | None = None) -> Reading:
    """The Text of a Word file, with these optional columns. Raises UnreadableFileError."""
    return assemble(body_blocks(data), columns=columns or ())


def body_blocks(data: bytes) -> tuple[Block, ...]:
    """Paragraphs and tables in the order of the body.

    Raises UnreadableFileError for encrypted, damaged, hostile or empty files.
    """
    if data.startswith(_OLE):
        raise UnreadableFileError(_ole_message(data))
    package = Package(data, ".docx")
    part = package.main_part()
    root = package.xml(part)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise UnreadableFileError(
            "文件里没有 Word 正文，不是有效的 .docx 文件，请用 Word 或 WPS 另存为 .docx 后再上传。"
        )
    folder = part.rpartition("/")[0]
    walk = _Walk(Numbering(package.xml(f"{folder}/numbering.xml"), package.xml(f"{folder}/styles.xml")))
    found = (*walk.blocks(body), *_notes(package, folder, walk))
    if not found:
        raise UnreadableFileError("这份 .docx 文件里没有任何文字（可能只有图片），请上传可以选中文字的 Word 文件。")
    return found


def _ole_message(data: bytes) -> str:
    if _ENCRYPTED in data:
        return "文件设有打开密码，无法读取，请在 Word 或 WPS 中去掉密码，另存为 .docx 后再上传。"
    return "这是旧版 Word 文件（.doc），无法读取，请用 Word 或 WPS 打开后另存为 .docx 再上传。"


def _notes(package: Package, folder: str, walk: "_Walk") -> Iterator[Block]:
    for part, kind in (("footnotes", "footnote"), ("endnotes", "endnote")):
        root = package.xml(f"{folder}/{part}.xml")
        for note in () if root is None else root.iter(f"{W}{kind}"):
            if note.get(f"{W}type") is None:
                yield from walk.blocks(note)


@dataclass
class _Walk:
    """One way through the document, counting paragraphs, tables and automatic numbers."""

    numbering: Numbering
    paragraphs: int = 0
    tables: int = 0

    def blocks(self, container: Any) -> Iterator[Block]:
        for node in container:
            name = local_name(node)
            if name == "p":
                yield from self._paragraph(node)
            elif name == "tbl":
                yield from self._table(node)
            elif name in _WRAPPERS:
                yield from self.blocks(node)

    def _paragraph(self, node: Any) -> Iterator[Block]:
        self.paragraphs += 1
        at = f"第{self.paragraphs}段"
        yield from (Paragraph(line, at) for line in self.lines(node))
        for box in text_boxes(node):
            yield from self.blocks(box)

    def lines(self, node: Any) -> list[str]:
        """The paragraph's printed lines: its automatic number in front, cut at breaks, none of them blank."""
        text = paragraph_text(node)
        number = self.numbering.printed(node)
        if not text.strip() and not number:
            return []
        pieces = (number + text.lstrip()).replace("\f", "\n").split("\n")
        return [piece.strip() for piece in pieces if piece.strip()]

    def _table(self, node: Any) -> Iterator[Block]:
        if _is_layout(node):
            for cell in (cell for row in _children(node, "tr") for cell in _children(row, "tc")):
                yield from self.blocks(cell)
            return
        self.tables += 1
        at = f"表{self.tables}"
        grid = _Grid(at)
        for row in _children(node, "tr"):
            if row.find(f"{W}trPr/{W}del") is None:
                grid.add_row(row, self)
        if any(cell.lines for cell in grid.cells):
            yield Table(tuple(cell.frozen() for cell in grid.cells), at)
        yield from grid.inner


@dataclass
class _Draft:
    """A cell while rows are still being merged into it."""

    row: int
    column: int
    colspan: int
    at: str
    lines: list[str]
    rowspan: int = 1

    def frozen(self) -> Cell:
        return Cell("\n".join(self.lines), self.row, self.column, self.at, self.rowspan, self.colspan)

    def swallow(self, lines: list[str]) -> None:
        """Take in the next row of a vertical merge; programs that repeat the text in it say nothing new."""
        self.rowspan += 1
        if lines != self.lines:
            self.lines += lines


@dataclass
class _Grid:
    """A table's cells in its own columns, merged cells once."""

    at: str
    rows: int = 0
    cells: list[_Draft] = field(default_factory=list)
    inner: list[Block] = field(default_factory=list)
    _open: dict[int, _Draft] = field(default_factory=dict)

    def add_row(self, row: Any, walk: _Walk) -> None:
        column = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
        still_open: dict[int, _Draft] = {}
        last: _Draft | None = None
        for node in _children(row, "tc"):
            properties = node.find(f"{W}tcPr")
            span = _number(_child(properties, "gridSpan"), 1)
            lines = self._content(node, walk)
            merge = _child(properties, "vMerge")
            if last is not None and _continues(_child(properties, "hMerge")):
                last.colspan += span
                last.lines += lines
            elif _continues(merge) and column in self._open:
                last = self._open[column]
                last.swallow(lines)
            else:
                last = _Draft(self.rows, column, span, f"{self.at}第{self.rows + 1}行第{column + 1}列", lines)
                self.cells.append(last)
            if merge is not None:
                still_open[last.column] = last
            column += span
        self._open = still_open
        self.rows += 1

    def _content(self, node: Any, walk: _Walk) -> list[str]:
        lines: list[str] = []
        for child in _flat(node):
            if local_name(child) == "p":
                lines += walk.lines(child)
                for box in text_boxes(child):
                    lines += [block.text for block in walk.blocks(box) if isinstance(block, Paragraph)]
            elif local_name(child) == "tbl":
                self.inner += walk.blocks([child])
        return lines


def _is_layout(node: Any) -> bool:
    """A table around tables with one cell a row only puts them in their place on the page."""
    if node.find(f".//{W}tbl") is None:
        return False
    return all(len(list(_children(row, "tc"))) == 1 for row in _children(node, "tr"))


def _flat(node: Any) -> Iterator[Any]:
    for child in node:
        if local_name(child) in _WRAPPERS:
            yield from _flat(child)
        else:
            yield child


def _children(node: Any, name: str) -> Iterator[Any]:
    return (child for child in _flat(node) if local_name(child) == name)


def _child(node: Any, name: str) -> Any:
    return None if node is None else node.find(f"{W}{name}")


def _number(node: Any, default: int) -> int:
    value = "" if node is None else node.get(f"{W}val", "")
    return min(int(value), _MAX_SPAN) if value.isdecimal() and len(value) < 6 else default


def _continues(merge: Any) -> bool:
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"
