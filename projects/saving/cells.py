"""Compare and set: a cell is written only over what its author saw."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from departments.models import Plan, Unit, User
from departments.prepared import PreparedUpdate, PreparedUpsert, Slot, prepared
from departments.scopes import Scope
from projects.models import CellEdit, RemovedRow
from projects.saving.changes import CellChange, CellOutcome
from projects.saving.kinds import KINDS, section_of
from texts.amounts import parse_amount

#: cells that hand a project to another unit: only for who writes the whole text, all of it open
UNIT_CELLS = frozenset({"unit_code", "unit_name"})
#: columns that name who changed a cell, as `str(user)` does
EDITOR = ("edited_by__name", "edited_by__username")


def set_cells(plan: Plan, changes: Sequence[CellChange], *, scope: Scope, by: User, at: datetime) -> list[CellOutcome]:
    """Writes each cell over what its author saw; tells of each, in order, what became of it."""
    whole = _written_whole(plan, changes, scope)
    outcomes, written = [], []
    for change in changes:
        if _is_closed(change, scope):
            outcomes.append(CellOutcome(change.id, "gone", change.cell))
        elif (change.kind, change.id) in whole or _set(plan, [change], scope):
            written.append((change.kind, change.place))
            outcomes.append(CellOutcome(change.id, "saved", change.cell, change.now))
        else:
            outcomes.append(_met_another(plan, change, scope))
    note_edits(plan, written, by=by, at=at)
    return outcomes


def _is_closed(change: CellChange, scope: Scope) -> bool:
    """Whether the author may not write this cell, whatever row it is in."""
    section = section_of(change.kind, change.cell)
    moves_unit = change.cell in UNIT_CELLS and not (scope.is_whole and not scope.is_partial)
    return moves_unit or bool(section and not scope.opens(section))


def _written_whole(plan: Plan, changes: Sequence[CellChange], scope: Scope) -> set[tuple[str, UUID]]:
    """Rows with several changed cells that all stand as their author saw them: one statement a row writes them."""
    rows: dict[tuple[str, UUID], list[CellChange]] = {}
    for change in changes:
        rows.setdefault((change.kind, change.id), []).append(change)
    several = {key: row for key, row in rows.items() if len({change.cell for change in row}) == len(row) > 1}
    own = {key: row for key, row in several.items() if not any(_is_closed(change, scope) for change in row)}
    return {key for key, row in own.items() if _set(plan, row, scope)}


def _set(plan: Plan, row: Sequence[CellChange], scope: Scope) -> bool:
    """Cells of one row, all of them or none. Rows that the author may not write are not there."""
    values = {change.cell: change.now for change in row}
    if row[0].kind == "project":
        values |= _beside(plan, values)
    standing = {f"was_{change.cell}": change.was for change in row}
    write = _writing(row[0].kind, tuple(change.cell for change in row), tuple(values), scope)
    return bool(write.run(plan=plan.pk, pk=row[0].id, **standing, **values))


@prepared
def _writing(kind: str, seen: tuple[str, ...], written: tuple[str, ...], scope: Scope) -> PreparedUpdate:
    """UPDATE … WHERE every cell stands as it was seen."""
    model = KINDS[kind].model
    fields = {field.name: field for field in model._meta.concrete_fields}
    rows = KINDS[kind].rows_of(Slot("plan", Plan._meta.pk), scope).filter(pk=Slot("pk", model._meta.pk))
    standing = {name: Slot(f"was_{name}", fields[name]) for name in seen}
    return PreparedUpdate(rows.filter(**standing), {name: Slot(name, fields[name]) for name in written})


def _beside(plan: Plan, values: Mapping[str, str]) -> dict[str, Any]:
    """What a project keeps beside its cells: the amount as a number, the unit of its code."""
    beside: dict[str, Any] = {}
    if "budget" in values:
        beside["budget_amount"] = parse_amount(values["budget"])
    if "unit_code" in values:
        units = Unit.objects.filter(department=plan.department_id, code=values["unit_code"])
        beside["unit"] = units.values_list("pk", flat=True).first()
    return beside


def _met_another(plan: Plan, change: CellChange, scope: Scope) -> CellOutcome:
    """Why a cell could not be set: a repeated save, another's words stand there, or its row is gone."""
    standing = KINDS[change.kind].rows(plan, scope).filter(pk=change.id).values_list(change.cell, flat=True).first()
    if standing == change.now:
        return CellOutcome(change.id, "same", change.cell, change.now)
    if standing is None:
        return _gone(plan, change.id, change.cell)
    edit = plan.cell_edits.filter(place=change.place).values_list(*EDITOR, "edited_at").first()
    name, account, at = edit or ("", "", None)
    return CellOutcome(change.id, "conflict", change.cell, standing, name or account, at)


def _gone(plan: Plan, row: UUID, cell: str = "") -> CellOutcome:
    removed = RemovedRow.objects.filter(plan=plan, pk=row).select_related("removed_by").first()
    by, at = (str(removed.removed_by), removed.removed_at) if removed else ("", None)
    return CellOutcome(row, "gone", cell, "", by, at)


def note_edits(plan: Plan, places: Iterable[tuple[str, str]], *, by: User, at: datetime) -> None:
    """Remembers who changed these (kind, place) last, in one query."""
    places = dict.fromkeys(places)
    if not places:
        return
    shared = {"plan_id": plan.pk, "version": plan.version, "edited_by_id": by.pk, "edited_at": at}
    _noting().run(shared | {"kind": kind, "place": place} for kind, place in places)


@prepared
def _noting() -> PreparedUpsert:
    """A place is of one kind for ever; that it is among what is written again costs nothing."""
    return PreparedUpsert(CellEdit, key=["plan", "place"], cells=["kind", "version", "edited_by", "edited_at"])
