"""Rows come, move, go and come back. Each has the identity its browser gave it, so doing a thing twice does it once."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Max, Model, QuerySet

from departments.models import Plan, User
from projects.models import PaymentMilestone, Project, RemovedRow
from projects.saving.cells import note_edits
from projects.saving.changes import BadSaveError, Outcome, RowChange
from projects.saving.kept import keep, put_back
from projects.saving.kinds import KINDS
from texts.amounts import parse_amount


def change_rows(plan: Plan, changes: Iterable[RowChange], *, seen: int, by: User, at: datetime) -> list[Outcome]:
    """Carries out the changes in order; tells of each what became of it."""
    outcomes = []
    for change in changes:
        outcome = _DO[change.do](plan, change, seen=seen, by=by, at=at)
        outcomes.append(outcome)
        if outcome.state == "saved":
            note_edits(plan, [(change.kind, f"{change.id}:{change.do}")], by=by, at=at)
    return outcomes


def _add(plan: Plan, change: RowChange, **_) -> Outcome:
    kind = KINDS[change.kind]
    if kind.rows(plan).filter(pk=change.id).exists():
        return Outcome(change.id, "same")
    parent = _parent(plan, change)
    if parent is None:
        return Outcome(change.id, "gone")
    row = kind.model(id=change.id, position=_make_room(_siblings(change, parent), change.after), **change.cells)
    setattr(row, kind.parent, parent)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise BadSaveError(f"标识 {change.id} 已用于别处") from None
    RemovedRow.objects.filter(plan=plan, pk=change.id).delete()
    if isinstance(row, Project):
        _complete_project(plan, row)
    return Outcome(change.id, "saved")


def _complete_project(plan: Plan, project: Project) -> None:
    Project.objects.filter(pk=project.pk).update(budget_amount=parse_amount(project.budget))
    months = enumerate(plan.cycle.milestones, 1)
    PaymentMilestone.objects.bulk_create(PaymentMilestone(project=project, position=n, month=m) for n, m in months)


def _move(plan: Plan, change: RowChange, **_) -> Outcome:
    kind = KINDS[change.kind]
    row = kind.rows(plan).filter(pk=change.id).first()
    if row is None:
        return Outcome(change.id, "gone")
    siblings = _siblings(change, getattr(row, kind.parent)).exclude(pk=row.pk)
    kind.model.objects.filter(pk=row.pk).update(position=_make_room(siblings, change.after))
    return Outcome(change.id, "saved")


def _remove(plan: Plan, change: RowChange, *, seen: int, by: User, at: datetime) -> Outcome:
    row = KINDS[change.kind].rows(plan).filter(pk=change.id).first()
    if row is None:
        return Outcome(change.id, "same")
    kept = keep(row)
    if other := _edited_since(plan, kept.ids, seen):
        return Outcome(change.id, "conflict", "", str(row), str(other.edited_by), other.edited_at)
    RemovedRow.objects.update_or_create(
        pk=row.pk,
        defaults={"plan": plan, "kind": change.kind, "cells": kept.cells, "removed_by": by, "removed_at": at},
    )
    row.delete()
    return Outcome(change.id, "saved")


def _edited_since(plan: Plan, ids: set[str], seen: int):
    """The newest edit in these rows that the author has not heard of."""
    edits = plan.cell_edits.filter(version__gt=seen, version__lt=plan.version).select_related("edited_by")
    unheard = [edit for edit in edits.order_by("version") if edit.place.partition(":")[0] in ids]
    return unheard[-1] if unheard else None


def _restore(plan: Plan, change: RowChange, **_) -> Outcome:
    if KINDS[change.kind].rows(plan).filter(pk=change.id).exists():
        return Outcome(change.id, "same")
    removed = RemovedRow.objects.filter(plan=plan, pk=change.id, kind=change.kind).first()
    parent = _parent(plan, change)
    if removed is None or parent is None:
        return Outcome(change.id, "gone")
    position = _make_room(_siblings(change, parent), change.after)
    put_back(removed, parent=parent, position=position)
    removed.delete()
    return Outcome(change.id, "saved")


_DO = {"add": _add, "move": _move, "remove": _remove, "restore": _restore}


def _parent(plan: Plan, change: RowChange) -> Model | None:
    """What the row stands in: the plan, or one of its projects (None when that is gone)."""
    if KINDS[change.kind].parent == "plan":
        return plan
    return Project.objects.filter(plan=plan, pk=change.parent).first()


def _siblings(change: RowChange, parent: Model) -> QuerySet:
    kind = KINDS[change.kind]
    return kind.model.objects.filter(**{kind.parent: parent})


def _make_room(siblings: QuerySet, after: UUID | None) -> int:
    """The position behind `after`; later rows step aside. A row to follow that is gone means the end."""
    if after is None:
        position = 0
    else:
        found = siblings.filter(pk=after).values_list("position", flat=True).first()
        position = found if found is not None else siblings.aggregate(last=Max("position"))["last"] or 0
    siblings.filter(position__gt=position).update(position=F("position") + 1)
    return position + 1
