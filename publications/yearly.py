"""This year's indicators beside last year's: new, dropped, raised, lowered, changed, unchanged."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from texts.compare import ComparedRow, Comparison, RowFate
from texts.compare.values import is_year_shift, same_value, value_of


class YearlyFate(Enum):
    """What became of an indicator: the word, and the sign that goes with it."""

    NEW = ("新增", "＋")
    DROPPED = ("取消", "－")
    RAISED = ("提高", "↑")
    LOWERED = ("降低", "↓")
    CHANGED = ("调整", "≠")
    UNCHANGED = ("不变", "＝")

    @property
    def label(self) -> str:
        return self.value[0]

    @property
    def sign(self) -> str:
        return self.value[1]

    @property
    def key(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class IndicatorChange:
    name: str
    level2: str
    old: str
    new: str
    fate: YearlyFate


@dataclass(frozen=True, slots=True)
class ProjectChange:
    """A project of either year; `note` says where it stands in one of them only."""

    name: str
    note: str
    old_budget: str
    new_budget: str
    rows: tuple[IndicatorChange, ...]


def yearly(comparison: Comparison, years: int) -> list[ProjectChange]:
    """Every project of both years in print order; `years` lie between the two texts."""
    return [_project(row, years) for row in comparison.projects]


def fate_counts(changes: list[ProjectChange]) -> list[tuple[YearlyFate, int]]:
    """How many indicators of each fate, in the order of Fate."""
    counted = Counter(row.fate for change in changes for row in change.rows)
    return [(fate, counted[fate]) for fate in YearlyFate]


def _project(row: ComparedRow, years: int) -> ProjectChange:
    name, budget = row.cells["name"], row.cells["budget"]
    note = {RowFate.ADDED: "新增项目", RowFate.DROPPED: "上年项目，今年没有"}.get(row.state, "")
    return ProjectChange(
        name.new or name.old or "（未命名）",
        note,
        budget.old or "",
        budget.new or "",
        tuple(_indicators(row, years)),
    )


def _indicators(project: ComparedRow, years: int) -> Iterator[IndicatorChange]:
    for row in project.parts["indicators"]:
        name, level2, target = (row.cells[cell] for cell in ("name", "level2", "target"))
        state = row.state if not project.is_one_sided else project.state
        yield IndicatorChange(
            name.new or name.old or "",
            level2.new or level2.old or "",
            target.old or "",
            target.new or "",
            fate_of(state, target.old, target.new, years),
        )


def fate_of(state: RowFate, old: str | None, new: str | None, years: int) -> YearlyFate:
    """Of two 指标值 as printed. A date that only went along with the fiscal year is unchanged; a number counts as
    raised or lowered where both years count the same thing in the same way."""
    if state is RowFate.ADDED:
        return YearlyFate.NEW
    if state is RowFate.DROPPED:
        return YearlyFate.DROPPED
    if (old or "") == (new or "") or same_value(old, new) or is_year_shift(old, new, years):
        return YearlyFate.UNCHANGED
    was, now = value_of(old), value_of(new)
    if not (isinstance(was, tuple) and isinstance(now, tuple) and len(was) == len(now) == 4):
        return YearlyFate.CHANGED
    is_comparable = (was[0], was[3], was[2] is None) == (now[0], now[3], now[2] is None)
    if not is_comparable or was[1] == now[1]:
        return YearlyFate.CHANGED
    return YearlyFate.RAISED if now[1] > was[1] else YearlyFate.LOWERED
