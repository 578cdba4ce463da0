"""The outline of a text while it is written: every part and project with its state, and the totals of the money."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from projects.drafting.completeness import (
    Category,
    Examined,
    examine_measures,
    examine_overall_goal,
    examine_project,
    examine_sub_goals,
    is_sub_goal_complete,
)
from projects.drafting.contents import Contents
from texts.amounts import parse_amount


@dataclass(frozen=True, slots=True)
class Part:
    """A line of the outline in part one."""

    anchor: str
    title: str
    examined: Examined
    count: str = ""


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A line of the outline for a project; `is_own` when the reader may write in it."""

    id: UUID
    number: str
    name: str
    budget: str
    examined: Examined
    is_own: bool


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over all projects in 万元; cells that are no amounts are counted, not guessed."""

    budget: Decimal
    fiscal_funds: Decimal
    other_funds: Decimal
    unreadable: int


@dataclass(frozen=True, slots=True)
class Outline:
    parts: tuple[Part, ...]
    projects: tuple[ProjectLine, ...]
    totals: Totals

    @property
    def gaps(self) -> int:
        """How many things are still to do in the whole text."""
        return sum(len(line.examined.gaps) for line in (*self.parts, *self.projects))


def outline_of(contents: Contents, categories: list[Category], scope) -> Outline:
    """Every part and project of a text with its state."""
    lines = tuple(
        ProjectLine(
            id=row["id"],
            number=str(number),
            name=row["name"] or row["code"] or "（未命名）",
            budget=row["budget"],
            examined=examine_project(row, categories),
            is_own=scope.covers_project(row["id"], row["unit_id"]),
        )
        for number, row in enumerate(contents.projects, 1)
    )
    return Outline(_parts(contents), lines, _totals(contents))


def _parts(contents: Contents) -> tuple[Part, ...]:
    complete = sum(1 for row in contents.sub_goals if is_sub_goal_complete(row))
    count = f"{complete}/{len(contents.sub_goals)}" if contents.sub_goals else ""
    return (
        Part("overall-goal", "一、总体绩效目标", examine_overall_goal(contents)),
        Part("sub-goals", "二、分项绩效目标", examine_sub_goals(contents), count),
        Part("measures", "三、工作保障措施", examine_measures(contents)),
    )


def _totals(contents: Contents) -> Totals:
    sums = dict.fromkeys(("budget", "fiscal_funds", "other_funds"), Decimal(0))
    unreadable = 0
    for row in contents.projects:
        for name in sums:
            amount = parse_amount(row[name])
            sums[name] += amount or 0
            unreadable += bool(row[name]) and amount is None
    return Totals(**sums, unreadable=unreadable)
