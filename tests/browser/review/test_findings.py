"""What the automatic review found, on the reading page: the list comes by itself, a finding becomes a thread."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from findings.models import Waiver
from reviews.models import Thread
from tests.browser.conftest import DESK
from tests.browser.review.conftest import Paper
from tests.reviews.people import Case

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def case(case: Case) -> Case:
    """Nothing of what was found in it is let stand."""
    case.plan.waivers.all().delete()
    return case


def shown(paper: Paper) -> Paper:
    """With the column of findings in view."""
    paper.page.locator('[data-review][data-findings="shown"]').wait_for()
    paper.page.get_by_role("button", name="自动审核").click()
    return paper


def test_a_finding_becomes_a_thread(paper_of, case):
    paper = shown(paper_of(case.people.first, DESK))
    finding = paper.page.locator(".found-one").first
    message = finding.locator(".found-message").inner_text()

    finding.get_by_role("link", name="提意见").click()

    expect(paper.body).to_have_value(re.compile(f"^{re.escape(message)}"))
    paper.form.get_by_role("button", name="提交意见").click()
    expect(finding.get_by_role("link", name="已有意见，再提")).to_be_visible()
    thread = Thread.objects.get()
    assert thread.place == finding.get_attribute("data-place")
    assert thread.comments.get().body.startswith(message)


def test_marks_the_paper_without_touching_the_document(paper_of, case):
    paper = shown(paper_of(case.people.first, DESK))

    finding = paper.page.locator(".found-one").first
    place, level = finding.get_attribute("data-place"), finding.get_attribute("data-level")

    assert level in ("error", "warning")
    expect(paper.page.locator(f'[data-paper] [data-place="{place}"][data-found]').first).to_be_attached()
    finding.locator("[data-goto-finding]").click()
    expect(paper.page.locator("[data-paper] [data-found]:focus")).to_have_count(1)


def test_an_address_leads_to_the_very_cell(paper_of, case):
    paper = shown(paper_of(case.people.first, DESK))
    finding = paper.page.locator(".found-one").last
    name, place = finding.get_attribute("data-finding"), finding.get_attribute("data-place")

    paper.page.goto(f"{reverse('plan_detail', args=[case.plan.pk])}?finding={name}")
    paper.page.locator('[data-review][data-findings="shown"]').wait_for()

    expect(paper.page.locator("[data-paper] :focus")).to_have_attribute("data-place", place)
    expect(paper.page.locator(f"#finding-{name}")).to_have_class(re.compile("is-active"))


def test_is_dismissed_with_a_reason_and_taken_back(paper_of, case):
    paper = shown(paper_of(case.people.first, DESK))
    finding = paper.page.locator(".found-one").first
    name = finding.get_attribute("data-finding")

    finding.locator(".thread-acts a").last.click()
    finding.get_by_role("textbox").fill("据实填写，不需要改。")
    finding.locator('button[value="waive"]').click()

    settled = paper.page.locator(f"#finding-{name}[data-settled]")
    expect(settled).to_have_count(1)
    assert Waiver.objects.get().reason == "据实填写，不需要改。"
    paper.page.locator(".found-group.is-settled > summary").click()
    settled.get_by_role("button", name="撤销").click()
    expect(paper.page.locator(f"#finding-{name}:not([data-settled])")).to_have_count(1)


def test_a_department_has_no_such_column(paper_of, case):
    paper = paper_of(case.people.lead, DESK)

    assert paper.page.locator("[data-findings]").count() == 0


def test_without_scripts_there_is_a_page(open_browser, case, paper_of):
    paper = paper_of(case.people.first)
    paper.page.goto(reverse("plan_checks", args=[case.plan.pk]))

    expect(paper.page.get_by_role("heading", name="自动审核").first).to_be_visible()
    assert paper.page.locator(".found-one").count() > 0
