"""A .docx of ours (texts/writers/docx) that somebody has changed -> Returned.

Not the general reader: what a paragraph is, its style says, and what stands in a table its place in our own form, so
that the words come back exactly as they went out. Changes that people make in Word are expected: paragraphs and rows
that came and went, typed numbers, other styles, tracked changes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from texts.docx_marks import (
    AUTHOR_TAIL,
    BUREAU_TAIL,
    PROPERTY_FORMAT,
    PROPERTY_NUMBERING,
    PROPERTY_PLAN,
    PROPERTY_SHA256,
)
from texts.model import FORMAT, NUMBERINGS, Text
from texts.readers.blocks import Paragraph, Problem, Table, UnreadableFileError
from texts.readers.docx import docx_reader
from texts.readers.docx.bookmarked import CONTENTS, BookmarkedParagraph, body_parts, properties_of
from texts.readers.docx.returned_parts import Identities, MeasureDrafts, ProjectDrafts, SubGoalDrafts, returned_cell
from texts.readers.form.assembly import NOT_THIS_GENRE
from texts.readers.form.cover import year_in
from texts.readers.form.coverage import unplaced
from texts.readers.form.headings import HeadedSection, headed_section, running_number
from texts.readers.form.labels import table_heading
from texts.readers.office.office_package import Package
from texts.readers.returned import Returned

_UNKNOWN = "不是本系统导出的 Word 文件，或保存时丢失了标记，只能按内容比对"
_YEAR = re.compile(r"\s*([0-9]{4})\s*年")
_NEXT = {
    None: HeadedSection.OVERALL,
    HeadedSection.OVERALL: HeadedSection.SUB_GOALS,
    HeadedSection.SUB_GOALS: HeadedSection.MEASURES,
    HeadedSection.MEASURES: HeadedSection.PROJECTS,
}


def read_returned(data: bytes) -> Returned:
    """What came back. A file without our marks is read like any other, with a problem that says so.

    Raises UnreadableFileError.
    """
    properties = properties_of(Package(data, ".docx"))
    blocks = docx_reader.body_blocks(data)  # refuses what is damaged or empty, and is what must not be lost
    if properties.get(PROPERTY_FORMAT) != FORMAT:
        reading = docx_reader.read(data)
        return Returned(reading.text, None, "", (Problem("全文", "", _UNKNOWN), *reading.problems))
    document = _Document(properties.get(PROPERTY_NUMBERING) or None)
    for part in body_parts(Package(data, ".docx")):
        if isinstance(part, BookmarkedParagraph):
            document.add(part)
        else:
            document.projects.table(part)
    text = replace(document.text(), id=_identity(properties.get(PROPERTY_PLAN, "")))
    if not (text.overall_goal or text.sub_goals or text.measures or text.projects):
        raise UnreadableFileError(NOT_THIS_GENRE)
    told = [*document.problems, *document.projects.problems]
    left = unplaced(_lines(blocks), text, told, [*document.read, *document.projects.read])
    sha256, unread = properties.get(PROPERTY_SHA256, ""), frozenset(document.projects.unread)
    return Returned(text, text.id, sha256, (*told, *left), unread)


def _identity(words: str) -> UUID | None:
    try:
        return UUID(words)
    except ValueError:
        return None


def _lines(blocks: Iterable[Paragraph | Table]) -> list[Paragraph]:
    lines: list[Paragraph] = []
    for block in blocks:
        pieces = block.cells if isinstance(block, Table) else (block,)
        lines += [Paragraph(piece.text, piece.at) for piece in pieces]
    return lines


@dataclass
class _Document:
    """Takes the paragraphs in turn; `numbering` is how the text that went out was numbered."""

    numbering: str | None
    cover: dict[str, str] = field(default_factory=dict)
    overall_goal: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    section: HeadedSection | None = None

    def __post_init__(self) -> None:
        identities = Identities()
        self.sub_goals, self.measures = SubGoalDrafts(identities), MeasureDrafts(identities)
        self.projects = ProjectDrafts(identities)

    def add(self, line: BookmarkedParagraph) -> None:
        """A paragraph of the body."""
        self.read += [line.text, line.number + line.text]
        if line.role == CONTENTS or not (line.text.strip() or line.role == "sub_goal"):
            return
        if line.role in ("part", "section"):
            self._head(line)
        elif line.role == "table_title" or (self.section is HeadedSection.PROJECTS and table_heading(line.text)):
            self.section = HeadedSection.PROJECTS
            self.projects.title(line)
        elif self.section is None:
            self._front(line)
        else:
            self._into(self.section, line)

    def _into(self, section: HeadedSection, line: BookmarkedParagraph) -> None:
        if section is HeadedSection.OVERALL:
            self.overall_goal.append(line.text)
        elif section is HeadedSection.SUB_GOALS:
            if not self.sub_goals.add(line):
                self._refuse(line, "分项绩效目标的第一个项目之前的文字，没有可放的位置")
        elif section is HeadedSection.MEASURES:
            self.measures.add(line)
        elif not self.projects.line(line):
            self._refuse(line, "不属于任何绩效目标表，没有可放的位置")

    def _head(self, line: BookmarkedParagraph) -> None:
        """A heading opens what it names; one that was reworded opens what comes next."""
        named = headed_section(" ".join(line.text.split("\n")))
        if line.role == "part":
            self.section = HeadedSection.PROJECTS if named is HeadedSection.PROJECTS else self.section
            return
        if named is None or named is HeadedSection.OTHER:
            named = _NEXT.get(self.section, HeadedSection.PROJECTS)
            self._refuse(line, f"标题的文字由格式规定，不能修改，已按“{named}”读取")
        self.section = named

    def _front(self, line: BookmarkedParagraph) -> None:
        role, text = line.role, line.text
        if role == "title":
            year = _YEAR.match(text)
            self.cover["fiscal_year"] = year[1] if year else str(year_in(text) or "")
        elif role == "stage":
            self.cover["stage"] = text.removeprefix("（").removesuffix("）")
        elif role == "department":
            self.cover["department"] = text
        elif role == "cover_foot" and text.endswith(BUREAU_TAIL):
            self.cover["finance_bureau"] = text.removesuffix(BUREAU_TAIL)
        elif role == "cover_foot" and text.endswith(AUTHOR_TAIL):
            self.cover.setdefault("department", text.removesuffix(AUTHOR_TAIL))
        else:
            self._refuse(line, "封面上没有这一项，没有可放的位置")

    def _refuse(self, line: BookmarkedParagraph, expected: str) -> None:
        self.problems.append(Problem("Word 文件", line.text, expected))

    def text(self) -> Text:
        """All that was read; cells that are blank are None."""
        cover: dict[str, Any] = {name: found for name, words in self.cover.items() if (found := returned_cell(words))}
        year = cover.pop("fiscal_year", None)
        return Text(
            fiscal_year=int(year) if year else None,
            numbering=self._numbering(),
            overall_goal=tuple(self.overall_goal),
            sub_goals=self.sub_goals.finished(),
            measures=self.measures.finished(),
            projects=self.projects.finished(),
            **cover,
        )

    def _numbering(self) -> str | None:
        """As it went out, unless the list was given another look in Word."""
        printed = running_number(f"{self.sub_goals.first_number}甲")
        style = printed.style if printed else None
        return self.numbering if style in (None, self.numbering or "1.") or style not in NUMBERINGS else style
