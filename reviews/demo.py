"""The demo's review: what can be submitted is, one text comes back with threads, so that every role finds work."""

from departments.models import Plan, Role, User
from reviews.models import ReasonCode
from reviews.threads import raise_thread
from reviews.workflow import StepRefusedError, Word, take
from texts.interchange import sha256
from texts.places import Spot, spots

COMMENT = "请按下列意见逐条修改后重新送审。"


def stage() -> list[str]:
    """Tells what was done, a line a text. Texts with gaps stay drafts: a bureau does not get those."""
    lines = []
    for n, plan in enumerate(Plan.objects.order_by("cycle__fiscal_year", "department__code")):
        if not _step(plan, "submit", Role.DEPARTMENT_LEAD):
            lines.append(f"{plan}：编制中，还有没填完的地方")
        elif n % 2:
            lines.append(f"{plan}：已送审，等待初审")
        else:
            _send_back(plan)
            lines.append(f"{plan}：已退回，有意见待处理")
    return lines


def _holder(plan: Plan, role: str) -> User:
    return User.objects.filter(memberships__department=plan.department, memberships__role=role).order_by("pk")[0]


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
