"""退回清单: the work of a return, part by part; for the reviewer, after it was sent again, what became of each item."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from departments.models import Plan, User
from departments.models.accounts import BUREAU_ROLES
from departments.models.states import MEANINGS, State
from reviews.models import StepRecord
from reviews.steps import STEPS
from reviews.threads.panel import Note, Reader, margin_of
from reviews.versions.returns import last_return, opened_parts, part_names
from texts.model import Text


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One item: the thread, and whether the bureau has looked at what became of it (`sent_again` is when it came)."""

    note: Note
    sent_again: datetime | None

    @property
    def is_settled(self) -> bool:
        return self.note.thread.resolved_at is not None

    @property
    def is_insisted(self) -> bool:
        """Whether the bureau said something about it since: it has still to be changed."""
        return self.sent_again is not None and any(
            comment.role in BUREAU_ROLES and comment.at >= self.sent_again
            for comment in self.note.thread.comments.all()
        )

    @property
    def is_checked(self) -> bool:
        return self.is_settled or self.is_insisted

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for whoever reads the list: the authors, or the bureau once the text was sent again."""
        if self.sent_again:
            return not self.is_checked
        return not self.is_settled and self.note.item.is_open


@dataclass(frozen=True, slots=True)
class TreatmentGroup:
    """The items of one part of the text."""

    title: str
    anchor: str
    items: list[WorkItem]


@dataclass(frozen=True)
class WorkList:
    """All items of a text as this reader sees them, and the return that they came with. `is_back`: sent again since."""

    reader: Reader
    items: list[WorkItem]
    returned: StepRecord | None
    opened: list[str]
    names: dict[str, str]
    is_back: bool
    only_waiting: bool = False

    @cached_property
    def waiting_count(self) -> int:
        return sum(item.is_waiting for item in self.items)

    @property
    def done_count(self) -> int:
        return len(self.items) - self.waiting_count

    @property
    def done_word(self) -> str:
        return "已核对" if self.is_back else "已处理"

    @property
    def waiting_word(self) -> str:
        return "未核对的" if self.is_back else "未处理的"

    @property
    def groups(self) -> Iterator[TreatmentGroup]:
        """In the order of the text; those that wait only, where that was asked for."""
        shown = [item for item in self.items if item.is_waiting or not self.only_waiting]
        parts: dict[str, list[WorkItem]] = {}
        for item in shown:
            parts.setdefault(item.note.thread.part, []).append(item)
        for part, items in parts.items():
            yield TreatmentGroup(self.names.get(part, "（已删除的项目）"), items[0].note.anchor, items)


def work_list(user: User, plan: Plan, text: Text, *, only_waiting: bool = False) -> WorkList:
    """The items that this reader may see: blocking, sent to the department, and open or closed in this round only."""
    margin = margin_of(user, plan, text)
    submitted = plan.steps.filter(step=STEPS["submit"].name).order_by("number").last()
    since = submitted.taken_at if submitted else None
    is_back = MEANINGS[State(plan.state)].is_in_review
    found = [note for note in margin.notes if note.thread.is_blocking and note.thread.sent_at and _is_now(note, since)]
    returned = last_return(plan)
    return WorkList(
        reader=margin.reader,
        items=[WorkItem(note, since if is_back else None) for note in found],
        returned=returned,
        opened=opened_parts(returned, text) if returned else [],
        names=part_names(text),
        is_back=is_back,
        only_waiting=only_waiting,
    )


def _is_now(note: Note, since: datetime | None) -> bool:
    closed = note.thread.resolved_at
    return closed is None or (since is not None and closed >= since)
