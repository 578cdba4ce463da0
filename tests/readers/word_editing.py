"""What people do to a Word file, in the manners in which programs write it down."""

import io
from copy import deepcopy

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

BY = {qn("w:author"): "王芳", qn("w:date"): "2025-11-03T09:00:00Z", qn("w:id"): "90001"}


class Editor:
    """An open document. `manner`: "plain" as python-docx writes, "split" as Word does (words in pieces, proofing marks,
    revision numbers), "tracked" with every change tracked."""

    def __init__(self, data: bytes, manner: str) -> None:
        self._document = Document(io.BytesIO(data))
        self._manner = manner

    def saved(self) -> bytes:
        out = io.BytesIO()
        self._document.save(out)
        return out.getvalue()

    def type_over(self, old: str, new: str, *, nth: int = 0) -> None:
        """In the nth paragraph that says `old` and nothing else."""
        self._write(self._paragraph(old, nth), new)

    def remove_paragraph(self, words: str) -> None:
        paragraph = self._paragraph(words)
        if self._manner != "tracked":
            paragraph.getparent().remove(paragraph)
            return
        self._write(paragraph, "")
        paragraph.get_or_add_pPr().append(_with(OxmlElement("w:rPr"), OxmlElement("w:del", attrs=BY)))

    def add_paragraph_behind(self, words: str, new: str) -> None:
        """As the Enter key does: in the same style."""
        before = self._paragraph(words)
        added = _fresh(before)
        before.addnext(added)
        self._write(added, new)

    def remove_row(self, words: str) -> None:
        row = self._paragraph(words).getparent().getparent()
        if self._manner == "tracked":
            row.get_or_add_trPr().append(OxmlElement("w:del", attrs=BY))
        else:
            row.getparent().remove(row)

    def add_row_behind(self, words: str, *cells: str) -> None:
        """The cells behind the two levels, which are merged with those above."""
        row = self._paragraph(words).getparent().getparent()
        added = _fresh(row)
        row.addnext(added)
        if self._manner == "tracked":
            added.get_or_add_trPr().append(OxmlElement("w:ins", attrs=BY))
        paragraphs = list(added.iter(qn("w:p")))
        for paragraph, new in zip(paragraphs[-len(cells) :], cells, strict=True):
            self._write(paragraph, new)

    def _paragraph(self, words: str, nth: int = 0):
        found = [p for p in self._document.element.body.iter(qn("w:p")) if _words(p) == words]
        return found[nth]

    def _write(self, paragraph, new: str) -> None:
        runs = list(paragraph.iter(qn("w:r")))
        for run in runs:
            if self._manner == "tracked":
                deleted = OxmlElement("w:del", attrs=BY)
                run.addprevious(deleted)
                deleted.append(run)
                for text in run.iter(qn("w:t")):
                    text.tag = qn("w:delText")
            else:
                run.getparent().remove(run)
        for run in self._runs(new):
            paragraph.append(run)

    def _runs(self, words: str):
        if not words:
            return []
        if self._manner == "plain":
            return [_run(words)]
        if self._manner == "tracked":
            return [_with(OxmlElement("w:ins", attrs=BY), _run(words))]
        middle = len(words) // 2
        first, second = _run(words[:middle]), _run(words[middle:])
        second.set(qn("w:rsidR"), "00A77B3E")
        marks = [OxmlElement("w:proofErr", attrs={qn("w:type"): kind}) for kind in ("spellStart", "spellEnd")]
        return [marks[0], first, OxmlElement("w:lastRenderedPageBreak"), second, marks[1]]


def _run(words: str):
    run = OxmlElement("w:r")
    text = OxmlElement("w:t", attrs={"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    text.text = words
    run.append(text)
    return run


def _with(parent, child):
    parent.append(child)
    return parent


def _words(paragraph) -> str:
    return "".join(text.text or "" for text in paragraph.iter(qn("w:t")))


def _fresh(node):
    """A copy as Word makes it: bookmarks stay with the original, words are yet to come."""
    copied = deepcopy(node)
    for name in ("w:bookmarkStart", "w:bookmarkEnd", "w:r", "w:del", "w:ins"):
        for inner in list(copied.iter(qn(name))):
            if inner.getparent() is not None:
                inner.getparent().remove(inner)
    return copied
