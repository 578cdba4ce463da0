"""资金支出计划: months over, beside or in one sentence with the shares spent by then."""

import re
from dataclasses import dataclass

from texts.model import Milestone
from texts.readers.blocks import Cell
from texts.readers.form.labels import key, label_of, month_of, percent_of
from texts.readers.form.table_rows import Row, blank, shared_columns, starting

_IN_WORDS = re.compile(r"(1[0-2]|0?[1-9])月(?:份)?(?:底|末)?前?[^\d%]{0,8}?(\d{1,3}(?:\.\d+)?)%")


@dataclass(frozen=True, slots=True)
class PaymentPlan:
    """The milestones and the places of the cells that say them."""

    milestones: tuple[Milestone, ...]
    used: frozenset[str]


def read_plan(grid: list[Row], numbers: list[int]) -> PaymentPlan:
    """The plan in these rows of the grid; a share that is blank or no number is None."""
    milestones: list[Milestone] = []
    used: set[str] = set()
    for number in numbers:
        months = [cell for cell in starting(grid[number], number) if month_of(cell.text)]
        for month, share in zip(months, _shares(grid, number, months), strict=True):
            percent = percent_of(share.text) if share else None
            used.update({month.at, share.at} if share and percent else {month.at})
            milestones.append(Milestone(month=month_of(month.text) or 0, percent=percent))
    return PaymentPlan(tuple(milestones), frozenset(used))


def in_words(text: str) -> tuple[Milestone, ...]:
    """'3月底30%，6月底60%，……' in one cell."""
    return tuple(Milestone(month=int(month), percent=share) for month, share in _IN_WORDS.findall(key(text)))


def _shares(grid: list[Row], number: int, months: list[Cell]) -> list[Cell | None]:
    """For every month the cell of its share: to its right, else under it."""
    if not months:
        return []
    row = grid[number]
    right = [next((cell for cell in row if cell.column > month.column), None) for month in months]
    if any(cell and percent_of(cell.text) for cell in right):
        return [None if cell is None or month_of(cell.text) else cell for cell in right]
    below = months[0].row + months[0].rowspan
    if below >= len(grid) or any(label_of(cell.text) or month_of(cell.text) for cell in starting(grid[below], below)):
        return [None] * len(months)
    cells = [cell for cell in starting(grid[below], below) if cell.column + cell.colspan > months[0].column]
    if len(cells) == len(months):
        return list(cells)
    return [next((c for c in cells if shared_columns(c, month) and not blank(c)), None) for month in months]
