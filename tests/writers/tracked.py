"""What Word does when all tracked changes of a document are accepted or rejected, on its XML (ECMA-376 part 1, 17.13.5)."""

import io
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = "word/document.xml"


def accepted(data: bytes) -> bytes:
    """The file with all changes accepted."""
    return changed(data, lambda root: _settle(root, gone="del", kept="ins"))


def rejected(data: bytes) -> bytes:
    """The file with all changes rejected."""
    return changed(data, lambda root: _settle(root, gone="ins", kept="del"))


def changed(data: bytes, change) -> bytes:
    """The file after `change` was done to the root of its document."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts[DOCUMENT])
    change(root)
    parts[DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def _settle(root, *, gone: str, kept: str) -> None:
    for row in [row for row in root.iter(f"{W}tr") if row.find(f"{W}trPr/{W}{gone}") is not None]:
        row.getparent().remove(row)
    for table in [table for table in root.iter(f"{W}tbl") if table.find(f"{W}tr") is None]:
        table.getparent().remove(table)
    for node in [node for node in root.iter(f"{W}{gone}") if node.getparent().tag == f"{W}p"]:
        node.getparent().remove(node)
    for mark in [mark for mark in root.iter(f"{W}{gone}") if mark.getparent().tag == f"{W}rPr"]:
        _join(mark.getparent().getparent().getparent())
    for node in list(root.iter(f"{W}{kept}")):
        _unwrap(node)
    for words in list(root.iter(f"{W}delText")):
        words.tag = f"{W}t"


def _join(paragraph) -> None:
    """Its end goes: what is left of it stands before the words of the next paragraph."""
    following = paragraph.getnext()
    while following is not None and following.tag in (f"{W}bookmarkEnd", f"{W}bookmarkStart"):
        following = following.getnext()
    left = [node for node in paragraph if node.tag != f"{W}pPr"]
    if following is not None and following.tag == f"{W}p":
        at = 1 if following.find(f"{W}pPr") is not None else 0
        following[at:at] = left
    else:
        assert not left
    paragraph.getparent().remove(paragraph)


def _unwrap(node) -> None:
    parent = node.getparent()
    at = parent.index(node)
    parent[at : at + 1] = list(node)
