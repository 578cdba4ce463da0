"""Until when a text may be written: the cycle's deadline, or the latest extension of its department."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, cast

from django.utils import timezone

from departments.models import Plan
from departments.models.states import MEANINGS, State


@dataclass(frozen=True, slots=True)
class SubmissionDeadline:
    """`at` is None where the cycle has none; `reason` is that of an extension."""

    at: datetime | None = None
    reason: str = ""

    @property
    def is_over(self) -> bool:
        return self.at is not None and timezone.now() >= self.at

    @property
    def days_left(self) -> int | None:
        """Whole days in Beijing time: 0 on the last day. None where there is no deadline or it is over."""
        if self.at is None or self.is_over:
            return None
        return (timezone.localdate(self.at) - timezone.localdate()).days


class _Extended(Protocol):
    """What `with_deadline()` adds to a text."""

    extended_until: datetime | None
    extension_reason: str


def deadline_of(plan: Plan) -> SubmissionDeadline:
    """The deadline that counts for a text; one query more where it was not fetched `with_deadline()`."""
    due = plan.cycle.submit_by
    if due is None:
        return SubmissionDeadline()
    if not hasattr(plan, "extended_until"):
        plan = Plan.objects.with_deadline().get(pk=plan.pk)
    latest = cast(_Extended, plan)
    if latest.extended_until and latest.extended_until > due:
        return SubmissionDeadline(latest.extended_until, latest.extension_reason)
    return SubmissionDeadline(due)


def why_closed(plan: Plan) -> str:
    """The same sentence as `why_read_only` for whom the deadline itself does not matter: a save, a heartbeat.

    An extension is asked for only where the cycle's deadline is over: before it, none can close a text.
    """
    deadline = SubmissionDeadline(plan.cycle.submit_by)
    return why_read_only(plan, deadline_of(plan) if deadline.is_over else deadline)


def why_read_only(plan: Plan, deadline: SubmissionDeadline) -> str:
    """The sentence that says why nobody may write in a text now, and what next; "" while one may."""
    meaning = MEANINGS[State(plan.state)]
    if not meaning.is_writable:
        return f"{plan}现为“{plan.get_state_display()}”，不能修改。"
    if not plan.cycle.is_open:
        return f"“{plan.cycle}”已经关闭编报，{plan}只能查看。"
    if deadline.is_over and meaning.minds_deadline and plan.cycle.is_deadline_binding:
        there = timezone.localtime(deadline.at)
        return (
            f"编报已于{there.month}月{there.day}日 {there:%H:%M} 截止，{plan}只能查看。"
            "需要继续填写的，请向财政局申请延期。"
        )
    return ""
