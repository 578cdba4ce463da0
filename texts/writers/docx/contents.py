"""目录: a field that Word can bring up to date, with its result already in it (WPS shows an empty field as nothing)."""

from collections.abc import Iterator, Mapping

from texts.model import Text
from texts.writers.docx.cover_and_part_one import PART_ONE, PART_TWO, toc_name
from texts.writers.docx.pen import Pen
from texts.writers.docx.xml import paragraph, run
from texts.writers.view import SECTIONS, project_title

#: outline levels 1 and 2, the parts without page numbers, entries that lead to their headings
FIELD = r' TOC \o "1-2" \n 1-1 \h \z \u '


def contents_field(text: Text, pages: Mapping[str, int], pen: Pen) -> str:
    """The field; `pages` gives the printed page number of each anchor, those without one stay open."""
    entries = list(_entries(text, pages, pen))
    first, last = _character("begin") + _code(FIELD) + _character("separate"), _character("end")
    shown = [
        paragraph(style, (first if n == 0 else "") + words + (last if n == len(entries) - 1 else ""))
        for n, (style, words) in enumerate(entries)
    ]
    return "".join(shown)


def _entries(text: Text, pages: Mapping[str, int], pen: Pen) -> Iterator[tuple[str, str]]:
    """The style and the words of every entry."""
    yield "TOC1", _part(PART_ONE)
    for n, title in enumerate(SECTIONS, 1):
        yield "TOC2", _entry(f"section-{n}", title, pages)
    if text.projects:
        yield "TOC1", _part(PART_TWO)
    for n, project in enumerate(text.projects, 1):
        yield "TOC2", _entry(f"project-{n}", project_title(project, n), pages)


def _part(title: str) -> str:
    return run(title.replace("\n", "\u3000"))


def _entry(anchor: str, title: str, pages: Mapping[str, int]) -> str:
    name = toc_name(anchor)
    number = run(str(pages.get(anchor, "")))
    page = _character("begin") + _code(f" PAGEREF {name} \\h ") + _character("separate") + number + _character("end")
    words = run(title.replace("\n", " ")) + run("\t") + page
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{words}</w:hyperlink>'


def _character(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _code(code: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
