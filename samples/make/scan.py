"""The plain text that OCR gives of a printed text: tab-separated rows, markup, formulas, and what it lost.

One thing after the other: `readable` is the text without what is lost, `scan` prints exactly that.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from samples.make.house import MEASURES, OVERALL, PART_ONE, PART_TWO, SUB_GOALS, sub_number
from samples.make.tables import LABELS
from texts.model import Indicator, Milestone, Project, Text

# By the running number of the project and of the row.
LAST_SHARE_KEPT = (3, 8, 13)
LOST_CELLS = ((2, 4, "basis"), (4, 3, "description"), (7, 2, "basis"), (9, 6, "description"), (12, 6, "basis"))
FORMULA_ROWS = (2, 6, 10)  # projects whose 指标值 came out as LaTeX
PARAGRAPH_TAGS = (1, 6, 9, 14)  # projects whose goals came out as <p>
CUT_PARAGRAPHS = (("overall", 2, 60), ("measure", 4, 45))  # where a page ended: paragraph, character


def readable(text: Text) -> Text:
    """The text without the cover and the cells that the scan lost."""
    projects = tuple(_project_readable(n, project) for n, project in enumerate(text.projects, 1))
    return replace(text, department=None, finance_bureau=None, stage=None, projects=projects)


def _project_readable(n: int, project: Project) -> Project:
    plan = project.plan
    if n not in LAST_SHARE_KEPT:
        plan = (*plan[:-1], Milestone(month=plan[-1].month))
    rows = list(project.indicators)
    for at, row, cell in LOST_CELLS:
        if at == n:
            rows[row - 1] = replace(rows[row - 1], **{cell: None})
    return replace(project, plan=plan, indicators=tuple(rows))


def scan(text: Text) -> str:
    """The OCR output of a readable text."""
    return "\n\n".join((*_part_one(text), *PART_TWO, *_tables(text))) + "\n"


def _part_one(text: Text) -> Iterator[str]:
    yield from (*PART_ONE, OVERALL)
    for n, paragraph in enumerate(text.overall_goal, 1):
        yield _cut(paragraph, "overall", n)
    yield SUB_GOALS
    for n, item in enumerate(text.sub_goals, 1):
        yield sub_number(text.numbering or "", n) + item.title
        yield from item.description
        yield from (f"绩效目标：{goal}" if k == 0 else goal for k, goal in enumerate(item.goals))
        yield f"绩效指标：{_formulas(item.indicators or '')}"
    yield MEASURES
    for n, measure in enumerate(text.measures, 1):
        yield _cut(sub_number(text.numbering or "", n) + measure.text, "measure", n)


def _cut(paragraph: str, part: str, n: int) -> str:
    at = next((place for name, k, place in CUT_PARAGRAPHS if (name, k) == (part, n)), None)
    return paragraph if at is None else f"{paragraph[:at]}\n\n{paragraph[at:]}"


def _formulas(phrase: str) -> str:
    """'≥95%' as LaTeX, other limits with blanks around the sign, as OCR prints both."""
    phrase = re.sub(r"≥(\d+)%", r" $\\geq \1\\%$ ", phrase)
    return re.sub(r"([≥≤])(\d[\d.]*)", r" \1 \2 ", phrase).strip()


def _tables(text: Text) -> Iterator[str]:
    for n, project in enumerate(text.projects, 1):
        yield f"{n}. {project.name}绩效目标表"
        yield f"{project.unit_code} {project.unit_name}"
        yield "单位：万元"
        yield "\n".join((*_head(n, project), *_rows(n, project.indicators)))


def _head(n: int, project: Project) -> Iterator[str]:
    code = ("项目编码", project.code, "", "项目名称", project.name, "", "")
    money = ("预算数", project.budget, "其中：财政 资金", project.fiscal_funds, "其他资金", project.other_funds)
    yield _line(code)
    yield _line(("预算规模及 资金用途", *money))
    yield _line(("", project.purpose, "", "", "", "", ""))
    months, shares = _plan(project)
    yield _line(("资金支出计 划（%）", *months))
    yield _line(("", *shares))
    goals = [f"{k}. {goal.text}" for k, goal in enumerate(project.goals, 1)]
    tagged = "".join(f"<p>{goal}</p>" for goal in goals) if n in PARAGRAPH_TAGS else " ".join(goals)
    yield _line(("绩效目标", tagged, "", "", "", "", ""))


def _plan(project: Project) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Six cells each; where the last share is lost, its label went with it."""
    months = [f"{row.month} 月底" for row in project.plan]
    shares = [f"{row.percent}%" for row in project.plan if row.percent]
    if len(shares) == len(months):
        return (months[0], "", months[1], "", *months[2:]), (shares[0], "", shares[1], "", *shares[2:])
    return (months[0], "", months[1], "", months[2], ""), (shares[0], "", shares[1], "", shares[2], "")


def _rows(n: int, rows: tuple[Indicator, ...]) -> Iterator[str]:
    yield _line((*LABELS, ""))
    above = Indicator()
    for row in rows:
        level1 = row.level1 if row.level1 != above.level1 else ""
        target = _formulas(row.target or "") if n in FORMULA_ROWS else row.target
        yield _line((level1, row.level2, row.name, row.description, target, row.basis, ""))
        above = row


def _line(cells: tuple[str | None, ...]) -> str:
    return "\t".join(cell or "" for cell in cells)
