"""One grid -> one project, however the department lays its table out."""

from dataclasses import replace

import pytest

from tests.readers.forms import SIX, Grid, Style, places, project_grids
from texts.model import Indicator, Line, Milestone, Project
from texts.readers.blocks import Block, Cell, Paragraph, Problem, Table
from texts.readers.form import project_goals
from texts.readers.form.project_table import amount_of, join_cut, read_table

ROWS = (
    ("产出指标", "数量指标", "印制读本数量", "全年印制乡土读本的册数", "≥1200册", "年度工作计划"),
    ("产出指标", "数量指标", "发放学校数", "收到读本的学校数量", "≥40所", "年度工作计划"),
    ("产出指标", "成本指标", "印制总成本", "印制费用总额", "≤6万元", "采购合同"),
    ("效益指标", "社会效益指标", "受益学生数", "领到读本的学生人数", "≥1200人", "发放登记表"),
    ("满意度指标", "服务对象满意度指标", "师生满意度", "问卷中满意和较满意的比例", "≥90%", "问卷调查"),
)
PROJECT = Project(
    code="13990125P00001210001R",
    name="乡土读本印制费",
    unit_code="131001",
    unit_name="云溪县教育局本级",
    budget="6.00",
    fiscal_funds="5.00",
    other_funds="1.00",
    purpose="用于印制面向中小学的乡土读本。",
    plan=tuple(Milestone(month=m, percent=p) for m, p in ((3, "30"), (6, "60"), (10, "90"), (12, "100"))),
    goals=(Line(text="印制乡土读本1200册。"), Line(text="发放至全县40所学校。")),
    indicators=tuple(
        Indicator(level1=a, level2=b, name=c, description=d, target=e, basis=f) for a, b, c, d, e, f in ROWS
    ),
)
WITHOUT_DESCRIPTION = tuple(name for name in SIX if name != "description")
SPLIT_TARGET = ("level1", "level2", "name", "description", "operator", "value", "unit", "basis")


def table(grid: Grid, at: str = "表1") -> Table:
    cells = (
        Cell(text, row, column, f"{at}第{row + 1}行第{column + 1}列", rowspan, colspan)
        for row, column, rowspan, colspan, text in places(grid)
    )
    return Table(tuple(cells), at)


def tables(project: Project, style: Style) -> tuple[Block, ...]:
    return tuple(table(grid, f"表{n}") for n, grid in enumerate(project_grids(project, style), 1))


def a_grid(*rows: tuple[str, ...]) -> Table:
    grid = Grid()
    for row in rows:
        grid.add(*((text, 1) for text in row))
    return table(grid)


STYLES = {
    "provincial form": Style(),
    "one table": Style(one_table=True),
    "levels repeated": Style(levels="repeated"),
    "levels once, empty cells below": Style(levels="blank"),
    "with 序号": Style(columns=("serial", *SIX)),
    "指标值 in three columns": Style(columns=SPLIT_TARGET),
    "unit and money in one cell": Style(unit_line="joined"),
    "plan beside its months": Style(plan="beside"),
    "amounts under their labels": Style(money="below"),
    "purpose in its own row": Style(purpose_row=True),
    "goals first": Style(order=("goals", "plan", "money", "indicators")),
    "indicators first": Style(order=("indicators", "goals", "money", "plan"), one_table=True),
    "headings repeated": Style(repeat_header=True, one_table=True),
    "goals in one line": Style(goals=""),
    "goals （1）": Style(goal_number="（{}）"),
    "goals 1、 apart by blanks": Style(goals="　", goal_number="{}、"),
    "goals by name": Style(goal_number="目标{}："),
}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_every_layout_is_the_same_project(style):
    blocks = tables(PROJECT, style)

    joined = join_cut(blocks)

    assert [read_table(block) for block in joined if isinstance(block, Table)] == [(PROJECT, [])]


def test_without_a_column_its_field_is_empty():
    expected = replace(PROJECT, indicators=tuple(replace(row, description=None) for row in PROJECT.indicators))

    (joined,) = join_cut(tables(expected, Style(columns=WITHOUT_DESCRIPTION)))

    assert read_table(joined) == (expected, [])


def test_other_milestones_and_the_tree_of_2021():
    rows = (
        Indicator(
            level1="成本指标", level2="经济成本指标", name="成本", description="总额", target="≤6万元", basis="合同"
        ),
        Indicator(level1="产出指标", level2="数量指标", name="册数", description="全年", target="1200册", basis="计划"),
    )
    plan = tuple(Milestone(month=month, percent=share) for month, share in ((6, "50"), (9, "80"), (12, "100")))
    expected = replace(PROJECT, plan=plan, indicators=rows)

    (joined,) = join_cut(tables(expected, Style()))

    assert read_table(joined) == (expected, [])


def test_projects_glued_in_one_table_are_told_apart():
    other = replace(PROJECT, code="13990125P000027100017", name="教师培训费")
    grid = Grid([row for project in (PROJECT, other) for part in project_grids(project, Style()) for row in part.rows])

    joined = join_cut((table(grid),))

    assert [read_table(block) for block in joined if isinstance(block, Table)] == [(PROJECT, []), (other, [])]


def test_lines_over_a_table_belong_to_it_and_a_repeated_heading_is_dropped():
    heading = Paragraph("1.乡土读本印制费绩效目标表", "第1段")
    unit = Paragraph("131001云溪县教育局本级    单位：万元", "第2段")
    upper, lower = tables(PROJECT, Style(unit_line="none"))

    joined = join_cut((heading, unit, upper, heading, lower))

    assert joined[0] == heading
    assert [read_table(block) for block in joined[1:]] == [(PROJECT, [])]


def test_a_table_of_something_else_becomes_paragraphs():
    cover = a_grid(("云溪县教育局",), ("2025年部门预算绩效文本",))

    joined = join_cut((cover,))

    assert joined == (
        Paragraph("云溪县教育局", "表1第1行第1列"),
        Paragraph("2025年部门预算绩效文本", "表1第2行第1列"),
    )


def test_what_has_no_place_is_told_word_for_word():
    grids = project_grids(PROJECT, Style(one_table=True))
    grids[0].add(("备注：本表一式三份", 8))
    grids[0].rows[1].append(("负责人：张三", 1, 1))

    _, problems = read_table(table(grids[0]))

    assert problems == [
        Problem("表1第2行第9列", "负责人：张三", "找不到与它对应的栏目，请核对后手工填写"),
        Problem("表1第14行第1列", "备注：本表一式三份", "不属于任何一列绩效指标，请核对后手工填写"),
    ]


def test_an_amount_that_is_none_and_missing_labels_are_told():
    grid = a_grid(("项目编码", "13990125P00001210001R"), ("预算数", "六万元整"))

    project, problems = read_table(grid)

    assert project == Project(code="13990125P00001210001R")
    assert problems == [
        Problem("表1第2行第2列", "六万元整", "找不到与它对应的栏目，请核对后手工填写"),
        Problem("表1", "", "没有找到“项目名称”这一栏"),
        Problem("表1", "", "没有找到“资金支出计划（%）”这一栏"),
        Problem("表1", "", "没有找到“绩效目标”这一栏"),
        Problem("表1", "", "没有找到绩效指标的表头（一级指标、二级指标、三级指标等）"),
    ]


def test_a_lost_share_is_none_and_an_odd_one_is_told():
    grid = a_grid(("资金支出计划（%）", "3月底", "6月底", "12月底"), ("", "30%", "", "按进度"))

    project, problems = read_table(grid)

    assert project.plan == (
        Milestone(month=3, percent="30"),
        Milestone(month=6, percent=None),
        Milestone(month=12, percent=None),
    )
    assert problems[0] == Problem("表1第2行第4列", "按进度", "应为“资金支出计划”中与月份对应的百分比")


def test_a_plan_in_words():
    grid = a_grid(("资金支出计划（%）", "3月底前30%，6月底前60%，12月底前100%"))

    project, _ = read_table(grid)

    assert project.plan == tuple(Milestone(month=m, percent=p) for m, p in ((3, "30"), (6, "60"), (12, "100")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.甲。\n2.乙。", ("甲。", "乙。")),
        ("1.甲。2.乙。3.丙。", ("甲。", "乙。", "丙。")),
        ("1.（1）甲，（2）乙", ("（1）甲，（2）乙",)),
        ("（1）甲\n（2）乙", ("甲", "乙")),
        ("①甲；②乙", ("甲；", "乙")),
        ("甲\n乙", ("甲", "乙")),
        ("1.甲，\n接着写\n2.乙", ("甲，\n接着写", "乙")),
        ("总的要求：\n一、甲\n二、乙", ("总的要求：", "甲", "乙")),
        ("1.每月完成2.5万元", ("每月完成2.5万元",)),
        ("", ()),
    ],
)
def test_goals_lose_their_running_numbers(text, expected):
    assert project_goals.split(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("8.00", "8.00"), ("1,322.00", "1322.00"), ("８．００万元", "8.00"), ("0", "0"), ("约8万", None), ("", None)],
)
def test_amounts(text, expected):
    assert amount_of(text) == expected
