"""The grid of a cycle that has switched on columns: typed into, pasted into, taken back."""

import pytest
from playwright.sync_api import expect

from departments.models import Cycle, Plan
from tests import builders
from tests.browser.flows.conftest import paste, text_of
from tests.browser.flows.test_grid import rows_of
from tests.texts.columns_on import LABELS, ON, said, with_columns

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NUMBERED = (
    ("1", "产出", "数量", "举办培训场次", "全年举办教师培训的场次", "≥12场", "培训计划", "30", "每少一场扣2分"),
    ("2", "产出", "质量", "培训合格率", "结业考核合格的比例", "≥95%", "考核办法", "20", "每低1个百分点扣1分"),
    ("3", "产出", "时效", "培训完成时间", "全部培训完成的时间", "2025年11月底前", "培训计划", "10", "逾期不得分"),
    ("4", "产出", "成本", "人均培训成本", "培训经费除以人次", "≤300元/人", "经费标准", "10", "超出不得分"),
    ("5", "效益", "社会效益", "受益学生数", "受训教师任课的学生数", "≥9000人", "学籍统计", "20", "按比例得分"),
    ("6", "满意度", "服务对象满意度", "教师满意度", "问卷中满意的比例", "≥90%", "问卷调查", "10", "按比例得分"),
)
HEADS = ("序号", "一级指标", "二级指标", "三级指标", "指标描述", "指标值", "确定依据", "分值", "评（扣）分标准")


def block(*lines) -> str:
    return "\n".join("\t".join(line) for line in lines) + "\n"


@pytest.fixture
def plan(department) -> Plan:
    plan = builders.a_plan(with_columns(builders.a_text()), department=department)
    Cycle.objects.update(columns=list(ON))
    return Plan.objects.get(pk=plan.pk)


def stored(plan) -> list[tuple[str | None, ...]]:
    return [tuple(getattr(row, name) for name in ON) for row in text_of(plan).projects[0].indicators]


def test_a_weight_is_typed_and_checked_as_a_number(sit_down, author, plan, address):
    window = sit_down(author, address)

    window.type(window.cell("weight"), "很重", over=True)
    window.page.keyboard.press("Tab")
    expect(window.page.locator("[data-grid] .cell-message")).to_have_text("“很重”应为数字，例如 10。")
    window.cell("weight").focus()
    window.page.keyboard.type("25")
    window.append("scoring", "封顶。")
    window.page.keyboard.press("Tab")

    window.until(lambda: stored(plan)[0] == ("25", said("scoring", 0) + "封顶。"))
    expect(window.page.locator("[data-grid] .cell-message:visible")).to_have_count(0)


@pytest.mark.parametrize("lines", [NUMBERED, (HEADS, *NUMBERED)], ids=["by place", "by heads"])
def test_six_rows_of_nine_cells_are_pasted_and_one_undo_takes_all_back(sit_down, author, plan, address, lines):
    window = sit_down(author, address)
    before = text_of(plan)

    window.cell("level1").focus()
    paste(window.page, block(*lines))
    preview = window.page.get_by_role("dialog", name="粘贴表格")
    expect(preview.locator(".preview-steps th")).to_contain_text([*LABELS])
    preview.get_by_role("button", name="粘贴").click()
    window.until(lambda: [row[2:6] for row in rows_of(plan)] == [line[3:7] for line in NUMBERED])
    pasted = stored(plan)
    window.page.keyboard.press("Control+z")

    assert pasted == [line[7:9] for line in NUMBERED]
    window.until(lambda: text_of(plan) == before)


def test_without_the_columns_their_cells_are_told_and_not_pasted(sit_down, author, plan, address):
    Cycle.objects.update(columns=[])
    window = sit_down(author, address)

    window.cell("level1").focus()
    paste(window.page, block(HEADS, *NUMBERED))
    preview = window.page.get_by_role("dialog", name="粘贴表格")

    expect(preview.locator(".preview-rest")).to_contain_text("每少一场扣2分")
    assert window.page.get_by_text("权重").count() == 0


def test_the_grid_stays_inside_a_laptop(sit_down, author, address):
    window = sit_down(author, address)

    widths = window.page.evaluate(
        "() => { const box = document.querySelector('.grid-scroll');"
        " const cells = Array.from(document.querySelectorAll('[data-grid] thead th'), (th) => th.offsetWidth);"
        " return [box.scrollWidth - box.clientWidth, Math.min(...cells)]; }"
    )

    assert widths[0] == 0
    assert widths[1] >= 30
