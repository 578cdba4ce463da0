"""What stands beside a text: its threads in the order of the text, and what this reader may do with them."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString

from departments.deadlines import deadline_of, why_read_only
from departments.models import Plan, User
from departments.models.states import MEANINGS, State
from departments.posts import may_raise, may_review, works_in
from departments.scopes import Scope, writing_scope
from reviews.models import Thread
from reviews.threads.worklist import Item, items, with_comments
from texts.compare.word_differences import differences
from texts.model import Text
from texts.places import MEASURES, OVERALL_GOAL, SECTIONS, SUB_GOALS, anchors, is_whole
from texts.writers.html.marked_words import marked_new, marked_old

PATIENCE = 0.05  # seconds of comparing a thread; a real cell takes a thousandth

#: anchors of the workbench, by section
_IN_WORKBENCH = {OVERALL_GOAL: "overall-goal", SUB_GOALS: "sub-goals", MEASURES: "measures"}


@dataclass(frozen=True)
class Reader:
    """In which capacity somebody meets the threads of a text. `scope` is what they may write of it now."""

    user: User
    plan: Plan

    @cached_property
    def is_of_department(self) -> bool:
        return works_in(self.user, self.plan.department_id)

    @cached_property
    def may_review(self) -> bool:
        return may_review(self.user, self.plan)

    @cached_property
    def may_raise(self) -> bool:
        return may_raise(self.user, self.plan)

    @property
    def may_speak(self) -> bool:
        return self.is_of_department or self.may_review

    @cached_property
    def scope(self) -> Scope:
        is_closed = not self.is_of_department or why_read_only(self.plan, deadline_of(self.plan))
        return Scope() if is_closed else writing_scope(self.user, self.plan)

    @cached_property
    def units(self) -> dict[str, int | None]:
        """project id -> the unit that writes it."""
        return {str(project.pk): project.unit_id for project in self.plan.projects.all()}

    @property
    def sees_work(self) -> bool:
        """Whether what became of a thread can be seen: not by the bureau while the text is being written."""
        return self.is_of_department or MEANINGS[State(self.plan.state)].is_in_review

    def writes(self, part: str) -> bool:
        """Whether the part (a section or a project) may be written by this reader now."""
        if part in SECTIONS:
            return self.scope.opens(part)
        return part in self.units and self.scope.covers_project(part, self.units[part])


@dataclass(frozen=True, slots=True)
class Note:
    """A thread as this reader sees it. `number` is "" for what the department never sees, so both sides count alike."""

    item: Item
    reader: Reader
    number: str
    anchor: str

    @property
    def thread(self) -> Thread:
        return self.item.thread

    @property
    def label(self) -> str:
        """What stands in the margin."""
        return self.number or ("内" if self.thread.is_internal else "✓")

    @property
    def is_wide(self) -> bool:
        """Whether it speaks of a whole project or section: too many words to show them."""
        return is_whole(self.thread.place)

    @property
    def is_changed(self) -> bool:
        return self.item.is_changed and self.reader.sees_work

    @property
    def is_gone(self) -> bool:
        """Whether what it spoke of was deleted."""
        return self.item.spot is None and self.reader.sees_work

    @property
    def then_and_now(self) -> tuple[SafeString, SafeString]:
        """The words it spoke of and those that stand there now, each with what differs marked."""
        runs = differences(self.thread.words, self.item.now or "", until=time.time() + PATIENCE)
        return marked_old(runs), marked_new(runs)

    @property
    def is_work(self) -> bool:
        """Whether the department has to do something about it."""
        thread = self.thread
        return thread.is_blocking and thread.sent_at is not None and thread.resolved_at is None

    @property
    def has_treatment(self) -> bool:
        return self.is_work and self.reader.sees_work

    @property
    def edit_url(self) -> str:
        """The very cell in the workbench; "" where this reader may not write it."""
        return cell_address(self.item, self.reader) if self.reader.writes(self.thread.part) else ""

    @property
    def may_apply(self) -> bool:
        """Whether the suggested wording can take the place of the words it was made for."""
        is_offered = bool(self.thread.suggestion) and self.thread.resolved_at is None
        return is_offered and self.item.now == self.thread.words and self.reader.writes(self.thread.part)

    @property
    def is_applied(self) -> bool:
        return bool(self.thread.suggestion) and self.item.now == self.thread.suggestion


@dataclass(frozen=True)
class ThreadPanel:
    """The threads of a text beside it."""

    reader: Reader
    notes: list[Note]

    @property
    def open_count(self) -> int:
        return sum(note.thread.resolved_at is None for note in self.notes)

    @cached_property
    def work(self) -> list[Note]:
        """Those that the department has to work off."""
        return [note for note in self.notes if note.is_work]

    @property
    def done_count(self) -> int:
        return sum(not note.item.is_open for note in self.work)


def margin_of(user: User, plan: Plan, text: Text) -> ThreadPanel:
    """Every thread that the account may see, in the order of the text: two queries."""
    reader = Reader(user, plan)
    threads = Thread.objects.visible_to(user).filter(plan=plan)
    found = items(with_comments(threads), text)
    return ThreadPanel(reader, list(_numbered(found, reader, anchors(text))))


def _numbered(found: list[Item], reader: Reader, at: dict[str, str]) -> Iterator[Note]:
    number = 0
    for item in found:
        is_shared = _is_shared(item.thread)
        number += is_shared
        yield Note(item, reader, str(number) if is_shared else "", at.get(item.thread.part, "cover"))


def _is_shared(thread: Thread) -> bool:
    """Whether the department sees it, or will: not what is internal, nor what was closed before it was sent."""
    return thread.sent_at is not None or not (thread.is_internal or thread.resolved_at)


def cell_address(item: Item, reader: Reader) -> str:
    """Where the words that a thread speaks of are typed."""
    thread, spot = item.thread, item.spot
    plan, row = reader.plan, thread.place.partition(":")[0]
    is_project = thread.part in reader.units
    page = (
        reverse("project_edit", args=[plan.pk, UUID(thread.part)])
        if is_project
        else reverse("plan_edit", args=[plan.pk])
    )
    if spot and spot.kind:
        return f"{page}#{spot.kind}:{row}:{spot.cell}"
    if thread.place.endswith(":row"):
        return f"{page}#{f'indicator:{row}:name' if is_project else f'sub_goal:{row}:title'}"
    return page if is_project else f"{page}#{_IN_WORKBENCH.get(thread.part, '')}"
