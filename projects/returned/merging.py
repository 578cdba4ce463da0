"""Base (what went out), returned (what came back), current (what stands online) -> the changes of whoever had the file.

A change is what an author would type or click, as texts.compare works it out between base and returned; then its place
is looked at in the current text: untouched there, changed to something else (a collision), already so, or gone.
"""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from texts.compare import RestoredCell, RowEdit, edits_to_restore
from texts.model import Text
from texts.places import CELL_NAMES, COVER, MEASURES, OVERALL_GOAL, PROJECTS, SUB_GOALS, spots

_PARTS = (COVER, OVERALL_GOAL, SUB_GOALS, MEASURES, PROJECTS)
_VALUE_OF = {"department_name": "department"}  # stored name -> name in the value
_GONE = "这一行已在网页上删除"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to accept or leave. `part` is a section's name or a project's id, `do` is cell, add, remove or move.

    `old` is what the file's author saw, `new` what they want; `theirs` is what stands online instead where that is
    neither (a collision), else None. `rows` and `cells` carry it out; `trouble` says why it cannot be accepted.
    """

    do: str
    kind: str
    id: UUID
    part: str
    where: str
    old: str = ""
    new: str = ""
    cell: str = ""
    theirs: str | None = None
    trouble: str = ""
    rows: tuple[RowEdit, ...] = ()
    cells: tuple[RestoredCell, ...] = ()

    @property
    def token(self) -> str:
        """Names the change and what its reader saw of it: another as soon as something else stands online."""
        seen = f"{self.old}\0{self.new}\0{self.theirs}"
        return f"{self.do}:{self.id}:{self.cell}:{hashlib.sha256(seen.encode()).hexdigest()[:16]}"

    @property
    def is_collision(self) -> bool:
        return self.theirs is not None


@dataclass(frozen=True, slots=True)
class RowPosition:
    """Where every row of a text stands: itself, the project it is in (None for the text), its neighbours in order."""

    nodes: dict[UUID | None, Any] = field(default_factory=dict)
    parents: dict[UUID | None, UUID | None] = field(default_factory=dict)
    siblings: dict[UUID | None, tuple[UUID | None, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, text: Text) -> "RowPosition":
        """Of a text whose rows have identities."""
        found = cls({text.id: text}, {text.id: None}, {})
        for rows in (text.sub_goals, text.measures, text.projects):
            found._take(rows, None)
        for project in text.projects:
            for below in (project.plan, project.goals, project.indicators):
                found._take(below, project.id)
        return found

    def _take(self, rows: Sequence[Any], parent: UUID | None) -> None:
        order = tuple(row.id for row in rows)
        for row in rows:
            self.nodes[row.id], self.parents[row.id], self.siblings[row.id] = row, parent, order


def changes_between(base: Text, returned: Text, current: Text, *, unread: Collection[str] = ()) -> list[Change]:
    """What the file changes, in print order, without what stands online already.

    `unread` are places whose words could not be read: nothing is changed there.
    """
    merging = _Merging(base, returned, current, frozenset(unread))
    return [change for part in _PARTS for change in merging.of(part)]


class _Merging:
    def __init__(self, base: Text, returned: Text, current: Text, unread: frozenset[str]) -> None:
        self._texts = base, returned
        self._base, self._returned, self._current = (RowPosition.of(text) for text in (base, returned, current))
        self._spots = spots(base) | spots(returned)
        self._unread = unread
        self._unread_rows = {place.partition(":")[0] for place in unread}

    def of(self, part: str) -> Iterator[Change]:
        """The changes of a section or of all projects: each row with its cells behind it."""
        edits = edits_to_restore(*self._texts, part)
        cells: dict[UUID, list[RestoredCell]] = {}
        for edit in edits.cells:
            cells.setdefault(edit.id, []).append(edit)
        made = [*self._rows(edits.rows), *(change for row in cells.values() for change in self._cells(part, row))]
        order = {row: n for n, row in enumerate([*self._returned.nodes, *self._base.nodes])}
        yield from sorted(made, key=lambda change: order.get(change.id, 0))

    def _cells(self, part: str, edits: Sequence[RestoredCell]) -> Iterator[Change]:
        for edit in edits:
            name = _VALUE_OF.get(edit.cell, edit.cell)
            if f"{edit.id}:{name}" in self._unread:
                continue
            node = self._current.nodes.get(edit.id)
            standing = None if node is None else _written(node, name)
            if standing == edit.now:
                continue
            change = Change(
                do="cell",
                kind=edit.kind,
                id=edit.id,
                cell=edit.cell,
                part=part if part != PROJECTS else self._project_of(edit.id),
                where=self._cell_where(edit, name),
                old=edit.was,
                new=edit.now,
                theirs=standing if standing != edit.was else None,
                trouble=_GONE if node is None else "",
                cells=(replace(edit, was=standing or ""),),
            )
            yield change

    def _rows(self, edits: Sequence[RowEdit]) -> Iterator[Change]:
        new_projects = {edit.id for edit in edits if edit.do == "add" and edit.kind == "project"}
        for edit in edits:
            if edit.do == "add" and edit.parent in new_projects:
                continue
            if edit.do == "add":
                below = tuple(one for one in edits if one.do == "add" and one.parent == edit.id)
                yield from self._added(edit, below)
            elif str(edit.id) not in self._unread_rows and edit.id in self._current.nodes:
                yield from self._removed(edit) if edit.do == "remove" else self._moved(edit)

    def _added(self, edit: RowEdit, below: tuple[RowEdit, ...]) -> Iterator[Change]:
        if self._is_there(edit):
            return
        trouble = _GONE if edit.parent is not None and edit.parent not in self._current.nodes else ""
        if edit.kind == "milestone":
            trouble = "支出计划的时点由编报批次规定，不能增加"
        yield replace(self._of_row(edit, new=self._words(edit.id)), trouble=trouble, rows=(edit, *below))

    def _is_there(self, edit: RowEdit) -> bool:
        """Whether the same row came to the same place since: accepted before, or typed by another."""
        wanted = self._returned.nodes[edit.id]
        return any(
            row not in self._base.nodes and type(node) is type(wanted) and _same(node, wanted)
            for row, node in self._current.nodes.items()
            if self._current.parents.get(row) == edit.parent
        )

    def _removed(self, edit: RowEdit) -> Iterator[Change]:
        is_touched = self._current.nodes[edit.id] != self._base.nodes[edit.id]
        theirs = _words(self._current.nodes[edit.id]) if is_touched else None
        yield replace(self._of_row(edit, old=self._words(edit.id)), theirs=theirs)

    def _moved(self, edit: RowEdit) -> Iterator[Change]:
        sides = [side.siblings.get(edit.id, ()) for side in (self._base, self._returned, self._current)]
        common = set.intersection(*map(set, sides))
        base, wanted, standing = ([row for row in rows if row in common] for rows in sides)
        if wanted == standing:
            return
        theirs = "网页上的次序已有变动" if base != standing else None
        yield replace(self._of_row(edit, old=self._words(edit.id), new=self._after(edit)), theirs=theirs)

    def _after(self, edit: RowEdit) -> str:
        return f"移到“{self._words(edit.after)[:40]}”之后" if edit.after else "移到最前"

    def _of_row(self, edit: RowEdit, *, old: str = "", new: str = "") -> Change:
        part = {"sub_goal": SUB_GOALS, "measure": MEASURES}.get(edit.kind) or self._project_of(edit.id)
        where = self._row_where(edit.kind, edit.id)
        return Change(do=edit.do, kind=edit.kind, id=edit.id, part=part, where=where, old=old, new=new, rows=(edit,))

    def _words(self, row: UUID | None) -> str:
        return _words(self._returned.nodes.get(row) or self._base.nodes.get(row))

    def _project_of(self, row: UUID) -> str:
        for side in (self._returned, self._base):
            if row in side.nodes:
                return str(side.parents.get(row) or row)
        return str(row)

    def _row_where(self, kind: str, row: UUID) -> str:
        field_of = {"measure": "text", "goal": "text", "milestone": "percent", "project": "project"}
        spot = self._spots.get(f"{row}:{field_of.get(kind, 'row')}")
        if spot is None or kind == "project":
            return "整个项目" if kind == "project" else ""
        return _without_project(spot.where, self._spots, spot.part)

    def _cell_where(self, edit: RestoredCell, name: str) -> str:
        names = CELL_NAMES.get(edit.kind, {})
        label = {"overall_goal": "总体绩效目标", "numbering": "分项编号"}.get(name) or names.get(name, "")
        row = "" if edit.kind in ("plan", "project") else self._row_where(edit.kind, edit.id)
        return " · ".join(words for words in (row, label) if words)


def _without_project(where: str, found: dict[str, Any], part: str) -> str:
    project = found.get(f"{part}:project")
    return where.removeprefix(f"{project.where} · ") if project else where


def _written(node: Any, name: str) -> str:
    value = getattr(node, name)
    return "\n".join(value) if isinstance(value, tuple) else str(value or "")


def _as_written(project: Any) -> Any:
    return replace(project, columns=(), plan=tuple(step for step in project.plan if step.percent))


def _same(node: Any, wanted: Any) -> bool:
    """Equal but for milestones without a share and, where a table has no rows, the columns it would have."""
    if hasattr(node, "plan"):
        node, wanted = (_as_written(one) for one in (node, wanted))
    return bool(node == wanted)


def _words(node: Any) -> str:
    """A row as one reads it in a list of changes: its cells a line each, of a project its head."""
    if node is None:
        return ""
    names = [name for name in type(node).__dataclass_fields__ if name not in ("id", "plan", "indicators", "month")]
    if type(node).__name__ != "Project":
        names = [name for name in type(node).__dataclass_fields__ if name != "id"]
        return "\n".join(words for name in names if (words := _written(node, name)))
    head = [_written(node, name) for name in names if name != "goals"]
    counts = f"绩效目标 {len(node.goals)} 条，绩效指标 {len(node.indicators)} 行"
    return "\n".join([*(words for words in head if words), counts])
