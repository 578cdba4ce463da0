"""A Word file of ours, taken apart with what its text alone does not say: the role of a paragraph (its style's name),
the rows that bookmarks name, automatic numbers, and tracked changes as if all were accepted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from texts.docx_marks import STYLES, UNIT_CODE, Mark, mark_of
from texts.readers.docx.numbering import Numbering, W
from texts.readers.docx.paragraph_words import local_name, paragraph_text
from texts.readers.office.office_package import Package

_WRAPPERS = frozenset(("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice"))
_GONE = ("del", "moveFrom")
_ROLES = {name: role for role, name in STYLES.items()}
_CONTENTS = ("toc ", "toc", "contents ", "index ")  # how the styles of contents begin, LibreOffice's too
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
CONTENTS = "contents"


@dataclass(slots=True)
class BookmarkedParagraph:
    """A paragraph. `number` is what Word prints in front of it, `inner` the words under a bookmark that marks a part of
    it, `is_gone` that its end was deleted: it goes on in the next one."""

    text: str
    role: str
    number: str
    marks: list[Mark]
    inner: str | None
    is_gone: bool


@dataclass(slots=True)
class BookmarkedCell:
    """A cell of a table; `goes_on`: merged with the one above."""

    lines: list[BookmarkedParagraph]
    goes_on: bool

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def marks(self) -> list[Mark]:
        return [mark for line in self.lines for mark in line.marks]


Rows = list[list[BookmarkedCell]]


def properties_of(package: Package) -> dict[str, str]:
    """The document's own properties, by name."""
    root = package.xml("docProps/custom.xml")
    nodes = () if root is None else root.iter(_PROPERTY)
    return {node.get("name", ""): "".join(node.itertext()).strip() for node in nodes}


def body_parts(package: Package) -> Iterator[BookmarkedParagraph | Rows]:
    """Paragraphs and tables (rows of cells) in the order of the body; none where there is no body."""
    part = package.main_part()
    folder = part.rpartition("/")[0]
    root, styles = package.xml(part), package.xml(f"{folder}/styles.xml")
    body = None if root is None else root.find(f"{W}body")
    if body is not None:
        walk = _Walk(Numbering(package.xml(f"{folder}/numbering.xml"), styles), _roles(styles))
        yield from walk.parts(body)


def _roles(styles: Any) -> dict[str, str]:
    """Style -> role, by the style's name; those of contents are CONTENTS."""
    roles = {}
    for style in () if styles is None else styles.findall(f"{W}style"):
        node = style.find(f"{W}name")
        name = "" if node is None else node.get(f"{W}val", "").lower()
        role = CONTENTS if name.startswith(_CONTENTS) else _ROLES.get(name, "")
        roles[style.get(f"{W}styleId", "")] = role
    return roles


@dataclass
class _Walk:
    """One way through the document; bookmarks between paragraphs belong to the next one."""

    numbering: Numbering
    roles: dict[str, str]
    _waiting: list[str] = field(default_factory=list)

    def parts(self, container: Any) -> Iterator[BookmarkedParagraph | Rows]:
        open_line: BookmarkedParagraph | None = None
        for node in self._flat(container):
            if local_name(node) == "tbl":
                if open_line and open_line.text:
                    yield open_line
                open_line = None
                yield self._rows(node)
                continue
            line = _joined(open_line, self._line(node))
            open_line = line if line.is_gone else None
            if not line.is_gone:
                yield line
        if open_line and open_line.text:
            yield open_line

    def _flat(self, container: Any) -> Iterator[Any]:
        """Paragraphs and tables; a bookmark between them waits for the next paragraph."""
        for node in container:
            name = local_name(node)
            if name in ("p", "tbl"):
                yield node
            elif name == "bookmarkStart":
                self._waiting.append(node.get(f"{W}name", ""))
            elif name in _WRAPPERS:
                yield from self._flat(node)

    def _line(self, node: Any) -> BookmarkedParagraph:
        names = [*self._waiting, *(mark.get(f"{W}name", "") for mark in node.iter(f"{W}bookmarkStart"))]
        self._waiting = []
        properties = node.find(f"{W}pPr")
        style = None if properties is None else properties.find(f"{W}pStyle")
        return BookmarkedParagraph(
            text=paragraph_text(node).replace("\f", ""),
            role=self.roles.get("" if style is None else style.get(f"{W}val", ""), ""),
            number=self.numbering.printed(node),
            marks=[mark for name in names if (mark := mark_of(name))],
            inner=_inner(node),
            is_gone=any(node.find(f"{W}pPr/{W}rPr/{W}{name}") is not None for name in _GONE),
        )

    def _rows(self, table: Any) -> Rows:
        rows = (row for row in _children(table, "tr", self._waiting))
        return [self._row(row) for row in rows if all(row.find(f"{W}trPr/{W}{name}") is None for name in _GONE)]

    def _row(self, row: Any) -> list[BookmarkedCell]:
        return [self._box(node) for node in _children(row, "tc", self._waiting)]

    def _box(self, node: Any) -> BookmarkedCell:
        merge = node.find(f"{W}tcPr/{W}vMerge")
        lines = [part for part in self.parts(node) if isinstance(part, BookmarkedParagraph)]
        if self._waiting and lines:
            lines[-1].marks += [mark for name in self._waiting if (mark := mark_of(name))]
        self._waiting = []
        return BookmarkedCell(lines, merge is not None and merge.get(f"{W}val", "continue") == "continue")


def _children(node: Any, name: str, waiting: list[str]) -> Iterator[Any]:
    for child in node:
        found = local_name(child)
        if found == name:
            yield child
        elif found == "bookmarkStart":
            waiting.append(child.get(f"{W}name", ""))
        elif found in _WRAPPERS:
            yield from _children(child, name, waiting)


def _joined(before: BookmarkedParagraph | None, line: BookmarkedParagraph) -> BookmarkedParagraph:
    """The line behind one whose end was deleted: one paragraph now, of the second's style. What was deleted with all
    its words leaves no identity behind."""
    if before is None or not before.text:
        return line
    line.text, line.marks = before.text + line.text, before.marks + line.marks
    return line


def _inner(paragraph: Any) -> str | None:
    """The words between start and end of a bookmark that keeps two words of one line apart; None without one."""
    start = next((n for n in _marks(paragraph) if n.get(f"{W}name", "").startswith(UNIT_CODE)), None)
    if start is None:
        return None
    children = list(paragraph)
    begin = children.index(start)
    number = start.get(f"{W}id")
    ends = (
        n for n, child in enumerate(children) if local_name(child) == "bookmarkEnd" and child.get(f"{W}id") == number
    )
    return _words(children[begin : next(ends, begin)])


def _marks(paragraph: Any) -> Iterable[Any]:
    return (child for child in paragraph if local_name(child) == "bookmarkStart")


def _words(nodes: Iterable[Any]) -> str:
    return "".join(paragraph_text([node]) for node in nodes)
