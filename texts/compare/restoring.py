"""What to do to the current text so that a part of it is again as it was.

The edits are what an author would type and click, and travel the same way: compared with what stands there, merged with
what others write, logged. Rows in order, then cells; doing them twice does them once.
"""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID, uuid4

from texts.compare.comparing import PATIENCE
from texts.compare.comparison import project_key
from texts.compare.kinds import COVER, MEASURE, PROJECT, SUB_GOAL, ComparedKind
from texts.compare.order import together
from texts.compare.row_matching import matches
from texts.model import Project, Text

_LISTS = {"sub_goals": SUB_GOAL, "measures": MEASURE, "projects": PROJECT}
_PLAN_CELLS = {  # the fiscal year is the cycle's and is not typed
    "cover": tuple(name for name in COVER if name != "fiscal_year"),
    "overall_goal": ("overall_goal",),
}
_STORED = {"department": "department_name"}
_FIXED = "milestone"  # its rows are the cycle's: they neither move nor go, and its month is not typed


@dataclass(frozen=True, slots=True)
class RowEdit:
    """A row to add, move or remove; `after` is the row it follows then, None for the first place.

    `parent` is the project it stands in, None for the text. A milestone is only ever added, where its month is missing.
    """

    do: Literal["add", "move", "remove"]
    kind: str
    id: UUID
    parent: UUID | None = None
    after: UUID | None = None
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RestoredCell:
    """A cell to write, named as it is stored; `was` is what the current text shows, a paragraph a line, "" for none."""

    kind: str
    id: UUID
    cell: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Edits:
    """Rows first, in order, then cells."""

    rows: list[RowEdit] = field(default_factory=list)
    cells: list[RestoredCell] = field(default_factory=list)


def edits_to_restore(current: Text, old: Text, part: str) -> Edits:
    """The edits after which that part of the current text reads as in the old one.

    `part` is a section ("overall_goal", "projects" …) or a project by Section.key of compare(old, current). Rows come
    back with their identity if the old text has it and the current one does not use it. Raises LookupError for an
    unknown part, ValueError where the current text has no identities to write to.
    """
    restoring = _Restoring(current)
    if part in _PLAN_CELLS:
        restoring.cells("plan", current, old, _PLAN_CELLS[part])
    elif part in _LISTS:
        restoring.rows(_LISTS[part], getattr(current, part), getattr(old, part))
    else:
        restoring.project(current.projects, old.projects, part)
    return restoring.edits


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a row shall stand, and whether it stands elsewhere now."""

    parent: UUID | None
    after: UUID | None
    is_moved: bool = False


class _Restoring:
    def __init__(self, current: Text) -> None:
        self.edits = Edits()
        self._until = time.time() + PATIENCE
        self._used = set(_identities(current))

    def cells(self, kind: str, current: Any, old: Any, names: Iterable[str]) -> None:
        """The cells of one row that differ."""
        for name in names:
            was, now = _written(current, name), _written(old, name)
            if was != now:
                self.edits.cells.append(RestoredCell(kind, _identity(current), _STORED.get(name, name), was, now))

    def rows(
        self, kind: ComparedKind, currents: Sequence[Any], olds: Sequence[Any], parent: UUID | None = None
    ) -> None:
        """A list of rows: what came since goes, what went comes back, as few as possible are moved."""
        after: UUID | None = None
        for current, old, is_moved in self._standing(kind, currents, olds):
            after = self._row(kind, current, old, _Spot(parent, after, is_moved)) or after

    def project(self, currents: Sequence[Project], olds: Sequence[Project], key: str) -> None:
        """One project; it stays in its place, or comes back behind the one that it stood behind."""
        after: UUID | None = None
        for current, old, _ in self._standing(PROJECT, currents, olds):
            position = f"projects[{old.code or olds.index(old) + 1}].code" if old else ""
            if key == project_key(current and current.id, old and old.id, position):
                self._row(PROJECT, current, old, _Spot(None, after))
                return
            after = _identity(current) if current else after
        raise LookupError(f"没有“{key}”这一部分")

    def _standing(
        self, kind: ComparedKind, currents: Sequence[Any], olds: Sequence[Any]
    ) -> Iterator[tuple[Any, Any, bool]]:
        """Each row as it is and as it was, in the old order; None where there is none."""
        pairs = matches(currents, olds, kind.recognition, until=self._until)
        for now, then, is_moved in together(pairs, len(currents), len(olds)):
            yield None if now is None else currents[now], None if then is None else olds[then], is_moved

    def _row(self, kind: ComparedKind, current: Any, old: Any, spot: _Spot) -> UUID | None:
        """Its identity, None for one that goes."""
        if current is None:
            return self._add(kind, old, spot)
        row, is_fixed = _identity(current), kind.name == _FIXED
        if old is None:
            if not is_fixed:
                self.edits.rows.append(RowEdit("remove", kind.name, row))
            return None
        if spot.is_moved and not is_fixed:
            self.edits.rows.append(RowEdit("move", kind.name, row, spot.parent, spot.after))
        self.cells(kind.name, current, old, (name for name in _names(kind) if name != "month"))
        for name, below in kind.rows.items():
            columns = _in_both(current, old) if kind is PROJECT else ()
            self.rows(below.with_columns(columns), getattr(current, name), getattr(old, name), parent=row)
        return row

    def _add(self, kind: ComparedKind, old: Any, spot: _Spot) -> UUID:
        row: UUID = uuid4() if old.id is None or old.id in self._used else old.id
        cells = {name: _written(old, name) for name in _names(kind)}
        self.edits.rows.append(RowEdit("add", kind.name, row, spot.parent, spot.after, cells))
        for name, below in kind.rows.items():
            columns = old.columns if kind is PROJECT else ()
            self.rows(below.with_columns(columns), (), getattr(old, name), parent=row)
        return row


def _in_both(current: Project, old: Project) -> tuple[str, ...]:
    """The optional columns that are written: what only one version has is neither emptied nor filled."""
    return tuple(name for name in current.columns if name in old.columns)


def _names(kind: ComparedKind) -> tuple[str, ...]:
    return (*kind.cells, *kind.paragraphs)


def _written(node: Any, name: str) -> str:
    value = getattr(node, name)
    return "\n".join(value) if isinstance(value, tuple) else str(value or "")


def _identity(node: Any) -> UUID:
    identity: UUID | None = node.id
    if identity is None:
        raise ValueError("the current text carries no identities")
    return identity


def _identities(text: Text) -> Iterator[UUID | None]:
    yield text.id
    for row in (*text.sub_goals, *text.measures, *text.projects):
        yield row.id
    for project in text.projects:
        for row in (*project.plan, *project.goals, *project.indicators):
            yield row.id
