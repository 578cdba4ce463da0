"""The numbers that changed, to be read first: amounts, targets, shares of the plan, numbers among the words.

A number changed when its value did: 8.0 and 8.00, 95％ and 95%, 三栋 and 3栋 are one; 400元 and 400万元 are two.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from texts.amounts import parse_amount
from texts.columns import BY_NAME, Kind
from texts.compare.amid_words import in_runs
from texts.compare.comparison import ChangedNumber, ComparedField, ComparedRow, NumberKind
from texts.compare.values import is_year_shift, same_value, says_number
from texts.places import CELL_NAMES, MEASURES, OVERALL_GOAL, SECTIONS, SUB_GOALS

_KINDS = list(NumberKind)
_MONEY = ("budget", "fiscal_funds", "other_funds")


class ChangedNumbers(NamedTuple):
    """By kind, then in print order; and how many years only went along with the fiscal year."""

    listed: tuple[ChangedNumber, ...]
    shifted_years: int


def changed_numbers(
    overall_goal: Sequence[ComparedRow],
    sub_goals: Sequence[ComparedRow],
    measures: Sequence[ComparedRow],
    projects: Sequence[ComparedRow],
    *,
    years: int,
) -> ChangedNumbers:
    """Of all rows. `years` is how far the fiscal year moved: years in the text that moved as far are only counted.

    Of a project that came or went only the budget is told, of an indicator only the target.
    """
    found = _Found(years)
    found.amid_rows(overall_goal, (SECTIONS[OVERALL_GOAL],), "第{}段")
    for row in sub_goals:
        found.of_sub_goal(row)
    found.amid_rows(measures, (SECTIONS[MEASURES],), "第{}条")
    for row in projects:
        found.of_project(row)
    listed = sorted(found.numbers, key=lambda number: _KINDS.index(number.kind))
    return ChangedNumbers(tuple(listed), found.shifted_years)


class _Found:
    def __init__(self, years: int) -> None:
        self._years = years
        self.numbers: list[ChangedNumber] = []
        self.shifted_years = 0

    def of_sub_goal(self, row: ComparedRow) -> None:
        if row.is_same or row.is_one_sided:
            return
        where = (SECTIONS[SUB_GOALS], title_of(row))
        self._amid(row, where, ("title",))
        for field, rows in row.parts.items():
            self.amid_rows(rows, (*where, CELL_NAMES[row.kind][field]), "第{}段")
        self._amid(row, where, ("indicators",))

    def of_project(self, row: ComparedRow) -> None:
        if row.is_same:
            return
        where = (title_of(row),)
        if row.is_one_sided:
            self._whole(NumberKind.MONEY, (*where, CELL_NAMES[row.kind]["budget"]), row.cells["budget"])
            return
        for field in _MONEY:
            self._whole(NumberKind.MONEY, (*where, CELL_NAMES[row.kind][field]), row.cells[field])
        for step in row.parts["plan"]:
            month = step.cells["month"]
            self._whole(NumberKind.PLAN, (*where, f"{month.new or month.old}月底"), step.cells["percent"])
        self._amid(row, where, ("name", "purpose"))
        self.amid_rows(row.parts["goals"], (*where, CELL_NAMES["sub_goal"]["goals"]), "第{}条")
        for indicator in row.parts["indicators"]:
            self._of_indicator(indicator, where)

    def _of_indicator(self, row: ComparedRow, project: tuple[str, ...]) -> None:
        where = (*project, title_of(row))
        target = row.cells["target"]
        if says_number(target.old) or says_number(target.new):
            self._whole(NumberKind.TARGET, (*where, CELL_NAMES[row.kind]["target"]), target)
        elif not row.is_one_sided:
            self._amid(row, where, ("target",), NumberKind.TARGET)
        if not row.is_one_sided:
            self._amid(row, where, (name for name in row.cells if BY_NAME[name].kind in (Kind.NAME, Kind.WORDS)))
            for name in (name for name in row.cells if BY_NAME[name].kind is Kind.NUMBER):
                self._whole(NumberKind.TARGET, (*where, BY_NAME[name].label), row.cells[name])

    def _whole(self, kind: NumberKind, where: tuple[str, ...], cell: ComparedField) -> None:
        """A cell that is a number."""
        if cell.is_changed and not _is_one_number(kind, cell):
            self._add(kind, where, cell, cell.old, cell.new)

    def amid_rows(self, rows: Iterable[ComparedRow], where: tuple[str, ...], ordinal: str) -> None:
        """Numbers among the words of paragraphs and lines."""
        for row in rows:
            if not row.is_same and not row.is_one_sided:
                self._amid(row, (*where, ordinal.format(row.new)), ("text",))

    def _amid(
        self, row: ComparedRow, where: tuple[str, ...], fields: Iterable[str], kind: NumberKind = NumberKind.PROSE
    ) -> None:
        for field in fields:
            cell = row.cells[field]
            names = where if field == "text" else (*where, CELL_NAMES[row.kind][field])
            for old, new in in_runs(cell.runs) if cell.is_changed else ():
                self._add(kind, names, cell, old, new)

    def _add(
        self, kind: NumberKind, where: tuple[str, ...], cell: ComparedField, old: str | None, new: str | None
    ) -> None:
        if is_year_shift(old, new, self._years):
            self.shifted_years += 1
        else:
            self.numbers.append(ChangedNumber(kind, where, old, new, cell.old_place, cell.new_place))


def _is_one_number(kind: NumberKind, cell: ComparedField) -> bool:
    if kind is NumberKind.TARGET:
        return same_value(cell.old, cell.new)
    old, new = parse_amount(cell.old), parse_amount(cell.new)
    return old is not None and old == new


def title_of(row: ComparedRow) -> str:
    """What people call it: its name or title, as it is now or was."""
    cell = row.cells.get("name") or row.cells["title"]
    return cell.new or cell.old or "（未命名）"
