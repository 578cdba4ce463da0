"""While a returned text is being written the bureau sees what was sent to it: no draft word through any address."""

import json
import re
from urllib.parse import unquote

import pytest
from django.urls import reverse

from departments.models import Plan, Role
from jobs.models import PrintedText
from jobs.printing import print_next, request_print
from projects.models import Indicator, Project
from reviews.models import Thread
from reviews.threads.thread_actions import reopen, resolve
from tests import builders
from tests.pages.reading import text_of
from tests.reviews.people import a_case, a_thread
from texts.interchange import sha256
from texts.writers.print.official_pdf import Printer

pytestmark = pytest.mark.django_db
DRAFT = "尚未送审的话"


@pytest.fixture
def case():
    """Returned, and rewritten since: every place that a draft word could come from holds one."""
    case = a_case().go("submit", "open_first")
    a_thread(case)
    case.go("return")
    Plan.objects.update(department_name=DRAFT, stage=DRAFT, overall_goal=DRAFT)
    Project.objects.update(name=DRAFT, budget="99.00", fiscal_funds="99.00", budget_amount=99)
    Indicator.objects.update(target=DRAFT, basis=DRAFT)
    return case


def readers(case):
    region = case.plan.department.region
    return (case.people.first, case.people.final, builders.a_user(Role.BUDGET_MANAGER, place=region))


@pytest.mark.thorough("every page that may show a text")
@pytest.mark.parametrize(
    "name",
    ["plan_detail", "plan_json", "plan_pdf", "plan_pdf_progress", "plan_word", "worklist", "thread_new", "plan_way"],
)
def test_no_page_carries_a_draft_word(log_in, case, name):
    address = reverse(name, args=[case.plan.pk])

    answers = [log_in(user).get(address) for user in readers(case)]

    assert {answer.status_code for answer in answers} <= {200, 403, 409}
    assert [DRAFT in unquote(f"{answer.headers}{answer.content.decode()}") for answer in answers] == [False] * 3


def test_the_list_has_the_figures_that_were_sent(log_in, case):
    Project.objects.create(plan=case.plan, name=DRAFT, position=9)

    pages = [log_in(user).get("/").content.decode() for user in (case.people.first, case.people.lead)]

    figures = [re.findall(r'data-label="(?:项目数|预算数（万元）)">\s*([\d.]+)', page) for page in pages]
    assert figures == [["1", "6.00"], ["2", "99.00"]]
    assert ["另有 1 项未填" in page for page in pages] == [False, True]


def test_the_official_pdf_is_of_what_was_sent(log_in, case):
    sent = case.plan.snapshots.get(is_sent=True)
    address = reverse("plan_pdf", args=[case.plan.pk])

    log_in(case.people.first).post(address)
    print_next(Printer())

    answer = log_in(case.people.first).get(address)
    assert [printed.sha256 for printed in PrintedText.objects.all()] == [sent.sha256]
    assert "云溪县教育局2025年" in unquote(answer.headers["Content-Disposition"])
    answer.close()


def test_a_print_of_the_draft_is_not_the_bureau_s(log_in, case):
    request_print(text_of(case.plan))

    page = log_in(case.people.first).get(reverse("plan_pdf", args=[case.plan.pk])).content.decode()

    assert "当前内容还没有排版" in page


def test_the_json_is_of_what_was_sent(log_in, case):
    answer = log_in(case.people.final).get(reverse("plan_json", args=[case.plan.pk]))

    assert json.loads(answer.content)["projects"][0]["budget"] == "6.00"


def test_the_page_says_which_version_it_is(log_in, case):
    address = reverse("plan_detail", args=[case.plan.pk])

    page = log_in(case.people.first).get(address).content.decode()

    assert re.search(r"编制单位正在修改。您看到的是第1版，\d+月\d+日 \d\d:\d\d 送审", page)
    assert "编制单位正在修改" not in log_in(case.people.lead).get(address).content.decode()


def test_opening_a_thread_again_takes_no_draft_word_along(case):
    thread = Thread.objects.get()
    resolve(thread, by=case.people.first)

    reopen(thread, by=case.people.first)

    thread.refresh_from_db()
    assert thread.words == "≥1200册"


def test_the_drafting_pages_stay_shut(log_in, case):
    names = [("plan_edit", [case.plan.pk]), ("project_edit", [case.plan.pk, case.plan.projects.first().pk])]

    statuses = [log_in(case.people.first).get(reverse(name, args=args)).status_code for name, args in names]

    assert statuses == [403, 403]


def test_sent_again_it_is_read_as_it_stands(log_in, case):
    Project.objects.update(budget="6.00", fiscal_funds="6.00")
    case.go("submit")

    page = log_in(case.people.first).get(reverse("plan_detail", args=[case.plan.pk])).content.decode()

    assert DRAFT in page
    assert sha256(text_of(case.plan)) == case.plan.snapshots.order_by("number").last().sha256


def test_what_was_never_sent_does_not_exist(log_in):
    case = a_case()
    names = ("plan_detail", "plan_json", "plan_pdf", "plan_pdf_progress", "worklist", "thread_new")

    statuses = {log_in(case.people.first).get(reverse(name, args=[case.plan.pk])).status_code for name in names}

    assert statuses == {404}
