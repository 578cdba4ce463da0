"""What is done with threads: raised on a place, answered, resolved, opened again, and a suggested wording applied.

Each is one transaction with the plan's row held first, so a thread and the step that sends it never miss each other.
"""

from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from departments.models import Plan, Role, User
from departments.models.accounts import DEPARTMENT_ROLES
from departments.posts import REVIEWING, may_review, roles_at, why_not_now
from projects.saving.changes import BadSaveError, CellChange, Save, typed_text
from projects.saving.save import save
from projects.visible_text import text_for
from reviews.models import Comment, ReasonCode, Thread
from reviews.threads.replies import tell_of
from reviews.threads.worklist import thread_spot
from texts.places import Spot, spots

LONGEST = 4000  # characters of one comment


class ThreadRefusedError(ValueError):
    """It cannot be done; the message says why."""


class NotYoursError(ThreadRefusedError):
    """It is not this account's to do, whatever the state of the text."""


@transaction.atomic
def raise_thread(
    plan: Plan,
    place: str,
    *,
    by: User,
    body: str,
    reason: ReasonCode | None = None,
    suggestion: str = "",
    is_internal: bool = False,
    is_blocking: bool = True,
    thread_id: UUID | None = None,
) -> Thread:
    """A new thread on a place of the text as it stands; `thread_id` makes a repeated request one thread.

    Raises ThreadRefusedError.
    """
    plan = _held(plan)
    role = _reviewing_role(plan, by)
    if again := _stored(Thread, thread_id, plan=plan, raised_by=by):
        return again
    spot = _spot(plan, place)
    at = timezone.now()
    last = plan.steps.order_by("number").last()
    thread = Thread.objects.create(
        **({"pk": thread_id} if thread_id else {}),
        plan=plan,
        place=spot.place,
        part=spot.part,
        where=spot.where[:200],
        words=spot.words,
        suggestion=_suggestion(spot, suggestion),
        reason=reason,
        is_internal=is_internal,
        is_blocking=is_blocking and not is_internal,
        round=last.round if last else 1,
        raised_by=by,
        raised_at=at,
    )
    _say(thread, _body(body), by=by, role=role, at=at)
    return thread


Said = TypeVar("Said", Thread, Comment)


def _stored(model: type[Said], pk: UUID | None, **own: Any) -> Said | None:
    """What a repeated request stored already. Raises ThreadRefusedError where the identity is somebody else's."""
    found = model._default_manager.filter(pk=pk).first() if pk else None
    if found and any(getattr(found, name) != value for name, value in own.items()):
        raise ThreadRefusedError("这条意见没有存入，请刷新页面后重新提交。")
    return found


def _held(plan: Plan) -> Plan:
    Plan.objects.select_for_update().only("pk").get(pk=plan.pk)
    return Plan.objects.with_text().get(pk=plan.pk)


def _reviewing_role(plan: Plan, by: User) -> str:
    """The role in which the account speaks for the bureau. Raises ThreadRefusedError."""
    roles = roles_at(by, plan) & REVIEWING
    if not roles:
        raise NotYoursError("只有审核这个文本的人可以提出意见。")
    if why_not := why_not_now(plan):
        raise ThreadRefusedError(why_not)
    return Role.FIRST_REVIEWER if Role.FIRST_REVIEWER in roles else Role.FINAL_REVIEWER


def _spot(plan: Plan, place: str) -> Spot:
    spot = spots(plan.to_text()).get(place)
    if spot is None:
        raise ThreadRefusedError("这个位置已经不在文本里，请刷新页面后再提意见。")
    return spot


def _suggestion(spot: Spot, words: str) -> str:
    """A wording for one cell or paragraph, different from what stands there."""
    words = _plain(words)
    if words and not spot.kind:
        raise ThreadRefusedError("建议的写法只能针对一个单元格或一个段落。")
    return "" if words == spot.words else words


def _plain(words: str) -> str:
    """As cells are stored, without blanks around. Raises ThreadRefusedError."""
    try:
        return typed_text(words).strip()
    except BadSaveError as error:
        raise ThreadRefusedError(f"{error}。") from error


def _body(body: str) -> str:
    body = _plain(body)
    if not body:
        raise ThreadRefusedError("请填写意见。")
    if len(body) > LONGEST:
        raise ThreadRefusedError(f"意见有 {len(body)} 字，最多 {LONGEST} 字。")
    return body


def _say(thread: Thread, body: str, **said: Any) -> Comment:
    return Comment.objects.create(thread=thread, body=body, **said)


def _speaking_role(thread: Thread, by: User) -> str:
    """The role in which the account takes part in the thread. Raises ThreadRefusedError."""
    roles = [post.role for post in by.posts if post.department_id == thread.plan.department_id]
    if own := [role for role in roles if role in DEPARTMENT_ROLES]:
        if thread.is_internal or thread.sent_at is None:
            raise NotYoursError("没有这条意见。")
        return own[0]
    reviewing = roles_at(by, thread.plan) & REVIEWING
    if not reviewing:
        raise NotYoursError("只有编制单位和审核这个文本的人可以答复。")
    return min(reviewing)


@transaction.atomic
def reply(thread: Thread, *, by: User, body: str, is_answer: bool = False, comment_id: UUID | None = None) -> Comment:
    """One more comment; `comment_id` makes a repeated request one. The department's answer (说明) stands for a change.

    Raises ThreadRefusedError.
    """
    _held(thread.plan)
    role = _speaking_role(thread, by)
    if again := _stored(Comment, comment_id, thread=thread, by=by):
        return again
    known = {"pk": comment_id} if comment_id else {}
    is_answer = is_answer and role in DEPARTMENT_ROLES
    said = _say(thread, _body(body), by=by, role=role, at=timezone.now(), is_answer=is_answer, **known)
    if not is_answer:
        tell_of(said)
    return said


@transaction.atomic
def resolve(thread: Thread, *, by: User) -> None:
    """Closes a thread: the bureau's alone. Raises ThreadRefusedError."""
    _held(thread.plan)
    _bureau_only(thread, by)
    Thread.objects.filter(pk=thread.pk, resolved_at=None).update(resolved_by=by, resolved_at=timezone.now())


@transaction.atomic
def reopen(thread: Thread, *, by: User) -> None:
    """Opens a closed thread again; the words it speaks of are those that the bureau sees there now.

    Raises ThreadRefusedError.
    """
    plan = _held(thread.plan)
    _bureau_only(thread, by)
    text = text_for(by, plan)
    spot = thread_spot(thread, spots(text)) if text else None
    words = spot.words if spot else thread.words
    Thread.objects.filter(pk=thread.pk).exclude(resolved_at=None).update(
        resolved_by=None, resolved_at=None, words=words
    )


def _bureau_only(thread: Thread, by: User) -> None:
    if not may_review(by, thread.plan):
        raise NotYoursError("只有审核这个文本的人可以办结或重新打开意见。")


@transaction.atomic
def apply_suggestion(thread: Thread, *, by: User) -> None:
    """Puts the suggested wording into its cell, through the one way in which cells are saved.

    Raises ThreadRefusedError where other words stand there by now, NotWritableError where the author may not write.
    """
    plan = _held(thread.plan)
    spot = thread_spot(thread, spots(plan.to_text()))
    if not thread.suggestion or thread.is_internal or thread.sent_at is None:
        raise ThreadRefusedError("这条意见没有建议的写法。")
    if spot is None or spot.words not in (thread.words, thread.suggestion):
        raise ThreadRefusedError("这里的内容已经改过，请对照建议自行修改。")
    saved = save(plan, Save((), (_change(plan, spot, thread.suggestion),), plan.version), by=by)
    if saved.cells[0].state not in ("saved", "same"):
        raise ThreadRefusedError("这一部分现在不能修改，或刚刚被别人改动，请刷新后再试。")


def _change(plan: Plan, spot: Spot, words: str) -> CellChange:
    """The cell's change; a paragraph is replaced inside its field."""
    row = UUID(spot.place.partition(":")[0])
    if not spot.paragraph:
        return CellChange(spot.kind, row, spot.cell, spot.words, words)
    holder = plan if spot.kind == "plan" else next(item for item in plan.sub_goals.all() if item.pk == row)
    was = getattr(holder, spot.cell)
    lines = was.split("\n")
    filled = [n for n, line in enumerate(lines) if line]
    lines[filled[spot.paragraph - 1]] = words
    return CellChange(spot.kind, row, spot.cell, was, "\n".join(lines))
