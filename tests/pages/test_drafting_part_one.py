"""Part one on the workbench: sentences composed, projects linked, measures offered; the bin with the way back."""

import pytest
from django.urls import reverse

from departments.models import Measure, Role
from projects.models import Indicator, PaymentMilestone, RemovedRow
from tests import builders
from tests.pages.drafting import form_of, page_of, shown, text_of, workbench

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(plan, log_in):
    return log_in(builders.a_user(Role.DEPARTMENT_LEAD, place=plan.department, name="沈知行"))


class TestPartOne:
    def test_the_sentence_of_a_sub_goal_is_composed_from_its_projects(self, client, plan):
        row, project = plan.sub_goals.get(), plan.projects.get()
        before = shown(client, workbench(plan))

        client.post(workbench(plan), form_of(before) | {"do": f"link:{row.pk}", f"link:{row.pk}": str(project.pk)})
        client.post(workbench(plan), form_of(shown(client, workbench(plan))) | {"do": f"compose:{row.pk}"})

        row.refresh_from_db()
        assert row.indicators == (
            "印制读本数量≥1200册；印刷合格率≥98%；印制完成时间：2025年9月底前完成；"
            "印制总成本≤6万元；受益学校数≥40所；师生满意度≥90%。"
        )

    def test_a_sentence_that_drifted_apart_from_the_projects_is_told(self, client, plan):
        row = plan.sub_goals.get()
        plan.projects.update(sub_goal=row)
        agreeing = "不一致" in shown(client, workbench(plan))
        Indicator.objects.filter(name="印刷合格率").update(target="≥99%")

        drifted = shown(client, workbench(plan))

        assert agreeing is False
        assert "与所关联项目的绩效指标不一致" in drifted

    def test_projects_are_linked_by_their_names(self, client, plan):
        client.post(workbench(plan), form_of(shown(client, workbench(plan))) | {"do": "link-all"})
        linked = plan.projects.get().sub_goal
        client.post(workbench(plan), {"do": f"unlink:{plan.projects.get().pk}"})

        assert linked == plan.sub_goals.get()
        assert plan.projects.get().sub_goal is None

    def test_the_prescribed_measures_are_taken_in_once_and_are_the_offices_own(self, client, plan):
        plan.cycle.measures = "建立项目台账。照章登记。\n加强内部监督。\n加强培训。"
        plan.cycle.save()
        standing = [measure.text for measure in plan.measures.all()]

        client.post(workbench(plan), {"do": "measures"})
        client.post(workbench(plan), {"do": "measures"})

        assert [m.text for m in Measure.objects.filter(plan=plan)] == [
            *standing, "建立项目台账。照章登记。", "加强内部监督。", "加强培训。",
        ]  # fmt: skip

    def test_seven_measures_are_prescribed_until_the_bureau_words_them(self, plan):
        lines = plan.cycle.measures.splitlines()

        assert [line.partition("。")[0] for line in lines] == [
            "完善制度建设", "加强支出管理", "加强绩效运行监控", "做好绩效自评", "规范财务资产管理", "加强内部监督",
            "加强宣传培训调研",
        ]  # fmt: skip


class TestBin:
    def test_a_removed_row_comes_back_to_its_place(self, client, plan):
        project = plan.projects.get()
        row = project.indicators.all()[2]
        before = text_of(plan)
        client.post(page_of(project), {"do": f"remove:indicator:{row.pk}", "seen": "9"})

        page = shown(client, reverse("removed_rows", args=[plan.pk]))
        client.post(reverse("removed_rows", args=[plan.pk]), {"row": f"indicator:{row.pk}"})

        assert "印制完成时间" in page
        assert "沈知行" in page
        assert text_of(plan) == before
        assert not RemovedRow.objects.exists()

    def test_a_removed_project_leads_back_to_the_workbench(self, client, plan):
        project = plan.projects.get()

        answer = client.post(page_of(project), {"do": f"remove:project:{project.pk}", "seen": "9"})
        client.post(reverse("removed_rows", args=[plan.pk]), {"row": f"project:{project.pk}"})

        assert answer.url == workbench(plan)
        assert PaymentMilestone.objects.filter(project=project.pk).count() == 4

    def test_a_row_of_a_removed_project_waits_for_it(self, client, plan):
        project = plan.projects.get()
        goal = project.goals.first()
        for do in (f"remove:goal:{goal.pk}", f"remove:project:{project.pk}"):
            client.post(page_of(project), {"do": do, "seen": "9"})

        answer = client.post(reverse("removed_rows", args=[plan.pk]), {"row": f"goal:{goal.pk}"}, follow=True)

        assert "请先恢复那个项目" in answer.content.decode()
