"""Publishing, correcting, taking down: the only writers of editions. Each is one transaction with the plan's row held.

The text's state is the workflow's: a first edition and one after a renewed approval take the step `publish` with it.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audit.log import record
from departments.models import Plan, Role, State, User
from departments.models.states import MEANINGS
from departments.posts import roles_at
from projects.models import Snapshot
from publications.editions import COLUMNS, Omissions, edition, mentions
from publications.files import request_files
from publications.models import Publication, PublicationRule, Schedule, TakenDown
from publications.rows import renew_rows
from reviews.log_words import Action
from reviews.steps import FINAL_WORDS
from reviews.workflow import StepRefusedError, StepWords, TextMovedOnError, take
from texts.interchange import clean, sha256, to_json
from texts.places import spots

LONGEST_NOTE = 2000  # characters of a reason that the public reads


class NotPublishedError(ValueError):
    """Nothing was published or taken down; the message says why."""


def may_publish(user: User, plan: Plan) -> bool:
    """Whether the account decides on the publication of this text: its final reviewer."""
    return user.is_active and Role.FINAL_REVIEWER in roles_at(user, plan)


def approved_version(plan: Plan) -> Snapshot | None:
    """The version that was approved (or put on file) last, while the text is that or published."""
    if not MEANINGS[State(plan.state)].is_settled:
        return None
    approvals = plan.steps.filter(step__in=FINAL_WORDS, snapshot__isnull=False).select_related("snapshot")
    last = approvals.order_by("number").last()
    return last.snapshot if last else None


def withheld_columns(plan: Plan) -> frozenset[str]:
    """The columns that the region keeps to itself in the text's cycle."""
    rule = PublicationRule.objects.filter(cycle=plan.cycle_id).first()
    return frozenset(rule.withheld if rule else ()) & frozenset(COLUMNS)


@transaction.atomic
def publish(plan: Plan, omissions: Omissions, *, read: str, by: User, note: str = "") -> Publication:
    """Makes the next edition of the approved version, whose hash is `read`.

    What is 涉密 in it and the columns that the region withholds are left out whatever `omissions` says. Raises
    NotPublishedError, StepRefusedError (TextMovedOnError where another version was read).
    """
    plan, at = _held(plan), timezone.now()
    snapshot = approved_version(plan)
    if snapshot is None or not may_publish(by, plan):
        raise NotPublishedError(f"{plan}现为“{plan.get_state_display()}”，您现在不能公开。")
    if snapshot.sha256 != read:
        raise TextMovedOnError(f"{plan}审核通过的版本已不是您看到的那一版，请看过再公开。")
    publication = _add(plan, snapshot, omissions, by=by, at=at, note=_said(note))
    if plan.state != State.PUBLISHED:
        take(plan, "publish", by=by, word=StepWords(read=read, comment=publication.note))
    else:
        record(Action.CORRECT, by=by, of=plan, detail=f"第{publication.number}版")
    return publication


_NO_CHARACTERS = dict.fromkeys((0xFFFE, 0xFFFF))  # XML 1.0, 2.2: in no document


def _said(words: str) -> str:
    """A reason as the public reads it: without what no database and no feed takes (one control character, and the
    feed of all regions would be an error)."""
    return clean(words).translate(_NO_CHARACTERS).strip()[:LONGEST_NOTE]


def _held(plan: Plan) -> Plan:
    Plan.objects.select_for_update().only("pk").get(pk=plan.pk)
    return Plan.objects.select_related("cycle__region", "department__region").get(pk=plan.pk)


def _add(plan: Plan, snapshot: Snapshot, omissions: Omissions, *, by: User, at: datetime, note: str) -> Publication:
    before = plan.publications.order_by("-number").first()
    if before and not note:
        raise NotPublishedError("这份文本已经公开过，再次公开请写明更正说明。")
    whole = complete(snapshot, replace(omissions, columns=omissions.columns | withheld_columns(plan)))
    text = edition(snapshot.to_text(), whole)
    if before and not before.is_taken_down and before.sha256 == sha256(text):
        raise NotPublishedError(f"内容与已公开的第{before.number}版相同，没有需要更正的。")
    publication = Publication.objects.create(
        plan=plan,
        snapshot=snapshot,
        number=before.number + 1 if before else 1,
        text=to_json(text),
        sha256=sha256(text),
        omitted=to_lists(whole),
        note=note,
        replaces=before,
        published_at=at,
        published_by=by,
    )
    _hide_shown(publication)
    renew_rows(publication, text)
    request_files(publication, text)
    Schedule.objects.filter(plan=plan, closed_at=None).update(closed_at=at, outcome=f"已公开第{publication.number}版")
    return publication


def _hide_shown(publication: Publication) -> None:
    """Earlier editions that show what is left out now are taken down with the correction's note."""
    text = publication.snapshot.to_text()
    said = {spot.words for spot in spots(text).values() if spot.place in publication.omissions.places}
    earlier = Publication.objects.filter(plan=publication.plan_id, number__lt=publication.number, taken_down=None)
    for edition_before in earlier.select_related("snapshot"):
        if _shows(edition_before, publication.omissions, said):
            TakenDown.objects.create(
                publication=edition_before,
                reason=publication.note,
                taken_by=publication.published_by,
                taken_at=publication.published_at,
            )


def _shows(before: Publication, left_out: Omissions, said: Collection[str]) -> bool:
    """Whether an edition shows a row, a column or (by its words, which may stand elsewhere there) a place that is
    left out."""
    text, hidden = before.snapshot.to_text(), before.omissions
    rows = {str(row.id) for row in text.projects} - hidden.rows
    named = {spot.words for spot in mentions(text, left_out.rows) if spot.place not in hidden.places}
    return bool(rows & left_out.rows or left_out.columns - hidden.columns or named & set(said))


def complete(snapshot: Snapshot, omissions: Omissions) -> Omissions:
    """With every row that the version says is 涉密, and the places that name one which nobody had before their eyes:
    密级 is no part of the hash, so the same words may have become 涉密 since the omissions were chosen."""
    classified = frozenset(snapshot.classified or ())
    unseen = classified - omissions.rows
    named = frozenset(spot.place for spot in mentions(snapshot.to_text(), unseen)) if unseen else frozenset()
    return replace(omissions, rows=omissions.rows | classified, places=omissions.places | named)


def to_lists(omissions: Omissions) -> dict[str, list[str]]:
    """As it is stored."""
    return {name: sorted(getattr(omissions, name)) for name in ("rows", "columns", "places")}


@transaction.atomic
def take_down(publication: Publication, *, reason: str, by: User) -> TakenDown:
    """Takes an edition from the public, who read the reason in its place. Raises NotPublishedError."""
    plan = _held(publication.plan)
    if not may_publish(by, plan):
        raise NotPublishedError(f"您不能撤下{plan}。")
    if not (reason := _said(reason)):
        raise NotPublishedError("请填写撤下理由，公众会看到它。")
    taken, is_new = TakenDown.objects.get_or_create(
        publication=publication,
        defaults={"reason": reason, "taken_by": by, "taken_at": timezone.now()},
    )
    if is_new:
        publication.projects.all().delete()
        record(Action.TAKE_DOWN, by=by, of=plan, detail=f"第{publication.number}版")
    return taken


@transaction.atomic
def schedule(plan: Plan, omissions: Omissions, *, read: str, due_at: datetime, by: User, note: str = "") -> Schedule:
    """Decides now that the approved version is published later; an earlier decision is replaced.

    Raises NotPublishedError, TextMovedOnError.
    """
    plan, at, note = _held(plan), timezone.now(), _said(note)
    snapshot = approved_version(plan)
    if snapshot is None or plan.state != State.APPROVED or not may_publish(by, plan):
        raise NotPublishedError(f"{plan}现为“{plan.get_state_display()}”，不能定时公开。")
    if snapshot.sha256 != read:
        raise TextMovedOnError(f"{plan}审核通过的版本已不是您看到的那一版，请看过再公开。")
    if due_at <= at:
        raise NotPublishedError("定时公开的时间应晚于现在。")
    if plan.publications.exists() and not note:
        raise NotPublishedError("这份文本已经公开过，再次公开请写明更正说明。")
    Schedule.objects.filter(plan=plan, closed_at=None).update(closed_at=at, outcome="改期")
    decided = Schedule.objects.create(
        plan=plan,
        snapshot=snapshot,
        omitted=to_lists(complete(snapshot, omissions)),
        note=note,
        due_at=due_at,
        decided_by=by,
        decided_at=at,
    )
    record(Action.SCHEDULE, by=by, of=plan, detail=f"{timezone.localtime(due_at):%Y-%m-%d %H:%M}")
    return decided


@transaction.atomic
def unschedule(plan: Plan, *, by: User) -> bool:
    """Gives up the publication that waits; tells whether there was one. Raises NotPublishedError."""
    plan = _held(plan)
    if not may_publish(by, plan):
        raise NotPublishedError(f"您不能取消{plan}的定时公开。")
    closed = Schedule.objects.filter(plan=plan, closed_at=None).update(closed_at=timezone.now(), outcome="已取消")
    if closed:
        record(Action.UNSCHEDULE, by=by, of=plan)
    return bool(closed)


def publish_due(at: datetime | None = None) -> list[str]:
    """Publishes what has come due, one transaction a text; tells of each in a line. Done twice it does it once."""
    due = Schedule.objects.filter(closed_at=None, due_at__lte=at or timezone.now()).order_by("due_at", "pk")
    return [line for pk in due.values_list("pk", flat=True) if (line := _publish_due(pk))]


@transaction.atomic
def _publish_due(pk: UUID) -> str:
    waiting = Schedule.objects.select_for_update(of=("self",)).select_related("plan", "snapshot", "decided_by")
    decided = waiting.filter(pk=pk, closed_at=None).first()
    if decided is None:
        return ""  # another worker was quicker
    try:
        with transaction.atomic():
            made = publish(
                decided.plan,
                decided.omissions,
                read=decided.snapshot.sha256,
                by=decided.decided_by,
                note=decided.note,
            )
    except (NotPublishedError, StepRefusedError) as error:
        Schedule.objects.filter(pk=pk).update(closed_at=timezone.now(), outcome=f"没有公开：{error}")
        return f"{decided.plan}没有公开：{error}"
    return f"{made}已公开"
