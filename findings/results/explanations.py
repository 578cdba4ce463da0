"""说明: the department says why a value that the review warns of is right. Asked for rule by rule, kept by key.

Said to an error it is a request to waive it (申请豁免): the reviewers are told, and read it though the text is a draft.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from departments.models import Plan, Role, User
from departments.posts import holders
from findings.cases import FindingCase
from findings.models import Explanation
from findings.rights import Rights
from projects.notices.keys import REQUESTS
from projects.notices.sending import send_notice
from texts.checks import RULES, Level
from texts.interchange import clean

LONGEST = 500  # characters


@dataclass(frozen=True, slots=True)
class AskedCase:
    """One warning with the words that were said, or what was said of the same place before its value changed."""

    case: FindingCase
    body: str


@dataclass(frozen=True, slots=True)
class ExplanationQuestion:
    """Warnings of one rule: each may be explained, or all with the same words."""

    rule: str
    title: str
    why: str
    asked: list[AskedCase]


def questions(plan: Plan, found: Iterable[FindingCase]) -> list[ExplanationQuestion]:
    """The warnings among these, rule by rule, in the order of the rules; one query."""
    warnings = [one for one in found if one.finding.level is Level.WARNING and not one.is_settled]
    earlier = _said_before(plan)
    slugs = list(RULES)
    ordered = sorted(warnings, key=lambda one: slugs.index(one.finding.rule))
    grouped = groupby(ordered, key=lambda one: one.finding.rule)
    return [
        ExplanationQuestion(rule, RULES[rule].title, RULES[rule].why, [_asked(one, earlier) for one in ones])
        for rule, ones in grouped
    ]


def _asked(one: FindingCase, earlier: Mapping[str, str]) -> AskedCase:
    said = one.explanation.body if one.explanation else earlier.get(_place(one.finding.key), "")
    return AskedCase(one, said)


def _said_before(plan: Plan) -> dict[str, str]:
    """What was said last of each rule and place, whatever value stood there."""
    said = Explanation.objects.filter(plan=plan).order_by("made_at").values_list("key", "body")
    return {_place(key): body for key, body in said}


def _place(key: str) -> str:
    return key.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class Said:
    """How much was kept or taken back: explanations of warnings, requests to waive errors."""

    explained: int
    asked: int

    def __str__(self) -> str:
        counted = ((self.explained, "说明"), (self.asked, "豁免申请"))
        return "，".join(f"{n} 处{what}" for n, what in counted if n)


@transaction.atomic
def explain(
    plan: Plan,
    found: Iterable[FindingCase],
    words: Mapping[str, str],
    for_all: Mapping[str, str],
    *,
    by: User,
    rights: Rights,
) -> Said:
    """Keeps what was said to warnings (by key, or by rule for all of it that have no words of their own) and to errors
    (by key: each request has its own reason); "" takes words back. What the author may not write is passed over."""
    kept: list[tuple[FindingCase, str]] = []
    for one in found:
        body = _body(one, words, for_all)
        if body is None or one.is_settled or not rights.may_write(one.spot.part):
            continue
        if body != (one.explanation.body if one.explanation else ""):
            _keep(plan, one, body, by)
            kept.append((one, body))
    asked = [body for one, body in kept if one.stops]
    if any(asked):
        _tell(plan, sum(map(bool, asked)))
    return Said(len(kept) - len(asked), len(asked))


def _body(one: FindingCase, words: Mapping[str, str], for_all: Mapping[str, str]) -> str | None:
    """The words for one finding; None where nothing was said about it."""
    finding = one.finding
    if finding.level is Level.INFO:
        return None
    shared = for_all.get(finding.rule, "") if finding.level is Level.WARNING else ""
    own = words.get(finding.key)
    return _line(own or "") or _line(shared) or (None if own is None else "")


def _line(words: str) -> str:
    return " ".join(clean(words).split())[:LONGEST]


def _tell(plan: Plan, count: int) -> None:
    """Whoever reviews the department first; where nobody does, who reviews last."""
    at = timezone.now()
    line = f"{plan}：编制单位申请豁免 {count} 处错误，请在“豁免申请”中答复。"
    first = list(holders(plan, frozenset({Role.FIRST_REVIEWER})))
    send_notice(
        first or holders(plan, frozenset({Role.FINAL_REVIEWER})),
        key=f"{REQUESTS}:{plan.pk}:{at.timestamp()}",
        line=line,
        at=at,
        plan=plan,
    )


def _keep(plan: Plan, one: FindingCase, body: str, by: User) -> None:
    finding = one.finding
    if not body:
        Explanation.objects.filter(plan=plan, key=finding.key).delete()
        return
    Explanation.objects.update_or_create(
        plan=plan,
        key=finding.key,
        defaults={
            "rule": finding.rule,
            "level": finding.level.value,
            "where": one.spot.where[:200],
            "message": finding.message,
            "body": body,
            "made_by": by,
            "made_at": timezone.now(),
        },
    )
