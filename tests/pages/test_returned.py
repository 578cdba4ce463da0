"""从文件取回修改: out as .xlsx, changed elsewhere, accepted cell by cell."""

import re
from dataclasses import replace

import pytest
from django.urls import reverse

from audit.models import AuditEntry
from departments.models import Plan, Role
from projects.models import HandedOutText, ImportedFile, Indicator, Project, RemovedRow
from projects.returned.kept_files import MOST_KEPT, remember
from tests import builders
from tests.pages.drafting import text_of
from tests.pages.returning import NAME, boxes, bring, edited, named, shown, take_out
from texts.interchange import sha256
from texts.model import Line

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(log_in, plan):
    return log_in(plan.created_by)


class TestOut:
    def test_what_goes_out_is_the_text_and_is_remembered(self, client, plan):
        book = take_out(client, plan)

        assert book.cell("项目", NAME, "项目名称").value == NAME
        assert [kept.sha256 for kept in HandedOutText.objects.all()] == [sha256(text_of(plan))]
        assert AuditEntry.objects.filter(action="export_xlsx").count() == 1

    def test_a_content_is_kept_once_and_the_oldest_goes(self, plan):
        texts = [replace(text_of(plan), stage=f"第{n}稿") for n in range(MOST_KEPT + 2)]

        for text in (texts[0], *texts):
            remember(plan, text)

        kept = [row.text["stage"] for row in HandedOutText.objects.order_by("pk")]
        assert kept == [text.stage for text in texts[2:]]

    def test_what_its_receiver_may_not_write_is_locked(self, log_in, plan):
        unit = builders.a_unit(plan.department)
        staff = builders.a_user()
        builders.Membership.objects.create(
            user=staff, role=Role.UNIT_STAFF, region=plan.department.region, department=plan.department, unit=unit
        )
        own = builders.a_project(code="", name="自己的项目", unit_code=unit.code)
        client = log_in(plan.created_by)
        Plan.objects.filter(pk=plan.pk).delete()
        plan = builders.a_plan(builders.a_text(projects=(builders.a_project(), own)), department=plan.department)
        client = log_in(staff)

        book = take_out(client, plan)

        locked = {name: book.cell("项目", name, "资金用途").protection.locked for name in (NAME, "自己的项目")}
        assert locked == {NAME: True, "自己的项目": False}


class TestBack:
    def test_every_change_has_a_ticked_box_with_both_words(self, client, plan):
        page = shown(client, edited(client, plan))

        assert list(boxes(page).values()) == [True, True, True]
        assert re.findall(r"接受：([^\"]+)\"", page) == ["修改 预算数", "修改 资金用途", "修改 第2行 · 指标值"]
        assert "<del>" in page
        assert "<ins>" in page

    def test_only_the_ticked_ones_are_stored_and_the_file_goes(self, client, plan):
        address = edited(client, plan)
        page = shown(client, address)
        chosen = [named(page, "预算数"), named(page, "指标值")]

        answer = client.post(address, {"action": "accept", "chosen": chosen})

        project = text_of(plan).projects[0]
        assert answer.headers["Location"] == reverse("plan_edit", args=[plan.pk])
        assert (project.budget, project.purpose) == ("7.50", builders.a_project().purpose)
        assert project.indicators[1].target == "≥99%"
        assert str(Project.objects.get().budget_amount) == "7.500000"
        assert not ImportedFile.objects.exists()
        assert AuditEntry.objects.get(action="return_accept").detail == "2 处"

    def test_nothing_ticked_stores_nothing(self, client, plan, stored):
        address = edited(client, plan)
        before = stored()

        answer = client.post(address, {"action": "accept"})

        assert answer.status_code == 409
        assert stored() == before

    def test_rows_come_go_and_move(self, client, plan):
        book = take_out(client, plan)
        book.append("绩效指标", 项目序号="1", 一级指标="产出指标", 三级指标="新增的指标", 指标值="3项")
        book.append("项目", 项目名称="食堂改造", **{"预算数（万元）": "30.00"})
        book.append("绩效目标", 项目序号="2", 绩效目标="改造食堂2处。")
        for row in book.sheet("支出计划").iter_rows(min_row=2):
            if row[1].value == "2" and row[3].value == "6":
                row[4].value = "50"
        book.type_over("绩效指标", "印刷合格率", "删除", "删除")
        book.type_over("工作保障措施", "严格采购程序，开展绩效自评。", "删除", "删除")
        address = bring(client, plan, book).headers["Location"]

        client.post(address, {"action": "accept", "chosen": list(boxes(shown(client, address)))})

        text = text_of(plan)
        assert [row.text for row in text.measures] == ["建立项目台账，按月监控进度。"]
        assert [row.name for row in text.projects] == [NAME, "食堂改造"]
        assert [row.name for row in text.projects[0].indicators][1:] == [
            "印制完成时间",
            "印制总成本",
            "受益学校数",
            "师生满意度",
            "新增的指标",
        ]
        assert [(step.month, step.percent) for step in text.projects[1].plan] == [
            (3, None),
            (6, "50"),
            (10, None),
            (12, None),
        ]
        assert text.projects[1].goals == (Line(text="改造食堂2处。"),)
        assert RemovedRow.objects.count() == 2

    def test_a_row_stands_right_where_those_before_it_were_left_out(self, client, plan):
        book = take_out(client, plan)
        book.append("工作保障措施", 措施="第一条新的。")
        book.append("工作保障措施", 措施="第二条新的。")
        address = bring(client, plan, book).headers["Location"]
        tokens = list(boxes(shown(client, address)))

        client.post(address, {"action": "accept", "chosen": tokens[1:]})

        assert [row.text for row in text_of(plan).measures][1:] == ["严格采购程序，开展绩效自评。", "第二条新的。"]

    def test_empty_lines_between_stored_paragraphs_are_no_collision(self, client, plan):
        Plan.objects.filter(pk=plan.pk).update(overall_goal="第一段。\n\n第二段。\n")
        book = take_out(client, plan)
        book.type_over("文本", "第二段。", "内容", "另一段。")
        address = bring(client, plan, book).headers["Location"]

        client.post(address, {"action": "accept", "chosen": list(boxes(shown(client, address)))})

        assert text_of(plan).overall_goal == ("第一段。", "另一段。")

    def test_a_file_without_changes_says_so(self, client, plan):
        address = bring(client, plan, take_out(client, plan)).headers["Location"]

        assert "没有要取回的修改" in shown(client, address)

    def test_a_file_that_is_given_up_leaves_nothing(self, client, plan):
        address = edited(client, plan)

        client.post(address, {"action": "discard"})

        assert not ImportedFile.objects.exists()
        assert text_of(plan) == builders.a_text()

    def test_problems_of_cells_are_shown_and_change_nothing(self, client, plan):
        book = take_out(client, plan)
        book.type_over("项目", NAME, "预算数（万元）", "=1+1")
        book.type_over("绩效指标", "印刷合格率", "删除", "删除")
        page = shown(client, bring(client, plan, book).headers["Location"])

        assert "项目!G2" in page
        assert list(boxes(page).values()) == [False]  # the row that goes is for its author to decide


class TestMeanwhile:
    def test_what_collides_is_shown_unticked_with_both_words(self, client, plan):
        address = edited(client, plan)
        Project.objects.update(budget="9.00")

        page = shown(client, address)

        assert list(boxes(page).values()) == [False, True, True]
        assert "网页上现为" in page
        assert "9.00" in page
        assert "网页上又改了 1 处" in page

    def test_a_collision_that_is_ticked_is_stored_over_what_was_seen(self, client, plan):
        address = edited(client, plan)
        Project.objects.update(budget="9.00")
        token = named(shown(client, address), "预算数")

        client.post(address, {"action": "accept", "chosen": [token]})

        assert text_of(plan).projects[0].budget == "7.50"

    def test_what_moved_after_the_look_stores_nothing_and_shows_it(self, client, plan):
        address = edited(client, plan)
        tokens = list(boxes(shown(client, address)))
        Project.objects.update(budget="9.00")

        answer = client.post(address, {"action": "accept", "chosen": tokens})

        project = text_of(plan).projects[0]
        assert answer.status_code == 409
        assert (project.budget, project.purpose) == ("9.00", builders.a_project().purpose)
        assert list(boxes(answer.content.decode()).values()) == [False, True, True]

    def test_a_base_that_is_forgotten_leaves_every_choice_to_the_author(self, client, plan):
        address = edited(client, plan)
        HandedOutText.objects.all().delete()
        Project.objects.update(fiscal_funds="5.00")

        page = shown(client, address)

        assert list(boxes(page).values()) == [False, False, False, False]
        assert "无法分辨" in page


def test_pages_cost_the_same_for_one_change_and_for_many(client, plan, django_assert_max_num_queries):
    book = take_out(client, plan)
    for row in range(2, 8):
        for column in range(6, 10):
            book.sheet("绩效指标").cell(row, column).value = f"改{row}{column}"
    address = bring(client, plan, book).headers["Location"]
    tokens = list(boxes(shown(client, address)))

    with django_assert_max_num_queries(26):
        shown(client, address)
    with django_assert_max_num_queries(50):
        client.post(address, {"action": "accept", "chosen": tokens})

    assert len(tokens) == 24
    assert Indicator.objects.filter(name__startswith="改").count() == 6
