"""The demo's review: what can be submitted is, one text comes back with threads, so that every role finds work."""

from collections.abc import Iterator

from django.utils import timezone

from departments.models import Plan, Role, User
from reviews.blockers import blockers
from reviews.findings.explaining import explain
from reviews.findings.rights import rights_of
from reviews.findings.standing import Standing, findings_of
from reviews.models import ReasonCode, Waiver
from reviews.threads import raise_thread
from reviews.workflow import StepRefusedError, Word, take
from texts.interchange import sha256
from texts.places import Spot, spots

WAIVED = "上年公开的文本即如此填报，本年沿用，财政局已核对，同意保留。"
EXPLAINED = "按上年批复的口径填报，已与业务科室核对。"
COMMENT = "请按下列意见逐条修改后重新送审。"


def stage() -> list[str]:
    """Tells what was done, a line a text. Texts with gaps stay drafts: a bureau does not get those. What the automatic
    review finds in the others is let stand, so that it can be looked at on every page."""
    lines = []
    for n, plan in enumerate(Plan.objects.order_by("cycle__fiscal_year", "department__code")):
        if not _settle(plan) or not _step(plan, "submit", Role.DEPARTMENT_LEAD):
            lines.append(f"{plan}：编制中，还有没填完的地方")
        elif n % 2:
            lines.append(f"{plan}：已送审，等待初审")
        else:
            _send_back(plan)
            lines.append(f"{plan}：已退回，有意见待处理")
    return lines


def _holder(plan: Plan, role: str) -> User:
    return User.objects.filter(memberships__department=plan.department, memberships__role=role).order_by("pk")[0]


def _settle(plan: Plan) -> bool:
    """Waives every error and explains every warning of a text without gaps; False for one that has some."""
    plan = Plan.objects.with_text().select_related("cycle__tree").get(pk=plan.pk)
    text, lead = plan.to_text(), _holder(plan, Role.DEPARTMENT_LEAD)
    if blockers(plan, text, ("complete",)):
        return False
    found = findings_of(plan, text)
    Waiver.objects.bulk_create(_waivers(plan, found))
    rules = {one.finding.rule: EXPLAINED for one in found}
    explain(plan, found, {}, rules, by=lead, rights=rights_of(plan, lead, plan.projects.all()))
    return True


def _waivers(plan: Plan, found: list[Standing]) -> Iterator[Waiver]:
    about = {"plan": plan, "reason": WAIVED, "made_at": timezone.now(), "made_by": _holder(plan, Role.FIRST_REVIEWER)}
    for one in found:
        if one.stops:
            finding = one.finding
            said = {"rule": finding.rule, "key": finding.key, "level": finding.level.value, "message": finding.message}
            yield Waiver(where=one.spot.where[:200], **said, **about)


def _step(plan: Plan, name: str, role: str, comment: str = "") -> bool:
    plan = Plan.objects.with_text().select_related("cycle", "department").get(pk=plan.pk)
    try:
        take(plan, name, by=_holder(plan, role), word=Word(read=sha256(plan.to_text()), comment=comment))
    except StepRefusedError:
        return False
    return True


def _send_back(plan: Plan) -> None:
    """Opened, read, and returned with what a reviewer would say of the first targets without a figure."""
    _step(plan, "open_first", Role.FIRST_REVIEWER)
    reviewer = _holder(plan, Role.FIRST_REVIEWER)
    reasons = {reason.code: reason for reason in ReasonCode.objects.all()}
    text = Plan.objects.with_text().get(pk=plan.pk).to_text()
    targets = [spot for spot in spots(text).values() if spot.kind == "indicator" and spot.cell == "target"]
    vague = [spot for spot in targets if not any(character.isdigit() for character in spot.words)] or targets
    for spot in vague[:2]:
        _raise(plan, spot, reviewer, reasons["not_quantified"])
    place = f"{text.projects[0].id}:project"
    body = "本项目测算依据请绩效科复审时再核。"
    raise_thread(plan, place, by=reviewer, body=body, reason=reasons["funds_mismatch"], is_internal=True)
    _step(plan, "return", Role.FIRST_REVIEWER, COMMENT)


def _raise(plan: Plan, spot: Spot, reviewer: User, reason: ReasonCode) -> None:
    raise_thread(plan, spot.place, by=reviewer, body=reason.sentence, reason=reason, suggestion="≥95%")
