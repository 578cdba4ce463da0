"""退回清单: every blocking thread as an item of work, with what became of it since it was sent."""

from dataclasses import dataclass
from enum import Enum

from departments.models import Plan
from departments.models.accounts import DEPARTMENT_ROLES
from reviews.models import Comment, Thread
from texts.model import Text
from texts.places import Spot, spots


class Treatment(Enum):
    """What the department did about a thread: the word and the tone it is drawn in."""

    CHANGED = ("已改", "ok")
    EXPLAINED = ("已说明", "info")
    OPEN = ("未处理", "warn")

    def __init__(self, word: str, tone: str) -> None:
        self.word, self.tone = word, tone


@dataclass(frozen=True, slots=True)
class Item:
    """A thread with the words it spoke of, those that stand there now (None: the place is gone) and the answer."""

    thread: Thread
    now: str | None
    answer: Comment | None
    spot: Spot | None

    @property
    def is_changed(self) -> bool:
        return self.now != self.thread.words

    @property
    def treatment(self) -> Treatment:
        if self.is_changed:
            return Treatment.CHANGED
        return Treatment.EXPLAINED if self.answer else Treatment.OPEN

    @property
    def is_open(self) -> bool:
        return self.treatment is Treatment.OPEN


def worklist(plan: Plan, text: Text) -> list[Item]:
    """The blocking threads that were sent to the department, in the order of the text: two queries."""
    threads = plan.threads.blocking().filter(sent_at__isnull=False).select_related("reason", "raised_by")
    return items(threads.prefetch_related("comments__by"), text)


def items(threads, text: Text) -> list[Item]:
    """Threads (with their comments) beside what stands at their places now, in the order of the text."""
    at = spots(text)
    order = {place: n for n, place in enumerate(at)}
    found = [_item(thread, at) for thread in threads]
    return sorted(found, key=lambda item: (order.get(item.thread.place, len(order)), item.thread.raised_at))


def _item(thread: Thread, at: dict[str, Spot]) -> Item:
    spot = at.get(thread.place)
    if spot is not None and spot.paragraph:
        spot = _paragraph(thread, spot, at)
    answers = [comment for comment in thread.comments.all() if _answers(comment, thread)]
    return Item(thread, spot.words if spot else None, answers[-1] if answers else None, spot)


def _paragraph(thread: Thread, spot: Spot, at: dict[str, Spot]) -> Spot:
    """Paragraphs have no identity: one that only moved up or down is not changed."""
    siblings = (other for other in at.values() if (other.part, other.cell) == (spot.part, spot.cell))
    return next((other for other in siblings if other.words == thread.words), spot)


def _answers(comment: Comment, thread: Thread) -> bool:
    """An explanation of the department since the thread was sent to it last."""
    is_later = thread.sent_at is not None and comment.at >= thread.sent_at
    return comment.is_answer and comment.role in DEPARTMENT_ROLES and is_later
