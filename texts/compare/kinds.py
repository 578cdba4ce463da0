"""The rows of a text as one table: their cells, what stands in them, and how they are recognised."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from texts.columns import names
from texts.compare.row_matching import Recognition, Words
from texts.model import Indicator, Line, Milestone, Project, SubGoal

_ISSUED = 15  # characters of a code up to its serial number: region, year of issue, P, serial; then number of the issue


@dataclass(frozen=True, slots=True)
class ComparedKind:
    """`paragraphs` are fields of several paragraphs, `rows` fields of rows with their kind."""

    name: str
    cells: tuple[str, ...]
    recognition: Recognition[Any]
    paragraphs: tuple[str, ...] = ()
    rows: Mapping[str, "ComparedKind"] = field(default_factory=dict)

    def with_columns(self, switched_on: tuple[str, ...]) -> "ComparedKind":
        """Of the rows of a table: with the cells of these optional columns, where it has any."""
        return replace(self, cells=names(switched_on)) if self.name == "indicator" and switched_on else self


def _identity(row: Any) -> UUID | None:
    found: UUID | None = row.id
    return found


def _recognised(words: Callable[[Any], Words], *keys: Callable[[Any], Hashable]) -> Recognition[Any]:
    return Recognition(_identity, (_itself, *keys), words)


def _itself(row: Any) -> Hashable:
    """Rows of the same words are equal, whatever their identities."""
    found: Hashable = row
    return found


def _key(text: str | None) -> str | None:
    return "".join((text or "").split()) or None


def _issued(project: Project) -> Hashable:
    code = _key(project.code)
    return code[:_ISSUED] if code and len(code) > _ISSUED else None


def _project(project: Project) -> Words:
    return (0.7, project.name or ""), (0.3, project.purpose or "")


def _category_and_name(row: Indicator) -> Hashable:
    name = _key(row.name)
    return name and (_key(row.level1), _key(row.level2), name)


def _indicator(row: Indicator) -> Words:
    return (0.6, row.name or ""), (0.25, row.description or ""), (0.15, f"{row.level1 or ''}{row.level2 or ''}")


def _sub_goal(row: SubGoal) -> Words:
    return (0.6, row.title), (0.4, "".join((*row.description, *row.goals, row.indicators or "")))


def _line(row: Line) -> Words:
    return ((1.0, row.text),)


def _milestone(row: Milestone) -> Words:
    return ((1.0, ""),)


_LINE = _recognised(_line, lambda row: _key(row.text))
COVER = ("fiscal_year", "department", "stage", "finance_bureau", "numbering")
_PRINTED = ("unit_code", "unit_name", "code", "name", "budget", "fiscal_funds", "other_funds", "purpose")
MEASURE = ComparedKind("measure", ("text",), _LINE)
SUB_GOAL = ComparedKind(
    "sub_goal",
    ("title", "indicators"),
    _recognised(_sub_goal, lambda row: _key(row.title)),
    paragraphs=("description", "goals"),
)
PROJECT = ComparedKind(
    "project",
    _PRINTED,
    _recognised(_project, lambda row: _key(row.code), _issued, lambda row: _key(row.name)),
    rows={
        "plan": ComparedKind("milestone", ("month", "percent"), _recognised(_milestone, lambda row: row.month)),
        "goals": ComparedKind("goal", ("text",), _LINE),
        "indicators": ComparedKind(
            "indicator",
            names(),
            _recognised(_indicator, _category_and_name, lambda row: _key(row.name)),
        ),
    },
)
