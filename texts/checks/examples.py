"""Writing and showing the examples of rules: parts of a text in which only what matters is filled."""

from collections.abc import Iterator
from dataclasses import fields

from texts.checks.views import Neighbours
from texts.columns import ALL
from texts.model import Indicator, Line, Milestone, Project, SubGoal, Text

_MONTHS = (3, 6, 10, 12)
_LABELS = {
    "fiscal_year": "年度",
    "department": "部门",
    "overall_goal": "总体绩效目标",
    "code": "项目编码",
    "name": "项目名称",
    "unit_name": "预算单位",
    "budget": "预算数",
    "fiscal_funds": "财政资金",
    "other_funds": "其他资金",
    "purpose": "资金用途",
    "title": "分项",
    "description": "说明",
    "goals": "绩效目标",
    "indicators": "绩效指标",
}


def example_row(
    level2: str, name: str, target: str, description: str | None = None, basis: str | None = None
) -> Indicator:
    """A row of an indicator table; level2 without 指标."""
    return Indicator(level2=f"{level2}指标", name=name, description=description, target=target, basis=basis)


def example_rows(*targets: tuple[str, str, str]) -> tuple[Indicator, ...]:
    """A table of (level2, name, target)."""
    return tuple(example_row(*cells) for cells in targets)


def months(*shares: str) -> tuple[Milestone, ...]:
    """A payment plan at the usual four dates, shares in %."""
    return tuple(Milestone(month=month, percent=share) for month, share in zip(_MONTHS, shares, strict=True))


def example_lines(*texts: str) -> tuple[Line, ...]:
    """Goals or measures."""
    return tuple(Line(text=text) for text in texts)


def show(example: Indicator | SubGoal | Project | Text | Neighbours) -> str:
    """The example as lines that a person reads; only what is filled."""
    if isinstance(example, Indicator):
        return _row(example)
    if isinstance(example, SubGoal):
        return "；".join(_cells(example))
    if isinstance(example, Project):
        return "\n".join(_project(example))
    if isinstance(example, Text):
        return "\n".join(_text(example))
    parts = [show(example.text)]
    parts += [f"上年：{show(example.last_year)}"] if example.last_year else []
    return "\n".join([*parts, *(f"其他部门：{show(other)}" for other in example.others)])


def _row(indicator: Indicator) -> str:
    cells = (getattr(indicator, name) for name in ALL if name != "level1")
    return " | ".join(cell for cell in cells if cell)


def _cells(thing: Project | SubGoal | Text) -> Iterator[str]:
    """The filled fields that are words or numbers."""
    for field in fields(thing):
        value = getattr(thing, field.name)
        if isinstance(value, tuple) and value and all(isinstance(item, str) for item in value):
            value = "".join(value)
        if field.name in _LABELS and isinstance(value, str | int) and value != "":
            yield f"{_LABELS[field.name]}：{value}"


def _project(project: Project) -> list[str]:
    shown = ["；".join(_cells(project))]
    if project.plan:
        plan = "，".join(f"{m.month}月底{m.percent}%" for m in project.plan if m.percent is not None)
        shown.append(f"资金支出计划：{plan}")
    if project.goals:
        shown.append("绩效目标：" + "".join(f"{n}.{goal.text}" for n, goal in enumerate(project.goals, 1)))
    return [line for line in (*shown, *map(_row, project.indicators)) if line]


def _text(text: Text) -> list[str]:
    shown = ["；".join(_cells(text))]
    shown += ["；".join(_cells(item)) for item in text.sub_goals]
    shown += [f"工作保障措施：{measure.text}" for measure in text.measures]
    return [line for line in (*shown, *(line for p in text.projects for line in _project(p))) if line]
