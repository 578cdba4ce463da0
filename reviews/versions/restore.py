"""A part of an old version of a text is brought back."""

from django.db import transaction

from departments.models import Plan, User
from projects.saving.edits import store_edits
from projects.saving.save import Saved
from reviews.versions.comparing import ComparedVersion
from texts.compare import edits_to_restore


@transaction.atomic
def restore(plan: Plan, old: ComparedVersion, part: str, *, by: User) -> Saved:
    """Brings a section or project back to what it was in an old version, through the one way in which texts are saved.

    Raises LookupError for a part that is in neither, NotWritableError where the author may not write.
    """
    current = Plan.objects.with_text().get(pk=plan.pk)
    edits = edits_to_restore(current.to_text(), old.text, part)
    return store_edits(current, edits.rows, edits.cells, by=by, classified=old.classified)
