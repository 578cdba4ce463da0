"""What the templates of a comparison show: the rows of both versions in print order, with words, marks and anchors.

Numbers are strings here, as in texts.writers.view.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any, NamedTuple

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from texts.columns import BY_NAME, LEVELS, Column, Kind, in_table
from texts.compare import ComparedField, ComparedRow, Comparison, RowFate
from texts.compare.comparison import count
from texts.places import CELL_NAMES, COVER, SECTIONS
from texts.writers import view
from texts.writers.html.marked_words import marked, marked_new, marked_old
from texts.writers.typeset import ordinal

_COVER_NAMES = {"fiscal_year": "预算年度", "numbering": "分项编号", **CELL_NAMES["plan"]}
_NO_WORDS = SafeString("")


class ComparedCell(NamedTuple):
    """A cell: in one line of reading and, where both versions have words that differ, each for itself."""

    html: SafeString
    place: str
    is_changed: bool = False
    anchor: str = ""
    old: SafeString = _NO_WORDS
    new: SafeString = _NO_WORDS


class Anchors:
    """change-1, change-2 … in print order, and where each place stands."""

    def __init__(self) -> None:
        self._of_place: dict[str, str] = {}
        self._count = 0

    def made_for(self, *cells: ComparedField) -> str:
        """One more, for these cells."""
        self._count += 1
        anchor = f"change-{self._count}"
        for cell in cells:
            self._of_place |= {place: anchor for place in (cell.old_place, cell.new_place) if place}
        return anchor

    def at(self, place: str | None) -> str:
        """The anchor at a place, "" where nothing changed."""
        return self._of_place.get(place or "", "")


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as the templates see it. `mark` is "added", "dropped", "moved" or "" (also within a row so marked),
    `moved_from` the number it had, `gap` the number of unchanged rows that begin here, "" within or without them."""

    state: RowFate
    words: Mapping[str, ComparedCell]
    number: SafeString
    anchor: str = ""
    mark: str = ""
    moved_from: str = ""
    gap: str = ""
    parts: Mapping[str, list["Shown"]] = field(default_factory=dict)
    levels: tuple["ComparedLevel", ...] = ()

    @property
    def text(self) -> ComparedCell:
        """The words of a paragraph or line."""
        return self.words["text"]

    @property
    def described(self) -> list[dict[str, Any]]:
        """Of an indicator the cells behind its name; `label` names an optional one where the heads are not seen."""
        columns = (BY_NAME[name] for name in self.words)
        return [
            {"class": _class(column), "words": self.words[column.name], "label": column.label * column.is_optional}
            for column in columns
            if column.kind not in (Kind.LEVEL, Kind.NAME)
        ]


class ComparedLevel(NamedTuple):
    """A level cell. Every row has its own, the repeated ones are not seen: a merged cell would lose its label where
    only changes are shown. `is_again` says so for the whole table, `is_again_changed` for the changed rows alone."""

    words: ComparedCell
    is_again: bool
    is_again_changed: bool


class Paper:
    """The document of a comparison; what it shows first gets the first anchor."""

    def __init__(self, comparison: Comparison, actions: Mapping[str, SafeString]) -> None:
        self.anchors = Anchors()
        self._comparison = comparison
        self._actions = actions

    def cover(self) -> dict[str, Any]:
        """The cells of the cover as name and words, and whether all are the same."""
        cells = self._comparison.cover.cells
        fields = [(_COVER_NAMES[name], self._words(cell)) for name, cell in cells.items() if cell.old or cell.new]
        return {**self._heading(COVER, SECTIONS[COVER], (self._comparison.cover,)), "fields": fields}

    def sections(self) -> list[dict[str, Any]]:
        """Overall goal, sub-goals and measures, with their headings as printed."""
        both = self._comparison
        shown = {"overall_goal": both.overall_goal, "sub_goals": both.sub_goals, "measures": both.measures}
        return [
            {**self._heading(key, title, rows), "rows": self.rows(rows)}
            for title, (key, rows) in zip(view.SECTIONS, shown.items(), strict=True)
        ]

    def projects(self) -> list[dict[str, Any]]:
        """Every project with its two tables."""
        return [self._project(row) for row in self._comparison.projects]

    def _heading(self, key: str, title: str, rows: Sequence[ComparedRow]) -> dict[str, Any]:
        counts = count(rows)
        return {
            "key": key,
            "title": title,
            "is_same": all(row.is_same for row in rows),
            "changes": str(sum(counts.values()) or ""),
            "actions": self._actions.get(key, "") if counts else "",
        }

    def _project(self, row: ComparedRow) -> dict[str, Any]:
        heading = self._heading(row.key, "", (row,))
        found = self._shown(row, per_cell=True)
        changed = {name: cell.is_changed for name, cell in row.cells.items()}
        same = {name: all(part.is_same for part in rows) for name, rows in row.parts.items()}
        same["identity"] = not (changed["code"] or changed["name"])
        same["unit"] = not (changed["unit_code"] or changed["unit_name"])
        same["money"] = not any(changed[name] for name in ("budget", "fiscal_funds", "other_funds", "purpose"))
        plan = list(_plan(row.parts["plan"], found.parts["plan"]))
        columns = [{"width": _class(column), "label": column.label} for column in in_table(row.columns)]
        heading |= {"columns": columns, "width": str(len(columns)), "has_more": bool(row.columns)}
        return {**heading, "row": found, "same": same, "plan": plan, "cells": found.words, "parts": found.parts}

    def rows(self, rows: Sequence[ComparedRow], *, is_within: bool = False) -> list[Shown]:
        """Rows of one list; in one that changed each run of unchanged ones with its length."""
        is_gappy = not all(row.is_same for row in rows)
        shown = []
        for is_same, run in groupby(rows, key=lambda row: row.is_same):
            members = list(run)
            gaps = [str(len(members)) if is_same and is_gappy else "", *[""] * (len(members) - 1)]
            shown += [self._shown(row, gap=gap, is_within=is_within) for row, gap in zip(members, gaps, strict=True)]
        return shown

    def _shown(self, row: ComparedRow, *, gap: str = "", per_cell: bool = False, is_within: bool = False) -> Shown:
        """A row with one anchor for all its cells, or (a project) with one for each that changed; none within a row
        that came or went as a whole."""
        as_one = row.is_one_sided or is_within or not per_cell
        anchor = "" if is_within else self._anchor(row, as_one=as_one)
        within = is_within or row.is_one_sided
        return Shown(
            state=row.state,
            words={name: self._words(cell, has_anchor=not as_one) for name, cell in row.cells.items()},
            number=self._number(row),
            anchor=anchor,
            mark="" if is_within else _mark(row),
            moved_from=str(row.old) if row.is_moved else "",
            gap=gap,
            parts={name: self._part(name, rows, is_within=within) for name, rows in row.parts.items()},
        )

    def _anchor(self, row: ComparedRow, *, as_one: bool) -> str:
        cells = list(row.cells.values())
        is_changed = any(cell.is_changed for cell in cells)
        if row.is_moved or (as_one and is_changed):
            return self.anchors.made_for(*cells if as_one else cells[:1])
        return ""

    def _number(self, row: ComparedRow) -> SafeString:
        name = row.cells.get("text") or row.cells.get("title")
        words = (name.new or name.old or "") if name else ""
        number = ordinal(row.new or row.old or 0, self._numbering(row), words)
        return format_html("<del>{}</del>" if row.state is RowFate.DROPPED else "{}", number)

    def _numbering(self, row: ComparedRow) -> str | None:
        """Sub-goals and measures are numbered in the text's own style, all else by 1."""
        style = self._comparison.cover.cells["numbering"]
        return (style.new or style.old) if row.kind in ("sub_goal", "measure") else "1."

    def _part(self, name: str, rows: Sequence[ComparedRow], *, is_within: bool) -> list[Shown]:
        shown = self.rows(rows, is_within=is_within)
        if name != "indicators":
            return shown
        levels = zip(*(_levels(rows, shown, LEVELS[: n + 1]) for n in range(len(LEVELS))), strict=True)
        return [replace(row, levels=both) for row, both in zip(shown, levels, strict=True)]

    def _words(self, cell: ComparedField, *, has_anchor: bool = True) -> ComparedCell:
        if not cell.is_changed:
            return ComparedCell(marked(cell.runs), cell.place)
        anchor = self.anchors.made_for(cell) if has_anchor else ""
        if not (cell.old and cell.new):
            return ComparedCell(marked(cell.runs), cell.place, True, anchor)
        return ComparedCell(marked(cell.runs), cell.place, True, anchor, marked_old(cell.runs), marked_new(cell.runs))


def _class(column: Column) -> str:
    """By which compare/tables.css knows a column: all numbers are alike."""
    return "number" if column.kind is Kind.NUMBER else column.name


def _plan(rows: Sequence[ComparedRow], shown: Sequence[Shown]) -> Iterator[dict[str, Any]]:
    """Every milestone with its share of the grid's columns; a month that came or went is marked with its column."""
    for n, (row, step) in enumerate(zip(rows, shown, strict=True)):
        span = view.GRID * (n + 1) // len(rows) - view.GRID * n // len(rows)
        month = row.cells["month"]
        words = escape(month.new or month.old or "") if row.is_one_sided else step.words["month"].html
        yield {"span": str(span), "step": step, "month": words}


def _mark(row: ComparedRow) -> str:
    return row.state.value if row.is_one_sided else "moved" * row.is_moved


def _levels(rows: Sequence[ComparedRow], shown: Sequence[Shown], names: Sequence[str]) -> list[ComparedLevel]:
    """The cells of the last of these level columns; a label goes on below while all of them do."""
    labels = [tuple(_label(row, name) for name in names) for row in rows]
    levels = []
    for n, row in enumerate(rows):
        is_again = n > 0 and all(labels[n]) and labels[n] == labels[n - 1]
        words = shown[n].words[names[-1]]
        if row.is_one_sided:  # the row is marked; its label may be that of rows that stay
            words = words._replace(html=escape(labels[n][-1] or ""))
        levels.append(ComparedLevel(words, is_again, is_again and not rows[n - 1].is_same))
    return levels


def _label(row: ComparedRow, name: str) -> object:
    cell = row.cells[name]
    return (cell.new or cell.old) if row.is_one_sided or not cell.is_changed else cell.runs
