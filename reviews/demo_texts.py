"""The demo's review: what can be submitted is, so that every role finds work: a list half worked off, a text that came
back and is being read, texts that wait. What the automatic review finds in them is let stand."""

from collections.abc import Iterator
from itertools import islice

from django.utils import timezone

from departments.models import Plan, Role, User
from findings.cases import FindingCase, findings_of
from findings.models import Waiver
from findings.results.explanations import explain
from findings.rights import rights_of
from reviews.blockers import blockers
from reviews.models import ReasonCode, Thread
from reviews.threads.thread_actions import apply_suggestion, raise_thread, reply
from reviews.workflow import StepRefusedError, StepWords, take
from texts.interchange import sha256
from texts.model import Text
from texts.places import Spot, spots

WAIVED = "上年公开的文本即如此填报，本年沿用，财政局已核对，同意保留。"
EXPLAINED = "按上年批复的口径填报，已与业务科室核对。"
COMMENT = "请按下列意见逐条修改后重新送审。"
ANSWER = "已与主管单位核对，按有关文件执行，不作修改。"
THREADS = 3  # of a return: one is changed, one explained, one left


def stage() -> list[str]:
    """Tells what was done, a line a text. Texts with gaps stay drafts: a bureau does not get those."""
    lines, sent = [], 0
    for plan in Plan.objects.order_by("cycle__fiscal_year", "department__code"):
        if settle(plan) and _step(plan, "submit", Role.DEPARTMENT_LEAD):
            lines.append(f"{plan}：{_stage_sent(plan, sent)}")
            sent += 1
        else:
            lines.append(f"{plan}：编制中，还有没填完的地方")
    return lines


def _stage_sent(plan: Plan, n: int) -> str:
    """The first text is worked off, the second was sent again and is read, the others wait."""
    if n > 1:
        return "已送审，等待初审"
    _send_back(plan)
    _work_off(plan, left=1 - n)
    if n == 0:
        return "已退回，意见处理了一部分"
    settle(plan)
    _step(plan, "submit", Role.DEPARTMENT_LEAD)
    _step(plan, "open_first", Role.FIRST_REVIEWER)
    return "修改后重新送审，初审中"


def _holder(plan: Plan, role: str) -> User:
    return User.objects.filter(memberships__department=plan.department, memberships__role=role).order_by("pk")[0]


def settle(plan: Plan) -> bool:
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


def _waivers(plan: Plan, found: list[FindingCase]) -> Iterator[Waiver]:
    about = {"plan": plan, "reason": WAIVED, "made_at": timezone.now(), "made_by": _holder(plan, Role.FIRST_REVIEWER)}
    for one in found:
        if one.stops:
            finding = one.finding
            said = {"rule": finding.rule, "key": finding.key, "level": finding.level.value, "message": finding.message}
            yield Waiver(where=one.spot.where[:200], **said, **about)


def _step(plan: Plan, name: str, role: str, comment: str = "") -> bool:
    plan = Plan.objects.with_text().select_related("cycle", "department").get(pk=plan.pk)
    try:
        take(plan, name, by=_holder(plan, role), word=StepWords(read=sha256(plan.to_text()), comment=comment))
    except StepRefusedError:
        return False
    return True


def _send_back(plan: Plan) -> None:
    """Opened, read, and returned with what a reviewer would ask of it."""
    _step(plan, "open_first", Role.FIRST_REVIEWER)
    reviewer = _holder(plan, Role.FIRST_REVIEWER)
    reasons = {reason.code: reason for reason in ReasonCode.objects.all()}
    text = Plan.objects.with_text().get(pk=plan.pk).to_text()
    for spot, code, suggestion in islice(_asked(text), THREADS):
        reason = reasons[code]
        raise_thread(plan, spot.place, by=reviewer, body=reason.sentence, reason=reason, suggestion=suggestion)
    place = f"{text.projects[0].id}:project"
    body = "本项目测算依据请绩效科复审时再核。"
    raise_thread(plan, place, by=reviewer, body=body, reason=reasons["funds_mismatch"], is_internal=True)
    _step(plan, "return", Role.FIRST_REVIEWER, COMMENT)


def _asked(text: Text) -> Iterator[tuple[Spot, str, str]]:
    """Place, reason and suggested wording: targets without a figure first, then what a target rests on."""
    cells = [spot for spot in spots(text).values() if spot.kind == "indicator" and spot.words]
    for spot in cells:
        if spot.cell == "target" and not any(character.isdigit() for character in spot.words):
            yield spot, "not_quantified", "≥95%"
    for spot in cells:
        if spot.cell == "basis":
            yield spot, "vague_basis", f"{spot.words}，参照近三年执行数据"


def _work_off(plan: Plan, *, left: int) -> None:
    """The first suggestion is taken, the other threads are explained, but for the last `left`."""
    lead = _holder(plan, Role.DEPARTMENT_LEAD)
    changed, *others = Thread.objects.blocking().filter(plan=plan).select_related("plan__cycle").order_by("raised_at")
    apply_suggestion(changed, by=lead)
    for thread in others[: len(others) - left]:
        reply(thread, by=lead, body=ANSWER, is_answer=True)
