"""The plain text that a PDF gives when it is read by lines: wrapped paragraphs and cells, page numbers in the middle.

The order within a table row is that of such programs: cells of one line stand beside each other, a wrapped
cell on lines of its own with a blank line after it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from samples.make.house import MEASURES, OVERALL, PART_ONE, PART_TWO, SUB_GOALS, House, sub_number
from samples.make.tables import LABELS, goals
from samples.make.word import entries
from texts.model import Indicator, Project, Text

_LINE = 28  # full-width characters
_PAGE = 22  # lines
_TABLE_ROWS = 9  # indicator rows on a page
_COLUMNS = (2, 4, 4, 7, 9, 5, 8)  # full-width characters a line, 序号 first
_WIDE = 42
_WORD = re.compile(r"[（《“〔]*(?:[0-9A-Za-z.%]+|[^，。；：、？！）》”〕])[，。；：、？！）》”〕]*")


def wrapped(text: Text, house: House) -> str:
    """Cover, contents and both parts; a form feed in front of every page."""
    part_one = list(_pages(_part_one(text)))
    tables = [page for n, project in enumerate(text.projects, 1) for page in _project(n, project, house)]
    heading = "\n".join(PART_TWO)
    tables[0] = f"{heading}\n{tables[0]}"
    numbered = [f"{page}\n\n— {n} —\n" for n, page in enumerate((*part_one, *tables), 1)]
    return "\n\f".join((_cover(text), _contents(text, len(part_one), house), *numbered))


def _cover(text: Text) -> str:
    head = (text.department, f"{text.fiscal_year} 年部门预算绩效文本", f"（{text.stage}）")
    return "\n\n".join((*(part or "" for part in head), f"{text.department}编制\n{text.finance_bureau}审核")) + "\n"


def _contents(text: Text, first_table: int, house: House) -> str:
    pages = [1, 1, first_table - 1]
    at = first_table + 1
    for n, project in enumerate(text.projects, 1):
        pages.append(at)
        at += len(_project(n, project, house))
    lines = [f"{title}{'.' * 20} {page}" for title, page in zip(entries(text), pages, strict=True)]
    return "\n".join(("目 录", " ".join(PART_ONE), *lines[:3], " ".join(PART_TWO), *lines[3:])) + "\n"


def _pages(lines: Iterable[str]) -> Iterator[str]:
    for _, page in groupby(enumerate(lines), lambda numbered: numbered[0] // _PAGE):
        yield "\n".join(line for _, line in page)


def _part_one(text: Text) -> Iterator[str]:
    yield from (*PART_ONE, "", OVERALL)
    for paragraph in text.overall_goal:
        yield from _wrap(paragraph, _LINE, indent=2)
    yield SUB_GOALS
    for n, item in enumerate(text.sub_goals, 1):
        first = [f"绩效目标：{goal}" if k == 0 else goal for k, goal in enumerate(item.goals)]
        title = sub_number(text.numbering or "", n) + item.title
        for paragraph in (title, *item.description, *first, f"绩效指标：{item.indicators}"):
            yield from _wrap(paragraph, _LINE, indent=2)
    yield MEASURES
    for n, measure in enumerate(text.measures, 1):
        yield from _wrap(sub_number(text.numbering or "", n) + measure.text, _LINE, indent=2)


def _project(n: int, project: Project, house: House) -> list[str]:
    """The pages of one 绩效目标表; the header row stands on every page."""
    rows = [_row(_indicator(k, row)) for k, row in enumerate(project.indicators, 1)]
    header = _row(("序号", *LABELS))
    chunks = [rows[start : start + _TABLE_ROWS] for start in range(0, len(rows), _TABLE_ROWS)]
    pages = ["\n\n".join((header, *chunk)) for chunk in chunks]
    pages[0] = f" {n}.{project.name}绩效目标表\n{_head(project, house)}\n\n{pages[0]}"
    return pages


def _head(project: Project, house: House) -> str:
    code, last = (project.code or "")[:-1], (project.code or "")[-1]
    plan = " ".join(f"{row.month}月底" for row in project.plan), " ".join(f"{row.percent}%" for row in project.plan)
    aims = "\n".join(line for goal in goals(project, house).split("\n") for line in _wrap(goal, _WIDE))
    money = " ".join(part for part in (project.fiscal_funds, "其他资金", project.other_funds) if part)
    return "\n\n".join(
        (
            f"{project.unit_code}{project.unit_name} 单位：万元",
            f"项目编码\n{code}\n{last}",
            f"项目名称 {project.name}",
            "预算规模及\n资金用途",
            f"预算数 {project.budget}\n其中：财政\n\n资金\n{money}",
            "\n".join(_wrap(project.purpose or "", _WIDE)),
            "资金支出计\n划（%）",
            *plan,
            f"绩效目标\n{aims}",
        )
    )


def _indicator(n: int, row: Indicator) -> tuple[str, ...]:
    cells = (row.level1, row.level2, row.name, row.description, row.target, row.basis)
    return (str(n), *(cell or "" for cell in cells))


def _row(cells: Sequence[str]) -> str:
    lines = [list(_wrap(cell, width)) for cell, width in zip(cells, _COLUMNS, strict=True)]
    parts, after_wrapped = "", False
    for cell in lines:
        if len(cell) > 1:
            parts += ("\n\n" if after_wrapped else "\n" if parts else "") + "\n".join(cell)
        else:
            parts += ("\n\n" if after_wrapped else " " if parts else "") + "".join(cell)
        after_wrapped = len(cell) > 1
    return parts


def _wrap(text: str, width: int, indent: int = 0) -> Iterator[str]:
    """Lines of so many full-width characters (a half-width one counts half); numbers stay whole."""
    line, used = "", indent * 1.0
    for word in _WORD.findall(text):
        size = sum(0.5 if character.isascii() else 1.0 for character in word)
        if used + size > width and line:
            yield line
            line, used = "", 0.0
        line, used = (line + word).lstrip(), used + size
    yield line
