"""汇总表: what the bureau takes home as .xlsx, of which texts, and what it costs."""

import datetime
import io
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from audit.models import AuditEntry
from departments.models import Cycle, Plan, Role, State
from projects.models import Project
from reviews.summaries.rows import SUMMARIES, SheetColumn, Summary, rows_of
from reviews.summaries.workbook import write_summary
from tests import builders
from tests.pages.drafting import text_of
from tests.reviews.people import a_case
from texts.checks import check

pytestmark = pytest.mark.django_db


def address(kind: str, cycle=None) -> str:
    return reverse("summary", args=[kind]) + (f"?cycle={cycle.pk}" if cycle else "")


def taken(client, kind: str, cycle=None):
    answer = client.get(address(kind, cycle))
    assert answer.status_code == 200
    return load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active


def values(page) -> list[tuple]:
    return [tuple(cell.value for cell in row) for row in page.iter_rows(min_row=2)]


def final_of(plan, log_in):
    return log_in(builders.a_user(Role.FINAL_REVIEWER, place=plan.department.region))


@pytest.fixture
def case():
    return a_case().go("submit")


def test_projects_with_typed_numbers_a_frozen_head_and_a_filter(case, log_in):
    Project.objects.update(purpose="=1+1", budget="1,322.00", other_funds="无")

    page = taken(final_of(case.plan, log_in), "projects")

    department = case.plan.department
    assert values(page)[0][:4] == (department.code, department.name, 2025, "已送审")
    assert [type(cell.value) for cell in page[2]][8:12] == [int, int, str, str]
    assert [cell.value for cell in page[2]][8:12] == [1322, 6, "无", "=1+1"]
    assert [cell.data_type for cell in page[2]][8:12] == ["n", "n", "s", "s"]
    assert page["I2"].number_format == "0.00"
    assert (page.freeze_panes, page.auto_filter.ref) == ("A2", "A1:O2")


def test_one_row_an_indicator(case, log_in):
    rows = values(taken(final_of(case.plan, log_in), "indicators"))

    assert [row[-4] for row in rows] == [row[2] for row in builders.ROWS]


def test_progress_has_days_and_the_counts_of_the_version_sent(case, log_in):
    page = taken(final_of(case.plan, log_in), "progress")

    row = values(page)[0]
    assert isinstance(row[4], datetime.datetime)
    assert (row[5], row[6], row[7], row[8]) == (None, 1, 1, 6)
    sent = case.plan.snapshots.get()
    assert row[9:] == (sent.error_count, sent.warning_count)


def test_findings_are_those_of_the_automatic_review(case, log_in):
    Project.objects.update(budget="六万")

    rows = values(taken(final_of(case.plan, log_in), "findings"))

    found = check(text_of(case.plan))
    assert [(row[5], row[8]) for row in rows] == [(one.rule, one.message) for one in found]
    assert found != []


def test_while_the_department_writes_the_bureau_reads_what_was_sent(case, log_in):
    case.go("open_first")
    Plan.objects.filter(pk=case.plan.pk).update(state=State.RETURNED)
    Project.objects.update(name="改到一半的名称")

    rows = values(taken(final_of(case.plan, log_in), "projects"))

    assert [row[5] for row in rows] == ["乡土读本印制费"]


def test_only_texts_that_the_reader_may_see(case, log_in):
    region = case.plan.department.region
    draft = builders.a_plan(department=builders.a_department(region=region))
    other = a_case(region=region).go("submit")
    first = builders.a_user(Role.FIRST_REVIEWER, place=other.plan.department)

    seen = {
        "final": {row[1] for row in values(taken(final_of(case.plan, log_in), "projects"))},
        "first": {row[1] for row in values(taken(log_in(first), "projects"))},
    }

    assert draft.department.name not in seen["final"]
    assert seen == {
        "final": {case.plan.department.name, other.plan.department.name},
        "first": {other.plan.department.name},
    }


def test_a_cycle_elsewhere_and_an_unknown_kind_do_not_exist(case, log_in):
    client = final_of(case.plan, log_in)

    assert client.get(address("projects", builders.a_plan().cycle)).status_code == 404
    assert client.get(address("secrets")).status_code == 404


def test_the_log_says_which_summary(case, log_in):
    taken(final_of(case.plan, log_in), "projects")

    entry = AuditEntry.objects.get(action="export_summary")
    assert entry.detail == "项目汇总 2025年部门预算"


def test_the_board_leads_to_every_summary(case, log_in):
    page = final_of(case.plan, log_in).get(reverse("board")).content.decode()

    assert [name for name in SUMMARIES if address(name, case.plan.cycle) not in page] == []


@pytest.mark.parametrize("kind", SUMMARIES)
def test_queries_do_not_grow_with_texts_of_a_chunk(kind, case):
    user = builders.a_user(Role.FINAL_REVIEWER, place=case.plan.department.region)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            list(rows_of(SUMMARIES[kind], case.plan.cycle, builders.again(user)))
        return len(found)

    before = queries()
    for _ in range(2):
        a_case(region=case.plan.department.region).go("submit")

    assert queries() == before


def test_what_fails_on_the_way_leaves_no_file():
    summary = Summary("broken", "坏", (SheetColumn("一", 5),), lambda chunk: iter(()))

    with pytest.raises(ValueError, match="zip"):
        write_summary(summary, Cycle(), iter([("a", "b")]))


def test_words_that_look_like_formulas_or_errors_stay_words():
    summary = Summary("words", "字", (SheetColumn("一", 5), SheetColumn("二", 5, "0.00")), lambda chunk: iter(()))
    odd = ["=1+1", "+1", "#N/A", "_x000D_", "12"]

    with write_summary(summary, Cycle(), ((words, Decimal("1.5")) for words in odd)) as file:
        page = load_workbook(file).active

    assert [row[0] for row in values(page)][:3] == odd[:3]
    assert {cell.data_type for cell in page["A"][1:]} == {"s"}
    assert {cell.data_type for cell in page["B"][1:]} == {"n"}


@pytest.mark.parametrize("name", ["summary", "board", "rule_list", "across"])
@pytest.mark.parametrize("number", ["9" * 12, "9" * 5000])
def test_a_cycle_of_a_number_that_nothing_has_is_none(name, number, log_in):
    client = final_of(builders.a_plan(state=State.SUBMITTED), log_in)

    answer = client.get(reverse(name, args=["projects"] if name == "summary" else []), {"cycle": number})

    assert answer.status_code == 404
