"""豁免 and 不采纳: the bureau lets a finding stand, for a reason, and takes that back.

A department asks for it by an explanation (说明) of an error: the request says what the finding says, in the sentence
that the department chose to send, so the bureau can answer while the text is still a draft that it may not read. It
grants the request, or declines it with a reason; asked again with other words, the request waits once more.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple, cast
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from departments.models import Plan, Role, User
from departments.models.accounts import DEPARTMENT_ROLES
from departments.posts import holders, may_review
from departments.prepared import prepared
from findings.cases import FindingCase
from findings.models import Explanation, ExplanationQuerySet, Waiver
from projects.notices.keys import DECLINED
from projects.notices.sending import send_notice
from projects.saving.changes import BadSaveError, typed_text
from texts.checks import Level

LONGEST_REASON = 500  # characters
LONGEST_WHERE = 200


class WaiverRefusedError(ValueError):
    """It cannot be done; the message says why."""


@dataclass(frozen=True, slots=True)
class FindingWords:
    """The finding that is meant, in words that outlive it."""

    rule: str
    key: str
    level: str
    where: str
    message: str

    @classmethod
    def of(cls, said: FindingCase | Explanation) -> "FindingWords":
        """From a finding as it stands, or from the request that names it."""
        if isinstance(said, Explanation):
            return cls(said.rule, said.key, said.level, said.where, said.message)
        found = said.finding
        return cls(found.rule, found.key, found.level.value, said.spot.where[:LONGEST_WHERE], found.message)

    @property
    def verb(self) -> str:
        return verb_of(self.level)


def verb_of(level: str) -> str:
    """An error is waived, what only warns or advises is dismissed."""
    return "豁免" if level == Level.ERROR else "不采纳"


@transaction.atomic
def waive(plan: Plan, about: FindingWords, *, by: User, reason: str) -> Waiver:
    """Lets the finding stand; done twice it is one. The department hears of an error that stops it no more.

    Raises WaiverRefusedError.
    """
    Plan.objects.select_for_update().only("pk").get(pk=plan.pk)
    if not may_review(by, plan):
        raise WaiverRefusedError("只有审核这个文本的人可以豁免。")
    reason = _reason(reason, about.verb)
    if standing := Waiver.objects.filter(plan=plan, key=about.key, ended_at=None).first():
        return standing
    words = {name: getattr(about, name) for name in ("rule", "key", "level", "where", "message")}
    made = Waiver.objects.create(plan=plan, **words, reason=reason, made_by=by, made_at=timezone.now())
    if about.level == Level.ERROR:
        _tell(made)
    return made


def _reason(words: str, verb: str) -> str:
    try:
        reason = typed_text(words).strip()
    except BadSaveError as error:
        raise WaiverRefusedError(f"{error}。") from error
    if not reason:
        raise WaiverRefusedError(f"请写明{verb}的理由，编制单位会看到。")
    if len(reason) > LONGEST_REASON:
        raise WaiverRefusedError(f"理由有 {len(reason)} 字，最多 {LONGEST_REASON} 字。")
    return reason


def _tell(waiver: Waiver) -> None:
    plan = waiver.plan
    line = f"{plan}：财政局已豁免“{waiver.where}”的问题，不再影响送审。理由：{waiver.reason}"
    send_notice(holders(plan, DEPARTMENT_ROLES), key=f"waiver:{waiver.pk}", line=line, at=waiver.made_at, plan=plan)


@transaction.atomic
def decline(asked: Explanation, *, by: User, reason: str) -> None:
    """Says no to a request: the finding stops 送审 as before, and the department reads why. Raises WaiverRefusedError.

    What was answered, or taken back, in between stays as it is.
    """
    if not may_review(by, asked.plan):
        raise WaiverRefusedError("只有审核这个文本的人可以答复申请。")
    reason, now = _reason(reason, "不同意"), timezone.now()
    same = Explanation.objects.unanswered().filter(pk=asked.pk, body=asked.body)
    if same.update(answer=reason, answered_by=by, answered_at=now):
        line = f"{asked.plan}：财政局未同意豁免“{asked.where}”的问题，请修改，或写明新的理由再申请。理由：{reason}"
        key = f"{DECLINED}:{asked.pk}:{now.timestamp()}"
        send_notice(holders(asked.plan, DEPARTMENT_ROLES), key=key, line=line, at=now, plan=asked.plan)


@transaction.atomic
def end_waiver(waiver: Waiver, *, by: User) -> None:
    """The finding counts again; the row stays as a record. Raises WaiverRefusedError."""
    if not may_review(by, waiver.plan):
        raise WaiverRefusedError("只有审核这个文本的人可以撤销豁免。")
    Waiver.objects.filter(pk=waiver.pk, ended_at=None).update(ended_by=by, ended_at=timezone.now())


class _Places(NamedTuple):
    """Departments and regions that an account reviews, and the departments that are its own."""

    departments: tuple[int, ...]
    regions: tuple[int, ...]
    own: tuple[int, ...]

    @classmethod
    def of(cls, user: User) -> "_Places":
        first, final = user.at("department_id", Role.FIRST_REVIEWER), user.at("region_id", Role.FINAL_REVIEWER)
        return cls(tuple(first), tuple(final), tuple(user.own_departments))

    def texts(self) -> Q:
        """What belongs to the departments that are reviewed, drafts included: never the own."""
        reviewed = Q(plan__department__in=self.departments) | Q(plan__cycle__region__in=self.regions)
        return reviewed & ~Q(plan__department__in=self.own)


def requests_for(user: User) -> QuerySet[Explanation]:
    """The requests that wait for this reviewer, the oldest first. Of a draft nothing else is shown."""
    return _open(requests_of(user)).unanswered().order_by("made_at", "pk")


def declined_for(user: User) -> QuerySet[Explanation]:
    """Those that were declined and neither granted nor written anew since, the newest first."""
    return _open(requests_of(user)).declined().order_by("-answered_at", "pk")


def requests_of(user: User) -> ExplanationQuerySet:
    """All requests that this reviewer answers or answered."""
    return _requests(_Places.of(user)).select_related("plan__department", "plan__cycle", "made_by", "answered_by")


def count_requests(user: User) -> int:
    """How many wait for this reviewer: the queue shows it on every page."""
    return sum(count for _, count in _waiting(_Places.of(user)).rows())


def is_open(asked: Explanation, *, for_grant: bool) -> bool:
    """Whether a request can still be declined, or granted, which is possible after it was declined, too."""
    found = _open(Explanation.objects.filter(pk=asked.pk))
    return (found if for_grant else found.unanswered()).exists()


def _requests(places: _Places) -> ExplanationQuerySet:
    return Explanation.objects.filter(places.texts(), level=Level.ERROR)


def _open(asked: ExplanationQuerySet) -> ExplanationQuerySet:
    """Those that were not granted."""
    granted = Waiver.objects.filter(plan=OuterRef("plan"), key=OuterRef("key"), ended_at=None)
    return asked.filter(~Exists(granted))


@prepared
def _waiting(places: _Places) -> QuerySet[Explanation, tuple[str, int]]:
    waiting = _open(_requests(places)).unanswered().order_by()
    counted: Any = waiting.values_list("level").annotate(count=Count("pk"))
    return cast(QuerySet[Explanation, tuple[str, int]], counted)


def waivers_of(user: User) -> QuerySet[Waiver]:
    """The waivers in force on the texts that this reviewer reviews, the newest first."""
    found = Waiver.objects.filter(_Places.of(user).texts(), ended_at=None)
    return found.select_related("plan__department", "plan__cycle", "made_by").order_by("-made_at", "pk")


def id_of(words: str) -> UUID | None:
    """An identity that a form sent; None for anything else."""
    try:
        return UUID(words)
    except ValueError:
        return None
