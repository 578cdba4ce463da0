"""The chosen changes of a returned file, as one save: all of them or none."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db import transaction

from departments.models import User
from projects.models import ImportedFile
from projects.returned.merging import Change, RowPosition
from projects.returned.offering import Offer, offer_of
from projects.saving.edits import store_edits
from projects.secrecy import Carried, link_retaken, retaken
from texts.compare import RowEdit
from texts.interchange import from_json


class MovedOnError(ValueError):
    """What was chosen is no longer what stands there; the page shows it anew. Nothing was stored."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """How many changes were stored, and what became of the 密级 of projects among them."""

    count: int
    secrecy: Carried


@transaction.atomic
def accept_changes(file: ImportedFile, chosen: Collection[str], *, by: User) -> Accepted:
    """Stores the chosen changes (by Change.token) and drops the file.

    Raises MovedOnError where one of them is no longer offered as its reader saw it, NotWritableError and BadSaveError
    as every save does.
    """
    offer = offer_of(file, by)
    wanted = set(chosen)
    changes = [change for change in offer.changes if change.token in wanted and change.token in offer.by_token]
    if not offer.read_only and len(changes) != len(wanted):
        raise MovedOnError
    rows = list(_placed(offer, changes))
    cells = [cell for change in changes for cell in change.cells]
    secrecy = retaken(offer.plan, rows)
    saved = store_edits(offer.plan, rows, cells, by=by, classified=set(map(str, secrecy.of_added)))
    if any(outcome.state not in ("saved", "same") for outcome in (*saved.rows, *saved.cells)):
        raise MovedOnError
    link_retaken(offer.plan, secrecy)
    file.delete()
    return Accepted(len(changes), secrecy.carried)


def _placed(offer: Offer, changes: list[Change]) -> Iterator[RowEdit]:
    """The row edits, each behind the nearest row before it that is there: others may have been left out or be gone."""
    returned = RowPosition.of(from_json(offer.file.text))
    there = set(RowPosition.of(offer.plan.to_text()).nodes)
    for edit in (edit for change in changes for edit in change.rows):
        if edit.do == "remove":
            there.discard(edit.id)
            yield edit
            continue
        siblings = returned.siblings[edit.id]
        before = siblings[: siblings.index(edit.id)]
        after = next((row for row in reversed(before) if row in there), None)
        there.add(edit.id)
        yield RowEdit(edit.do, edit.kind, edit.id, edit.parent, after, edit.cells)
