"""What Word has and python-docx does not write: bookmarks, fields, automatic numbers, tracked changes, page numbers."""

import io
import zipfile
from collections.abc import Iterable
from copy import deepcopy
from itertools import count
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

AUTHOR = "审核修订"
DAY = "2024-11-08T09:00:00Z"
_ZIP_DAY = (2024, 11, 8, 9, 0, 0)


def element(tag: str, /, *children: Any, **attributes: str) -> Any:
    """<w:tag w:attribute="…">children</w:tag>."""
    node = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        node.set(qn(f"w:{key}"), value)
    node.extend(children)
    return node


def text_node(text: str, tag: str = "t") -> Any:
    """The words of a run, blanks kept."""
    node = element(tag)
    node.text = text
    node.set(qn("xml:space"), "preserve")
    return node


def field(instruction: str, shown: str) -> Iterable[Any]:
    """The five runs of a Word field with the result that Word last worked out."""
    yield element("r", element("fldChar", fldCharType="begin"))
    yield element("r", text_node(f" {instruction} ", "instrText"))
    yield element("r", element("fldChar", fldCharType="separate"))
    yield element("r", text_node(shown))
    yield element("r", element("fldChar", fldCharType="end"))


class Marks:
    """Bookmarks of the headings, numbered through the document as Word names them."""

    def __init__(self) -> None:
        self._next = count(1)
        self.names: list[str] = []

    def around(self, paragraph: Any) -> None:
        """Puts a bookmark around the runs of a heading."""
        n = next(self._next)
        name = f"_Toc1810{n:05d}"
        start = element("bookmarkStart", id=str(n), name=name)
        paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
        paragraph._p.append(element("bookmarkEnd", id=str(n)))
        self.names.append(name)


def add_numbering(document: Any, level_text: str, number_format: str = "decimal") -> str:
    """Defines an automatic list ('%1、') and returns its numId."""
    root = document.part.numbering_part.element
    n = str(900 + len(root.findall(qn("w:num"))))
    level = element(
        "lvl",
        element("start", val="1"),
        element("numFmt", val=number_format),
        element("suff", val="nothing"),
        element("lvlText", val=level_text),
        element("lvlJc", val="left"),
        element("pPr", element("ind", left="0", firstLine="640")),
        ilvl="0",
    )
    abstract = element("abstractNum", element("multiLevelType", val="singleLevel"), level, abstractNumId=n)
    first_number = root.find(qn("w:num"))
    first_number.addprevious(abstract)
    root.append(element("num", element("abstractNumId", val=n), numId=n))
    return n


def number(paragraph: Any, num_id: str) -> None:
    """Lets Word count this paragraph."""
    numbered = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    numbered.get_or_add_ilvl().val = 0
    numbered.get_or_add_numId().val = int(num_id)


def deletion(run: Any, text: str, n: int) -> Any:
    """The n-th tracked change: a deletion that looks like the run."""
    return element("del", _copy(run, text_node(text, "delText")), id=str(n), author=AUTHOR, date=DAY)


def insertion(run: Any, text: str, n: int) -> Any:
    """The n-th tracked change: an insertion that looks like the run."""
    return element("ins", _copy(run, text_node(text)), id=str(n), author=AUTHOR, date=DAY)


def number_pages_anew(section: Any) -> None:
    """The section's first page is page 1."""
    section._sectPr.find(qn("w:pgMar")).addnext(element("pgNumType", start="1"))


def _copy(run: Any, words: Any) -> Any:
    made = element("r")
    if run._r.rPr is not None:
        made.append(deepcopy(run._r.rPr))
    made.append(words)
    return made


def content_control(paragraphs: list[Any]) -> None:
    """Wraps paragraphs in the content control that Word puts around an automatic table of contents."""
    gallery = element("docPartObj", element("docPartGallery", val="Table of Contents"), element("docPartUnique"))
    content = element("sdtContent")
    control = element("sdt", element("sdtPr", gallery), content)
    paragraphs[0]._p.addprevious(control)
    content.extend([paragraph._p for paragraph in paragraphs])


def same_bytes(package: bytes) -> bytes:
    """The package with fixed dates and order, so that the same text makes the same file."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _ZIP_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()
