"""我的文本: who sees which rows, with which figures, found how; and what an empty list says."""

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from departments.models import Role
from departments.models.plans import State
from tests import builders

pytestmark = pytest.mark.django_db


def rows(client, **query) -> list[list[str]]:
    """The table's cells as words, without the actions."""
    page = client.get("/", query).content.decode()
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    cells = [re.findall(r"<t[hd][ >].*?</t[hd]>", row, re.S) for row in body.split("</tr>")[:-1]]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row[:-2]] for row in cells]


def a_plan_of(department, state=State.DRAFTING, *amounts):
    projects = tuple(builders.a_project(budget=amount) for amount in amounts)
    return builders.a_plan(builders.a_text(projects=projects), department=department, state=state)


class TestRows:
    def test_show_department_year_state_projects_and_total(self, log_in):
        department = builders.a_department(name="云溪县水利局")
        a_plan_of(department, State.RETURNED, "1,316.00", "6.00")

        shown = rows(log_in(builders.a_user(Role.UNIT_STAFF, place=department)))

        assert shown == [["云溪县水利局", "2025年", "已退回", "2", "1,322.00"]]

    def test_name_the_projects_that_the_total_leaves_out(self, log_in):
        department = builders.a_department(name="云溪县水利局")
        a_plan_of(department, State.DRAFTING, "6.00", None, "待定")

        shown = rows(log_in(builders.a_user(Role.UNIT_STAFF, place=department)))

        assert shown == [["云溪县水利局", "2025年", "编制中", "3", "6.00 另有 2 项未填"]]

    def test_lead_to_the_text_its_pdf_and_its_json(self, log_in):
        department = builders.a_department()
        plan = a_plan_of(department)

        page = log_in(builders.a_user(Role.UNIT_STAFF, place=department)).get("/").content.decode()

        assert f'href="{reverse("plan_detail", args=[plan.pk])}"' in page
        assert f'action="{reverse("plan_pdf", args=[plan.pk])}"' in page
        assert f'href="{reverse("plan_json", args=[plan.pk])}"' in page

    def test_are_those_the_user_may_see(self, log_in):
        region = builders.a_region()
        drafting, sent = (builders.a_department(region=region, name=name) for name in ("云溪县教育局", "云溪县水利局"))
        a_plan_of(drafting, State.DRAFTING)
        a_plan_of(sent, State.SUBMITTED)

        of_the_bureau = rows(log_in(builders.a_user(Role.FINAL_REVIEWER, place=region)))
        of_the_drafter = rows(log_in(builders.a_user(Role.DEPARTMENT_LEAD, place=drafting)))
        of_a_stranger = rows(log_in(builders.a_user(Role.UNIT_STAFF)))

        assert [row[0] for row in of_the_bureau] == ["云溪县水利局"]
        assert [row[0] for row in of_the_drafter] == ["云溪县教育局"]
        assert of_a_stranger == []

    def test_cost_the_same_queries_for_one_and_three(self, log_in):
        region = builders.a_region()
        client = log_in(builders.a_user(Role.FINAL_REVIEWER, place=region))
        client.get("/")  # the first visit notes itself in the session
        counts = []
        for _ in range(3):
            a_plan_of(builders.a_department(region=region), State.SUBMITTED, "6.00", "8.00")
            with CaptureQueriesContext(connection) as queries:
                client.get("/")
            counts.append(len(queries))

        assert counts[0] == counts[2]
        assert counts[2] <= 12


class TestFinding:
    @pytest.fixture
    def bureau(self, log_in):
        region = builders.a_region()
        for name, year, state in [
            ("云溪县教育局", 2024, State.PUBLISHED),
            ("云溪县水利局", 2024, State.APPROVED),
            ("云溪县教育体育中心", 2025, State.SUBMITTED),
        ]:
            text = replace(builders.a_text(), fiscal_year=year)
            builders.a_plan(text, department=builders.a_department(region=region, name=name), state=state)
        return log_in(builders.a_user(Role.FINAL_REVIEWER, place=region))

    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ({}, ["云溪县教育体育中心", "云溪县教育局", "云溪县水利局"]),
            ({"year": "2024"}, ["云溪县教育局", "云溪县水利局"]),
            ({"state": "approved"}, ["云溪县水利局"]),
            ({"q": "教育"}, ["云溪县教育体育中心", "云溪县教育局"]),
            ({"q": "教育", "year": "2024"}, ["云溪县教育局"]),
            ({"year": "x", "state": "y", "page": "z"}, ["云溪县教育体育中心", "云溪县教育局", "云溪县水利局"]),
            ({"q": "档案"}, []),
        ],
    )
    def test_narrows_the_list(self, bureau, query, names):
        assert [row[0] for row in rows(bureau, **query)] == names

    def test_counts_the_texts_of_each_state(self, bureau):
        page = bureau.get("/", {"year": "2024"}).content.decode()

        counts = re.findall(r'>(\S+) <span class="count">(\d+)</span>', page)
        assert counts == [
            ("全部", "2"),
            ("编制中", "0"),
            ("已送审", "0"),
            ("已退回", "0"),
            ("已通过", "1"),
            ("已公开", "1"),
        ]

    def test_pages_hold_fifty(self, log_in):
        region = builders.a_region()
        text = builders.a_text(sub_goals=(), measures=(), projects=())
        for n in range(51):
            department = builders.a_department(region=region, code=f"{n + 100}")
            builders.a_plan(text, department=department, state=State.SUBMITTED)
        client = log_in(builders.a_user(Role.FINAL_REVIEWER, place=region))

        assert [len(rows(client, page=page)) for page in (1, 2)] == [50, 1]
        assert "共 51 份，第 2 / 2 页" in client.get("/", {"page": 2}).content.decode()


class TestNothingToShow:
    @pytest.mark.parametrize(
        ("role", "sentence"),
        [
            (Role.UNIT_STAFF, "本部门还没有绩效文本。"),
            (Role.DEPARTMENT_LEAD, "本部门还没有绩效文本。"),
            (Role.FIRST_REVIEWER, "还没有送审的文本。"),
            (Role.FINAL_REVIEWER, "还没有送审的文本。"),
            (Role.BUDGET_MANAGER, "还没有送审的文本。"),
            (Role.SYSTEM_ADMIN, "维护账号、行政区划、部门和预算单位。"),
            (Role.SECURITY_ADMIN, "在“任职”中授予和收回角色"),
            (Role.AUDIT_ADMIN, "只查看操作日志。"),
        ],
    )
    def test_says_what_the_role_does_next(self, log_in, role, sentence):
        page = log_in(builders.a_user(role)).get("/").content.decode()

        assert sentence in page

    def test_says_whom_to_ask_without_a_role(self, log_in):
        page = log_in(builders.a_user()).get("/").content.decode()

        assert "您的账号还没有角色，所以看不到绩效文本。" in page

    def test_separated_administrators_see_no_business_data(self, log_in):
        department = builders.a_department(name="云溪县水利局")
        a_plan_of(department, State.PUBLISHED, "6.00")

        pages = [
            log_in(builders.a_user(role, place=department.region)).get("/").content.decode()
            for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
        ]

        assert [("云溪县水利局" in page, "<table" in page) for page in pages] == [(False, False)] * 3
