"""The demo's public site: one department's text of the year before, published and corrected once."""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from departments.models import Cycle, Plan, Role, User
from projects.actions import store_text
from projects.models import Project
from publications.editions import Omissions
from publications.models import Publication
from publications.publishing import approved_version, publish
from reviews.demo_texts import settle
from reviews.models import Grade, ReviewSheet
from reviews.workflow import StepRefusedError, StepWords, take
from texts.interchange import sha256

NOTE = "“{name}”的资金用途有误，予以更正。"
ROLES = {
    "submit": Role.DEPARTMENT_LEAD,
    "open_first": Role.FIRST_REVIEWER,
    "pass": Role.FIRST_REVIEWER,
    "open_final": Role.FINAL_REVIEWER,
    "approve": Role.FINAL_REVIEWER,
    "reopen": Role.FINAL_REVIEWER,
}
TO_APPROVAL = ("submit", "open_first", "pass", "open_final", "approve")


def stage_public() -> list[str]:
    """Tells what was published, a line an edition. A text with gaps cannot be; then the next one is tried."""
    for plan in Plan.objects.with_text().select_related("cycle__region", "department").order_by("-cycle__fiscal_year"):
        try:
            with transaction.atomic():
                before = _year_before(plan)
                return [f"{each}：已公开" for each in (_published(before), _corrected(before))]
        except StepRefusedError:
            continue
    return []


def _year_before(plan: Plan) -> Plan:
    """The same text a year earlier, in a cycle that is over."""
    year = plan.cycle.fiscal_year - 1
    fields = {"name": f"{year}年部门预算", "tree_id": plan.cycle.tree_id, "milestones": plan.cycle.milestones}
    cycle, _ = Cycle.objects.get_or_create(region=plan.cycle.region, fiscal_year=year, defaults=fields)
    text = replace(plan.to_text(), fiscal_year=year)
    return store_text(text=text, department=plan.department, cycle=cycle, by=plan.created_by)


def _published(plan: Plan, note: str = "") -> Publication:
    for name in TO_APPROVAL:
        _step(plan, name)
    plan = Plan.objects.select_related("cycle", "department").get(pk=plan.pk)
    approved = approved_version(plan)
    read = approved.sha256 if approved else ""
    return publish(plan, Omissions(), read=read, by=_holder(plan, "approve"), note=note)


def _corrected(plan: Plan) -> Publication:
    _step(plan, "reopen", "公开后发现资金用途有误。")
    project = Project.objects.filter(plan=plan).order_by("position")[0]
    Project.objects.filter(pk=project.pk).update(purpose=f"{project.purpose.rstrip('。')}（含上年结转）。")
    return _published(plan, NOTE.format(name=project.name))


def _step(plan: Plan, name: str, comment: str = "") -> None:
    plan = Plan.objects.with_text().select_related("cycle", "department").get(pk=plan.pk)
    by = _holder(plan, name)
    if name == "submit":
        settle(plan)
    if name in ("pass", "approve"):
        fields = {"overall": Grade.EXCELLENT, "filled_by": by, "filled_at": timezone.now()}
        ReviewSheet.objects.create(
            plan=plan, snapshot=plan.snapshots.filter(is_sent=True).latest("number"), role=ROLES[name], **fields
        )
    take(plan, name, by=by, word=StepWords(read=sha256(plan.to_text()), comment=comment))


def _holder(plan: Plan, step: str) -> User:
    held = User.objects.filter(memberships__role=ROLES[step])
    if ROLES[step] == Role.FINAL_REVIEWER:
        held = held.filter(memberships__region=plan.cycle.region_id)
    else:
        held = held.filter(memberships__department=plan.department_id)
    return held.order_by("pk")[0]
