"""Prints a Text the way offices' converters leave it in a .txt: Word dumps, PDF dumps, OCR. Widths and habits vary.

Written against the genre, with texts of our own wording, so that the readers are not fitted to the three real dumps.
"""

import random
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from texts.model import Indicator, Milestone, Project, SubGoal, Text

HEADINGS = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
CELLS = ("level1", "level2", "name", "description", "target", "basis")


@dataclass(frozen=True)
class Habits:
    """How one office's file looks."""

    seed: int = 1
    page: int = 30  # em of a line of running text
    columns: tuple[int, ...] = (5, 5, 6, 10, 5, 6)  # em of the table's columns
    has_cover: bool = True
    has_contents: bool = True
    bookmarks: bool = True
    keeps_empty_cells: bool = True
    blank_lines: bool = True
    repeats_headings: bool = True
    latex: bool = True
    spaced: bool = True
    separator: str = "\t"
    loses_last_month: bool = False
    splits_tables: bool = False
    page_numbers: bool = True
    interleaves: bool = False
    gaps: str = "some"  # of a PDF dump: empty lines as the pen moves, "none", "every" line, or "a cell a line"
    headings: tuple[str, str, str] = ("一、总体绩效目标", "二、分项绩效目标", "三、工作保障措施")


def em(text: str) -> float:
    return sum(0.5 if c in "“”‘’" or unicodedata.east_asian_width(c) not in "WFA" else 1.0 for c in text)


def wrapped(text: str, width: float, indent: float = 0) -> list[str]:
    """Lines of at most this width; no closing sign starts a line, no number or Latin word is cut."""
    units: list[str] = []
    for c in text:
        is_tied = units and (
            c in "，。、；：！？）》”%％,."
            or (c.isascii() and c.isalnum() and units[-1][-1:].isascii() and units[-1][-1:].isalnum())
        )
        if is_tied or (units and units[-1][-1] in "（《“"):
            units[-1] += c
        else:
            units.append(c)
    lines, line, room = [], "", width - indent
    for unit in (part for u in units for part in ([u] if em(u) <= width else list(u))):
        if line and em(line) + em(unit) > room:
            lines.append(line)
            line, room = "", width
        line += unit
    return [*lines, line]


# ---- running text ---------------------------------------------------------------------------------------------------


def number(text: Text, n: int) -> str:
    chinese = "一二三四五六七八九十"
    name = (
        chinese[n - 1] if n <= 10 else f"十{chinese[n - 11]}" if n < 20 else f"二十{chinese[n - 21] if n > 20 else ''}"
    )
    return {"1.": f"{n}.", "1、": f"{n}、", "（一）": f"（{name}）"}[text.numbering or "1、"]


def sub_goal_paragraphs(text: Text, n: int, goal: SubGoal) -> Iterator[str]:
    yield number(text, n) + goal.title
    yield from goal.description
    for index, line in enumerate(goal.goals):
        yield line if index else f"绩效目标：{line}"
    if goal.indicators:
        yield f"绩效指标：{goal.indicators}"


def prose(text: Text, habits: Habits) -> Iterator[str]:
    yield from ("第一部分", "部门整体绩效目标", habits.headings[0])
    for index, paragraph in enumerate(text.overall_goal):
        yield f"总体绩效目标：{paragraph}" if habits.repeats_headings and index == 0 else paragraph
    yield habits.headings[1]
    for n, goal in enumerate(text.sub_goals, 1):
        yield from sub_goal_paragraphs(text, n, goal)
    yield habits.headings[2]
    if habits.repeats_headings:
        yield "工作保障措施"
    for n, measure in enumerate(text.measures, 1):
        yield number(text, n) + measure.text
    yield from ("第二部分", "预算项目绩效目标")


def cover(text: Text) -> list[str]:
    return [
        text.department or "",
        f"{text.fiscal_year} 年部门预算绩效文本",
        f"({text.stage})",
        f"{text.department}编制",
        f"{text.finance_bureau}审核",
    ]


def contents(text: Text, leader: str) -> Iterator[str]:
    yield from ("目 录", "第一部分 部门整体绩效目标")
    yield from (
        f"{name}{leader}{page}"
        for name, page in (("一、总体绩效目标", 1), ("二、分项绩效目标", 2), ("三、工作保障措施", 8))
    )
    yield "第二部分 预算项目绩效目标"
    yield from (f"{heading(n, p)}{leader}{n + 8}" for n, p in enumerate(text.projects, 1))


def front(text: Text, habits: Habits, leader: str) -> list[str]:
    return [*(cover(text) if habits.has_cover else []), *(contents(text, leader) if habits.has_contents else [])]


def heading(n: int, project: Project) -> str:
    return f"{n}.{project.name}绩效目标表"


def goals_of(project: Project) -> list[str]:
    return [f"{n}.{goal.text}" for n, goal in enumerate(project.goals, 1)]


def indicator_cells(rows: Sequence[Indicator]) -> Iterator[list[str]]:
    """The rows as printed: levels only where they change."""
    last = ("", "")
    for row in rows:
        level1, level2 = row.level1 or "", row.level2 or ""
        shown1 = "" if level1 == last[0] else level1
        shown2 = "" if (level1, level2) == last else level2
        last = (level1, level2)
        yield [shown1, shown2, *(getattr(row, name) or "" for name in CELLS[2:])]


# ---- Word dump ------------------------------------------------------------------------------------------------------


def word_dump(text: Text, habits: Habits) -> str:
    """A cell a line behind a tab, empty lines between the rows."""
    out = [*front(text, habits, "\t"), ""]
    for n, paragraph in enumerate(prose(text, habits)):
        out.append((f"[bookmark: _Toc_{n}]" if habits.bookmarks and paragraph in habits.headings else "") + paragraph)
    for n, project in enumerate(text.projects, 1):
        out += [" ", (f"[bookmark: _Toc_4_{n}]" if habits.bookmarks else "") + heading(n, project)]
        for row in form_rows(project):
            out += dumped(row, habits)
        out += ["", " "]
        for row in [list(HEADINGS), *indicator_cells(project.indicators)]:
            out += dumped(row, habits)
        out += ["", ""]
    return "\n".join(out)


def dumped(row: list[str], habits: Habits) -> list[str]:
    cells = [cell for cell in row if cell or habits.keeps_empty_cells]
    return [
        *(f"\t{cell}{' ' if not cell and habits.seed % 2 else ''}" for cell in cells),
        *([""] if habits.blank_lines else []),
    ]


def share(row: Milestone) -> str:
    return f"{row.percent}%" if row.percent else ""


def form_rows(project: Project) -> Iterator[list[str]]:
    yield [f"{project.unit_code}{project.unit_name}", "单位：万元"]
    yield ["项目编码", project.code or "", "项目名称", project.name or ""]
    yield [
        "预算规模及资金用途",
        "预算数",
        project.budget or "",
        "其中：财政    资金",
        project.fiscal_funds or "",
        "其他资金",
        project.other_funds or "",
    ]
    yield ["", project.purpose or ""]
    yield ["资金支出计划（%）", *(f"{row.month}月底" for row in project.plan)]
    yield ["", *(share(row) for row in project.plan)]
    yield ["绩效目标", "\n".join(goals_of(project))]


# ---- PDF dump -------------------------------------------------------------------------------------------------------


def pdf_dump(text: Text, habits: Habits) -> str:
    """Visual lines: running text wrapped at the page's edge, cells at their column's."""
    chance = random.Random(habits.seed)
    out: list[str] = []
    page = 0
    for paragraph in [*front(text, habits, "……"), *prose(text, habits)]:
        for line in wrapped(paragraph, habits.page, indent=2):
            out += [line, ""] if chance.random() < 0.9 else [line]
        if habits.page_numbers and chance.random() < 0.08:
            page += 1
            out += ["", "", str(page) if habits.seed % 2 else f"— {page} —", ""]
    for n, project in enumerate(text.projects, 1):
        out += wrapped(" " + heading(n, project), habits.page)
        out += pdf_form(project, habits, chance)
    return regapped("\n".join(out), habits.gaps)


def regapped(printed: str, gaps: str) -> str:
    if gaps == "a cell a line":
        return re.sub(r"(?<=[一-鿿]) (?=[一-鿿])", "\n", printed)
    return {"some": printed, "none": re.sub(r"\n+", "\n", printed), "every": re.sub(r"\n+", "\n\n", printed)}[gaps]


def pdf_form(project: Project, habits: Habits, chance: random.Random) -> list[str]:
    wide = sum(habits.columns) - habits.columns[0]
    code = project.code or ""
    out = [f"{project.unit_code}{project.unit_name} 单位：万元", "", "项目编码", code[:-1], code[-1:], ""]
    name = wrapped(project.name or "", 18)
    out += [f"项目名称 {name[0]}"] if len(name) == 1 else ["项目名称", *name]
    out += [
        "",
        *wrapped("预算规模及资金用途", habits.columns[0]),
        "",
        f"预算数 {project.budget}",
        "其中：财政",
        "",
        "资金",
    ]
    out += [f"{project.fiscal_funds} 其他资金 {project.other_funds or ''}".strip(), ""]
    out += [*wrapped(project.purpose or "", wide), ""]
    out += [*wrapped("资金支出计划（%）", habits.columns[0]), ""]
    out += [
        " ".join(f"{row.month}月底" for row in project.plan),
        "",
        " ".join(share(row) for row in project.plan).strip(),
        "",
    ]
    out += ["绩效目标", *(line for goal in goals_of(project) for line in wrapped(goal, wide)), ""]
    rows = [list(HEADINGS), *indicator_cells(project.indicators)]
    laid = interleaved_row if habits.interleaves else streamed_row
    return out + [line for row in rows for line in laid(row, habits, chance)]


def streamed_row(row: list[str], habits: Habits, chance: random.Random) -> list[str]:
    """Cell after cell: neighbours of one line share a line, taller ones take lines of their own."""
    out: list[str] = []
    was_single = False
    for cell, width in zip(row, habits.columns, strict=True):
        if not cell:
            continue
        lines = wrapped(spaced(cell, chance) if habits.spaced else cell, width)
        if len(lines) == 1 and was_single:
            out[-1] += f" {lines[0]}"
        else:
            out += ["", *lines] if out and not was_single else lines
        was_single = len(lines) == 1
    return out


def interleaved_row(row: list[str], habits: Habits, chance: random.Random) -> list[str]:
    """Visual line after visual line across the columns."""
    cells = [wrapped(cell, width) if cell else [] for cell, width in zip(row, habits.columns, strict=True)]
    depth = max(len(cell) for cell in cells)
    return [" ".join(cell[n] for cell in cells if n < len(cell)) for n in range(depth)]


def spaced(text: str, chance: random.Random) -> str:
    """The blank that some converters put between a digit and a Chinese character."""
    out = text[:1]
    for before, after in pairwise(text):
        out += (" " if before.isdigit() and after >= "一" and chance.random() < 0.4 else "") + after
    return out
