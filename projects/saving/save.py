"""One autosave as one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from departments.deadlines import why_closed
from departments.models import Plan, User
from departments.models.states import WRITABLE_STATES
from departments.prepared import PreparedUpdate, Slot, prepared, room_for, slots
from departments.scopes import WHOLE, drafting_scope, why_not_yours, writing_scope
from projects.models import CellEdit
from projects.presence import Other, be_present
from projects.saving.cells import EDITOR, set_cells
from projects.saving.changes import CellOutcome, Save
from projects.saving.kinds import KINDS
from projects.saving.rows import Author, change_rows


class NotWritableError(ValueError):
    """The text may not be changed any more; the message says why."""


@dataclass(frozen=True, slots=True)
class News:
    """A cell that somebody else changed since the author last heard; rows that came or went have no value."""

    kind: str
    place: str
    value: str | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Saved:
    rows: list[CellOutcome]
    cells: list[CellOutcome]
    news: list[News]
    others: list[Other]
    version: int
    at: datetime


@transaction.atomic
def save(plan: Plan, request: Save, *, by: User) -> Saved:
    """Stores what can be stored of one autosave, all of it or (on an error) none; conflicts are told, never resolved.

    The first statement raises the plan's version, and with it takes the plan's row: saves of one text follow each
    other, on every engine. Raises NotWritableError, BadSaveError.
    """
    at = timezone.now()
    if not drafting_scope(by, plan.department_id):
        raise NotWritableError(f"您可以查看{plan}，但不在其编报人员之中，不能修改。")
    if closed := why_closed(plan):
        raise NotWritableError(closed)
    _take(plan, at)
    scope = writing_scope(by, plan)
    if not scope:
        raise NotWritableError(why_not_yours(plan))
    rows = change_rows(plan, request.rows, Author(by, scope, request.seen, at))
    cells = set_cells(plan, request.cells, scope=scope, by=by, at=at)
    others = be_present(plan, by, place=request.place, at=at)
    news = news_since(plan, request.seen, until=plan.version - 1)
    return Saved(rows, cells, news, others, plan.version, at)


def _take(plan: Plan, at: datetime) -> None:
    """Raises the plan's version, and so holds its row until the end of the transaction. Raises NotWritableError."""
    if _raising().run(plan=plan.pk, version=plan.version, next=plan.version + 1, at=at):
        plan.version += 1  # nobody came between: no need to ask which version it is now
        return
    writable = Plan.objects.order_by().filter(pk=plan.pk, state__in=WRITABLE_STATES)
    if not writable.update(version=F("version") + 1, updated_at=at):
        plan.refresh_from_db(fields=["state"])
        raise NotWritableError(why_closed(plan))
    plan.refresh_from_db(fields=["version", "state", "opened"])  # a step may have come between


@prepared
def _raising() -> PreparedUpdate:
    version, raised = (Slot(name, Plan.version.field) for name in ("version", "next"))
    found = Plan.objects.filter(pk=Slot("plan", Plan._meta.pk), state__in=WRITABLE_STATES, version=version)
    return PreparedUpdate(found, {"version": raised, "updated_at": Slot("at", Plan.updated_at.field)})


def news_since(plan: Plan, seen: int, *, until: int) -> list[News]:
    """What was changed after version `seen` up to version `until`: one query, and one a kind that has news."""
    if seen >= until:
        return []
    edits = _edits().rows(plan=plan.pk, seen=seen, until=until)
    values = _values(plan, ((kind, place) for kind, place, *_ in edits))
    return [News(kind, place, values.get(place), name or account, at) for kind, place, name, account, at in edits]


@prepared
def _edits() -> QuerySet[CellEdit, tuple[str, str, str, str, datetime]]:
    of_plan = CellEdit.objects.filter(plan=Slot("plan", CellEdit.plan.field))
    seen, until = (Slot(name, CellEdit.version.field) for name in ("seen", "until"))
    found = of_plan.filter(version__gt=seen, version__lte=until).order_by("version", "place")
    told: Any = found.values_list("kind", "place", *EDITOR, "edited_at")
    return cast(QuerySet[CellEdit, tuple[str, str, str, str, datetime]], told)


def _values(plan: Plan, places: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What stands in these (kind, place) now; places of rows that came or went have nothing."""
    wanted: dict[str, dict[str, set[str]]] = {}
    for kind, place in places:
        row, _, cell = place.partition(":")
        if cell in KINDS[kind].cells:
            wanted.setdefault(kind, {}).setdefault(row, set()).add(cell)
    found: dict[str, str] = {}
    for kind, rows in wanted.items():
        names = sorted(set().union(*rows.values()))
        standing = _standing(kind, tuple(names), room_for(len(rows)))
        for row, *cells in standing.rows(plan=plan.pk, rows=list(rows)):
            found |= {f"{row}:{name}": cell for name, cell in zip(names, cells, strict=True)}
    return found


@prepared
def _standing(kind: str, names: tuple[str, ...], room: int) -> QuerySet[Any, tuple[Any, ...]]:
    pk = KINDS[kind].model._meta.pk
    rows = KINDS[kind].rows_of(Slot("plan", Plan._meta.pk), WHOLE)
    return rows.filter(pk__in=slots("rows", pk, room)).values_list("pk", *names)
