"""说明: the department says why a value that the review warns of is right. Asked for rule by rule, kept by key."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from departments.models import Plan, User
from reviews.findings.rights import Rights
from reviews.findings.standing import Standing
from reviews.models import Explanation
from texts.checks import RULES, Level
from texts.interchange import clean

LONGEST = 500  # characters


@dataclass(frozen=True, slots=True)
class Asked:
    """One warning with the words that were said, or what was said of the same place before its value changed."""

    standing: Standing
    body: str


@dataclass(frozen=True, slots=True)
class Question:
    """Warnings of one rule: each may be explained, or all with the same words."""

    rule: str
    title: str
    why: str
    asked: list[Asked]


def questions(plan: Plan, found: Iterable[Standing]) -> list[Question]:
    """The warnings among these, rule by rule, in the order of the rules; one query."""
    warnings = [one for one in found if one.finding.level is Level.WARNING and not one.is_settled]
    earlier = _said_before(plan)
    slugs = list(RULES)
    ordered = sorted(warnings, key=lambda one: slugs.index(one.finding.rule))
    grouped = groupby(ordered, key=lambda one: one.finding.rule)
    return [
        Question(rule, RULES[rule].title, RULES[rule].why, [_asked(one, earlier) for one in ones])
        for rule, ones in grouped
    ]


def _asked(one: Standing, earlier: Mapping[str, str]) -> Asked:
    said = one.explanation.body if one.explanation else earlier.get(_place(one.finding.key), "")
    return Asked(one, said)


def _said_before(plan: Plan) -> dict[str, str]:
    """What was said last of each rule and place, whatever value stood there."""
    said = Explanation.objects.filter(plan=plan).order_by("made_at").values_list("key", "body")
    return {_place(key): body for key, body in said}


def _place(key: str) -> str:
    return key.rpartition("/")[0]


@transaction.atomic
def explain(
    plan: Plan,
    found: Iterable[Standing],
    words: Mapping[str, str],
    for_all: Mapping[str, str],
    *,
    by: User,
    rights: Rights,
) -> int:
    """Keeps what was said to warnings (by key, or by rule for all of it that have no words of their own); "" takes
    words back. What the author may not write is passed over. How many explanations were kept or taken back."""
    count = 0
    for one in found:
        finding = one.finding
        if finding.level is not Level.WARNING or one.is_settled or not rights.may_write(one.spot.part):
            continue
        body = _body(words.get(finding.key), for_all.get(finding.rule, ""))
        if body is not None and body != (one.explanation.body if one.explanation else ""):
            _keep(plan, one, body, by)
            count += 1
    return count


def _body(own: str | None, for_all: str) -> str | None:
    """The words for one warning; None where nothing was said about it."""
    own_words = " ".join(clean(own or "").split())[:LONGEST]
    shared = " ".join(clean(for_all).split())[:LONGEST]
    return own_words or shared or (None if own is None else "")


def _keep(plan: Plan, one: Standing, body: str, by: User) -> None:
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
