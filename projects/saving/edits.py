"""Edits that a comparison worked out (texts.compare) on their way into the text: one save, as if they were typed."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from django.db import transaction

from departments.models import Plan, User
from departments.models.plans import field_paragraphs
from projects.models import PaymentMilestone
from projects.models.project import CLASSIFIED
from projects.saving.changes import CellChange, RowChange, Save
from projects.saving.kinds import KINDS
from projects.saving.save import Saved, save
from texts.compare import RestoredCell, RowEdit

_MILESTONE = "milestone"
#: cells of several paragraphs: a text does not tell how many empty lines stand between them
_PARAGRAPHS = {("plan", "overall_goal"), ("sub_goal", "description"), ("sub_goal", "goals")}


@transaction.atomic
def store_edits(
    plan: Plan, rows: Sequence[RowEdit], cells: Iterable[RestoredCell], *, by: User, classified: Collection[str] = ()
) -> Saved:
    """Stores the edits through the one way in which texts are saved; what became of each stands in the answer.

    `classified` are the identities of projects that come back 涉密, as they were.
    `plan` is the text that they were worked out for. Raises NotWritableError, BadSaveError.
    """
    changes = [RowChange(row.do, row.kind, row.id, row.parent, row.after, _cells(row, classified)) for row in rows]
    dated = [row for row in changes if row.kind == _MILESTONE]
    plain = tuple(row for row in changes if row.kind != _MILESTONE)
    typed = [CellChange(cell.kind, cell.id, cell.cell, cell.was, cell.now) for cell in cells]
    saved = save(plan, Save(plain, tuple(_as_stored(plan, typed)), plan.version), by=by)
    if percents := tuple(_percents(plan, dated)):
        later = save(plan, Save((), percents, saved.version), by=by)
        return replace(saved, cells=[*saved.cells, *later.cells], version=later.version)
    return saved


def _cells(row: RowEdit, classified: Collection[str]) -> Mapping[str, str]:
    is_classified = row.kind == "project" and str(row.id) in classified
    return dict(row.cells) | {"secrecy": CLASSIFIED} if is_classified else row.cells


def _as_stored(plan: Plan, changes: Sequence[CellChange]) -> Iterator[CellChange]:
    """What the author saw, as the database writes it."""
    for change in changes:
        if (change.kind, change.cell) in _PARAGRAPHS:
            rows = KINDS[change.kind].rows(plan).filter(pk=change.id)
            stored = rows.values_list(change.cell, flat=True).first()
            if stored is not None and field_paragraphs(stored) == field_paragraphs(change.was):
                yield replace(change, was=stored)
                continue
        yield change


def _percents(plan: Plan, dated: Sequence[RowChange]) -> Iterator[CellChange]:
    """A project that comes has the cycle's dates: what it plans for them is written into those."""
    wanted = {(str(row.parent), row.cells["month"]): row.cells["percent"] for row in dated}
    for step in PaymentMilestone.objects.filter(project__plan=plan, percent="") if wanted else ():
        if percent := wanted.get((str(step.project_id), str(step.month))):
            yield CellChange(_MILESTONE, step.pk, "percent", "", percent)
