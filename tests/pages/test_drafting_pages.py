"""The workbench and the project page: what they show, and what they cost."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from departments.models import Role
from projects.models import Indicator, Project
from tests import builders
from tests.pages.drafting import client_user, form_of, marks, page_of, shown, text_of, workbench
from tests.projects.drafting.author import cells_of
from texts.model import Line

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(plan, log_in):
    return log_in(builders.a_user(Role.DEPARTMENT_LEAD, place=plan.department, name="沈知行"))


class TestOutline:
    def test_says_how_far_each_part_is(self, client, plan):
        wrong = builders.a_project(budget="六万")
        begun = builders.a_project(purpose=None)
        empty = builders.a_project(
            code=None, budget=None, fiscal_funds=None, purpose=None, plan=(), goals=(), indicators=()
        )
        other = builders.a_department()
        text = builders.a_text(projects=(builders.a_project(), wrong, begun, empty), measures=())
        plan = builders.a_plan(text, department=other)
        builders.join(client_user(client), Role.DEPARTMENT_LEAD, other)

        page = shown(client, workbench(plan))

        assert marks(page) == ["已填完", "已填完", "未填写", "已填完", "有错误", "未填完", "未填写"]
        assert "预算项目 4 个" in page
        assert "12.00 万元" in page
        assert "另有 1 处金额无法计入" in page

    def test_what_is_missing_is_beside_the_page_and_leads_there(self, client, plan):
        project = plan.projects.get()
        Indicator.objects.filter(project=project, level2="质量指标").delete()
        Project.objects.filter(pk=project.pk).update(purpose="", budget="约6万")

        page = shown(client, page_of(project))

        side = page.partition("<aside")[2]
        assert re.findall(r'data-go="([^"]+)">(?:<span[^>]*>错误：</span>)?([^<]+)<', side) == [
            (f"project:{project.pk}:budget", "“约6万”不是金额，应为以万元为单位的数字，不写单位，例如 13.00。"),
            (f"project:{project.pk}:purpose", "资金用途还没有填写。"),
            ("indicators", "缺少质量指标，每个项目至少填写一行。"),
        ]


class TestCost:
    def test_the_workbench_costs_the_same_for_one_and_thirty_projects(self, log_in):
        counts = [
            self._count(log_in, builders.a_text(projects=(builders.a_project(),) * n), workbench) for n in (1, 30)
        ]

        assert counts[0] == counts[1] <= 12

    def test_a_project_page_costs_the_same_for_one_and_thirty_rows(self, log_in):
        rows = builders.a_project().indicators[:1]
        projects = [builders.a_project(indicators=rows * n, goals=(Line(text="目标"),) * n) for n in (1, 30)]
        texts = [builders.a_text(projects=(project,)) for project in projects]

        counts = [self._count(log_in, text, lambda plan: page_of(plan.projects.get())) for text in texts]

        assert counts[0] == counts[1] <= 12

    @staticmethod
    def _count(log_in, text, address) -> int:
        plan = builders.a_plan(text)
        client = log_in(plan.created_by)
        where = address(plan)
        client.get(where)  # the first visit notes itself in the session and in the log
        with CaptureQueriesContext(connection) as queries:
            assert client.get(where).status_code == 200
        return len(queries)


class TestProjectPage:
    def test_has_a_cell_for_everything_that_may_be_typed(self, client, plan):
        project = plan.projects.get()

        cells = cells_of(shown(client, page_of(project)))

        value = text_of(plan).projects[0]
        assert cells[f"project:{project.pk}:code"] == value.code
        assert [cells[f"milestone:{row.id}:percent"] for row in value.plan] == ["30", "60", "90", "100"]
        assert [cells[f"goal:{row.id}:text"] for row in value.goals] == [goal.text for goal in value.goals]
        kinds = [place.split(":")[0] for place in cells]
        assert {kind: kinds.count(kind) for kind in kinds} == {"project": 8, "milestone": 4, "goal": 2, "indicator": 36}

    def test_says_without_scripts_too_what_is_wrong_and_clears_nothing(self, client, plan):
        project = plan.projects.get()
        first, second = project.milestones.all()[:2]
        row = project.indicators.first()
        wrong = {
            f"project:{project.pk}:code": "13990125P00001210001",
            f"project:{project.pk}:fiscal_funds": "5.00",
            f"milestone:{first.pk}:percent": "60",
            f"milestone:{second.pk}:percent": "30",
            f"indicator:{row.pk}:target": "≥95",
        }
        client.post(page_of(project), form_of(shown(client, page_of(project))) | wrong)

        page = shown(client, page_of(project))

        cells = cells_of(page)
        assert {place: cells[place] for place in wrong} == wrong
        assert re.findall(r'data-message-for="([^"]+)">([^<]+)<', page) == [
            (f"project:{project.pk}:code", "项目编码有 20 位，应为 21 位，例如 13990125P00001210001Y。"),
            (f"indicator:{row.pk}:target", "“≥95”没有计量单位，例如 ≥95%。"),
        ]
        assert re.findall(r"data-(?:sum|milestone)-note>([^<]+)<", page) == [
            "财政资金与其他资金合计 5.00 万元，比预算数少 1.00 万元，两者应相等。",
            "6月底（30%）低于3月底（60%）：计划是累计数，只增不减，例如 30、60、90、100。",
        ]
        assert page.partition("<aside")[2].count('class="is-error"') == 3

    def test_shows_how_a_target_will_print_where_that_differs(self, client, plan):
        project = plan.projects.get()
        row = project.indicators.first()
        Indicator.objects.filter(pk=row.pk).update(target="≧95百分比")

        page = shown(client, page_of(project))

        assert re.findall(r"data-target-note>([^<]+)<", page) == ["印作 ≥95%"]

    def test_a_new_project_waits_with_a_row_of_every_category_that_is_not_printed(self, client, plan):
        client.post(reverse("project_add", args=[plan.pk]), {"id": "a0000000-0000-4000-8000-000000000001"})
        client.post(reverse("project_add", args=[plan.pk]), {"id": "a0000000-0000-4000-8000-000000000001"})

        project = plan.projects.get(pk="a0000000-0000-4000-8000-000000000001")
        page = shown(client, page_of(project))
        value = text_of(plan).projects[1]
        assert list(project.indicators.values_list("level1", "level2")) == list(
            plan.cycle.tree.categories.values_list("level1", "level2")
        )
        assert page.count('class="is-waiting"') == 9
        assert [row.month for row in value.plan] == [3, 6, 10, 12]
        assert (value.goals, value.indicators) == ((), ())

    def test_words_with_signs_of_html_come_back_as_they_are(self, client, plan):
        project = plan.projects.get()
        words = '\n<b>"甲"</b> & </textarea>\n乙 '
        Project.objects.filter(pk=project.pk).update(purpose=words, name='"><i>')

        page = shown(client, page_of(project))

        cells = cells_of(page)
        assert cells[f"project:{project.pk}:purpose"] == words
        assert cells[f"project:{project.pk}:name"] == '"><i>'

    @pytest.mark.parametrize("name", ["plan_edit", "project_edit", "project_copy", "rows_copy", "removed_rows"])
    def test_looking_changes_nothing(self, client, plan, stored, name):
        project = plan.projects.get()
        args = [plan.pk, project.pk] if name in ("project_edit", "rows_copy") else [plan.pk]
        before = stored()

        assert client.get(reverse(name, args=args)).status_code == 200

        assert stored() == before

    def test_a_project_of_another_text_is_404(self, client, plan):
        foreign = builders.a_plan().projects.get()

        assert client.get(reverse("project_edit", args=[plan.pk, foreign.pk])).status_code == 404
