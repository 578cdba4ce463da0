"""Blocks in reading order -> Reading: what each paragraph and table of a 部门预算绩效文本 is.

Every reader ends here, so the meaning of a paragraph is decided once, whatever file it came from. What has no
place in the Text becomes a Problem, word for word; `coverage` makes sure of it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from texts.model import Project, Text
from texts.readers.blocks import Block, Paragraph, Problem, Reading, Table, UnreadableFileError
from texts.readers.form import cover, project_table
from texts.readers.form.coverage import unplaced
from texts.readers.form.headings import (
    ORDER,
    HeadedSection,
    headed_section,
    is_bare_chapter,
    is_chinese_heading,
    is_title,
    running_number,
    section_prefix,
)
from texts.readers.form.labels import key, label_of, table_heading, unit_of_line
from texts.readers.form.sub_goals import read_measures, read_sub_goals

NOT_THIS_GENRE = (
    "文件中没有找到部门预算绩效文本的内容（既没有总体绩效目标、分项绩效目标、工作保障措施，也没有绩效目标表），"
    "请确认选对了文件；如果是扫描件，请先做文字识别再上传。"
)


@dataclass(slots=True)
class _Parts:
    """What has been sorted so far; `columns` are the optional ones that are read."""

    columns: tuple[str, ...] = ()
    front: list[Paragraph] = field(default_factory=list)
    sections: dict[HeadedSection, list[Paragraph]] = field(
        default_factory=lambda: {section: [] for section in HeadedSection}
    )
    headings: list[Paragraph] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    section: HeadedSection | None = None
    reached: HeadedSection | None = None  # the last section of this text, though another chapter may have come since
    number: int | None = None  # of the last heading, where headings are numbered 一、二、三、
    over_table: list[Paragraph] = field(default_factory=list)
    over_tables: list[Paragraph] = field(default_factory=list)


def assemble(
    blocks: Sequence[Block],
    *,
    source: Sequence[Paragraph] = (),
    problems: Sequence[Problem] = (),
    understood: Sequence[str] = (),
    columns: tuple[str, ...] = (),
) -> Reading:
    """The Reading of blocks in reading order, with these optional columns of indicators (texts/columns.py).

    `source` are the file's own lines (the blocks themselves where not given), `problems` those of the reader,
    `understood` words of the form that the reader has passed over.
    Raises UnreadableFileError when nothing of the genre is in the blocks.
    """
    blocks = project_table.join_cut(tuple(blocks))
    contents, rest = _contents(blocks)
    parts = _sort(rest, columns)
    if not (parts.projects or any(parts.sections[section] for section in ORDER)):
        raise UnreadableFileError(NOT_THIS_GENRE)
    front = cover.read_cover(parts.front)
    text, found = _text(parts, front)
    lines = tuple(source) or tuple(_lines(blocks))
    told = [*problems, *parts.problems, *found]
    read = [p.text for p in (*contents, *parts.front, *parts.headings, *parts.over_tables)]
    read += understood
    return Reading(text, (*told, *unplaced(lines, text, told, read)), lines)


def _contents(blocks: Sequence[Block]) -> tuple[list[Paragraph], list[Block]]:
    """The entries of the contents, which only repeat headings, and all other blocks."""
    first_table = next((i for i, block in enumerate(blocks) if isinstance(block, Table)), len(blocks))
    prose = [block for block in blocks[:first_table] if isinstance(block, Paragraph) and block.text.strip()]
    start, end = cover.contents_end(prose)
    return cover.entries(prose[start:end]), [*prose[:start], *prose[end:], *blocks[first_table:]]


def _sort(blocks: Sequence[Block], columns: tuple[str, ...]) -> _Parts:
    parts = _Parts(columns)
    for block in _with_titles(blocks):
        if isinstance(block, Table):
            _take_table(parts, block)
        elif block.text.strip():
            _take_paragraph(parts, block)
    parts.problems += _left_over(parts.over_table)
    return parts


def _with_titles(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks with '第二部分' and the title in the paragraph below as one heading."""
    whole: list[Block] = []
    for block in blocks:
        last = whole[-1] if whole else None
        if isinstance(block, Paragraph) and isinstance(last, Paragraph) and _is_title_of(block, last):
            whole[-1] = Paragraph(f"{last.text} {block.text}", last.at)
        elif not isinstance(block, Paragraph) or block.text.strip():
            whole.append(block)
    return whole


def _is_title_of(paragraph: Paragraph, above: Paragraph) -> bool:
    own = (None, HeadedSection.OVERALL, HeadedSection.PROJECTS)
    return is_bare_chapter(above.text) and is_title(paragraph.text) and headed_section(paragraph.text) in own


def _take_table(parts: _Parts, table: Table) -> None:
    project, problems = project_table.read_table(table, parts.columns)
    if project == Project(columns=parts.columns):
        parts.problems += problems
        return
    unit = next((found for p in reversed(parts.over_table) if (found := unit_of_line(p.text))), None)
    if unit and not project.unit_code:
        project = replace(project, unit_code=unit[0], unit_name=unit[1])
    heading = next((name for p in reversed(parts.over_table) if (name := table_heading(p.text))), None)
    if heading and not project.name:
        project = replace(project, name=heading)
    parts.problems += [*_left_over(parts.over_table), *problems]
    parts.over_tables += parts.over_table
    parts.over_table = []
    parts.projects.append(project)
    parts.section = HeadedSection.PROJECTS


def _left_over(over_table: Sequence[Paragraph]) -> list[Problem]:
    left = [p for p in over_table if not (table_heading(p.text) or unit_of_line(p.text) or label_of(p.text))]
    return [Problem(p.at, p.text, "不属于任何绩效目标表，没有可放的位置") for p in left]


def _take_paragraph(parts: _Parts, paragraph: Paragraph) -> None:
    section = headed_section(paragraph.text)
    if section and _moves_on(parts.reached, section):
        _open(parts, section, paragraph)
    elif _is_other_chapter(parts, paragraph):
        _open(parts, HeadedSection.OTHER, paragraph)
    elif table_heading(paragraph.text) or parts.section is HeadedSection.PROJECTS:
        parts.section = parts.reached = HeadedSection.PROJECTS
        parts.over_table.append(paragraph)
    elif prefix := section_prefix(paragraph.text):
        if _moves_on(parts.reached, prefix[0]):
            parts.section = parts.reached = prefix[0]
        _add(parts, replace(paragraph, text=prefix[1]))
    elif section is None or section is not parts.section:
        _add(parts, paragraph)


def _open(parts: _Parts, section: HeadedSection, heading: Paragraph) -> None:
    number = running_number(heading.text)
    parts.section = section
    if section is HeadedSection.OTHER:
        parts.sections[section].append(heading)
        return
    parts.reached = section
    parts.number = number.value if number and number.style == "一、" else None
    parts.headings.append(heading)


def _is_other_chapter(parts: _Parts, paragraph: Paragraph) -> bool:
    """A heading that goes on counting behind the last section's, where the section itself counts otherwise."""
    if parts.number is None or parts.reached is None or not is_chinese_heading(paragraph.text, parts.number):
        return False
    inside = (running_number(p.text) for p in parts.sections[parts.reached])
    return all(number is None or number.style != "一、" for number in inside)


def _moves_on(now: HeadedSection | None, new: HeadedSection) -> bool:
    """Sections follow each other; a heading of an earlier one is a sentence, one of the same one a repetition."""
    return now is None or new is HeadedSection.OTHER or ORDER.index(new) >= ORDER.index(now)


def _add(parts: _Parts, paragraph: Paragraph) -> None:
    (parts.front if parts.section is None else parts.sections[parts.section]).append(paragraph)


def _text(parts: _Parts, front: cover.Cover) -> tuple[Text, list[Problem]]:
    sub_goals, numbering, problems = read_sub_goals(parts.sections[HeadedSection.SUB_GOALS])
    text = Text(
        fiscal_year=front.fiscal_year or _year_of(parts),
        department=front.department,
        finance_bureau=front.finance_bureau,
        stage=front.stage,
        numbering=numbering,
        overall_goal=tuple(p.text.strip() for p in parts.sections[HeadedSection.OVERALL]),
        sub_goals=sub_goals,
        measures=read_measures(parts.sections[HeadedSection.MEASURES]),
        projects=tuple(parts.projects),
    )
    left = [Problem(p.at, p.text, "封面上没有这一项，没有可放的位置") for p in front.left]
    left += [
        Problem(p.at, p.text, "属于其他章节，绩效文本中没有可放的位置") for p in parts.sections[HeadedSection.OTHER]
    ]
    return text, left + problems + _missing(text)


def _year_of(parts: _Parts) -> int | None:
    """The year a heading names, else digits 7-8 of the project codes, by majority (the format's rule)."""
    named = next((year for p in parts.headings if (year := cover.year_in(p.text))), None)
    years = Counter(key(p.code)[6:8] for p in parts.projects if p.code and key(p.code)[6:8].isdecimal())
    return named or (2000 + int(years.most_common(1)[0][0]) if years else None)


def _missing(text: Text) -> list[Problem]:
    parts = (
        (text.overall_goal, "总体绩效目标"),
        (text.sub_goals, "分项绩效目标"),
        (text.measures, "工作保障措施"),
        (text.projects, "绩效目标表"),
    )
    return [Problem("全文", "", f"没有找到{name}") for value, name in parts if not value]


def _lines(blocks: Sequence[Block]) -> list[Paragraph]:
    lines: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Table):
            lines += [Paragraph(cell.text, cell.at) for cell in block.cells]
        else:
            lines.append(block)
    return lines
