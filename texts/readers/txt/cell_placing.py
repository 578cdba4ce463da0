"""Cells of rows that lost some of their neighbours -> under their own headings again; what is lost stays empty.

Two places need it: indicator rows shorter than the headings, and the 资金支出计划, whose columns OCR drops or shifts.
Both times the cheapest placing that keeps the order wins, and every repair is told.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from texts.readers.blocks import Problem
from texts.readers.form.labels import HEADER, Label, column_of, label_of, level1_of, level2_of, month_of, percent_of
from texts.readers.form.string_tables import GridCell, GrowingTable
from texts.readers.txt.column_fitting import Column, empty_cost, fit_cost, likeness_bonus

_LAST_MONTH = 12


def headings_of(row: Sequence[GridCell]) -> tuple[Column, ...]:
    """The headings of a header row, trailing empty cells dropped; () for any other row."""
    labels = [column_of(cell.text) for cell in row]
    while labels and not row[len(labels) - 1].text:
        labels.pop()
    return tuple(labels) if sum(label in HEADER for label in labels) >= 3 else ()


def place_indicators(grid: GrowingTable) -> None:
    """Give every row under the headings as many cells as there are headings."""
    columns: tuple[Column, ...] = ()
    width = 0
    for number, row in enumerate(grid.rows):
        headings = headings_of(row)
        if headings:
            columns, width = headings, len(row)
        elif any(label_of(cell.text) in (Label.CODE, Label.BUDGET, Label.PLAN, Label.GOALS) for cell in row[:1]):
            columns = ()
        elif columns and not _is_in_place(row, columns):
            grid.rows[number] = _placed(row, columns, width, grid)


def _is_in_place(row: Sequence[GridCell], columns: Sequence[Column]) -> bool:
    """As many cells as headings, levels under level headings, and nothing beyond."""
    if len(row) < len(columns) or any(cell.text for cell in row[len(columns) :]):
        return False
    fits: dict[Column, Callable[[str], str | None]] = {Label.LEVEL1: level1_of, Label.LEVEL2: level2_of}
    pairs = zip(row, columns, strict=False)
    return all(not cell.text or column not in fits or bool(fits[column](cell.text)) for cell, column in pairs)


def _placed(row: Sequence[GridCell], columns: Sequence[Column], width: int, grid: GrowingTable) -> list[GridCell]:
    said = [cell for cell in row if cell.text]
    at = row[0].number
    if len(said) > len(columns) or len(said) < 2:
        return list(row)
    texts = tuple(cell.text for cell in said)
    _, places = _cheapest(texts, tuple(columns))
    if not places:  # every order of columns is impossible
        return list(row)
    placed = [GridCell("", at) for _ in range(max(width, len(columns)))]
    for cell, place in zip(said, places, strict=True):
        placed[place] = cell
    lost = [c for i, c in enumerate(columns) if c and i not in places and c not in (Label.LEVEL1, Label.LEVEL2)]
    if lost:
        names = "、".join(lost)
        grid.problems.append(Problem(f"第{at}行", " ".join(texts), f"这一行少了单元格，已按内容归列，缺：{names}"))
    return placed


@lru_cache(maxsize=4096)
def _cheapest(texts: tuple[str, ...], columns: tuple[Column, ...]) -> tuple[float, tuple[int, ...]]:
    """The columns for the texts, in order, that cost least; the texts are no more than the columns."""
    best: tuple[float, tuple[int, ...]] = (float("inf"), ())
    for chosen in _choices(len(texts), len(columns)):
        cost = sum(fit_cost(columns[c], text) for c, text in zip(chosen, texts, strict=True))
        cost += sum(empty_cost(column) for c, column in enumerate(columns) if c not in chosen)
        by_column = {columns[c]: text for c, text in zip(chosen, texts, strict=True)}
        if Label.INDICATOR in by_column and Label.DESCRIPTION in by_column:
            cost += likeness_bonus(by_column[Label.INDICATOR], by_column[Label.DESCRIPTION])
        best = min(best, (cost, chosen))
    return best


@lru_cache(maxsize=256)
def _choices(count: int, places: int) -> tuple[tuple[int, ...], ...]:
    """All ways to take `count` of `places` places in order (at most 10 places: a form has 6 or 7)."""
    if count == 0:
        return ((),)
    first = range(min(places, 10) - count + 1)
    return tuple((f, *(f + 1 + rest for rest in tail)) for f in first for tail in _choices(count - 1, places - f - 1))


@dataclass(frozen=True, slots=True)
class _PlanRow:
    """Where a table's months and shares stand, by column."""

    number: int
    months: dict[int, int]
    shares: dict[int, str]
    width: int


def repair_plans(grids: Sequence[GrowingTable]) -> None:
    """Put every 资金支出计划 in order; months that all other tables have, or the year's end, are added as lost."""
    plans = [(grid, plan) for grid in grids if (plan := _plan_row(grid))]
    usual = _usual_months([tuple(plan.months.values()) for _, plan in plans])
    for grid, plan in plans:
        if set(plan.months.values()) <= set(usual) and len(plan.shares) <= len(usual):
            _repair(grid, plan, usual)


def _plan_row(grid: GrowingTable) -> _PlanRow | None:
    for number, row in enumerate(grid.rows[:-1]):
        months = {c: month for c, cell in enumerate(row) if (month := month_of(cell.text))}
        below = grid.rows[number + 1]
        shares = {c: share for c, cell in enumerate(below) if (share := percent_of(cell.text))}
        beside = sum(percent_of(cell.text) is not None for cell in row)  # each month has its share behind it
        if len(months) >= 2 and not beside and not any(label_of(cell.text) for cell in below):
            return _PlanRow(number, months, shares, max(len(row), len(below)))
    return None


def _usual_months(plans: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """The fullest series of months, the commonest of several; a plan reaches to the end of the year."""
    counts = Counter(plans)
    fullest = max(counts, key=lambda months: (len(months), counts[months]), default=())
    return fullest if _LAST_MONTH in fullest or not fullest else (*fullest, _LAST_MONTH)


def _repair(grid: GrowingTable, plan: _PlanRow, usual: Sequence[int]) -> None:
    head, below = grid.rows[plan.number], grid.rows[plan.number + 1]
    lead = head[0] if 0 not in plan.months else GridCell(Label.PLAN, head[0].number)
    known = {month: column for column, month in plan.months.items()}
    # A lost month's heading stood right of those before it: its column is the last of the table for the year's end.
    columns = [known.get(month, plan.width - 1 if month == usual[-1] else -1) for month in usual]
    placed = _aligned(tuple(plan.shares), tuple(columns), ends_full=[*plan.shares.values()][-1:] == ["100"])
    shares = {usual[place]: plan.shares[column] for column, place in placed.items()}
    extra = [cell for c, cell in enumerate(below) if cell.text and c not in plan.shares and c > 0]
    for month in usual:
        if month not in known or month not in shares:
            lost = "的表头" if month not in known and month in shares else ""
            grid.problems.append(
                Problem(f"第{head[0].number}行", "", f"资金支出计划缺“{month}月底”{lost}，请对照原文件核对")
            )
    names = {plan.months[c]: head[c] for c in plan.months}
    first_share = below[0].number
    grid.rows[plan.number] = [lead, *(names.get(m, GridCell(f"{m}月底", head[0].number)) for m in usual)]
    blank = below[0] if 0 not in plan.shares else GridCell("", first_share)
    grid.rows[plan.number + 1] = [blank, *(GridCell(shares.get(m, ""), first_share) for m in usual), *extra]


def _aligned(shares: tuple[int, ...], months: tuple[int, ...], *, ends_full: bool) -> dict[int, int]:
    """Share column -> index of its month: in order, nearest columns; 100 % is rather the year's end than before it."""
    if len(shares) == len(months):
        return dict(zip(shares, range(len(months)), strict=True))
    ways = _choices(len(shares), len(months)) if len(shares) < len(months) else ()

    far = [
        sum(_distance(share, months[m]) for share, m in zip(shares, way, strict=True))
        + (1.5 if ends_full and way[-1] != len(months) - 1 else 0.0)
        for way in ways
        if way
    ]
    return dict(zip(shares, ways[far.index(min(far))], strict=True)) if far else {}


def _distance(share: int, month: int) -> float:
    return abs(share - month) if month >= 0 else 1.5
