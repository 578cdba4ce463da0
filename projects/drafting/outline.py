"""The outline of a text while it is written: every part and project with its state, and the totals of the money."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from departments.scopes import Scope
from projects.drafting.carrying import OpenPlace
from projects.drafting.completeness import (
    Category,
    Examined,
    Progress,
    examine_measures,
    examine_overall_goal,
    examine_project,
    examine_sub_goals,
    is_sub_goal_complete,
)
from projects.drafting.contents import Contents
from texts.amounts import parse_amount


@dataclass(frozen=True, slots=True)
class OutlinePart:
    """A line of the outline in part one; `to_check` counts the places from last year that nobody looked at yet."""

    anchor: str
    title: str
    examined: Examined
    count: str = ""
    to_check: int = 0


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A line of the outline for a project; `is_own` when the reader may write in it, `to_check` as in Part."""

    id: UUID
    number: str
    name: str
    budget: str
    examined: Examined
    is_own: bool
    to_check: int = 0


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over all projects in 万元; cells that are no amounts are counted, not guessed."""

    budget: Decimal
    fiscal_funds: Decimal
    other_funds: Decimal
    unreadable: int


@dataclass(frozen=True, slots=True)
class Outline:
    parts: tuple[OutlinePart, ...]
    projects: tuple[ProjectLine, ...]
    totals: Totals

    @property
    def gaps(self) -> int:
        """How many things are still to do in the whole text."""
        lines: tuple[OutlinePart | ProjectLine, ...] = (*self.parts, *self.projects)
        return sum(len(line.examined.gaps) for line in lines)


def outline_of(
    contents: Contents, categories: list[Category], scope: Scope, to_check: Iterable[OpenPlace] = ()
) -> Outline:
    """Every part and project of a text with its state; what came from last year is complete when it is checked."""
    waiting = Counter(place.project_id or place.at.partition(":")[0] for place in to_check)
    lines = tuple(
        ProjectLine(
            id=row["id"],
            number=str(number),
            name=row["name"] or row["code"] or "（未命名）",
            budget=row["budget"],
            examined=_unless_waiting(examine_project(row, categories), waiting[row["id"]]),
            is_own=scope.covers_project(row["id"], row["unit_id"]),
            to_check=waiting[row["id"]],
        )
        for number, row in enumerate(contents.projects, 1)
    )
    return Outline(_parts(contents, waiting), lines, _totals(contents))


def _unless_waiting(examined: Examined, count: int) -> Examined:
    is_open = count and examined.progress is Progress.COMPLETE
    return replace(examined, progress=Progress.INCOMPLETE) if is_open else examined


def _parts(contents: Contents, waiting: Counter[Any]) -> tuple[OutlinePart, ...]:
    complete = sum(1 for row in contents.sub_goals if is_sub_goal_complete(row))
    count = f"{complete}/{len(contents.sub_goals)}" if contents.sub_goals else ""
    parts = (
        (OutlinePart("overall-goal", "一、总体绩效目标", examine_overall_goal(contents)), waiting["plan"]),
        (OutlinePart("sub-goals", "二、分项绩效目标", examine_sub_goals(contents), count), waiting["sub_goal"]),
        (OutlinePart("measures", "三、工作保障措施", examine_measures(contents)), waiting["measure"]),
    )
    return tuple(replace(part, examined=_unless_waiting(part.examined, n), to_check=n) for part, n in parts)


def _totals(contents: Contents) -> Totals:
    sums = dict.fromkeys(("budget", "fiscal_funds", "other_funds"), Decimal(0))
    unreadable = 0
    for row in contents.projects:
        for name in sums:
            amount = parse_amount(row[name])
            sums[name] += amount or 0
            unreadable += bool(row[name]) and amount is None
    return Totals(**sums, unreadable=unreadable)
