"""退回清单: every blocking thread as an item of work, with what became of it since it was sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from django.db.models import Prefetch, QuerySet

from departments.models import Plan
from departments.models.accounts import DEPARTMENT_ROLES
from reviews.models import Comment, Thread
from texts.model import Text
from texts.places import Spot, spots


class Treatment(Enum):
    """What the department did about a thread: the word, and the tone and icon it is drawn in."""

    CHANGED = ("已改", "ok", "success")
    EXPLAINED = ("已说明", "info", "info")
    OPEN = ("未处理", "warn", "warning")

    def __init__(self, word: str, tone: str, icon: str) -> None:
        self.word, self.tone, self.icon = word, tone, icon


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


def work_items(plan: Plan, text: Text) -> list[Item]:
    """The blocking threads that were sent to the department, in the order of the text: two queries."""
    return items(with_comments(plan.threads.blocking().filter(sent_at__isnull=False)), text)


def with_comments(threads: QuerySet[Thread]) -> QuerySet[Thread]:
    """All that a page shows of a thread, in two queries."""
    said = Prefetch("comments", Comment.objects.select_related("by"))
    return threads.select_related("reason", "raised_by", "resolved_by").prefetch_related(said)


def items(threads: Iterable[Thread], text: Text) -> list[Item]:
    """Threads (with their comments) beside what stands at their places now, in the order of the text."""
    threads = list(threads)
    at = _places(threads, text)
    order = {place: n for n, place in enumerate(at)}
    found = [_item(thread, at) for thread in threads]
    return sorted(found, key=lambda item: (order.get(item.thread.place, len(order)), item.thread.raised_at))


def _places(threads: list[Thread], text: Text) -> dict[str, Spot]:
    """Where the threads may stand: their own parts, or the whole text where one of them is not found there."""
    at = spots(text, {thread.part for thread in threads})
    return at if all(thread.place in at for thread in threads) else spots(text)


def thread_spot(thread: Thread, at: dict[str, Spot]) -> Spot | None:
    """Where the thread stands in a text whose places are `at`; None where the place is gone.

    Paragraphs have no identity: one that only moved up or down is found by its words.
    """
    spot = at.get(thread.place)
    field, dot, _ = thread.place.rpartition(".")
    if not dot or (spot and spot.words == thread.words):
        return spot
    siblings = (other for place, other in at.items() if place.startswith(f"{field}."))
    return next((other for other in siblings if other.words == thread.words), spot)


def renew_words(threads: QuerySet[Thread], text: Text) -> None:
    """Threads that are sent speak of the words that stand at their places now: a change of an earlier round does not
    count for this one, just as an explanation does not."""
    at, changed = spots(text), []
    for thread in threads:
        spot = thread_spot(thread, at)
        if spot and spot.words != thread.words:
            thread.words = spot.words
            changed.append(thread)
    Thread.objects.bulk_update(changed, ["words"])


def _item(thread: Thread, at: dict[str, Spot]) -> Item:
    spot = thread_spot(thread, at)
    answers = [comment for comment in thread.comments.all() if _answers(comment, thread)]
    return Item(thread, spot.words if spot else None, answers[-1] if answers else None, spot)


def _answers(comment: Comment, thread: Thread) -> bool:
    """An explanation of the department since the thread was sent to it last."""
    is_later = thread.sent_at is not None and comment.at >= thread.sent_at
    return comment.is_answer and comment.role in DEPARTMENT_ROLES and is_later
