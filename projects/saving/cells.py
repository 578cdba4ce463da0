"""Compare and set: a cell is written only over what its author saw."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from departments.models import Plan, Unit, User
from departments.scopes import Scope
from projects.models import CellEdit, RemovedRow
from projects.saving.changes import CellChange, Outcome
from projects.saving.kinds import KINDS
from texts.amounts import parse_amount

#: cells that hand a project to another unit: only for who writes the whole text
UNIT_CELLS = frozenset({"unit_code", "unit_name"})


def set_cells(plan: Plan, changes: Iterable[CellChange], *, scope: Scope, by: User, at: datetime) -> list[Outcome]:
    """Writes each cell over what its author saw; tells of each what became of it."""
    outcomes = []
    written = []
    for change in changes:
        if not scope.is_whole and change.cell in UNIT_CELLS:
            outcomes.append(Outcome(change.id, "gone", change.cell))
        elif _set(plan, change, scope):
            written.append(change)
            outcomes.append(Outcome(change.id, "saved", change.cell, change.now))
        else:
            outcomes.append(_met_another(plan, change, scope))
    note_edits(plan, ((change.kind, change.place) for change in written), by=by, at=at)
    return outcomes


def _set(plan: Plan, change: CellChange, scope: Scope) -> bool:
    values = {change.cell: change.now}
    if (change.kind, change.cell) == ("project", "budget"):
        values["budget_amount"] = parse_amount(change.now)
    if (change.kind, change.cell) == ("project", "unit_code"):
        values["unit"] = Unit.objects.filter(department=plan.department_id, code=change.now).first()
    row = KINDS[change.kind].rows(plan, scope).filter(pk=change.id, **{change.cell: change.was})
    return bool(row.update(**values))


def _met_another(plan: Plan, change: CellChange, scope: Scope) -> Outcome:
    """Why a cell could not be set: a repeated save, another's words stand there, or its row is gone."""
    standing = KINDS[change.kind].rows(plan, scope).filter(pk=change.id).values_list(change.cell, flat=True).first()
    if standing == change.now:
        return Outcome(change.id, "same", change.cell, change.now)
    if standing is None:
        return _gone(plan, change.id, change.cell)
    edit = plan.cell_edits.filter(place=change.place).select_related("edited_by").first()
    by, at = (str(edit.edited_by), edit.edited_at) if edit else ("", None)
    return Outcome(change.id, "conflict", change.cell, standing, by, at)


def _gone(plan: Plan, row: UUID, cell: str = "") -> Outcome:
    removed = RemovedRow.objects.filter(plan=plan, pk=row).select_related("removed_by").first()
    by, at = (str(removed.removed_by), removed.removed_at) if removed else ("", None)
    return Outcome(row, "gone", cell, "", by, at)


def note_edits(plan: Plan, places: Iterable[tuple[str, str]], *, by: User, at: datetime) -> None:
    """Remembers who changed these (kind, place) last, in one query."""
    edits = [
        CellEdit(plan=plan, kind=kind, place=place, version=plan.version, edited_by=by, edited_at=at)
        for kind, place in dict.fromkeys(places)
    ]
    CellEdit.objects.bulk_create(
        edits,
        update_conflicts=True,
        unique_fields=["plan", "place"],
        update_fields=["version", "edited_by", "edited_at"],
    )
