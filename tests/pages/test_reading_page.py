"""The reading view, and the text as JSON."""

import json
import re
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from departments.models import Role
from departments.models.plans import State
from tests import builders
from texts.interchange import dumps, loads

pytestmark = pytest.mark.django_db


@pytest.fixture
def drafter(department):
    return builders.a_user(Role.UNIT_STAFF, place=department)


def address(plan, name="plan_detail") -> str:
    return reverse(name, args=[plan.pk])


class TestReadingView:
    def test_shows_every_string_of_the_text(self, log_in, department, drafter):
        plan = builders.a_plan(department=department)

        words = re.sub(r"<[^>]+>|\s", "", log_in(drafter).get(address(plan)).content.decode())

        missing = [s for s in builders.a_text().strings() if re.sub(r"\s", "", s) not in words]
        assert missing == []

    def test_has_an_outline_that_leads_to_every_part_and_project(self, log_in, department, drafter):
        projects = tuple(builders.a_project(name=f"项目{n}", budget=f"{n}.00") for n in range(1, 4))
        plan = builders.a_plan(builders.a_text(projects=projects), department=department)

        page = log_in(drafter).get(address(plan)).content.decode()

        outline = page.partition('id="outline"')[2].partition("</nav>")[0]
        anchors = re.findall(r'href="#([^"]+)"', outline)
        assert anchors[:7] == ["cover", "contents", "part-1", "section-1", "section-2", "section-3", "part-2"]
        assert [name for name in anchors if f'id="{name}"' not in page] == []
        assert re.findall(r'name">(\d\. 项目\d)</span><span class="number">([\d.]+)<', outline) == [
            ("1. 项目1", "1.00"),
            ("2. 项目2", "2.00"),
            ("3. 项目3", "3.00"),
        ]

    def test_carries_a_place_on_every_cell(self, log_in, department, drafter):
        plan = builders.a_plan(department=department)
        row = plan.projects.get().indicators.first()

        page = log_in(drafter).get(address(plan)).content.decode()

        cells = ("level1", "level2", "name", "description", "target", "basis")
        assert [cell for cell in cells if f'data-place="{row.pk}:{cell}"' not in page] == []

    def test_opens_for_a_text_with_nothing_in_it(self, log_in, department, drafter):
        empty = builders.a_text(
            department=None, finance_bureau=None, stage=None, overall_goal=(), sub_goals=(), measures=(), projects=()
        )

        response = log_in(drafter).get(address(builders.a_plan(empty, department=department)))

        assert response.status_code == 200
        assert "0 个项目" in response.content.decode()

    def test_offers_to_find_a_project_among_many(self, log_in, department, drafter):
        few = builders.a_plan(department=department)
        other = builders.a_department()
        builders.join(drafter, Role.DEPARTMENT_LEAD, other)
        projects = tuple(builders.a_project(name=f"项目{n}") for n in range(200))
        many = builders.a_plan(builders.a_text(projects=projects), department=other)

        pages = [log_in(drafter).get(address(plan)).content.decode() for plan in (few, many)]

        assert ["data-outline-find" in page for page in pages] == [False, True]

    def test_costs_the_same_queries_for_one_and_three_projects(self, log_in, department, drafter):
        other = builders.a_department()
        builders.join(drafter, Role.DEPARTMENT_LEAD, other)
        one = builders.a_plan(department=department)
        three = builders.a_plan(builders.a_text(projects=(builders.a_project(),) * 3), department=other)
        client = log_in(drafter)
        client.get("/")  # the first visit notes itself in the session

        counts = []
        for plan in (one, three):
            with CaptureQueriesContext(connection) as queries:
                client.get(address(plan))
            counts.append(len(queries))

        assert counts[0] == counts[1] <= 15  # three of them the log's


class TestJson:
    def test_is_the_text_itself_under_an_official_name(self, log_in, department, drafter):
        plan = builders.a_plan(department=department)

        response = log_in(drafter).get(address(plan, "plan_json"))

        disposition = unquote(response.headers["Content-Disposition"])
        assert response.content == dumps(builders.a_text())
        assert loads(response.content) == builders.a_text()
        assert response.headers["Content-Type"] == "application/json"
        assert disposition == "attachment; filename*=utf-8''云溪县教育局2025年部门预算绩效文本（草案）.json"

    def test_has_a_name_where_the_cover_states_nothing(self, log_in, department, drafter):
        text = builders.a_text(department=None, stage=None, fiscal_year=None)
        plan = builders.a_plan(text, department=department)

        response = log_in(drafter).get(address(plan, "plan_json"))

        assert json.loads(response.content)["department"] is None
        assert "''云溪县教育局2025年部门预算绩效文本.json" in unquote(response.headers["Content-Disposition"])


class TestWhoMayRead:
    @pytest.mark.parametrize("name", ["plan_detail", "plan_json", "plan_pdf", "plan_pdf_progress"])
    @pytest.mark.parametrize(
        ("role", "state", "status"),
        [
            (Role.UNIT_STAFF, State.DRAFTING, 200),
            (Role.DEPARTMENT_LEAD, State.DRAFTING, 200),
            (Role.FIRST_REVIEWER, State.DRAFTING, 404),
            (Role.FIRST_REVIEWER, State.SUBMITTED, 200),
            (Role.FINAL_REVIEWER, State.DRAFTING, 404),
            (Role.FINAL_REVIEWER, State.SUBMITTED, 200),
            (Role.BUDGET_MANAGER, State.PUBLISHED, 200),
            (Role.SYSTEM_ADMIN, State.PUBLISHED, 404),
            (Role.SECURITY_ADMIN, State.PUBLISHED, 404),
            (Role.AUDIT_ADMIN, State.PUBLISHED, 404),
        ],
    )
    def test_the_own_department_always_the_bureau_once_it_was_sent(self, log_in, department, name, role, state, status):
        plan = builders.a_plan(department=department, state=state)
        user = builders.a_user(role, place=department)

        assert log_in(user).get(address(plan, name)).status_code == status

    @pytest.mark.parametrize("name", ["plan_detail", "plan_json", "plan_pdf", "plan_pdf_progress"])
    def test_another_department_finds_nothing(self, log_in, name):
        plan = builders.a_plan(state=State.PUBLISHED)
        client = log_in(builders.a_user(Role.DEPARTMENT_LEAD))

        assert client.get(address(plan, name)).status_code == 404
        assert client.post(address(plan, name)).status_code == (404 if name == "plan_pdf" else 405)
