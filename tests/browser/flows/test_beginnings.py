"""A year's text begins from last year's, place by place, or from words that were pasted, part by part."""

from dataclasses import replace

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from departments.models import Plan
from tests import builders
from tests.browser.flows.conftest import paste, text_of
from tests.places import SAMPLES
from texts.model import Line
from texts.readers import read

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASTED = SAMPLES / "yunxi-jiaoyu-2025.txt"


def test_from_last_years_text_every_place_is_confirmed_or_changed(sit_down, author, department):
    rows = tuple(replace(row, target=row.target.removeprefix("2025年")) for row in builders.a_project().indicators)
    last_year = builders.a_text(
        fiscal_year=2024,
        overall_goal=("2024年办好教育。",),
        measures=(Line(text="依据云财预〔2023〕74号执行。"),),
        projects=(builders.a_project(indicators=rows),),
    )
    builders.a_plan(last_year, department=department)
    builders.a_cycle(department.region)
    window = sit_down(author, reverse("plan_start"))

    window.press("由上年带入")
    window.is_ready()
    expect(window.page.get_by_text("其中 5 处年份、届次、编码和金额已标出")).to_be_visible()
    window.progress("未填完，待核对 1 处", "已填完", "未填完，待核对 1 处", "未填完，待核对 3 处")
    marked = window.page.locator(".is-carried")
    assert marked.evaluate_all("all => all.map((cell) => cell.value)") == [
        "2024年办好教育。",
        "依据云财预〔2023〕74号执行。",
    ]
    window.open_todo()
    window.page.get_by_role("button", name="确认“〔2023〕74号”无须修改").click()
    expect(marked).to_have_count(1)
    window.type(window.field(":overall_goal"), "2025年办好教育。", over=True)
    expect(marked).to_have_count(0)
    window.progress("已填完", "已填完", "已填完", "未填完，待核对 3 处")

    window.press("下一个未完成的部分")
    window.page.wait_for_url("**/edit/projects/**")
    window.is_ready().press("下一处")
    expect(window.field(":code")).to_be_focused()  # as one reads
    window.page.keyboard.press("Control+a")
    window.page.keyboard.type("13990125P00009990001X")
    expect(marked).to_have_count(2)
    window.open_todo()
    for _ in range(2):
        window.page.get_by_role("button", name="确认“6.00”无须修改").first.click()

    window.progress("已填完", "已填完", "已填完", "已填完")
    expect(marked).to_have_count(0)
    project = replace(last_year.projects[0], code="13990125P00009990001X")
    text = text_of(Plan.objects.get(cycle__fiscal_year=2025))
    expected = replace(last_year, fiscal_year=2025, overall_goal=("2025年办好教育。",), projects=(project,))
    assert text == replace(expected, finance_bureau=department.region.finance_bureau)


def test_from_pasted_words_what_is_wanted_is_stored(sit_down, author, department):
    builders.a_cycle(department.region)
    words = PASTED.read_text(encoding="utf-8")
    window = sit_down(author, reverse("plan_start"))

    window.page.get_by_role("link", name="选择文件或粘贴").click()
    window.page.get_by_label("或粘贴文字").focus()
    paste(window.page, words)
    window.press("读取")
    text = read(PASTED.name, words.encode()).text
    last = text.projects[-1]
    expect(window.page.locator(".official")).to_contain_text(last.name)
    expect(window.page.locator(".source")).to_contain_text(last.code)
    window.page.get_by_label(f"不存入“{len(text.projects)}. {last.name}”").check()
    expect(window.page.locator(".official .is-left")).to_contain_text(last.name)
    window.press("存为草稿")

    expect(window.page.get_by_text("存为草稿。")).to_be_visible()
    assert text_of(Plan.objects.get()) == replace(text, projects=text.projects[:-1])
