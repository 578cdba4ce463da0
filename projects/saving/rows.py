"""Rows come, move, go and come back. Each has the identity its browser gave it, so doing a thing twice does it once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Max, Model, QuerySet

from departments.models import Plan, User
from departments.scopes import Scope
from projects.models import CellEdit, Project, RemovedRow
from projects.saving.cells import note_edits
from projects.saving.changes import BadSaveError, CellOutcome, RowChange
from projects.saving.kinds import KINDS
from projects.saving.new_project import belongs_to, complete_project
from projects.saving.removed_rows import keep_removed, put_back


@dataclass(frozen=True, slots=True)
class Author:
    """Who saves, what of the text they may write, the version they last heard of, and when."""

    user: User
    scope: Scope
    seen: int
    at: datetime


def change_rows(plan: Plan, changes: Iterable[RowChange], by: Author) -> list[CellOutcome]:
    """Carries out the changes in order; tells of each what became of it."""
    outcomes = []
    for change in changes:
        is_closed = change.kind == "project" and by.scope.is_partial  # no project comes or goes then
        outcome = CellOutcome(change.id, "gone") if is_closed else _DO[change.do](plan, change, by)
        outcomes.append(outcome)
        if outcome.state == "saved":
            note_edits(plan, [(change.kind, f"{change.id}:{change.do}")], by=by.user, at=by.at)
    return outcomes


def _add(plan: Plan, change: RowChange, by: Author) -> CellOutcome:
    kind = KINDS[change.kind]
    if kind.rows(plan).filter(pk=change.id).exists():
        return CellOutcome(change.id, "same")
    parent = _parent(plan, change.kind, change.parent, by.scope)
    if parent is None:
        return CellOutcome(change.id, "gone")
    row = kind.model(id=change.id, position=_make_room(_siblings(change.kind, parent), change.after), **change.cells)
    setattr(row, kind.parent_field, parent)
    if isinstance(row, Project):
        belongs_to(row, plan, by.scope, is_stated="unit_code" in change.cells)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise BadSaveError(f"标识 {change.id} 已用于别处") from None
    RemovedRow.objects.filter(plan=plan, pk=change.id).delete()
    if isinstance(row, Project):
        complete_project(plan, row)
    return CellOutcome(change.id, "saved")


def _move(plan: Plan, change: RowChange, by: Author) -> CellOutcome:
    kind = KINDS[change.kind]
    row = kind.rows(plan, by.scope).filter(pk=change.id).first()
    if row is None:
        return CellOutcome(change.id, "gone")
    siblings = _siblings(change.kind, getattr(row, kind.parent_field)).exclude(pk=row.pk)
    kind.objects.filter(pk=row.pk).update(position=_make_room(siblings, change.after))
    return CellOutcome(change.id, "saved")


def _remove(plan: Plan, change: RowChange, by: Author) -> CellOutcome:
    row = KINDS[change.kind].rows(plan, by.scope).filter(pk=change.id).first()
    if row is None:
        is_foreign = KINDS[change.kind].rows(plan).filter(pk=change.id).exists()
        return CellOutcome(change.id, "gone" if is_foreign else "same")
    kept = keep_removed(row)
    if other := _edited_since(plan, kept.ids, by):
        return CellOutcome(change.id, "conflict", "", str(row), str(other.edited_by), other.edited_at)
    RemovedRow.objects.update_or_create(
        pk=row.pk,
        defaults={"plan": plan, "kind": change.kind, "cells": kept.cells, "removed_by": by.user, "removed_at": by.at},
    )
    row.delete()
    return CellOutcome(change.id, "saved")


def _edited_since(plan: Plan, ids: set[str], by: Author) -> CellEdit | None:
    """The newest edit of somebody else in these rows that the author has not heard of."""
    edits = plan.cell_edits.filter(version__gt=by.seen, version__lt=plan.version).exclude(edited_by=by.user)
    edits = edits.select_related("edited_by")
    unheard = [edit for edit in edits.order_by("version") if edit.place.partition(":")[0] in ids]
    return unheard[-1] if unheard else None


def _restore(plan: Plan, change: RowChange, by: Author) -> CellOutcome:
    if KINDS[change.kind].rows(plan).filter(pk=change.id).exists():
        return CellOutcome(change.id, "same")
    removed = RemovedRow.objects.filter(plan=plan, pk=change.id, kind=change.kind).first()
    if removed is None or not _may_restore(removed, by.scope):
        return CellOutcome(change.id, "gone")
    parent = _parent(plan, change.kind, change.parent or removed.cells.get("parent"), by.scope)
    if parent is None:
        return CellOutcome(change.id, "gone")
    place = change.after or _last(_siblings(change.kind, parent).filter(position__lt=removed.cells["position"]))
    position = _make_room(_siblings(change.kind, parent), place)
    put_back(removed, parent=parent, position=position)
    removed.delete()
    return CellOutcome(change.id, "saved")


def _may_restore(removed: RemovedRow, scope: Scope) -> bool:
    return removed.kind != "project" or scope.covers(removed.cells.get("unit"))


_DO = {"add": _add, "move": _move, "remove": _remove, "restore": _restore}


def _parent(plan: Plan, kind: str, parent: UUID | str | None, scope: Scope) -> Model | None:
    """What the row stands in: the plan, or one of its projects (None when that is gone, or not the author's)."""
    if kind == "project":
        return plan
    if KINDS[kind].parent == "plan":
        return plan if scope.opens(KINDS[kind].section) else None
    return KINDS["project"].rows(plan, scope).filter(pk=parent).first()


def _siblings(kind: str, parent: Model) -> QuerySet[Any]:
    return KINDS[kind].objects.filter(**{KINDS[kind].parent_field: parent})


def _last(rows: QuerySet[Any]) -> UUID | None:
    return rows.order_by("position").values_list("pk", flat=True).last()


def _make_room(siblings: QuerySet[Any], after: UUID | None) -> int:
    """The position behind `after`; later rows step aside. A row to follow that is gone means the end."""
    if after is None:
        position = 0
    else:
        found = siblings.filter(pk=after).values_list("position", flat=True).first()
        position = found if found is not None else siblings.aggregate(last=Max("position"))["last"] or 0
    siblings.filter(position__gt=position).update(position=F("position") + 1)
    return position + 1
