"""A sample text as the Word file its department would have made."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from samples.make import house as words
from samples.make import ooxml
from samples.make.house import House
from samples.make.tables import add_project
from texts.model import SubGoal, Text

TITLE, HEADING, SUBHEADING, BODY, TABLE = Pt(22), Pt(16), Pt(16), Pt(16), Pt(9)
_LINE = Pt(28)


def docx(text: Text, house: House, pages: Sequence[int] | None = None) -> bytes:
    """The .docx; `pages` are the contents' page numbers, '1' throughout where they are not known yet."""
    out = io.BytesIO()
    _Draft(text, house, pages).document.save(out)
    return ooxml.same_bytes(out.getvalue())


def entries(text: Text) -> list[str]:
    """The lines of the contents that carry a page number, in order."""
    tables = [f"{n}.{project.name}绩效目标表" for n, project in enumerate(text.projects, 1)]
    return [words.OVERALL, words.SUB_GOALS, words.MEASURES, *tables]


class _Draft:
    def __init__(self, text: Text, house: House, pages: Sequence[int] | None) -> None:
        self.text, self.house = text, house
        self.pages = [str(page) for page in pages or [1] * len(entries(text))]
        self.document = Document()
        self.marks = ooxml.Marks()
        self.revisions, self.changes = list(house.revisions), count(9001)
        self._page_setup()
        self._cover()
        contents = self._contents()
        self._part_one()
        self._part_two()
        self._link(contents)

    def _page_setup(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        self._style(self.document.styles["Normal"], self.house.fonts.body)
        for level in (1, 2, 3):
            self._style(self.document.styles[f"Heading {level}"], self.house.fonts.heading)
        properties = self.document.core_properties
        properties.author = properties.last_modified_by = self.text.department
        properties.title = f"{self.text.department}{self.text.fiscal_year}年部门预算绩效文本"
        properties.comments = ""
        properties.created = properties.modified = datetime(2024, 11, 8, 9, tzinfo=UTC)

    def _style(self, style: Any, font: str) -> None:
        style.font.name = font
        style.font.size = BODY
        style.font.color.rgb = None
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for key in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{key}"), font)

    # paragraphs

    def _add(self, text: str, *, font: str = "", size: Any = BODY, centre: bool = False, indent: bool = False) -> Any:
        paragraph = self.document.add_paragraph()
        self._layout(paragraph, centre=centre, indent=indent)
        self._words(paragraph, text, font or self.house.fonts.body, size)
        return paragraph

    def _body(self, text: str) -> Any:
        return self._add(text, indent=True)

    def _heading(self, text: str, level: int, *, new_page: bool = False, marked: bool = True) -> Any:
        paragraph = self.document.add_paragraph(style=f"Heading {level}")
        self._layout(paragraph, centre=level != 2, indent=level == 2)
        paragraph.paragraph_format.page_break_before = new_page
        self._words(paragraph, text, self.house.fonts.heading, HEADING)
        if marked:
            self.marks.around(paragraph)
        return paragraph

    def _layout(self, paragraph: Any, *, centre: bool, indent: bool) -> None:
        layout = paragraph.paragraph_format
        layout.space_before = layout.space_after = Pt(0)
        layout.line_spacing = _LINE
        if indent:
            layout.first_line_indent = BODY * 2
        if centre:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def _words(self, paragraph: Any, text: str, font: str, size: Any) -> None:
        length = self.house.run_length or len(text) or 1
        for line, soft in enumerate(text.split("\v")):
            if line:
                paragraph.add_run().add_break(WD_BREAK.LINE)
            for start in range(0, len(soft), length):
                self._run(paragraph, soft[start : start + length], font, size)

    def _run(self, paragraph: Any, text: str, font: str, size: Any) -> None:
        revision = next((one for one in self.revisions if one.now in text), None)
        before, _, after = text.partition(revision.now) if revision else (text, "", "")
        run = paragraph.add_run(before)
        run.font.size = size
        run.font.name = font
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
        if revision:
            self.revisions.remove(revision)
            paragraph._p.append(ooxml.deletion(run, revision.was, next(self.changes)))
            paragraph._p.append(ooxml.insertion(run, revision.now, next(self.changes)))
            self._run(paragraph, after, font, size)

    # cover and contents

    def _cover(self) -> None:
        fonts, text = self.house.fonts, self.text
        for _ in range(5):
            self._add("")
        self._add(text.department, font=fonts.title, size=TITLE, centre=True)
        self._add(f"{text.fiscal_year}年部门预算绩效文本", font=fonts.title, size=TITLE, centre=True)
        self._add(f"（{text.stage}）", font=fonts.subheading, centre=True)
        for _ in range(10):
            self._add("")
        self._add(f"{text.department}编制", centre=True)
        self._add(f"{text.finance_bureau}审核", centre=True)

    def _contents(self) -> list[Any]:
        self._add("").add_run().add_break(WD_BREAK.PAGE)
        made = [self._add("目  录", font=self.house.fonts.heading, centre=True)]
        lines = iter(zip(entries(self.text), self.pages, strict=True))
        made.append(self._add(" ".join(words.PART_ONE)))
        made += [self._entry(*next(lines)) for _ in range(3)]
        made.append(self._add(" ".join(words.PART_TWO)))
        made += [self._entry(*line) for line in lines]
        return made

    def _entry(self, title: str, page: str) -> Any:
        if self.house.contents == "typed":
            return self._add(f"{title}{'.' * 24}{page}", size=Pt(14))
        paragraph = self._add(title, size=Pt(14))
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        paragraph.add_run("\t")
        return paragraph

    def _link(self, contents: list[Any]) -> None:
        """Turns the entries into hyperlinks with PAGEREF fields, now that the headings have bookmarks."""
        if self.house.contents == "typed":
            return
        linked = [p for p in contents if p.text.endswith("\t")]
        for paragraph, name, page in zip(linked, self.marks.names, self.pages, strict=True):
            link = ooxml.element("hyperlink", anchor=name, history="1")
            link.extend(paragraph._p.findall(qn("w:r")))
            link.extend(ooxml.field(f"PAGEREF {name} \\h", page))
            paragraph._p.append(link)
        if self.house.contents == "control":
            ooxml.content_control(contents)

    # part one and part two

    def _part_one(self) -> None:
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        self._page_numbers(section)
        self._heading(words.PART_ONE[0], 1, marked=False)
        self._add(words.PART_ONE[1], font=self.house.fonts.heading, centre=True)
        self._heading(words.OVERALL, 2)
        for n, paragraph in enumerate(self.text.overall_goal):
            self._body(f"总体绩效目标：{paragraph}" if self.house.sub_heading and n == 0 else paragraph)
        self._heading(words.SUB_GOALS, 2)
        if self.house.sub_heading:
            self._body("分项绩效目标")
        items = self.text.sub_goals
        self._numbered([item.title for item in items], [self._sub_goal(item) for item in items])
        self._heading(words.MEASURES, 2)
        if self.house.sub_heading:
            self._body("工作保障措施")
        self._numbered([measure.text for measure in self.text.measures], [[] for _ in self.text.measures])

    def _sub_goal(self, item: SubGoal) -> list[str]:
        goals = [f"绩效目标：{goal}" if n == 0 else goal for n, goal in enumerate(item.goals)]
        return [*item.description, *goals, f"绩效指标：{item.indicators}"]

    def _numbered(self, titles: Sequence[str], bodies: Sequence[Sequence[str]]) -> None:
        automatic = ooxml.add_numbering(self.document, "%1、") if self.house.numbers == "automatic" else None
        for n, (title, body) in enumerate(zip(titles, bodies, strict=True), 1):
            if automatic:
                ooxml.number(self._add(title), automatic)
            else:
                self._body(words.sub_number(self.text.numbering, n) + title)
            for paragraph in body:
                self._body(paragraph)

    def _page_numbers(self, section: Any) -> None:
        """'— 1 —' from the first page of part one on."""
        ooxml.number_pages_anew(section)
        section.footer.is_linked_to_previous = False
        paragraph = section.footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run("— ")
        for run in ooxml.field("PAGE", "1"):
            paragraph._p.append(run)
        paragraph.add_run(" —")

    def _part_two(self) -> None:
        self._heading(words.PART_TWO[0], 1, new_page=True, marked=False)
        self._add(words.PART_TWO[1], font=self.house.fonts.heading, centre=True)
        for n, project in enumerate(self.text.projects, 1):
            self._heading(f"{n}.{project.name}绩效目标表", 3, new_page=n > 1)
            if self.house.unit_line == "paragraph":
                line = self._add(f"{project.unit_code}{project.unit_name}\t单位：万元", size=TABLE)
                line.paragraph_format.tab_stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT)
            add_project(self.document, project, self.house, self._cell)

    def _cell(self, cell: Any, text: str) -> None:
        for n, line in enumerate(text.split("\n")):
            paragraph = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
            layout = paragraph.paragraph_format
            layout.space_after, layout.line_spacing = Pt(0), 1.0
            self._words(paragraph, line, self.house.fonts.body, TABLE)
