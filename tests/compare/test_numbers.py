"""The list of changed numbers: every one whose value changed, none that is only written otherwise."""

from dataclasses import replace

import pytest

from tests.builders import a_project, a_text
from tests.compare.versions import FOREVER, with_ids
from texts.compare import compare
from texts.compare.amid_words import in_runs
from texts.compare.values import is_year_shift, same_value
from texts.compare.word_differences import differences
from texts.model import Line


def numbers(old, new):
    return [(n.kind.value, " ".join(n.where), n.old, n.new) for n in compare(old, new).numbers]


def changed_cell(**cells):
    """What is told of one indicator row with these cells typed over."""
    project = a_project()
    row = replace(project.indicators[0], **cells)
    return numbers(a_text(), a_text(projects=(replace(project, indicators=(row, *project.indicators[1:])),)))


def test_amounts_come_first_then_targets_plan_and_words_each_in_print_order():
    old = with_ids(a_text())
    project = old.projects[0]
    rows, steps, goals = list(project.indicators), list(project.plan), list(project.goals)
    rows[0] = replace(rows[0], target="≥1350册")
    rows[2] = replace(rows[2], target="2025年10月底前完成")
    steps[1] = replace(steps[1], percent="55")
    goals[0] = replace(goals[0], text="印制乡土读本1350册。")
    edited = replace(
        project,
        budget="7.50",
        fiscal_funds="7.00",
        other_funds="0.50",
        indicators=tuple(rows),
        plan=tuple(steps),
        goals=tuple(goals),
    )
    new = replace(
        old,
        overall_goal=(old.overall_goal[0], "全年新增学位800个。"),
        sub_goals=(replace(old.sub_goals[0], indicators="印制读本数量≥1350册；印刷合格率≥98%。"),),
        projects=(edited,),
    )

    assert numbers(old, new) == [
        ("预算数", "乡土读本印制费 预算数", "6.00", "7.50"),
        ("预算数", "乡土读本印制费 财政资金", "6.00", "7.00"),
        ("预算数", "乡土读本印制费 其他资金", None, "0.50"),
        ("指标值", "乡土读本印制费 印制读本数量 指标值", "≥1200册", "≥1350册"),
        ("指标值", "乡土读本印制费 印制完成时间 指标值", "2025年9月底前完成", "2025年10月底前完成"),
        ("支出计划", "乡土读本印制费 6月底", "60", "55"),
        ("文中数字", "总体绩效目标 第2段", "600个", "800个"),
        ("文中数字", "分项绩效目标 乡土读本印制费绩效目标项目 绩效指标", "1200册", "1350册"),
        ("文中数字", "乡土读本印制费 绩效目标 第1条", "1200册", "1350册"),
    ]


def test_each_leads_to_its_cell():
    old = with_ids(a_text())
    new = replace(old, projects=(replace(old.projects[0], budget="9.00", purpose="用于印制读本3种。"),))

    places = [(number.old_place, number.new_place) for number in compare(old, new).numbers]

    at = old.projects[0].id
    assert places == [(f"{at}:budget", f"{at}:budget"), (f"{at}:purpose", f"{at}:purpose")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        *(("≥95%", "≥95％"), ("≥95%", "≧95百分比"), ("1,200册", "1200册"), ("三栋", "3栋")),
        *(("6.0万元", "6.00万元"), ("0.5亿元", "5000万元"), ("2025年9月底前", "2025年9月底之前")),
    ],
)
def test_another_way_to_write_a_number_is_no_other_number(old, new):
    assert same_value(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        *(("≥95%", "≤95%"), ("≥95%", "95%"), ("400元", "400万元"), ("3人", "3人次"), ("3至5次", "3至6次")),
        *(("95%", "95‰"), ("2025年9月底前", "2025年9月"), ("2025年9月", "2025年10月"), ("显著", "显著")),
    ],
)
def test_operator_unit_and_range_are_part_of_the_value(old, new):
    assert not same_value(old, new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("新建三栋，改造五间。", "新建四栋，改造六间。", [("三栋", "四栋"), ("五间", "六间")]),
        ("完成百分之九十五。", "完成百分之九十八。", [("百分之九十五", "百分之九十八")]),
        ("经费400元。", "经费400万元。", [("400元", "400万元")]),
        ("经费400元。", "经费400.00元。", []),
        ("培训3期，每期50人。", "培训4期，每期60人。", [("3期", "4期"), ("50人", "60人")]),
        ("培训3期，每期50人。", "每期50人，培训3期。", []),
        ("培训3期，参训50人。", "参训50人。", [("3期", None)]),
        ("参训50人。", "培训3期，参训50人。", [(None, "3期")]),
        ("改善一批设施。", "改善大量设施。", []),
        ("第三批项目。", "第四批项目。", []),
        ("1.开展培训。", "2.开展培训。", []),
        ("（1）开展培训。", "（2）开展培训。", []),
        ("印制读本1200册。", "印制读本1200册，并发放。", []),
        ("保障13990124P00001210001R项目。", "保障13990125P00001210001R项目。", []),
    ],
)
def test_numbers_among_words(old, new, expected):
    assert in_runs(differences(old, new, until=FOREVER)) == expected


def test_of_a_project_that_came_only_the_budget_is_told():
    new = a_project(name="培训费", code="2", budget="3.00")

    assert numbers(a_text(), a_text(projects=(a_project(), new))) == [("预算数", "培训费 预算数", None, "3.00")]
    assert numbers(a_text(projects=(a_project(), new)), a_text()) == [("预算数", "培训费 预算数", "3.00", None)]


def test_of_an_indicator_that_went_the_target_is_told():
    project = a_project()
    fewer = replace(project, indicators=project.indicators[1:])

    assert numbers(a_text(), a_text(projects=(fewer,))) == [
        ("指标值", "乡土读本印制费 印制读本数量 指标值", "≥1200册", None)
    ]


def test_a_target_in_words_is_searched_for_numbers():
    assert changed_cell(target="按计划印制") == [
        ("指标值", "乡土读本印制费 印制读本数量 指标值", "≥1200册", "按计划印制")
    ]
    assert changed_cell(target="≥1,200册") == []


def test_words_of_a_row_that_came_as_a_whole_are_not_searched():
    assert numbers(a_text(), a_text(measures=(*a_text().measures, Line(text="每月调度1次。")))) == []


class TestYearsThatGoAlong:
    def test_are_counted_and_not_listed(self):
        old = a_text(fiscal_year=2025, overall_goal=("2025年新增学位600个。", "到2027年基本满足需要。"))
        new = a_text(
            fiscal_year=2026,
            overall_goal=("2026年新增学位650个。", "到2028年基本满足需要。"),
            projects=(a_project(indicators=tuple(_a_year_later(row) for row in a_project().indicators)),),
        )

        found = compare(old, new)

        assert [(n.old, n.new) for n in found.numbers] == [("600个", "650个")]
        assert found.shifted_years == 3

    @pytest.mark.parametrize(
        ("old", "new", "years", "is_shift"),
        [
            ("2024年", "2025年", 1, True),
            ("2024年", "2026年", 1, False),
            ("2024年", "2025年", 0, False),
            ("2024年12月底前", "2025年12月底前", 1, True),
            ("2024年12月底前", "2025年11月底前", 1, False),
            ("12年", "13年", 1, False),
            ("12月", "13月", 1, False),
            (None, "2025年", 1, False),
            ("2024年", None, 1, False),
        ],
    )
    def test_what_goes_along(self, old, new, years, is_shift):
        assert is_year_shift(old, new, years) is is_shift


def _a_year_later(row):
    return replace(row, target=row.target.replace("2025", "2026"))
