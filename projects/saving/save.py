"""One autosave as one transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from departments.deadlines import deadline_of, why_read_only
from departments.models import Plan, User
from departments.models.plans import WRITABLE_STATES
from departments.scopes import drafting_scope
from projects.models import CellEdit
from projects.presence import be_present
from projects.saving.cells import set_cells
from projects.saving.changes import Outcome, Save
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
    rows: list[Outcome]
    cells: list[Outcome]
    news: list[News]
    version: int
    at: datetime


@transaction.atomic
def save(plan: Plan, request: Save, *, by: User) -> Saved:
    """Stores what can be stored of one autosave, all of it or (on an error) none; conflicts are told, never resolved.

    The first statement raises the plan's version, and with it takes the plan's row: saves of one text follow each
    other, on every engine. Raises NotWritableError, BadSaveError.
    """
    at = timezone.now()
    scope = drafting_scope(by, plan.department_id)
    if not scope:
        raise NotWritableError(f"您可以查看{plan}，但不在其编报人员之中，不能修改。")
    if is_late := why_read_only(plan, deadline_of(plan)):
        raise NotWritableError(is_late)
    taken = Plan.objects.filter(pk=plan.pk, state__in=WRITABLE_STATES).update(version=F("version") + 1, updated_at=at)
    if not taken:
        plan.refresh_from_db(fields=["state"])
        raise NotWritableError(why_read_only(plan, deadline_of(plan)))
    plan.version = Plan.objects.values_list("version", flat=True).get(pk=plan.pk)
    rows = change_rows(plan, request.rows, Author(by, scope, request.seen, at))
    cells = set_cells(plan, request.cells, scope=scope, by=by, at=at)
    be_present(plan, by, place=request.place, at=at)
    news = news_since(plan, request.seen, until=plan.version - 1)
    return Saved(rows, cells, news, plan.version, at)


def news_since(plan: Plan, seen: int, *, until: int) -> list[News]:
    """What was changed after version `seen` up to version `until`: one query, and one a kind that has news."""
    edits = list(
        plan.cell_edits.filter(version__gt=seen, version__lte=until)
        .select_related("edited_by")
        .order_by("version", "place")
    )
    values = _values(plan, edits)
    return [News(e.kind, e.place, values.get(e.place), str(e.edited_by), e.edited_at) for e in edits]


def _values(plan: Plan, edits: list[CellEdit]) -> dict[str, Any]:
    wanted: dict[str, set[tuple[str, str]]] = {}
    for edit in edits:
        row, _, cell = edit.place.partition(":")
        if cell in KINDS[edit.kind].cells:
            wanted.setdefault(edit.kind, set()).add((row, cell))
    found = {}
    for kind, places in wanted.items():
        rows = KINDS[kind].rows(plan).in_bulk({row for row, _ in places})
        by_id = {str(pk): row for pk, row in rows.items()}
        found |= {f"{row}:{cell}": getattr(by_id[row], cell) for row, cell in places if row in by_id}
    return found
