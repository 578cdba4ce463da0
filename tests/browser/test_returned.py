"""A workbook on its way out and back, in a real browser: exported, changed elsewhere, accepted cell by cell."""

import re

import pytest
from playwright.sync_api import expect

from tests import builders
from tests.browser.conftest import PHONE, enter
from tests.pages.drafting import text_of
from tests.workbook.sheets import Book

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAME = "乡土读本印制费"


def exported(page, plan) -> Book:
    enter(page, plan.created_by)
    page.goto(f"/plans/{plan.pk}/edit/")
    page.get_by_role("link", name="Excel").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="导出 Excel").click()
    return Book(download.value.path().read_bytes())


def bring(page, book: Book, tmp_path) -> None:
    changed = tmp_path / "改好.xlsx"
    changed.write_bytes(book.bytes())
    page.get_by_label("改好的文件").set_input_files(changed)
    page.get_by_role("button", name="读取", exact=True).click()


def with_three_changes(page, plan) -> Book:
    book = exported(page, plan)
    book.type_over("项目", NAME, "预算数（万元）", "7.50")
    book.type_over("项目", NAME, "资金用途", "用于印制面向全县中小学的乡土读本。")
    book.type_over("绩效指标", "印刷合格率", "指标值", "≥99%")
    return book


def test_two_of_three_changes_are_accepted(page, plan, tmp_path):
    bring(page, with_three_changes(page, plan), tmp_path)
    expect(page.get_by_role("button", name="接受所选")).to_have_text("接受所选 3 处")

    page.get_by_label("接受：修改 资金用途").uncheck()
    page.get_by_role("button", name="接受所选 2 处").click()

    expect(page.get_by_text("已存入“改好.xlsx”中的 2 处修改。")).to_be_visible()
    page.get_by_role("navigation", name="目录").get_by_role("link", name=NAME).first.click()
    expect(page.locator('[data-cell$=":budget"]')).to_have_value("7.50")
    expect(page.locator('[data-cell$=":purpose"]')).to_have_value(builders.a_project().purpose)
    assert text_of(plan).projects[0].indicators[1].target == "≥99%"


def test_changes_are_filtered_and_ticked_group_by_group(page, plan, tmp_path):
    book = with_three_changes(page, plan)
    book.append("工作保障措施", 措施="公开验收结果。")
    bring(page, book, tmp_path)

    page.get_by_role("button", name="新增", exact=True).click()
    expect(page.locator("[data-tone]:visible")).to_have_count(1)
    page.get_by_role("button", name="全部").click()
    page.get_by_label("全选").last.uncheck()

    expect(page.locator("[data-tone]:visible")).to_have_count(4)
    expect(page.get_by_role("button", name="接受所选")).to_have_text("接受所选 1 处")


@pytest.mark.parametrize("scripts", [True, False])
def test_it_fits_a_phone_and_works_without_scripts(open_browser, plan, tmp_path, scripts):
    page = open_browser(PHONE, scripts=scripts)
    enter(page, plan.created_by)
    page.goto(f"/plans/{plan.pk}/returned/")
    with page.expect_download() as download:
        page.get_by_role("link", name="导出 Excel").click()
    book = Book(download.value.path().read_bytes())
    book.type_over("项目", NAME, "预算数（万元）", "7.50")
    bring(page, book, tmp_path)

    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.get_by_role("button", name="接受所选").click()

    expect(page).to_have_url(re.compile("/edit/$"))
    assert text_of(plan).projects[0].budget == "7.50"
