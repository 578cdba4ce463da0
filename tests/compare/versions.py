"""Versions of a text for the tests: identities as a stored text has them, and edits of every kind as hypothesis makes them."""

import math
from dataclasses import replace
from itertools import count, groupby
from uuid import UUID

from hypothesis import strategies as st

from tests import strategies
from texts.compare import ComparedRow, Comparison, Fate
from texts.model import Project, Text

FOREVER = math.inf
_LISTS = ("plan", "goals", "indicators")


def with_ids(text: Text, start: int = 1) -> Text:
    """The text with an identity on every row, in print order from `start`."""
    numbers = count(start)

    def marked(rows):
        return tuple(replace(row, id=UUID(int=next(numbers))) for row in rows)

    def project(row: Project) -> Project:
        return replace(row, id=UUID(int=next(numbers)), **{name: marked(getattr(row, name)) for name in _LISTS})

    return replace(
        text,
        id=UUID(int=next(numbers)),
        sub_goals=marked(text.sub_goals),
        measures=marked(text.measures),
        projects=tuple(project(row) for row in text.projects),
    )


def written(runs) -> str:
    """Runs for the eye: 印制[1200册|1350册]读本, what was deleted before what was inserted."""
    words = ""
    for is_kept, group in groupby(runs, key=lambda run: run.fate is Fate.KEPT):
        texts = {run.fate: run.text for run in group}
        words += texts[Fate.KEPT] if is_kept else f"[{texts.get(Fate.DELETED, '')}|{texts.get(Fate.INSERTED, '')}]"
    return words


def rows_of(comparison: Comparison) -> list[ComparedRow]:
    """Every row of a comparison, in print order, rows before what stands in them."""
    return [row for rows in comparison.parts.values() for top in rows for row in _with_parts(top)]


def _with_parts(row: ComparedRow) -> list[ComparedRow]:
    return [row, *(inner for rows in row.parts.values() for part in rows for inner in _with_parts(part))]


@st.composite
def later_versions(draw, text: Text) -> Text:
    """The text after rows came, went and moved, cells were typed over and paragraphs cut."""
    other = with_ids(draw(strategies.plain_texts), start=10_000)
    return replace(
        text,
        department=draw(st.sampled_from((text.department, other.department))),
        overall_goal=draw(_edited(text.overall_goal, other.overall_goal)),
        sub_goals=draw(_edited(text.sub_goals, other.sub_goals, "title")),
        measures=draw(_edited(text.measures, other.measures, "text")),
        projects=tuple(draw(_edited_project(row)) for row in draw(_edited(text.projects, other.projects, "name"))),
    )


@st.composite
def _edited_project(draw, project: Project) -> Project:
    other = with_ids(Text(projects=(draw(strategies.projects),)), start=20_000).projects[0]
    return replace(
        project,
        budget=draw(st.sampled_from((project.budget, other.budget))),
        plan=draw(_edited(project.plan, (), "percent")),
        goals=draw(_edited(project.goals, other.goals, "text")),
        indicators=draw(_edited(project.indicators, other.indicators, "target")),
    )


@st.composite
def _edited(draw, rows: tuple, others: tuple, cell: str | None = None) -> tuple:
    kept = draw(st.permutations(rows)) if rows else []
    kept = kept[: draw(st.integers(0, len(kept)))] if draw(st.booleans()) else kept
    if cell and others:
        words = getattr(others[0], cell)
        kept = [replace(row, **{cell: words}) if draw(st.booleans()) else row for row in kept]
    added = others[: draw(st.integers(0, len(others)))]
    return tuple(draw(st.permutations([*kept, *added])))
