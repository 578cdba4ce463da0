"""The differences of two texts as one value, in print order."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from texts.compare.word_differences import Runs
from texts.places import SECTIONS


class RowFate(StrEnum):
    """What became of a row. A row that changed and moved is CHANGED, and `is_moved`."""

    SAME = "same"
    ADDED = "added"
    DROPPED = "dropped"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class ComparedField:
    """One field of both versions. A place is None where its version has no such row; a split paragraph has a line
    break in its words and the place of its first half."""

    old: str | None
    new: str | None
    old_place: str | None
    new_place: str | None
    runs: Runs

    @property
    def is_changed(self) -> bool:
        return (self.old or "") != (self.new or "")

    @property
    def place(self) -> str:
        """Where it stands now, or stood."""
        return self.new_place or self.old_place or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRow:
    """A paragraph, line, table row, sub-goal or project of both versions, with what stands in it.

    `old` and `new` are its running numbers from 1, None in a version that has no such row. `parts` are the rows of a
    sub-goal (description, goals) or project (plan, goals, indicators) by field; `columns` are the optional columns that
    the indicators of a project have in either version.
    """

    kind: str
    state: RowFate
    is_moved: bool
    old: int | None
    new: int | None
    old_id: UUID | None
    new_id: UUID | None
    cells: Mapping[str, ComparedField]
    parts: Mapping[str, tuple["ComparedRow", ...]]
    columns: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The place of its first cell."""
        return next(iter(self.cells.values())).place

    @property
    def key(self) -> str:
        """What a project is called by in the bar and when it is to be restored."""
        return project_key(self.new_id, self.old_id, self.place)

    @property
    def is_same(self) -> bool:
        return self.state is RowFate.SAME

    @property
    def is_one_sided(self) -> bool:
        """In one version only."""
        return self.state in (RowFate.ADDED, RowFate.DROPPED)


class NumberKind(StrEnum):
    """Which numbers come first in the list of changed numbers."""

    MONEY = "预算数"
    TARGET = "指标值"
    PLAN = "支出计划"
    PROSE = "文中数字"


@dataclass(frozen=True, slots=True)
class ChangedNumber:
    """A number whose value changed, came or went (then None on one side), as printed. `where` names it in words:
    project, row, field."""

    kind: NumberKind
    where: tuple[str, ...]
    old: str | None
    new: str | None
    old_place: str | None
    new_place: str | None


@dataclass(frozen=True, slots=True)
class ComparedSection:
    """How many rows of a section of part one ("cover", "overall_goal" …) or of a project (its identity, else its
    position) came, went, moved or changed: a segment of the bar of changed places. `place` is its first change."""

    key: str
    title: str
    place: str
    state: RowFate
    counts: Mapping[RowFate, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All differences. `numbers` are sorted by kind, then in print order; `shifted_years` counts the years in the text
    that only went along with the fiscal year and are no changed numbers."""

    cover: ComparedRow
    overall_goal: tuple[ComparedRow, ...]
    sub_goals: tuple[ComparedRow, ...]
    measures: tuple[ComparedRow, ...]
    projects: tuple[ComparedRow, ...]
    numbers: tuple[ChangedNumber, ...]
    shifted_years: int = 0

    @property
    def parts(self) -> dict[str, tuple[ComparedRow, ...]]:
        """The rows of each section of part one, and the projects, in print order."""
        return {
            "cover": (self.cover,),
            "overall_goal": self.overall_goal,
            "sub_goals": self.sub_goals,
            "measures": self.measures,
            "projects": self.projects,
        }

    @property
    def is_same(self) -> bool:
        return all(row.is_same for rows in self.parts.values() for row in rows)

    @property
    def sections(self) -> tuple[ComparedSection, ...]:
        """The sections of part one and every project, in print order."""
        *part_one, (_, projects) = self.parts.items()
        return (
            *(_section(key, SECTIONS[key], rows) for key, rows in part_one),
            *(_section(row.key, _name(row), (row,), row.state) for row in projects),
        )

    @property
    def counts(self) -> Counter[RowFate]:
        """Rows by what became of them, of the whole text."""
        return count(row for rows in self.parts.values() for row in rows)


def _section(key: str, title: str, rows: tuple[ComparedRow, ...], state: RowFate | None = None) -> ComparedSection:
    counts = count(rows)
    place = next(_changed_places(rows), rows[0].place if rows else "")
    return ComparedSection(key, title, place, state or (RowFate.CHANGED if counts else RowFate.SAME), counts)


def _changed_places(rows: Iterable[ComparedRow]) -> Iterator[str]:
    for row in rows:
        if row.is_one_sided or row.is_moved:
            yield row.place
        yield from (cell.place for cell in row.cells.values() if cell.is_changed)
        for part in row.parts.values():
            yield from _changed_places(part)


def project_key(new: UUID | None, old: UUID | None, place: str) -> str:
    """Its identity, else its position; `place` is that of its first cell."""
    return str(new or old or place.rpartition(".")[0])


def _name(row: ComparedRow) -> str:
    name, code = row.cells["name"], row.cells["code"]
    return name.new or name.old or code.new or code.old or "未命名项目"


def count(rows: Iterable[ComparedRow]) -> Counter[RowFate]:
    """Each row that is not the same, once. What stands in an added or dropped row is not counted apart, and a row
    counts as changed for its own cells, not for the rows in it."""
    return Counter(_states(rows))


def _states(rows: Iterable[ComparedRow]) -> Iterator[RowFate]:
    for row in rows:
        if row.is_one_sided:
            yield row.state
            continue
        if any(cell.is_changed for cell in row.cells.values()):
            yield RowFate.CHANGED
        elif row.is_moved:
            yield RowFate.MOVED
        for part in row.parts.values():
            yield from _states(part)
