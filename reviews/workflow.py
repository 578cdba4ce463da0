"""The only writer of a text's state: `take` carries out one step of reviews/steps.py, whole or not at all.

Everything of a step stands in one transaction with the plan's row held: the state, the record, the kept version, the
threads that are sent with it, the notices. A decision names the hash of what was read; if the text has moved on it is
refused.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from audit.log import record as log
from departments.deadlines import deadline_of, why_read_only
from departments.models import Plan, State, User
from departments.models.states import MEANINGS
from departments.posts import holders, roles_at
from projects.models import Snapshot
from projects.notices.sending import send_notice, withdraw_notice
from reviews.blockers import Blocker, blockers
from reviews.models import IssuedOpinion, ReviewSheet, StepRecord, Thread
from reviews.moves import BEFORE, SENT_FROM, Move, Step
from reviews.sheet.issuing import issue
from reviews.steps import BUREAU_ROLES, STEPS, moves_of
from reviews.threads.worklist import renew_words
from reviews.versions.snapshots import keep_snapshot
from texts.interchange import clean, sha256
from texts.model import Text
from texts.places import SECTIONS

UNDO_WITHIN = timedelta(minutes=10)


class StepRefusedError(ValueError):
    """The step cannot be taken; the message says why, `blockers` what to do first."""

    def __init__(self, message: str, blockers: Iterable[Blocker] = ()) -> None:
        super().__init__(message)
        self.blockers = list(blockers)


class TextMovedOnError(StepRefusedError):
    """The text is not the one that was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWords:
    """What goes with a step: the hash of the text that was read, the reason, the parts that are opened (None: all)."""

    read: str = ""
    comment: str = ""
    opened: frozenset[str] | None = None


NOTHING = StepWords()


def steps_for(user: User, plan: Plan) -> list[Step]:
    """The steps that the account can take now, in the order of the table; `undo` only while it is possible."""
    found = [step for step, _ in _moves_of(plan, user) if step.name != "undo"]
    return [*found, STEPS["undo"]] if undoable(plan, user) else found


@transaction.atomic
def take(plan: Plan, name: str, *, by: User, word: StepWords = NOTHING) -> StepRecord:
    """Takes one step of a text. Raises StepRefusedError (TextMovedOnError where something else was read)."""
    word = replace(word, comment=clean(word.comment))
    taken = _carry_out(plan, name, by=by, word=word)
    source, target = (State(state).label for state in (taken.source, taken.target))
    log(name, by=by, of=plan, detail=f"{source}→{target}")  # last: it holds the end of the log until the commit
    return taken


def _carry_out(plan: Plan, name: str, *, by: User, word: StepWords) -> StepRecord:
    step, at = STEPS[name], timezone.now()
    plan = _held(plan)
    move = _move(plan, step, by)
    if step.name == "undo":
        return _undo(plan, by=by, at=at)
    text = plan.to_text()
    _check(plan, step, text, word)
    if waiting := blockers(plan, text, step.blocked_by):
        raise StepRefusedError(f"还有 {len(waiting)} 处需要处理，不能{step.label}。", waiting)
    target, opened = _target(plan, step, move, word)
    snapshot = _snapshot(plan, step, text, target, by=by, at=at)
    _set_state(plan, target, opened, at, rounds=(step.name == "submit") - (step.name == "withdraw"))
    record = _record(plan, step, move, target=target, by=by, at=at, comment=word.comment, snapshot=snapshot)
    _send_threads(step, record, text)
    if step.is_decision:
        ReviewSheet.objects.filter(plan=plan, snapshot=snapshot, role=move.role).exclude(overall="").update(
            is_final=True
        )
    if step.is_opinion:
        issue(record, text)
    _tell(plan, step, record, by)
    return record


def _held(plan: Plan) -> Plan:
    """The plan with its row held until the step is done: steps and saves of one text follow each other."""
    Plan.objects.select_for_update().only("pk").get(pk=plan.pk)
    return Plan.objects.with_text().select_related("cycle__tree", "cycle__region").get(pk=plan.pk)


def _moves_of(plan: Plan, user: User) -> Iterator[tuple[Step, Move]]:
    return moves_of(plan.cycle, plan.state, roles_at(user, plan), plan.rounds)


def _move(plan: Plan, step: Step, by: User) -> Move:
    """The move that the account can make here. Raises StepRefusedError."""
    for possible, move in _moves_of(plan, by):
        if possible is step:
            return move
    raise StepRefusedError(f"{plan}现为“{plan.get_state_display()}”，您现在不能{step.label}。")


def _check(plan: Plan, step: Step, text: Text, word: StepWords) -> None:
    if step.is_decision and word.read != sha256(text):
        raise TextMovedOnError(f"{plan}在您阅读之后有了改动，请看过改动再{step.label}。")
    if step.comment and not word.comment.strip():
        raise StepRefusedError(f"请填写{step.comment}。")
    if word.opened is not None and not (step.is_partial and word.opened):
        raise StepRefusedError("请至少选择一个退回的部分，或退回全文。")
    known = {*SECTIONS, *(str(project.id) for project in text.projects)}
    if word.opened is not None and not word.opened <= known:
        raise StepRefusedError("所选的部分已经不在文本里，请重新选择。")
    if word.opened is not None and (outside := _outside(plan, word.opened)):
        raise StepRefusedError(f"“{outside.where}”有必须处理的意见，请把它所在的部分一并退回。")
    if step.name in ("submit", "hand_in") and (closed := why_read_only(plan, deadline_of(plan))):
        raise StepRefusedError(closed)


def _outside(plan: Plan, opened: frozenset[str]) -> Thread | None:
    """A blocking thread on a part that would stay locked: nobody could work it off."""
    return plan.threads.blocking().exclude(part__in=opened).first()


def _target(plan: Plan, step: Step, move: Move, word: StepWords) -> tuple[State, list[str] | None]:
    """The state after the step, and the parts that may be written then (None: all)."""
    if move.target is None:
        return State(plan.state), plan.opened
    if move.target == BEFORE:
        sent = plan.steps.filter(target=plan.state, source__in=SENT_FROM).exclude(source=plan.state)
        last = sent.order_by("number").last()
        if last is None:
            raise StepRefusedError(f"{plan}没有可以回到的状态，请刷新后再试。")
        return State(last.source), _opened_before(plan, last)
    target = State(move.target)
    if not MEANINGS[target].is_writable:
        return target, None
    return target, sorted(word.opened) if step.is_partial and word.opened else _kept_opened(plan, step)


def _kept_opened(plan: Plan, step: Step) -> list[str] | None:
    """Handing a partly opened text to one's own lead opens no more of it."""
    return None if step.is_partial else plan.opened


def _opened_before(plan: Plan, record: StepRecord) -> list[str] | None:
    before = plan.steps.filter(number__lt=record.number).order_by("number").last()
    return before.opened if before else None


def _snapshot(plan: Plan, step: Step, text: Text, target: State, *, by: User, at: datetime) -> Snapshot | None:
    """The version that belongs to the record: kept anew where the step keeps one, else the one at hand."""
    if not step.keeps:
        return plan.snapshots.order_by("-number").first()
    is_sent = any(MEANINGS[State(state)].is_in_review for state in (plan.state, target))
    return keep_snapshot(plan, text, by=by, at=at, is_sent=is_sent, is_history=step.is_history)


def _set_state(plan: Plan, target: State, opened: list[str] | None, at: datetime, *, rounds: int = 0) -> None:
    """`rounds` is by how much the number of its 送审 changes."""
    source = plan.state
    moved_at = plan.moved_at if target == source else at
    rounds = plan.rounds + rounds
    cells = {"state": target, "opened": opened, "moved_at": moved_at, "rounds": rounds}
    moved = Plan.objects.filter(pk=plan.pk, state=source).update(version=F("version") + 1, **cells)
    if not moved:
        raise StepRefusedError(f"{plan}的状态刚刚变了，请刷新后再试。")
    plan.state, plan.opened, plan.version, plan.rounds = target, opened, plan.version + 1, rounds


def _record(
    plan: Plan,
    step: Step,
    move: Move,
    *,
    target: State,
    by: User,
    at: datetime,
    comment: str,
    snapshot: Snapshot | None,
) -> StepRecord:
    last = plan.steps.order_by("number").last()
    return StepRecord.objects.create(
        plan=plan,
        number=last.number + 1 if last else 1,
        step=step.name,
        source=move.source,
        target=target,
        taken_by=by,
        role=move.role,
        taken_at=at,
        comment=comment.strip(),
        opened=plan.opened,
        version=plan.version,
        round=plan.rounds,
        snapshot=snapshot,
    )


def _send_threads(step: Step, record: StepRecord, text: Text) -> None:
    """What the bureau wrote reaches the department with the decision, not while it is being written."""
    if record.role in BUREAU_ROLES and step.is_decision and step.name != "back_to_first":
        open_ones = Thread.objects.filter(plan=record.plan, is_internal=False, resolved_at=None)
        open_ones.update(sent_at=record.taken_at)
        renew_words(open_ones, text)


def _tell(plan: Plan, step: Step, record: StepRecord, by: User) -> None:
    turn = MEANINGS[State(record.target)].turn
    told = holders(plan, step.told).exclude(pk=by.pk) if step.told else []
    turns = holders(plan, turn & step.told).values_list("pk", flat=True) if turn & step.told else ()
    line = step.line.format(plan=plan, by=by, comment=record.comment)
    send_notice(told, key=f"step:{record.pk}", line=line, at=record.taken_at, plan=plan, turns=turns)


def undoable(plan: Plan, user: User, at: datetime | None = None) -> StepRecord | None:
    """The decision of this account that may still be undone: the last step, ten minutes old at most, nothing after."""
    roles = roles_at(user, plan)
    last = plan.steps.order_by("number").last() if roles & BUREAU_ROLES else None
    if last is None or not STEPS[last.step].is_decision or STEPS[last.step].page or last.taken_by_id != user.pk:
        return None
    is_fresh = (at or timezone.now()) - last.taken_at <= UNDO_WITHIN
    is_last_word = last.version == plan.version and last.target == plan.state
    return last if is_fresh and is_last_word and last.role in roles else None


def _undo(plan: Plan, *, by: User, at: datetime) -> StepRecord:
    """Back to before the decision: the state, the threads that it sent, the form that it closed, what it issued, who
    was told."""
    last = undoable(plan, by, at)
    if last is None:
        raise StepRefusedError("这个决定已不能撤销：超过了10分钟，或已经有人接着办理。")
    move = next(m for m in STEPS["undo"].moves if (m.role, m.source, m.target) == (last.role, plan.state, last.source))
    _set_state(plan, State(last.source), None, at)
    Thread.objects.filter(plan=plan, sent_at=last.taken_at, round=last.round).update(sent_at=None)
    ReviewSheet.objects.filter(plan=plan, snapshot=last.snapshot, role=last.role).update(is_final=False)
    IssuedOpinion.objects.filter(record=last).delete()
    withdraw_notice(f"step:{last.pk}")
    record = _record(
        plan, STEPS["undo"], move, target=State(last.source), by=by, at=at, comment="", snapshot=last.snapshot
    )
    _tell(plan, STEPS["undo"], record, by)
    return record
