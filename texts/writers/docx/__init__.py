"""A Text as a Word file, laid out as the official PDF, and two versions as one with tracked changes.

Both are the same document: a text by itself is its comparison with itself. The files are filled from templates like
the PDF (templates/official/word), because what they need (bookmarks, fields, lists that count, tracked changes,
properties of our own) has no interface in python-docx, and because web processes then need no XML library.

takes.py    the rows of a comparison as Word wants them     xml.py, pen.py   WordprocessingML
cover_and_part_one.py, contents.py, project.py   the parts of the document
docx_package.py  the parts of the file
"""

from datetime import datetime

from texts import interchange
from texts.compare import Comparison, compare
from texts.model import Text
from texts.writers.docx.docx_package import Properties, packed
from texts.writers.paging import Paging

__all__ = ["render_docx", "render_revision"]


def render_docx(text: Text, paging: Paging | None = None) -> bytes:
    """The text as a .docx for Word and WPS, to be changed there and read back (texts.readers.returned).

    `paging` are page numbers and type sizes of its official print; without them the contents have no numbers.
    """
    return packed(compare(text, text), paging or Paging(), _properties(text))


def render_revision(
    comparison: Comparison, new: Text, *, author: str, at: datetime, paging: Paging | None = None
) -> bytes:
    """The new version as a .docx in which all that differs from the old one is a tracked change of that author.

    `comparison` is compare(old, new). Accepting all changes leaves the new text, rejecting all the old one.
    """
    return packed(comparison, paging or Paging(), _properties(new), author=author, at=at)


def _properties(text: Text) -> Properties:
    year = f"{text.fiscal_year}年" if text.fiscal_year else ""
    stage = f"（{text.stage}）" if text.stage else ""
    return Properties(
        title=f"{text.department or ''}{year}部门预算绩效文本{stage}",
        author=text.department or "",
        plan=str(text.id or ""),
        sha256=interchange.sha256(text),
        numbering=text.numbering or "",
    )
