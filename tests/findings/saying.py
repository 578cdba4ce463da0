"""What the tests of findings share: a text with errors and warnings in review, and words about its findings."""

from datetime import datetime

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from departments.models import Plan
from departments.models.plans import State
from findings.cases import FindingCase, findings_of
from findings.models import Explanation
from reviews.versions.snapshots import keep_snapshot
from tests import builders
from tests.reviews.people import Case, a_case
from texts.model import Indicator, Text

ROWS = (
    ("产出指标", "成本指标", "印制总成本", "印制费用总额", "≥95%", "采购合同"),
    ("产出指标", "质量指标", "印制效果", "读本印制得好", "良好", "年度工作计划"),
)


def faulty_text(**changes) -> Text:
    """A percentage as cost (error), a target without a figure (warning) and more."""
    names = ("level1", "level2", "name", "description", "target", "basis")
    faulty = tuple(Indicator(**dict(zip(names, cells, strict=True))) for cells in ROWS)
    whole = builders.a_project()
    return builders.a_text(projects=(builders.a_project(indicators=whole.indicators[:3] + faulty, **changes),))


def a_faulty_case(state: str = State.FIRST_REVIEW, *, text: Text | None = None, region=None) -> Case:
    """The text past every gate, as the bureau has it; nothing is kept from an earlier test."""
    cache.clear()
    case = a_case(text=text or faulty_text(), region=region)
    plan = Plan.objects.with_text().get(pk=case.plan.pk)
    if state != State.DRAFTING:
        keep_snapshot(plan, plan.to_text(), by=case.people.lead, at=timezone.now(), is_sent=True)
        Plan.objects.filter(pk=plan.pk).update(state=state, moved_at=timezone.now())
    case.plan = Plan.objects.select_related("cycle__tree", "department").get(pk=plan.pk)
    return case


def findings(case: Case) -> list[FindingCase]:
    plan = Plan.objects.with_text().get(pk=case.plan.pk)
    return findings_of(plan, plan.to_text())


def found(case: Case, rule: str) -> FindingCase:
    """The first finding of a rule."""
    return next(one for one in findings(case) if one.finding.rule == rule)


def written(client, case: Case, one: FindingCase, body: str):
    """What the department's lead types to a finding on its page; what the page says then."""
    client.force_login(case.people.lead)
    return client.post(reverse("findings_explain", args=[case.plan.pk]), {f"said:{one.finding.key}": body}, follow=True)


def explained(case: Case, one: FindingCase, body: str, at: datetime | None = None) -> Explanation:
    """The department's words on a finding; on an error they ask for a waiver."""
    about = {"rule": one.finding.rule, "key": one.finding.key, "level": one.finding.level.value}
    about |= {"where": one.spot.where, "message": one.finding.message, "body": body}
    return Explanation.objects.create(plan=case.plan, made_by=case.people.lead, made_at=at or timezone.now(), **about)
