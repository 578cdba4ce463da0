"""进度: what a cycle's board counts, for whom, and what it costs."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from departments.models import Role
from reviews.boards.board import board_of
from reviews.boards.charts import days_between, line_chart
from reviews.models import ReasonCode
from tests import builders
from tests.reviews.people import a_case, a_thread

pytestmark = pytest.mark.django_db


def test_counts_departments_by_state_and_reasons_by_kind():
    case = a_case().go("submit", "open_first")
    region, reason = case.plan.department.region, ReasonCode.objects.get(code="copied")
    a_thread(case, reason=reason)
    case.go("return")
    a_case(region=region).go("submit")
    builders.a_department(region=region)

    board = board_of(case.plan.cycle)

    assert {bar.label: bar.figure for bar in board.states if not bar.figure.startswith("0")} == {
        "未建立": "1 个部门",
        "已送审": "1 个部门",
        "已退回": "1 个部门",
    }
    assert [(bar.label, bar.figure, bar.width) for bar in board.reasons] == [("照抄", "1 条", "100.0")]
    today = timezone.localdate()
    assert [row for row in board.progress_rows if row[0] == today] == [(today, 2, 0)]


def test_tells_the_days_on_each_side():
    case = a_case().go("submit")
    case.later(timedelta(days=5))
    case.go("open_first")
    case.later(timedelta(days=3))
    case.go("return")
    case.later(timedelta(days=1))

    path = next(path for path in board_of(case.plan.cycle).paths if path.plan)

    assert (round(path.days["bureau"]), round(path.days["department"]), path.rounds) == (4, 1, 1)


def test_a_chart_spans_its_days_and_marks_the_deadline():
    days = days_between(date(2026, 11, 1), date(2026, 11, 5))

    chart = line_chart(days, [("已送审", [0, 1, 1, 3, 4])], date(2026, 11, 3))

    assert [row.label for row in chart.rows] == ["0", "1", "2", "3", "4"]
    assert [column.label for column in chart.columns] == ["11月1日", "11月2日", "11月3日", "11月4日", "11月5日"]
    assert (chart.lines[0].last, chart.lines[0].end_x) == ("4", "704.0")
    assert chart.deadline.at == "374.0"


@pytest.mark.parametrize("role", Role)
def test_is_the_bureau_s(client, role):
    region = builders.a_region()
    department = builders.a_department(region=region)
    at_department = role in (Role.UNIT_STAFF, Role.DEPARTMENT_LEAD, Role.FIRST_REVIEWER)
    client.force_login(builders.a_user(role, place=department if at_department else region))

    status = client.get(reverse("board")).status_code

    assert status == (200 if role in (Role.FIRST_REVIEWER, Role.FINAL_REVIEWER, Role.BUDGET_MANAGER) else 403)


def test_a_cycle_of_another_region_does_not_exist(client):
    case = a_case()
    client.force_login(builders.a_user(Role.FINAL_REVIEWER, place=builders.a_region()))

    assert client.get(reverse("board"), {"cycle": case.plan.cycle_id}).status_code == 404


def test_has_a_table_behind_its_chart_and_costs_the_same_for_many(client):
    case = a_case().go("submit")
    client.force_login(case.people.final)
    client.get(reverse("board"))
    with CaptureQueriesContext(connection) as one:
        page = client.get(reverse("board")).content.decode()
    for _ in range(3):
        a_case(region=case.plan.department.region).go("submit")
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("board"))

    assert re.search(r'<svg class="line-chart"[^>]*role="img".*?</svg>.*?数据表.*?<table', page, re.S)
    assert len(one) == len(many) <= 14
