"""What the templates of the official document show, in print order: the Text's parts with a place on every value.

Numbers are strings here: Django would ask its settings how to print an int, and there may be none.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from texts.columns import BY_NAME, LEVELS, Kind, in_table, names
from texts.model import Indicator, Milestone, Project, SubGoal, Text
from texts.places import place
from texts.writers.placed_values import Value, placed_lines, value, values
from texts.writers.printed_widths import widths
from texts.writers.typeset import ordinal, typeset

GRID = 24  # columns beside the label column of the facts table
SECTIONS = ("一、总体绩效目标", "二、分项绩效目标", "三、工作保障措施")


def cover(text: Text) -> dict[str, Any]:
    """The cover's lines; what the text does not state is a blank line or left out, never a guess."""
    return {
        "fiscal_year": str(text.fiscal_year or ""),
        "department": value(text, "", "department"),
        "finance_bureau": value(text, "", "finance_bureau"),
        "stage": value(text, "", "stage"),
    }


def part_one(text: Text) -> dict[str, Any]:
    """第一部分: overall goal, sub-goals, measures."""
    return {
        "overall_goal": values(text, "", "overall_goal"),
        "sub_goals": [_sub_goal(row, n, text.numbering) for n, row in enumerate(text.sub_goals, 1)],
        "measures": [
            {"number": ordinal(n, text.numbering, line.text), "value": line}
            for n, line in enumerate(placed_lines(text.measures, "measures"), 1)
        ],
        "sections": SECTIONS,
    }


def _sub_goal(row: SubGoal, n: int, numbering: str | None) -> dict[str, Any]:
    at = f"sub_goals[{n}]"
    return {
        "number": ordinal(n, numbering, row.title),
        "title": value(row, at, "title"),
        "description": values(row, at, "description"),
        "goals": values(row, at, "goals"),
        "indicators": value(row, at, "indicators"),
    }


def project_title(project: Project, number: int) -> str:
    """As the contents and the page print it."""
    return f"{number}.{project.name or ''}绩效目标表"


def project(
    project: Project, number: int, *, size: str = "", starts: Collection[int] = (), forced: Collection[int] = ()
) -> dict[str, Any]:
    """One 绩效目标表, `size` one of the smaller ones of official.css.

    `starts` are the indicator rows (from 0) that begin a page, where level labels are repeated; `forced` rows begin a
    page anyway.
    """
    at = f"projects[{project.code or number}]"
    cells = ("unit_code", "unit_name", "code", "name", "budget", "fiscal_funds", "other_funds", "purpose")
    goals = placed_lines(project.goals, f"{at}.goals")
    return {
        "number": str(number),
        "is_first": number == 1,
        "size": size,
        **{name: value(project, at, name) for name in cells},
        "plan": _plan(project, at),
        "plan_place": place(project.id, at, "plan"),
        "goals": [{"number": ordinal(n, "1.", goal.text), "value": goal} for n, goal in enumerate(goals, 1)],
        "columns": _columns(project),
        "rows": _rows(project, at, starts, forced),
    }


def _columns(project: Project) -> list[dict[str, str]]:
    """The heads of the indicator table; `width` is the class of its width in official.css, which knows the levels'."""
    found = widths(project.indicators, project.columns)
    return [
        {"label": column.label, "width": _width_class(column.name, found[column.name])}
        for column in in_table(project.columns)
    ]


def _width_class(name: str, width: int) -> str:
    if name in LEVELS:
        return name if width == BY_NAME[name].usual else f"mm{width}"
    return f"{name} mm{width}"


def _plan(project: Project, at: str) -> list[dict[str, Any]]:
    """Every milestone with its share of the grid's columns."""
    count = len(project.plan)
    spans = [GRID * (n + 1) // count - GRID * n // count for n in range(count)]
    return [
        {"month": str(row.month), "percent": _percent(row, f"{at}.plan[{n}]"), "span": str(spans[n - 1])}
        for n, row in enumerate(project.plan, 1)
    ]


def _percent(row: Milestone, at: str) -> Value:
    printed = value(row, at, "percent")
    return Value(f"{printed.text}%", printed.place) if printed else printed


@dataclass(frozen=True, slots=True)
class LevelCell:
    """A level cell that stands for its row and the `span - 1` rows below."""

    value: Value
    span: str
    is_continued: bool  # begun on the page before: its label is repeated


def _rows(project: Project, at: str, starts: Collection[int], forced: Collection[int]) -> list[dict[str, Any]]:
    indicators = project.indicators
    texts = [name for name in names(project.columns) if name not in LEVELS]
    keys1 = [row.level1 for row in indicators]
    keys2 = [row.level2 and (row.level1, row.level2) for row in indicators]
    return [
        {
            "is_forced": n in forced,
            "level1": _level(keys1, n, value(row, f"{at}.indicators[{n + 1}]", "level1"), starts),
            "level2": _level(keys2, n, value(row, f"{at}.indicators[{n + 1}]", "level2"), starts),
            "cells": [_cell(row, f"{at}.indicators[{n + 1}]", name) for name in texts],
        }
        for n, row in enumerate(indicators)
    ]


def _cell(row: Indicator, at: str, name: str) -> dict[str, Any]:
    """A cell below the levels; numbers stand in the middle of their column."""
    return {"value": value(row, at, name), "is_number": BY_NAME[name].kind is Kind.NUMBER}


def _level(keys: list[Any], n: int, label: Value, starts: Collection[int]) -> LevelCell | None:
    """The cell that begins at row n; None where one from above covers it. Blank cells are never merged."""
    goes_on = n > 0 and keys[n] and keys[n] == keys[n - 1]
    if goes_on and n not in starts:
        return None
    end = n + 1
    while end < len(keys) and keys[n] and keys[end] == keys[n] and end not in starts:
        end += 1
    return LevelCell(label, str(end - n), bool(goes_on))


def contents(text: Text, pages: Mapping[str, int]) -> list[dict[str, Any]]:
    """The entries of the contents by part; `pages` gives the printed page number of each anchor, empty on screen."""
    sections = [_entry(f"section-{n}", title, pages) for n, title in enumerate(SECTIONS, 1)]
    projects = [_entry(f"project-{n}", project_title(row, n), pages) for n, row in enumerate(text.projects, 1)]
    parts = [{"title": "第一部分　部门整体绩效目标", "entries": sections}]
    return [*parts, {"title": "第二部分　预算项目绩效目标", "entries": projects}] if projects else parts


def _entry(anchor: str, title: str, pages: Mapping[str, int]) -> dict[str, Any]:
    return {"anchor": anchor, "title": typeset(title), "page": str(pages.get(anchor, ""))}
