"""A whole text, from an empty page to one that lacks nothing, with keys and clicks alone."""

import pytest
from playwright.sync_api import expect

from departments.models import Plan
from tests import builders
from tests.browser.flows.conftest import text_of
from texts.model import Line, Project, SubGoal, Text

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_text_is_written_from_empty_to_ready(sit_down, author, department):
    cycle = builders.a_cycle(department.region)
    unit = builders.a_unit(department)
    project = builders.a_project(unit_code=unit.code, unit_name=unit.name)
    window = sit_down(author)

    window.page.get_by_role("link", name="开始编报").first.click()
    window.press("空白开始")
    window.is_ready().progress("未填写", "未填写", "未填写")
    write_part_one(window)
    window.is_saved()
    window.press("带入规定的 7 条")
    expect(window.page.get_by_text("已带入 7 条保障措施")).to_be_visible()
    window.press("+ 新建项目")
    write_project(window.is_ready(), project)

    window.progress("已填完", "已填完", "已填完", "已填完")
    expect(window.page.locator(".draft-steps")).to_contain_text("全文已填完")
    window.is_saved()
    assert text_of(Plan.objects.get()) == Text(
        fiscal_year=2025,
        department="云溪县教育局",
        finance_bureau=department.region.finance_bureau,
        stage="草案",
        numbering=cycle.numbering,
        overall_goal=("办好人民满意的教育。", "全年新增学位600个。"),
        sub_goals=(SubGoal(title="乡土读本", description=("小学。",), goals=("印制并发放。",), indicators="≥1200册"),),
        measures=tuple(Line(text=line) for line in cycle.measures.splitlines()),
        projects=(project,),
    )


def write_part_one(window) -> None:
    window.type(window.field(":overall_goal"), "办好人民满意的教育。\n全年新增学位600个。")
    window.press("+ 添加一项")
    window.page.keyboard.type("乡土读本")
    for cell, words in (("description", "小学。"), ("goals", "印制并发放。"), ("indicators", "≥1200册")):
        window.type(window.field(f":{cell}"), words)


def write_project(window, project: Project) -> None:
    """Head, plan and goals by clicks; the rows of the grid with Tab from cell to cell."""
    for cell in ("code", "name", "unit_code", "unit_name", "budget", "fiscal_funds", "purpose"):
        field = window.page.locator(f'[data-cell^="project:"][data-cell$=":{cell}"]')
        window.type(field, getattr(project, cell), over=True)
    for milestone in project.plan:
        window.type(window.page.get_by_label(f"{milestone.month}月底", exact=True), milestone.percent)
    window.press("+ 添加目标")
    first, second = project.goals
    window.page.keyboard.type(second.text)
    window.page.keyboard.press("Control+Enter")
    window.page.keyboard.type(first.text)
    window.page.keyboard.press("Alt+ArrowUp")
    for row in project.indicators:
        offered = window.cells("level2").index(row.level2)
        window.cell("name", offered).click()
        for words in (row.name, row.description, row.target, row.basis):
            window.page.keyboard.type(words)
            window.page.keyboard.press("Tab")
