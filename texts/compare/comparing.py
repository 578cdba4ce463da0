"""Two texts -> Comparison, from the cells up."""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, NamedTuple

from texts import places
from texts.columns import switchable
from texts.compare.comparison import ComparedField, ComparedRow, Comparison, RowFate
from texts.compare.kinds import COVER, MEASURE, PROJECT, SUB_GOAL, ComparedKind
from texts.compare.number_changes import changed_numbers
from texts.compare.order import together
from texts.compare.paragraphs import aligned_groups
from texts.compare.row_matching import Pair, matches
from texts.compare.word_differences import Runs, differences, whole
from texts.model import Line, Text

PATIENCE = 3.0  # seconds of searching, all in all; a real text takes a few hundredths
CELL_PATIENCE = 1.0  # for one cell, so that it leaves time for the others


def compare(old: Text, new: Text, *, patience: float = PATIENCE) -> Comparison:
    """What changed from one text to the other.

    Rows are matched by identity where both texts carry them, else by code, name and likeness. When the patience
    (seconds) ends, what was not yet compared is shown as replaced: the result is coarser, never wrong.
    """
    comparing = _Comparing(time.time() + patience)
    before, after = _Place(old, "", 1), _Place(new, "", 1)
    cover = comparing.row("cover", before, after, cells=COVER)
    overall_goal = comparing.paragraphs("overall_goal", before, after)
    sub_goals = comparing.rows(SUB_GOAL, _placed(old.sub_goals, "sub_goals"), _placed(new.sub_goals, "sub_goals"))
    measures = comparing.rows(MEASURE, _placed(old.measures, "measures"), _placed(new.measures, "measures"))
    projects = comparing.rows(PROJECT, _placed(old.projects, "projects"), _placed(new.projects, "projects"))
    years = new.fiscal_year - old.fiscal_year if old.fiscal_year and new.fiscal_year else 0
    numbers = changed_numbers(overall_goal, sub_goals, measures, projects, years=years)
    return Comparison(
        cover=cover,
        overall_goal=overall_goal,
        sub_goals=sub_goals,
        measures=measures,
        projects=projects,
        numbers=numbers.listed,
        shifted_years=numbers.shifted_years,
    )


class _Place(NamedTuple):
    """A thing of one version, its position in performance-text/1, and its running number."""

    node: Any
    at: str
    number: int

    def value(self, field: str) -> str | None:
        value = getattr(self.node, field)
        return value if value is None else str(value)

    def of(self, field: str) -> str:
        if isinstance(self.node, Line):
            return places.line(self.node.id, self.at)
        return places.place(self.node.id, self.at, field)


def _placed(nodes: Sequence[Any], at: str) -> list[_Place]:
    keys = [getattr(node, "code", None) or n for n, node in enumerate(nodes, 1)]
    return [_Place(node, f"{at}[{key}]", n) for n, (node, key) in enumerate(zip(nodes, keys, strict=True), 1)]


class _Comparing:
    """Compares until a moment; `None` stands for the version that has no such row."""

    def __init__(self, until: float) -> None:
        self._until = until

    def rows(self, kind: ComparedKind, olds: Sequence[_Place], news: Sequence[_Place]) -> tuple[ComparedRow, ...]:
        """The rows of two lists in one order."""
        before, after = [place.node for place in olds], [place.node for place in news]
        pairs = matches(before, after, kind.recognition, until=self._until)
        is_reversed = not _is_rising(pairs) and _content(before) > _content(after)
        return tuple(
            self._row_of(kind, _at(olds, standing.old), _at(news, standing.new), is_moved=standing.is_moved)
            for standing in together(pairs, len(olds), len(news), is_reversed=is_reversed)
        )

    def _row_of(self, kind: ComparedKind, old: _Place | None, new: _Place | None, *, is_moved: bool) -> ComparedRow:
        parts = {field: self.paragraphs(field, old, new) for field in kind.paragraphs}
        columns = _columns(old, new) if kind is PROJECT else ()
        for field, rows_kind in kind.rows.items():
            parts[field] = self.rows(rows_kind.with_columns(columns), _below(old, field), _below(new, field))
        row = self.row(kind.name, old, new, cells=kind.cells, parts=parts, is_moved=is_moved)
        return replace(row, columns=columns) if columns else row

    def row(
        self,
        kind: str,
        old: _Place | None,
        new: _Place | None,
        *,
        cells: Iterable[str],
        parts: Mapping[str, tuple[ComparedRow, ...]] | None = None,
        is_moved: bool = False,
    ) -> ComparedRow:
        """One row with its cells."""
        compared = {field: self._cell(field, old, new) for field in cells}
        parts = parts or {}
        return ComparedRow(
            kind=kind,
            state=_state(old, new, compared, parts, is_moved=is_moved),
            is_moved=is_moved,
            old=old and old.number,
            new=new and new.number,
            old_id=old and old.node.id,
            new_id=new and new.node.id,
            cells=compared,
            parts=parts,
        )

    def _cell(self, field: str, old: _Place | None, new: _Place | None) -> ComparedField:
        before, after = old and old.value(field), new and new.value(field)
        return ComparedField(
            before, after, old and old.of(field), new and new.of(field), self._runs(before or "", after or "")
        )

    def _runs(self, old: str, new: str) -> Runs:
        if old == new:
            return whole(old, new)
        return differences(old, new, until=min(self._until, time.time() + CELL_PATIENCE))

    def paragraphs(self, field: str, old: _Place | None, new: _Place | None) -> tuple[ComparedRow, ...]:
        """The paragraphs of a field of both versions; one that was split or joined is one row."""
        olds: Sequence[str] = getattr(old.node, field) if old else ()
        news: Sequence[str] = getattr(new.node, field) if new else ()
        return tuple(
            self._paragraph(_joined(old, field, olds, group.old), _joined(new, field, news, group.new))
            for group in aligned_groups(olds, news, until=self._until)
        )

    def _paragraph(self, old: "_Joined", new: "_Joined") -> ComparedRow:
        cell = ComparedField(old.text, new.text, old.place, new.place, self._runs(old.text or "", new.text or ""))
        cells = {"text": cell}
        return ComparedRow(
            kind="paragraph",
            state=_state(old.number, new.number, cells, {}, is_moved=False),
            is_moved=False,
            old=old.number,
            new=new.number,
            old_id=None,
            new_id=None,
            cells=cells,
            parts={},
        )


class _Joined(NamedTuple):
    """One or more paragraphs of a version, or none."""

    text: str | None
    place: str | None
    number: int | None


def _joined(side: _Place | None, field: str, texts: Sequence[str], span: range) -> _Joined:
    if side is None or not span:
        return _Joined(None, None, None)
    number = span.start + 1
    place = places.paragraph_place(side.node.id, side.at, field, number)
    return _Joined("\n".join(texts[n] for n in span), place, number)


def _state(
    old: object,
    new: object,
    cells: Mapping[str, ComparedField],
    parts: Mapping[str, tuple[ComparedRow, ...]],
    *,
    is_moved: bool,
) -> RowFate:
    if old is None or new is None:
        return RowFate.ADDED if old is None else RowFate.DROPPED
    if any(cell.is_changed for cell in cells.values()):
        return RowFate.CHANGED
    if any(not row.is_same for rows in parts.values() for row in rows):
        return RowFate.CHANGED
    return RowFate.MOVED if is_moved else RowFate.SAME


def _content(nodes: Sequence[Any]) -> list[str]:
    """Something to put two lists in an order by, whichever of them is the old one."""
    return [f"{node} {node.id}" for node in nodes]


def _is_rising(pairs: Sequence[Pair]) -> bool:
    return all(a[0] < b[0] for a, b in pairwise(pairs))


def _columns(*versions: _Place | None) -> tuple[str, ...]:
    return switchable({name for version in versions if version for name in version.node.columns})


def _at(sides: Sequence[_Place], n: int | None) -> _Place | None:
    return None if n is None else sides[n]


def _below(side: _Place | None, field: str) -> list[_Place]:
    return _placed(getattr(side.node, field), f"{side.at}.{field}") if side else []
