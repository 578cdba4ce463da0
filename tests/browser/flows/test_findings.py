"""A text with every error that stops a step is mended by clicks and typing, what is warned of is explained, and it is sent."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from departments.models import Plan, State
from findings.cases import findings_of
from tests import builders
from tests.browser.flows.conftest import text_of
from tests.findings.faulty import NAME, ROWS, faulty_text
from texts.checks import RULES, Level

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
#: a text has this one only where it has none of those about a pair of 分项 and project
APART = {"subgoals_not_by_project", "weights_not_points"}  # of another shape of text; of a column that is off here


@pytest.fixture
def plan(department):
    return builders.a_plan(faulty_text(), department=department)


def errors(plan) -> set[str]:
    text = text_of(plan)
    return {one.finding.rule for one in findings_of(plan, text) if one.finding.level is Level.ERROR}


def test_a_text_with_every_error_is_mended_and_sent(sit_down, author, plan):
    assert errors(plan) == {slug for slug, rule in RULES.items() if rule.level is Level.ERROR} - APART
    first, copy = (reverse("project_edit", args=[plan.pk, row.pk]) for row in plan.projects.all())
    window = sit_down(author, copy)

    remove_the_copy(window)
    window.page.goto(first)
    mend_the_project(window.is_ready())
    window.page.goto(reverse("plan_edit", args=[plan.pk]))
    mend_part_one(window.is_ready())

    assert errors(plan) == set()
    explain_the_rest(window, plan)
    window.press("送审")
    expect(window.page.get_by_text("财政局开始审核前可撤回")).to_be_visible()
    assert Plan.objects.get().state == State.SUBMITTED


def findings(window):
    """What stands beside the cells."""
    return window.page.locator(".findings.beside .finding")


def remove_the_copy(window) -> None:
    expect(findings(window).filter(has_text="整表复制")).to_be_visible()
    window.page.get_by_text("项目操作").click()
    window.press("删除本项目")
    window.is_ready()
    expect(window.page.locator("#outline .level-2")).to_have_count(1)


def mend_the_project(window) -> None:
    """Fixes by a click each, the rest typed; each finding goes when its cell is saved."""
    expect(findings(window).filter(has_text="没有高于3月底")).to_be_visible()
    for words in ("没有高于3月底", "把一个计量单位写了两遍", "残留指标库的占位符", "成本应有上限"):
        mend = findings(window).filter(has_text=words).get_by_role("button", name="按此修改")
        mend.click()
        expect(findings(window).filter(has_text=words)).to_have_count(0)
    for row, (*_, words) in enumerate(ROWS):
        if words:
            window.type(window.cell("target", row), words, over=True)
            window.page.keyboard.press("Tab")
    window.type(window.field(":fiscal_funds"), "6.00", over=True)
    window.type(window.purpose, "预算数6万元。用于印制面向中小学的乡土读本。", over=True)
    window.is_saved()
    expect(window.page.locator(".findings.beside .is-error")).to_have_count(0)


def mend_part_one(window) -> None:
    expect(findings(window).filter(has_text="届次不一致")).to_be_visible()
    window.type(window.field(":overall_goal"), "办好人民满意的教育。\n全年新增学位600个。", over=True)
    window.type(window.field(":title"), f"{NAME}绩效目标项目", over=True)
    mend = findings(window).filter(has_text="绩效目标表中“印制读本数量”").get_by_role("button", name="按此修改")
    mend.click()
    window.is_saved()
    expect(window.page.locator(".findings.beside .is-error")).to_have_count(0)


def explain_the_rest(window, plan) -> None:
    """Warnings that stay are right: the reason is written once for all of a rule, or to each."""
    window.page.goto(reverse("plan_step", args=[plan.pk, "submit"]))
    boxes = window.page.locator(".explain textarea[name^='said:']")
    for n in range(boxes.count()):
        boxes.nth(n).fill("按实施方案填报，已核实。")
    if boxes.count():
        window.press("保存说明")
    expect(window.page.get_by_role("button", name="送审")).to_be_enabled()


def test_a_finding_comes_and_goes_while_one_types_and_a_fix_is_undone(sit_down, author, department):
    plan = builders.a_plan(department=department)
    window = sit_down(author, reverse("project_edit", args=[plan.pk, plan.projects.get().pk]))
    target = window.cell("target", 3)

    window.type(target, "≥6万元", over=True)
    window.page.keyboard.press("Tab")
    finding = findings(window).filter(has_text="成本应有上限")
    expect(finding).to_be_visible()
    expect(window.page.locator("#outline .level-2 .found-marks")).to_contain_text("✖1")
    finding.get_by_role("button", name="按此修改").click()
    expect(target).to_have_value("≤6万元")
    expect(finding).to_have_count(0)
    window.page.keyboard.press("Control+z")

    expect(target).to_have_value("≥6万元")
    expect(finding).to_be_visible()
