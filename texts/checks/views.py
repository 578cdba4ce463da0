"""A text as rules read it: every part with its place, its words without blanks, and what a value says, worked out once.

Views are made for one run and thrown away; the value below (`.row`, `.source`, `.text`) stays what it was.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from texts.amounts import parse_amount, plain_number
from texts.checks.finding import Edit, Place
from texts.checks.words import bare, quoted, squeeze
from texts.columns import Column, Kind, in_table
from texts.model import Indicator, Milestone, Project, SubGoal, Text
from texts.targets import Quantity, Target, normalized, parse

_FIELDS = ("code", "name", "budget", "fiscal_funds", "other_funds", "purpose", "plan", "goals", "indicators", "basis")
_WORDS = ("name", "description", "target")  # the basis cites: its words are others'
_SHARE = re.compile(r"[0-9](?:%|百分比|个百分点)+$")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """A text with what stands beside it: the same department's of last year, other departments' of this year."""

    text: Text
    last_year: Text | None = None
    others: tuple[Text, ...] = ()


class RowView:
    """One row of an indicator table."""

    def __init__(self, project: "ProjectView", number: int, row: Indicator) -> None:
        self.project, self.number, self.row = project, number, row
        self.name = squeeze(row.name)
        self.bare = bare(self.name)
        self.description = squeeze(row.description)
        self.level2 = squeeze(row.level2)
        self.category = self.level2.removesuffix("指标")
        self.is_cost = self.category in ("成本", "经济成本")
        self.target = normalized(row.target or "")

    @cached_property
    def value(self) -> Target:
        """What the 指标值 says."""
        return parse(self.row.target or "")

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of its table."""
        return in_table(self.project.source.columns)

    @property
    def quantity(self) -> Quantity | None:
        """The 指标值 where it is a number with a unit."""
        return self.value if isinstance(self.value, Quantity) else None

    @cached_property
    def is_share(self) -> bool:
        """Whether the 指标值 is a number of per cents, with whatever glyph or word."""
        return _SHARE.search(self.target) is not None

    @property
    def label(self) -> str:
        """The row as a sentence names it."""
        return quoted(self.name) if self.name else f"第{self.number}行指标"

    @property
    def quote(self) -> str:
        """Name, description and value, as they stand."""
        return " | ".join(cell for cell in (self.row.name, self.row.description, self.row.target) if cell)

    @property
    def about(self) -> tuple[str, ...]:
        """What most findings on a row speak of."""
        return (self.level2, self.name, self.description, self.target)

    def at(self, name: str = "target") -> Place:
        """The place of a cell."""
        order = (*self.project.order, _FIELDS.index("indicators"), self.number)
        at = f"{self.project.prefix}.indicators[{self.number}].{name}"
        return Place(at, "indicator", name, self.row.id, order)

    def edit(self, name: str, now: str) -> tuple[Edit, ...]:
        """One click: this cell becomes `now`; nothing where it is so already."""
        was = getattr(self.row, name) or ""
        return (Edit(self.at(name), was, now),) if was != now else ()


class ProjectView:
    """One 绩效目标表."""

    def __init__(self, source: Project, number: int, fiscal_year: int | None, department: str = "") -> None:
        self.source, self.number, self.fiscal_year = source, number, fiscal_year
        self.prefix = f"projects[{source.code or number}]"
        self.order = (3, number)
        self.name = squeeze(source.name)
        self.purpose = squeeze(source.purpose)
        self.goals = [squeeze(goal.text) for goal in source.goals]
        self.owner = squeeze(source.unit_name) or department

    @cached_property
    def rows(self) -> list[RowView]:
        """The indicator table."""
        return [RowView(self, number, row) for number, row in enumerate(self.source.indicators, 1)]

    @cached_property
    def budget(self) -> Decimal | None:
        """预算数 in 万元; None where it is blank or no number."""
        return parse_amount(self.source.budget)

    @property
    def budget_words(self) -> str:
        """预算数 as a sentence says it: 45万元; "" where there is none."""
        return "" if self.budget is None else f"{plain_number(self.budget)}万元"

    @property
    def label(self) -> str:
        """The project as a sentence names it: 项目“招商资金”."""
        return f"项目{quoted(self.source.name, 24)}" if self.name else f"第{self.number}个项目"

    def at(self, name: str) -> Place:
        """The place of a field, a whole table (indicators) or its basis column (basis)."""
        order = (*self.order, _FIELDS.index(name))
        return Place(f"{self.prefix}.{name}", "project", name, self.source.id, order)

    def goal_at(self, number: int) -> Place:
        """The place of a goal, from 1."""
        order = (*self.order, _FIELDS.index("goals"), number)
        return Place(f"{self.prefix}.goals[{number}]", "goal", "text", self.source.goals[number - 1].id, order)

    def milestone_at(self, number: int) -> Place:
        """The place of a date of the payment plan, from 1."""
        order = (*self.order, _FIELDS.index("plan"), number)
        return Place(f"{self.prefix}.plan[{number}]", "milestone", "percent", self.source.plan[number - 1].id, order)

    def edit(self, name: str, now: str) -> tuple[Edit, ...]:
        """One click: this field becomes `now`."""
        return (Edit(self.at(name), getattr(self.source, name) or "", now),)

    @cached_property
    def shares(self) -> list[tuple[Milestone, Decimal]]:
        """The dates of the payment plan whose share is known, in print order."""
        found = ((row, _share(row.percent)) for row in self.source.plan)
        return [(row, share) for row, share in found if share is not None]

    def passages(self) -> Iterator[tuple[Place, str]]:
        """Purpose, goals and the words of the table, each with its place, as they stand."""
        if self.source.purpose:
            yield self.at("purpose"), self.source.purpose
        for number, goal in enumerate(self.source.goals, 1):
            yield self.goal_at(number), goal.text
        for view in self.rows:
            for name in _WORDS + tuple(column.name for column in view.columns if _is_more_words(column)):
                if words := getattr(view.row, name):
                    yield view.at(name), words


def _is_more_words(column: Column) -> bool:
    return column.is_optional and column.kind is Kind.WORDS


def _share(printed: str | None) -> Decimal | None:
    digits = normalized(printed or "").removesuffix("%")
    return Decimal(digits) if _NUMBER.fullmatch(digits) else None


class SubGoalView:
    """One 分项绩效目标."""

    def __init__(self, source: SubGoal, number: int) -> None:
        self.source, self.number = source, number
        self.title = squeeze(source.title)
        self.indicators = squeeze(source.indicators)

    def at(self, name: str = "") -> Place:
        """The place of the item or of one of its fields."""
        fields = ("", "title", "description", "goals", "indicators")
        at = f"sub_goals[{self.number}]" + (f".{name}" if name else "")
        return Place(at, "sub_goal", name, self.source.id, (1, self.number, fields.index(name)))

    def edit(self, name: str, now: str) -> tuple[Edit, ...]:
        """One click: title or indicators become `now`."""
        was = getattr(self.source, name) or ""
        return (Edit(self.at(name), was, now),) if was != now else ()

    def passages(self) -> Iterator[tuple[Place, str]]:
        """Title, description, goals and indicators, each with its place, as they stand."""
        yield self.at("title"), self.source.title
        for name in ("description", "goals"):
            for words in getattr(self.source, name):
                yield self.at(name), words
        if self.source.indicators:
            yield self.at("indicators"), self.source.indicators


def part_at(name: str, number: int = 0, id: UUID | None = None) -> Place:
    """A place in part one: overall_goal, sub_goals, measures, or one of its paragraphs (from 1)."""
    kinds = {"overall_goal": "overall_goal", "sub_goals": "text", "measures": "measure", "projects": "text"}
    order = (tuple(kinds).index(name), number)
    if not number:
        return Place(name, "text", name, id, order)
    return Place(f"{name}[{number}]", kinds[name], "text", id, order)
