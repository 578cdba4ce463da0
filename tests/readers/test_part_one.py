"""The prose of 第一部分 in the wordings and numberings that departments use."""

import pytest

from texts.model import Line, SubGoal, Text
from texts.readers.blocks import Paragraph, UnreadableFileError
from texts.readers.form.assembly import assemble

GOALS = ("绩效目标：保障供水。", "绩效指标：供水天数≥365天。")


def reading(*lines):
    return assemble([Paragraph(text, f"第{n}行") for n, text in enumerate(lines, 1)])


@pytest.mark.parametrize(
    ("one", "two", "numbering"),
    [
        ("1.供水项目", "2.排水项目", "1."),
        ("1．供水项目", "2．排水项目", "1."),
        ("１．供水项目", "２．排水项目", "1."),
        ("1、供水项目", "2、排水项目", "1、"),
        ("1 、供水项目", "2 、 排水项目", "1、"),
        ("（一）供水项目", "（二）排水项目", "（一）"),
        ("(一)供水项目", "(二)排水项目", "（一）"),
        ("( 一 ) 供水项目", "( 二 ) 排水项目", "（一）"),
    ],
)
def test_sub_goals_in_every_numbering(one, two, numbering):
    found = reading("二、分项绩效目标", one, *GOALS, two, "改造管网。", *GOALS)

    assert found.text.numbering == numbering
    assert found.text.sub_goals == (
        SubGoal(title="供水项目", goals=("保障供水。",), indicators="供水天数≥365天。"),
        SubGoal(title="排水项目", description=("改造管网。",), goals=("保障供水。",), indicators="供水天数≥365天。"),
    )


@pytest.mark.parametrize(
    ("overall", "sub", "measures"),
    [
        ("一、总体绩效目标", "二、分项绩效目标", "三、工作保障措施"),
        ("（一）总体目标", "（二）分项目标", "（三）保障措施"),
        ("1.部门总体绩效目标", "2.分类绩效目标", "3.实现年度发展规划目标的保障措施"),
        ("部门整体绩效目标", "分项绩效目标及指标", "实现绩效目标的工作保障措施"),
        ("一、 总 体 绩 效 目 标 ：", "二 、分项绩效目标：", "三、工作保障措施："),
    ],
)
def test_headings_in_every_wording(overall, sub, measures):
    found = reading(
        "第一部分", overall, "办好实事。", sub, "1.供水项目", *GOALS, measures, "1.加强管理。", "2.加强监督。"
    )

    assert found.text == Text(
        numbering="1.",
        overall_goal=("办好实事。",),
        sub_goals=(SubGoal(title="供水项目", goals=("保障供水。",), indicators="供水天数≥365天。"),),
        measures=(Line(text="加强管理。"), Line(text="加强监督。")),
    )


def test_headings_run_in_before_their_text_and_repeated_ones_are_dropped():
    found = reading(
        "一、总体绩效目标",
        "总体绩效目标：办好实事。",
        "1、抓落实。",
        "三、工作保障措施",
        "工作保障措施",
        "1、加强管理。",
    )

    assert found.text.overall_goal == ("办好实事。", "1、抓落实。")
    assert found.text.measures == (Line(text="加强管理。"),)


def test_numbers_inside_an_item_stay():
    found = reading(
        "二、分项绩效目标",
        "1、供水项目",
        "绩效目标：（1）保障供水。",
        "（2）改造管网。",
        "绩效指标：管网长度≥3公里。",
        "2、排水项目",
        *GOALS,
    )

    assert found.text.sub_goals[0] == SubGoal(
        title="供水项目", goals=("（1）保障供水。", "（2）改造管网。"), indicators="管网长度≥3公里。"
    )
    assert len(found.text.sub_goals) == 2


def test_goals_numbered_like_the_items_are_no_items():
    found = reading(
        "二、分项绩效目标",
        "1、供水项目",
        "绩效目标：1、保障供水。",
        "2、改造管网。",
        "绩效指标：管网长度≥3公里。",
        "2、排水项目",
        *GOALS,
    )

    assert [goal.title for goal in found.text.sub_goals] == ["供水项目", "排水项目"]
    assert found.text.sub_goals[0].goals == ("1、保障供水。", "2、改造管网。")


def test_labels_inside_a_paragraph_open_their_part():
    found = reading("二、分项绩效目标", "（一）供水项目", "改造管网。绩效目标：保障供水。绩效指标：供水天数≥365天。")

    assert found.text.sub_goals == (
        SubGoal(title="供水项目", description=("改造管网。",), goals=("保障供水。",), indicators="供水天数≥365天。"),
    )


def test_a_number_before_a_digit_counts_when_the_others_do():
    found = reading("三、工作保障措施", "1.18座水库专人管护。", "2.2025年底前验收。", "3.加强监督。")

    assert [line.text for line in found.text.measures] == ["18座水库专人管护。", "2025年底前验收。", "加强监督。"]


def test_a_measure_of_several_paragraphs_is_one():
    found = reading("三、工作保障措施", "（一）加强管理", "建立台账。", "1.按月检查。", "（二）加强监督")

    assert [line.text for line in found.text.measures] == ["加强管理\n建立台账。\n1.按月检查。", "加强监督"]


def test_the_cover_and_the_contents():
    found = reading(
        "云溪县水利局",
        "2025 年部门预算绩效文本",
        "(草案)",
        "云溪县水利局编制",
        "云溪县财政局审核",
        "目 录",
        "第一部分 部门整体绩效目标",
        "一、总体绩效目标.....\t1",
        "1.供水绩效目标表……5",
        "第一部分",
        "部门整体绩效目标",
        "一、总体绩效目标",
        "办好实事。",
    )

    assert found.text == Text(
        fiscal_year=2025,
        department="云溪县水利局",
        finance_bureau="云溪县财政局",
        stage="草案",
        overall_goal=("办好实事。",),
    )
    assert [str(problem) for problem in found.problems] == [
        "全文：没有找到分项绩效目标",
        "全文：没有找到工作保障措施",
        "全文：没有找到绩效目标表",
    ]


def test_what_stands_before_the_first_item_is_told():
    found = reading("二、分项绩效目标", "本年度共有以下工作。", "1.供水项目", *GOALS)

    assert found.problems[0].found == "本年度共有以下工作。"


def test_a_text_of_another_genre_is_refused():
    with pytest.raises(UnreadableFileError, match="没有找到部门预算绩效文本的内容"):
        reading("关于召开会议的通知", "各单位：", "请准时参加。")
