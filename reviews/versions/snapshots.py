"""Versions of a text: made by events, never by autosave; and which of them somebody reads."""

from collections import Counter
from datetime import datetime
from decimal import Decimal

from departments.models import Plan, User
from findings.last_year import sent_last_year
from findings.models import RaisedFinding
from findings.settings import settings_of
from projects.models import Snapshot
from projects.visible_text import last_sent
from texts.amounts import parse_amount
from texts.changes import changed_places
from texts.checks import Finding, Level, check
from texts.interchange import sha256, to_json
from texts.model import Text


def keep_snapshot(
    plan: Plan, text: Text, *, by: User, at: datetime, is_sent: bool, is_history: bool = False
) -> Snapshot:
    """The version of this content: the newest one where nothing changed since, else a new one.

    What the rules find in one that `is_history` (nobody here reviews it) says nothing about the rules. Call it with
    the plan's row held (numbers follow each other) and fetched `with_text()`.
    """
    digest, classified = sha256(text), _classified(plan)
    newest = plan.snapshots.order_by("-number").first()
    if newest and newest.sha256 == digest and newest.is_sent == is_sent and (newest.classified or []) == classified:
        return newest
    found = check(text, settings=settings_of(plan.cycle), last_year=sent_last_year(plan))
    waived = set(plan.waivers.filter(ended_at=None).values_list("key", flat=True))
    levels = Counter(finding.level for finding in found if finding.key not in waived)
    kept = Snapshot.objects.create(
        plan=plan,
        number=newest.number + 1 if newest else 1,
        sha256=digest,
        text=to_json(text, identities=True),
        classified=classified,
        project_count=len(text.projects),
        budget_total=sum((parse_amount(row.budget) or Decimal(0) for row in text.projects), Decimal(0)),
        error_count=levels[Level.ERROR],
        warning_count=levels[Level.WARNING],
        changed_count=_changed_count(plan, text) if is_sent else None,
        is_sent=is_sent,
        made_by=by,
        made_at=at,
    )
    if is_sent and not is_history:
        _note_raised(kept, found)
    return kept


def _changed_count(plan: Plan, text: Text) -> int | None:
    """Counted once, when it is sent, so that a queue of fifty texts compares none."""
    before = last_sent(plan)
    return len(changed_places(before.to_text(), text)) if before else None


def _note_raised(snapshot: Snapshot, found: list[Finding]) -> None:
    """What the bureau has met of each rule (the same finding once a text), so that rules can be judged."""
    RaisedFinding.objects.bulk_create(
        (
            RaisedFinding(
                plan_id=snapshot.plan_id,
                snapshot=snapshot,
                rule=finding.rule,
                key=finding.key,
                level=finding.level.value,
            )
            for finding in found
        ),
        ignore_conflicts=True,
    )


def _classified(plan: Plan) -> list[str]:
    """The identities of the 涉密 projects, and of the 分项 that belong to none but them."""
    secret = [project for project in plan.projects.all() if project.is_classified]
    open_ones = {project.sub_goal_id for project in plan.projects.all() if not project.is_classified}
    sub_goals = {project.sub_goal_id for project in secret} - open_ones - {None}
    return sorted(str(pk) for pk in (*(project.pk for project in secret), *sub_goals))
