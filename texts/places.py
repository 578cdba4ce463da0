"""Every place of a stored text: the words there, how people call it, and which part of the text it belongs to.

A place is `row:field` as the document carries it in `data-place` (texts/writers); without an identity it is
the position in performance-text/1 (`projects[CODE].indicators[5].target`, rows counted from 1). Beside the cells and
paragraphs there are places for what stands above them: `row:row` (a whole indicator row or sub-goal), `project:project`
(a whole 绩效目标表) and `text:sub_goals`, `text:measures`, `text:projects` (a whole section).
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from texts.columns import LABELS, names
from texts.model import Indicator, Line, Project, SubGoal, Text

COVER, OVERALL_GOAL, SUB_GOALS, MEASURES, PROJECTS = "cover", "overall_goal", "sub_goals", "measures", "projects"
SECTIONS = {
    COVER: "封面",
    OVERALL_GOAL: "总体绩效目标",
    SUB_GOALS: "分项绩效目标",
    MEASURES: "工作保障措施",
    PROJECTS: "预算项目",
}
_COVER_CELLS = {"department": "部门名称", "finance_bureau": "审核部门", "stage": "阶段"}
_SUB_GOAL_LISTS = {"description": "说明", "goals": "绩效目标"}
_PROJECT_CELLS = {
    "unit_code": "单位代码",
    "unit_name": "单位名称",
    "code": "项目编码",
    "name": "项目名称",
    "budget": "预算数",
    "fiscal_funds": "财政资金",
    "other_funds": "其他资金",
    "purpose": "资金用途",
}


#: How people call the cells of each kind of row.
CELL_NAMES = {
    "plan": _COVER_CELLS,
    "sub_goal": {"title": "标题", **_SUB_GOAL_LISTS, "indicators": "绩效指标"},
    "project": _PROJECT_CELLS,
    "indicator": LABELS,
}


def place(identity: UUID | None, at: str, field: str) -> str:
    """Of a field of the thing at that position ("" for the text itself)."""
    if identity:
        return f"{identity}:{field}"
    return f"{at}.{field}" if at else field


def paragraph_place(identity: UUID | None, at: str, field: str, number: int) -> str:
    """Of one of the paragraphs of a field: `uuid:description.2`, or `sub_goals[6].description[2]`."""
    return f"{identity}:{field}.{number}" if identity else f"{place(None, at, field)}[{number}]"


def line(identity: UUID | None, at: str) -> str:
    """Of a row that is one line (a measure, a goal): `uuid:text`, or its position."""
    return f"{identity}:text" if identity else at


def is_whole(place: str) -> bool:
    """Whether a place is a whole project or section: its words are too many to be shown."""
    return place.rpartition(":")[2] in ("project", *SECTIONS)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place. `part` is a section's name or a project's id; `kind` and `cell` name the field that is typed into,
    `paragraph` (from 1) the line of it; `kind` is "" where more than one field is meant."""

    place: str
    words: str
    where: str
    part: str
    kind: str = ""
    cell: str = ""
    paragraph: int = 0


def spots(text: Text, parts: Collection[str] | None = None) -> dict[str, Spot]:
    """Every place of a text whose rows have identities, in print order, by its name; of the projects only these
    (ids), where `parts` names some."""
    return {spot.place: spot for spot in _spots(text, parts)}


def _spots(text: Text, parts: Collection[str] | None) -> Iterator[Spot]:
    for field, label in _COVER_CELLS.items():
        yield _cell(text, field, f"封面 · {label}", COVER, "plan")
    yield from _section(text, OVERALL_GOAL, text.overall_goal)
    for n, paragraph in enumerate(text.overall_goal, 1):
        where = f"总体绩效目标 · 第{n}段"
        yield Spot(f"{text.id}:overall_goal.{n}", paragraph, where, OVERALL_GOAL, "plan", "overall_goal", n)
    yield from _section(text, SUB_GOALS, (_sub_goal_words(row) for row in text.sub_goals))
    for n, row in enumerate(text.sub_goals, 1):
        yield from _sub_goal(row, n)
    yield from _section(text, MEASURES, (line.text for line in text.measures))
    yield from _lines(text.measures, "工作保障措施", MEASURES, "measure")
    yield from _section(text, PROJECTS, (row.name or "" for row in text.projects))
    for n, project in enumerate(text.projects, 1):
        if parts is None or str(project.id) in parts:
            yield from _project(project, n)


def _section(text: Text, part: str, words: Iterable[str]) -> Iterator[Spot]:
    yield Spot(f"{text.id}:{part}", "\n".join(words), SECTIONS[part], part)


def _cell(row: Any, field: str, where: str, part: str, kind: str) -> Spot:
    """The place of one field of a row; `department` is typed into the plan's `department_name`."""
    cell = "department_name" if field == "department" else field
    return Spot(f"{row.id}:{field}", getattr(row, field) or "", where, part, kind, cell)


def _sub_goal_words(row: SubGoal) -> str:
    return "\n".join((row.title, *row.description, *row.goals, row.indicators or ""))


def _sub_goal(row: SubGoal, n: int) -> Iterator[Spot]:
    name = f"分项 {n} {row.title}".rstrip()
    yield Spot(f"{row.id}:row", _sub_goal_words(row), name, SUB_GOALS)
    yield _cell(row, "title", f"{name} · 标题", SUB_GOALS, "sub_goal")
    for field, label in _SUB_GOAL_LISTS.items():
        for k, paragraph in enumerate(getattr(row, field), 1):
            where = f"{name} · {label}第{k}段"
            yield Spot(f"{row.id}:{field}.{k}", paragraph, where, SUB_GOALS, "sub_goal", field, k)
    yield _cell(row, "indicators", f"{name} · 绩效指标", SUB_GOALS, "sub_goal")


def _lines(lines: Iterable[Line], name: str, part: str, kind: str) -> Iterator[Spot]:
    for n, line in enumerate(lines, 1):
        yield _cell(line, "text", f"{name} · 第{n}条", part, kind)


def _project(project: Project, n: int) -> Iterator[Spot]:
    part, name = str(project.id), project.name or f"第{n}个项目"
    words = [getattr(project, cell) or "" for cell in _PROJECT_CELLS]
    words += [f"{row.month}月底 {row.percent or ''}" for row in project.plan]
    words += [line.text for line in project.goals] + [_row_words(row, project.columns) for row in project.indicators]
    yield Spot(f"{project.id}:project", "\n".join(words), name, part)
    for cell, label in _PROJECT_CELLS.items():
        yield _cell(project, cell, f"{name} · {label}", part, "project")
    plan = "、".join(f"{row.month}月底{row.percent or '空'}" for row in project.plan)
    yield Spot(f"{project.id}:plan", plan, f"{name} · 资金支出计划", part)
    for step in project.plan:
        yield _cell(step, "percent", f"{name} · {step.month}月底支出计划", part, "milestone")
    yield from _lines(project.goals, f"{name} · 绩效目标", part, "goal")
    for number, row in enumerate(project.indicators, 1):
        yield from _indicator(row, f"{name} · 第{number}行", part, project.columns)


def _row_words(row: Indicator, columns: tuple[str, ...]) -> str:
    return " | ".join(getattr(row, cell) or "" for cell in names(columns))


def _indicator(row: Indicator, name: str, part: str, columns: tuple[str, ...]) -> Iterator[Spot]:
    yield Spot(f"{row.id}:row", _row_words(row, columns), name, part)
    for cell in names(columns):
        yield _cell(row, cell, f"{name} · {LABELS[cell]}", part, "indicator")


#: anchors of the official document, by section
_ON_PAPER = {OVERALL_GOAL: "section-1", SUB_GOALS: "section-2", MEASURES: "section-3", PROJECTS: "part-2"}


def anchors(text: Text) -> dict[str, str]:
    """part -> the anchor of its heading in the official document."""
    return {**_ON_PAPER, **{str(project.id): f"project-{n}" for n, project in enumerate(text.projects, 1)}}
