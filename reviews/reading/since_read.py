"""What is new in a text since somebody read it: places whose words are others now, marked on the reading page."""

from dataclasses import dataclass

from departments.models import Plan, User
from departments.models.states import MEANINGS, State
from departments.posts import works_in
from projects.models import Snapshot
from reviews.models import ReadMark
from texts.changes import changed_places
from texts.model import Text


@dataclass(frozen=True, slots=True)
class Changes:
    """The places that changed since `since`, a version; `reading` is the reader's own of it, None for the department
    and for whoever reads for the first time."""

    since: Snapshot | None = None
    reading: ReadMark | None = None
    places: frozenset[str] = frozenset()

    @property
    def count(self) -> int:
        return len(self.places)


def changes_for(user: User, plan: Plan, text: Text) -> Changes:
    """What changed in the text that the reader sees: for the bureau since the own reading, else since the version sent
    before; for the department, while it writes, since what it sent. Two queries at most."""
    if works_in(user, plan.department_id):
        is_writing = MEANINGS[State(plan.state)].is_writable
        return _since(_sent(plan, before_last=False), text) if is_writing else Changes()
    reading = ReadMark.objects.filter(user=user, plan=plan).select_related("snapshot").first()
    if reading:
        return _since(reading.snapshot, text, reading)
    return _since(_sent(plan, before_last=True), text)


def _sent(plan: Plan, *, before_last: bool) -> Snapshot | None:
    """The version that was sent last, or the one before it."""
    sent = plan.snapshots.filter(is_sent=True).order_by("-number")
    return sent[before_last : before_last + 1].first()


def _since(version: Snapshot | None, text: Text, reading: ReadMark | None = None) -> Changes:
    return Changes(version, reading, changed_places(version.to_text(), text) if version else frozenset())
