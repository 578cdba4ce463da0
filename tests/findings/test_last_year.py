"""Last year's text beside this year's: the gate of 送审 and every page find the same, each side beside its own."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from departments.models import Cycle, Plan, State
from findings.checking import in_text
from findings.last_year import own_last_year, sent_last_year, sent_last_years
from findings.models import CheckSettings, RaisedFinding
from findings.year_check import check_all
from reviews.blockers import blockers
from reviews.sheet.hints import hints
from reviews.step_pages import StepForm
from reviews.steps import STEPS
from reviews.versions.snapshots import keep_snapshot
from tests import builders
from tests.reviews.people import a_case
from texts.checks import Level

pytestmark = pytest.mark.django_db

GROWN = "预算数6万元，比上年的3万元增加100%。"


def of_last_year(case, *, projects: int = 1) -> Plan:
    """The department's text of 2024: the same project for half the money, and others."""
    before = builders.a_project(
        budget="3.00", fiscal_funds="3.00", purpose="预算数3万元。用于印制面向中小学的乡土读本。"
    )
    others = (replace(before, name=f"第{n}期培训费", code="") for n in range(1, projects))
    text = builders.a_text(fiscal_year=2024, projects=(before, *others))
    return builders.a_plan(text, department=case.plan.department)


def sent(plan: Plan) -> Plan:
    """As the bureau got and approved it."""
    plan = Plan.objects.with_text().get(pk=plan.pk)
    keep_snapshot(plan, plan.to_text(), by=plan.created_by, at=timezone.now(), is_sent=True)
    Plan.objects.filter(pk=plan.pk).update(state=State.APPROVED)
    return plan


@pytest.fixture
def case():
    """A bureau that wants a reason for what changed since last year."""
    case = a_case()
    overrides = {"rules": {"year_on_year": {"level": "warning"}}}
    by = {"made_by": case.people.final, "made_at": timezone.now()}
    CheckSettings.objects.create(cycle=case.plan.cycle, number=1, overrides=overrides, **by)
    return case


def again(plan: Plan) -> Plan:
    return Plan.objects.with_text().select_related("cycle__tree", "cycle__region").get(pk=plan.pk)


def messages(found) -> list[str]:
    return [one.finding.message for one in found if one.finding.rule == "year_on_year"]


def test_the_gate_asks_about_what_the_page_shows(case, client):
    of_last_year(case)
    plan = again(case.plan)

    asked = [blocker.warning for blocker in blockers(plan, plan.to_text(), STEPS["submit"].blocked_by)]
    client.force_login(case.people.lead)
    page = client.get(reverse("plan_findings", args=[plan.pk])).content.decode()
    refused = client.post(reverse("plan_step", args=[plan.pk, "submit"]))

    assert messages(asked) == [GROWN]
    assert GROWN in page
    assert (refused.status_code, GROWN in refused.content.decode()) == (422, True)


def test_what_was_explained_passes_and_counts_with_the_version_that_is_sent(case):
    sent(of_last_year(case))

    case.go("submit")

    snapshot = case.plan.snapshots.get()
    assert snapshot.warning_count == 1
    raised = RaisedFinding.objects.filter(snapshot=snapshot).exclude(level="info")
    assert list(raised.values_list("rule", "level")) == [("year_on_year", "warning")]


def test_each_side_compares_with_what_it_has(case):
    before = of_last_year(case)
    plan = again(case.plan)
    text = plan.to_text()

    drafts = [messages(in_text(plan, text, user)) for user in (case.people.lead, case.people.first)]
    before = sent(before)
    approved = [messages(in_text(plan, text, user)) for user in (case.people.lead, case.people.first)]

    assert drafts == [[GROWN], []]
    assert approved == [[GROWN], [GROWN]]
    assert own_last_year(plan).projects == sent_last_year(plan).projects == before.to_text().projects


def test_no_other_departments_nor_another_years_text_stands_beside(case):
    other = a_case(region=case.plan.cycle.region)
    sent(of_last_year(other))
    builders.a_plan(builders.a_text(fiscal_year=2023), department=case.plan.department)
    plan = again(case.plan)

    assert (own_last_year(plan), sent_last_year(plan), sent_last_years([])) == (None, None, {})


def test_the_form_of_the_reviewer_and_the_command_find_it_too(case):
    sent(of_last_year(case))
    plan = again(case.plan)

    effect = hints(plan, plan.to_text())["effect"]
    [(_, _, checked)] = check_all(Cycle.objects.filter(pk=plan.cycle_id), Level.WARNING)

    assert effect.summary == "上年与其他部门：1 处警告"
    assert messages(checked.findings) == [GROWN]


def test_costs_as_many_queries_for_three_projects_of_last_year_as_for_one():
    counts = []
    for size in (1, 3):
        case = a_case()
        of_last_year(case, projects=size)
        plan = again(case.plan)
        form = StepForm(plan=plan, step=STEPS["submit"], text=plan.to_text(), read="")
        with CaptureQueriesContext(connection) as queries:
            assert form.blockers == []
        counts.append(len(queries))

    assert counts[0] == counts[1]
