"""A text beside last year's of the same department, and beside other departments' of this year."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from texts.checks.copies import names_and_descriptions, shared_part
from texts.checks.examples import example_lines, example_row
from texts.checks.finding import Hit, Level
from texts.checks.rule import extends, rule
from texts.checks.settings import Options
from texts.checks.views import Neighbours, ProjectView, RowView
from texts.checks.whole import NeighbourView
from texts.checks.words import letters, quoted, ratio
from texts.model import Project, Text

_YEAR = re.compile(r"20[0-9]{2}年?度?")
_LAST = Text(
    department="云溪县水利局",
    projects=(
        Project(code="1", name="河长制经费", budget="30.00", indicators=(example_row("数量", "巡河次数", "≥48次"),)),
    ),
)
_NOW = replace(_LAST, projects=(replace(_LAST.projects[0], indicators=(example_row("数量", "巡河次数", "≥36次"),)),))
_GOALS = Text(
    department="云溪县水利局",
    projects=(
        Project(code="1", name="招商资金", goals=example_lines("发挥地区优势，提高地方经济的竞争力，改善产业结构。")),
    ),
)


@rule(
    level=Level.INFO,
    title="与上年文本相比有变化",
    asks="指标值比上年降低、预算变动超过30%、上年没有的项目，应当说明理由。",
    why="这些变化是审核时必问的，先说明可以少退回一次。",
    wrong=Neighbours(text=_NOW, last_year=_LAST),
    right=Neighbours(text=_LAST, last_year=_LAST),
)
def year_on_year(text: NeighbourView, options: Options) -> Iterator[Hit]:
    if text.last_year is None:
        return
    before = [ProjectView(project, n, None) for n, project in enumerate(text.last_year.projects, 1)]
    for project in text.projects:
        earlier = _predecessor(project, before, options)
        if earlier is not None:
            yield from _budget_changed(project, earlier, options)
            yield from _targets_lowered(project, earlier)
        elif project.name:
            message = f"{project.label}在上年文本中没有对应的项目。"
            yield Hit(
                project.at("name"),
                message,
                "说明新增理由和立项依据。",
                project.source.name or "",
                about=(project.name,),
            )


def _predecessor(project: ProjectView, before: list[ProjectView], options: Options) -> ProjectView | None:
    """The same project of last year: by name without years, then by the likest name."""
    name = _YEAR.sub("", project.name)
    alike = [(ratio(name, _YEAR.sub("", other.name)), -other.number, other) for other in before]
    best = max(alike, key=lambda item: item[:2], default=None)
    return best[2] if best and best[0] >= options.number("same_project") else None


def _budget_changed(project: ProjectView, earlier: ProjectView, options: Options) -> Iterator[Hit]:
    if project.budget is None or not earlier.budget:
        return
    change = (project.budget - earlier.budget) / earlier.budget
    if abs(change) > options.number("budget_change"):
        way = "增加" if change > 0 else "减少"
        yield Hit(
            project.at("budget"),
            f"预算数{project.budget_words}，比上年的{earlier.budget_words}{way}{abs(change) * 100:.0f}%。",
            "说明增减的理由和测算依据。",
            project.source.budget or "",
            about=(project.source.budget or "", earlier.source.budget or ""),
        )


def _targets_lowered(project: ProjectView, earlier: ProjectView) -> Iterator[Hit]:
    known = {(view.category, view.bare): view for view in earlier.rows}
    for view in project.rows:
        old = known.get((view.category, view.bare))
        if old is not None and not view.is_cost and _is_lowered(view, old):
            yield Hit(
                view.at(),
                f"{view.label}的指标值由上年的“{old.target}”降低为“{view.target}”。",
                "说明降低的理由，没有理由的不低于上年。",
                view.quote,
                about=(view.name, view.target, old.target),
            )


def _is_lowered(view: RowView, old: RowView) -> bool:
    """Less asked than last year: a smaller number, or a greater one where ≤ is asked."""
    now, then = view.quantity, old.quantity
    if now is None or then is None or (now.unit, now.scale) != (then.unit, then.scale):
        return False
    is_limit = now.operator in ("≤", "<")
    if is_limit != (then.operator in ("≤", "<")):
        return False
    return now.low > then.low if is_limit else now.low < then.low


@rule(
    level=Level.INFO,
    title="与其他部门的文字相同",
    asks="绩效目标和指标按本部门的实际编写。",
    why="目标或整张指标表与其他部门相同，多为互相抄用。",
    wrong=Neighbours(text=replace(_GOALS, department="云溪县教育局"), others=(_GOALS,)),
    right=Neighbours(text=replace(_NOW, department="云溪县教育局"), others=(_GOALS,)),
)
def same_text_elsewhere(text: NeighbourView, options: Options) -> Iterator[Hit]:
    goals = {
        words: (other.department, project.name)
        for other in text.others
        for project in other.projects
        if len(words := letters("".join(goal.text for goal in project.goals))) >= options.number("shortest_goal")
    }
    for project in text.projects:
        words = letters("".join(project.goals))
        if words in goals:
            department, name = goals[words]
            yield Hit(
                project.at("goals"),
                f"绩效目标与{department or '其他部门'}的项目{quoted(name, 24)}一字不差。",
                "按本部门的实际改写绩效目标。",
                project.source.goals[0].text,
                about=tuple(project.goals),
            )


@extends("same_text_elsewhere")
def same_table_elsewhere(text: NeighbourView, options: Options) -> Iterator[Hit]:
    tables = [
        (names_and_descriptions(ProjectView(project, 1, None)), other.department, project.name)
        for other in text.others
        for project in other.projects
        if len(project.indicators) >= options.number("fewest_rows")
    ]
    holders: dict[tuple[str, str], list[int]] = {}
    for number, (table, _, _) in enumerate(tables):
        for cells in table:
            holders.setdefault(cells, []).append(number)
    for project in text.projects:
        table = names_and_descriptions(project)
        shared = Counter(number for cells in table for number in holders.get(cells, ()))
        best = max(shared, key=lambda number: shared_part(table, tables[number][0]), default=None)
        if best is not None and shared_part(table, tables[best][0]) >= options.number("share"):
            _, department, name = tables[best]
            yield Hit(
                project.at("indicators"),
                f"{shared[best]}条指标的名称和描述与{department or '其他部门'}的项目{quoted(name, 24)}相同。",
                "按本部门的实际重新设置指标。",
                project.rows[0].quote,
                about=tuple(f"{name}|{words}" for name, words in sorted(table)),
            )
