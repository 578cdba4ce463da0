"""A return as work, from the reviewer's threads to the reviewer's check: everybody in a window of their own."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from projects.models import Indicator
from reviews.models import Thread
from tests.browser.conftest import DESK, LAPTOP, PHONE
from tests.pages.reading import target_of
from tests.reviews.people import a_thread

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def returned(case):
    """Three items: one with a suggested wording, one to be explained, one to be changed."""
    for row, where, suggestion in ((0, "印制数量", "≥1300册"), (1, "合格率", ""), (2, "完成时间", "")):
        place = target_of(case, row)
        words = Indicator.objects.get(pk=place.split(":")[0]).target
        a_thread(case, place=place, where=where, words=words, suggestion=suggestion)
    return case.go("return")


def test_from_the_return_to_the_check(window, returned):
    case, worklist = returned, reverse("worklist", args=[returned.plan.pk])
    author = window(case.people.lead, reverse("plan_detail", args=[case.plan.pk]))
    author.get_by_role("link", name="打开退回清单").click()
    item = author.locator(".work-item")

    item.filter(has_text="印制数量").get_by_role("button", name="采用建议").click()
    expect(author.get_by_text("已处理 1 / 3")).to_be_visible()
    expect(item.filter(has_text="印制数量").get_by_text("已采用")).to_be_visible()

    item.filter(has_text="合格率").get_by_text("不改，写明理由").click()
    item.filter(has_text="合格率").get_by_label("不改的理由").fill("与合同一致。")
    item.filter(has_text="合格率").get_by_role("button", name="写明理由，不改").click()
    expect(author.get_by_text("已处理 2 / 3")).to_be_visible()

    author.get_by_role("link", name="只看未处理的 1 条").click()
    expect(item).to_have_count(1)
    item.get_by_role("link", name="去修改").click()
    cell = author.locator(f'[data-cell="indicator:{target_of(case, 2)}"]')
    expect(cell).to_be_focused()
    cell.fill("2025年8月底前完成")
    author.keyboard.press("Tab")
    expect(author.locator("[data-save-state]")).to_contain_text("已保存")
    author.goto(worklist)
    expect(author.get_by_text("都处理了，可以重新送审。")).to_be_visible()

    case.go("submit", "open_first")
    reviewer = window(case.people.first, reverse("plan_detail", args=[case.plan.pk]), DESK)
    reviewer.get_by_role("link", name="逐条核对 3").click()
    item = reviewer.locator(".work-item")
    expect(item.filter(has_text="印制数量").locator("del")).to_contain_text("1200册")
    expect(item.filter(has_text="印制数量").locator("ins").first).to_contain_text("1300册")
    expect(item.filter(has_text="完成时间").locator("ins")).to_contain_text("8月")
    item.filter(has_text="印制数量").get_by_role("button", name="办结").click()
    expect(reviewer.get_by_text("已核对 1 / 3")).to_be_visible()
    item.filter(has_text="合格率").get_by_text("仍须修改…").click()
    item.filter(has_text="合格率").get_by_label("仍须修改的意见").fill("合同是98%以上，请写明。")
    reviewer.keyboard.press("Control+Enter")

    expect(reviewer.get_by_text("已核对 2 / 3")).to_be_visible()
    assert Thread.objects.blocking().count() == 2


def test_old_and_new_stand_in_the_thread(paper_of, case):
    thread = a_thread(case)
    case.go("return")
    Indicator.objects.filter(pk=target_of(case).split(":")[0]).update(target="≥1300册")
    case.go("submit", "open_first")

    paper = paper_of(case.people.first, DESK, anchor=f"#thread-{thread.pk}")

    expect(paper.thread("指标值").locator("del")).to_contain_text("1200册")
    expect(paper.thread("指标值").locator("ins")).to_contain_text("1300册")
    expect(paper.target(0)).to_be_in_viewport()
    expect(paper.target(0)).to_have_attribute("data-changed", "")


def test_a_closed_thread_opens_by_its_address(paper_of, case):
    thread = a_thread(case)
    Thread.objects.update(resolved_at=thread.raised_at, resolved_by=case.people.first)

    paper = paper_of(case.people.first, LAPTOP, anchor=f"#thread-{thread.pk}")

    expect(paper.thread("指标值").get_by_role("button", name="重新打开")).to_be_visible()


def test_the_column_can_show_open_threads_only(paper_of, case):
    closed = a_thread(case, where="已经办结的")
    Thread.objects.update(resolved_at=closed.raised_at, resolved_by=case.people.first)
    a_thread(case, where="还要处理的")
    paper = paper_of(case.people.first, DESK)

    paper.page.get_by_role("button", name="只看未办结").click()
    paper.thread("还要处理的").get_by_text("回复").first.click()
    paper.thread("还要处理的").get_by_label("回复").fill("请尽快。")
    paper.thread("还要处理的").get_by_role("button", name="回复").click()

    expect(paper.thread("还要处理的").get_by_text("请尽快。")).to_be_visible()
    expect(paper.thread("已经办结的")).to_be_hidden()


def test_the_department_answers_beside_the_paper(window, returned):
    page = window(returned.people.lead, reverse("plan_detail", args=[returned.plan.pk]), DESK)
    thread = page.locator(".thread").filter(has_text="合格率")

    thread.get_by_text("说明或回复").click()
    thread.get_by_label("回复").fill("与合同一致。")
    thread.get_by_role("button", name="写明理由，不改").click()

    expect(thread.get_by_text("已说明")).to_be_visible()
    expect(thread).to_be_focused()
    expect(page.locator("[data-raise-form], .outline-raise")).to_have_count(0)


class TestWithoutScripts:
    def test_a_thread_is_raised_answered_and_closed(self, window, case):
        address = reverse("plan_detail", args=[case.plan.pk])
        page = window(case.people.first, address, scripts=False)

        page.get_by_role("link", name="对“1. 乡土读本印制费”提意见").click()
        page.get_by_label("针对").select_option(label="乡土读本印制费 · 第1行 · 指标值")
        page.get_by_label("意见", exact=True).fill("请核实册数。")
        page.get_by_role("button", name="提交意见").click()
        thread = page.locator(".thread")
        expect(thread).to_contain_text("请核实册数。")
        thread.get_by_text("回复").first.click()
        thread.get_by_label("回复").fill("可以。")
        thread.get_by_role("button", name="办结").click()

        expect(page.locator(".thread")).to_contain_text("已办结")
        assert Thread.objects.get().comments.count() == 2

    def test_the_list_is_worked_off(self, window, returned):
        page = window(returned.people.lead, reverse("worklist", args=[returned.plan.pk]), scripts=False)

        page.get_by_role("button", name="采用建议").click()
        expect(page.get_by_text("已处理 1 / 3")).to_be_visible()
        item = page.locator(".work-item").filter(has_text="合格率")
        item.get_by_text("不改，写明理由").click()
        item.get_by_label("不改的理由").fill("与合同一致。")
        item.get_by_role("button", name="写明理由，不改").click()

        expect(page.get_by_text("已处理 2 / 3")).to_be_visible()


def test_a_phone_works_the_list_off(window, returned):
    page = window(returned.people.lead, reverse("worklist", args=[returned.plan.pk]), PHONE)

    page.get_by_role("button", name="采用建议").click()

    expect(page.get_by_text(re.compile("已处理 1 / 3"))).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
