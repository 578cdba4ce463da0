"""The parts of a .docx and the ZIP around them: the same content gives the same bytes."""

import io
import zipfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from django.utils.safestring import SafeString

from texts.compare import Comparison
from texts.docx_marks import STYLES
from texts.model import FORMAT, Project, Text
from texts.writers.docx.contents import contents_field
from texts.writers.docx.cover_and_part_one import PART_TWO, cover_lines, part_one_sections
from texts.writers.docx.pen import Pen
from texts.writers.docx.project import FIRST_GOAL_LIST, SIZES, ProjectPaper
from texts.writers.docx.takes import takes
from texts.writers.docx.xml import paragraph
from texts.writers.paging import Paging
from texts.writers.templates import fill_path

#: name in the file -> template; the first must come first (ECMA-376 part 2)
PARTS = {
    "[Content_Types].xml": "content_types",
    "_rels/.rels": "rels",
    "docProps/app.xml": "app",
    "docProps/core.xml": "core",
    "docProps/custom.xml": "custom",
    "word/_rels/document.xml.rels": "document_rels",
    "word/document.xml": "document",
    "word/fontTable.xml": "fonts",
    "word/footer1.xml": "footer_odd",
    "word/footer2.xml": "footer_even",
    "word/numbering.xml": "numbering",
    "word/settings.xml": "settings",
    "word/styles.xml": "styles",
}
_LISTS = {"1.": ("decimal", "%1."), "1、": ("decimal", "%1、"), "（一）": ("chineseCountingThousand", "（%1）")}
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # of a ZIP
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says about itself, besides what is printed."""

    title: str
    author: str
    plan: str
    sha256: str
    numbering: str
    format: str = FORMAT


def packed(
    comparison: Comparison, paging: Paging, properties: Properties, *, author: str = "", at: datetime = _UNDATED
) -> bytes:
    """The file. `author` and `at` are those of tracked changes; a text by itself has none."""
    pen = Pen(author, at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    number_format, number_text = _LISTS[properties.numbering or "1."]
    context = {
        "body": _body(comparison, paging, pen),
        "number_format": number_format,
        "number_text": number_text,
        "goal_lists": [str(FIRST_GOAL_LIST + n) for n in range(1, len(takes(comparison.projects)) + 1)],
        "names": STYLES,
        "sizes": [tuple(map(str, size)) for size in SIZES.values()],
        **asdict(properties),
    }
    return _zipped({name: fill_path(f"official/word/{part}.xml", context).encode() for name, part in PARTS.items()})


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, content in parts.items():
            member = zipfile.ZipInfo(name, _EARLIEST)
            member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            package.writestr(member, content)
    return out.getvalue()


def _body(comparison: Comparison, paging: Paging, pen: Pen) -> dict[str, SafeString]:
    """The parts of the document: XML already, whatever comes from a text was escaped (xml.run)."""
    parts = {
        "cover": "".join(cover_lines(comparison, pen)),
        "contents": contents_field(_titles(comparison), paging.pages, pen),
        "part_one": "".join(part_one_sections(comparison, pen)),
        "part_two": "".join(_part_two(comparison, paging, pen)),
    }
    return {name: SafeString(content) for name, content in parts.items()}


def _titles(comparison: Comparison) -> Text:
    """What the contents list: the projects of the new version."""
    new = sorted((row for row in comparison.projects if row.new), key=lambda row: row.new or 0)
    return Text(projects=tuple(Project(name=row.cells["name"].new) for row in new))


def _part_two(comparison: Comparison, paging: Paging, pen: Pen) -> list[str]:
    projects = takes(comparison.projects)
    if not projects:
        return []
    parts = [paragraph("Heading1", pen.said(PART_TWO), properties="<w:pageBreakBefore/>")]
    for n, take in enumerate(projects, 1):
        anchor = f"project-{take.row.new}" if take.is_new else ""
        parts += ProjectPaper(take, n, pen, anchor, paging.sizes.get(anchor, "")).paragraphs()
        parts.append("" if n < len(projects) else paragraph("TableGap", ""))
    return parts
