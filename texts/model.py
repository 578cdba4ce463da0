"""One 部门预算绩效文本 as a frozen value, in print order.

Strings are as printed, never corrected. A cell that the source does not state is None, never "".
Money is in 万元 and shares are in %, both as the digits that were printed ("8.00", "30").
Identities (`id`) are where a stored text keeps its rows apart; they are no part of the content, so two
texts with the same words are equal, whoever stored them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from uuid import UUID

from texts import columns

FORMAT = "performance-text/1"
NUMBERINGS = ("1.", "1、", "（一）")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Identified:
    id: UUID | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(_Identified):
    """A numbered line of its own: a measure (工作保障措施) or a goal (绩效目标) of a project, number stripped."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubGoal(_Identified):
    """分项绩效目标: one item a project or line of work."""

    title: str
    description: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    indicators: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(_Identified):
    """资金支出计划: the cumulative share (%) spent by the end of a month (1-12)."""

    month: int
    percent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(_Identified):
    """绩效指标: one row of the indicator table; the levels are repeated in every row."""

    level1: str | None = None
    level2: str | None = None
    name: str | None = None
    description: str | None = None
    target: str | None = None
    basis: str | None = None
    weight: str | None = None
    scoring: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(_Identified):
    """预算项目: one 绩效目标表. Amounts in 万元. `columns` are the optional columns that its indicators have, in the
    order of texts/columns.py; in others every row has None."""

    code: str | None = None
    name: str | None = None
    unit_code: str | None = None
    unit_name: str | None = None
    budget: str | None = None
    fiscal_funds: str | None = None
    other_funds: str | None = None
    purpose: str | None = None
    plan: tuple[Milestone, ...] = ()
    goals: tuple[Line, ...] = ()
    columns: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()

    def with_columns(self, switched_on: tuple[str, ...]) -> "Project":
        """The same with exactly these optional columns; others lose their words."""
        off = dict.fromkeys(name for name in self.columns if name not in switched_on)
        rows = tuple(replace(row, **off) for row in self.indicators) if off else self.indicators
        return replace(self, columns=switched_on, indicators=rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(_Identified):
    """部门预算绩效文本: what people draft, check, review, compare, print and publish."""

    fiscal_year: int | None = None
    department: str | None = None
    finance_bureau: str | None = None
    stage: str | None = None
    numbering: str | None = None
    overall_goal: tuple[str, ...] = ()
    sub_goals: tuple[SubGoal, ...] = ()
    measures: tuple[Line, ...] = ()
    projects: tuple[Project, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The optional columns that any of its tables has."""
        return columns.switchable({name for project in self.projects for name in project.columns})

    def strings(self) -> Iterator[str]:
        """Every string of the text in print order (amounts and shares included), without the empty cells."""
        yield from (s for s in (self.department, self.stage, self.finance_bureau) if s)
        yield from self.overall_goal
        for sub_goal in self.sub_goals:
            yield from (sub_goal.title, *sub_goal.description, *sub_goal.goals)
            yield from (s for s in (sub_goal.indicators,) if s)
        yield from (measure.text for measure in self.measures)
        for project in self.projects:
            yield from project_strings(project)


def project_strings(project: Project) -> Iterator[str]:
    """Every string of one 绩效目标表 in print order, without the empty cells."""
    head = (project.unit_code, project.unit_name, project.code, project.name)
    money = (project.budget, project.fiscal_funds, project.other_funds, project.purpose)
    yield from (s for s in (*head, *money) if s)
    yield from (milestone.percent for milestone in project.plan if milestone.percent)
    yield from (goal.text for goal in project.goals)
    for row in project.indicators:
        cells = (getattr(row, name) for name in columns.names(project.columns))
        yield from (s for s in cells if s)
