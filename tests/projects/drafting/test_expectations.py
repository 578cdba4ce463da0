"""What is said beside a cell: what was found, what is expected, an example; and nothing where nothing is wrong."""

from uuid import UUID

import pytest

from projects.drafting.completeness import Progress, examine_project
from projects.drafting.expectations import falling_messages, message_for, sum_message

#: kind, cell, value -> the sentence
SAID = [
    ("project", "code", "13990125P", "项目编码有 9 位，应为 21 位，例如 13990125P00001210001Y。"),
    (
        "project",
        "code",
        "13990125p00001210001y",
        "项目编码“13990125p00001210001…”应由数字和大写字母组成（没有 I 和 O），例如 13990125P00001210001Y。",
    ),
    ("project", "budget", "约13万", "“约13万”不是金额，应为以万元为单位的数字，不写单位，例如 13.00。"),
    ("project", "budget", "13万", "“13万”不是金额，应为以万元为单位的数字，不写单位，应写作 13.00。"),
    ("project", "fiscal_funds", "1.5亿元", "“1.5亿元”不是金额，应为以万元为单位的数字，不写单位，应写作 15,000.00。"),
    (
        "project",
        "other_funds",
        "￥130,000元",
        "“￥130,000元”不是金额，应为以万元为单位的数字，不写单位，应写作 13.00。",
    ),
    ("project", "budget", "１３．５", "“１３．５”不是金额，应为以万元为单位的数字，不写单位，应写作 13.50。"),
    ("project", "budget", "-3", "“-3”不是金额，应为以万元为单位的数字，不写单位，例如 13.00。"),
    ("project", "unit_code", "1310", "“1310”应为 6 位数字，例如 131001。"),
    ("project", "name", "长" * 61, "有 61 字，最多 60 字，请删去 1 字。"),
    ("project", "purpose", "长" * 1002, "有 1002 字，最多 1000 字，请删去 2 字。"),
    ("milestone", "percent", "25％", "“25％”应为 0 至 100 的数字，不写百分号，应写作 25。"),
    ("milestone", "percent", "101", "“101”应为 0 至 100 的数字，不写百分号，例如 30。"),
    ("milestone", "percent", "三成", "“三成”应为 0 至 100 的数字，不写百分号，例如 30。"),
    ("milestone", "percent", "0.3", "0.3 是 0.3%；如指 30%，应写作 30。"),
    ("indicator", "target", "≤13万", "“≤13万”没有计量单位，例如 ≤13万元。"),
    ("indicator", "target", "≥95", "“≥95”没有计量单位，例如 ≥95%。"),
    (
        "indicator",
        "target",
        "≥952024年年底完成",
        "“≥952024年年底完成”读不出数量或时限，应为运算符、数字和单位，例如 ≥95%，或时限，例如 2025年12月底前完成。",
    ),
    ("indicator", "target", "保持" * 16, "有 64 字节，省系统最多收 60 字节（一个汉字 2 字节），请缩短。"),
    ("indicator", "basis", "据" * 1001, "有 2002 字节，省系统最多收 2000 字节（一个汉字 2 字节），请缩短。"),
    ("plan", "numbering", "一、", "“一、”不是编号样式，应为 1. 1、 （一） 之一，例如 1.。"),
]
#: kind, cell, value of which nothing is said
FINE = [
    ("project", "code", "13028124P00084710001A"),
    ("project", "budget", "1,322.00"),
    ("project", "budget", ""),
    ("milestone", "percent", " 33.33 "),
    ("milestone", "percent", "0"),
    ("milestone", "percent", "1"),
    ("indicator", "target", "≥95%百分比"),
    ("indicator", "target", "2025年9月底前完成"),
    ("indicator", "target", "保持稳定"),
    ("indicator", "target", "29人"),
    ("indicator", "target", "≥1万人次"),
    ("indicator", "name", "九" * 500),
    ("plan", "numbering", "（一）"),
]


@pytest.mark.parametrize(("kind", "cell", "value", "sentence"), SAID)
def test_a_value_that_is_wrong_or_doubtful_has_a_sentence(kind, cell, value, sentence):
    assert message_for(kind, cell, value) == sentence


@pytest.mark.parametrize(("kind", "cell", "value"), FINE)
def test_of_a_usual_value_nothing_is_said(kind, cell, value):
    assert message_for(kind, cell, value) == ""


def money(budget: str, fiscal: str, other: str) -> dict[str, str]:
    return {"budget": budget, "fiscal_funds": fiscal, "other_funds": other}


@pytest.mark.parametrize(
    ("project", "sentence"),
    [
        (money("13", "10", "2.5"), "财政资金与其他资金合计 12.50 万元，比预算数少 0.50 万元，两者应相等。"),
        (money("13", "14", ""), "财政资金与其他资金合计 14.00 万元，比预算数多 1.00 万元，两者应相等。"),
        (money("1,322.00", "1322", "0"), ""),
        (money("13", "", ""), ""),
        (money("", "13", ""), ""),
        (money("13", "13", "无"), ""),
        (money("13万", "10", "2"), ""),
    ],
)
def test_the_parts_of_a_budget_come_to_the_whole(project, sentence):
    assert sum_message(project) == sentence


def shares(*percents: str) -> list[dict]:
    return [{"id": n, "month": n * 3, "percent": percent} for n, percent in enumerate(percents, 1)]


@pytest.mark.parametrize(
    "percents", [(), ("30", "60", "90", "100"), ("30", "", "60"), ("30", "六成", "60"), ("100", "100")]
)
def test_a_plan_that_rises_is_right(percents):
    assert falling_messages(shares(*percents)) == {}


def test_a_plan_that_falls_is_told_where():
    assert falling_messages(shares("60", "", "30", "100")) == {
        "milestone:3:percent": "9月底（30%）低于3月底（60%）：计划是累计数，只增不减，例如 30、60、90、100。"
    }


def a_row(**changes) -> dict:
    """A project as the outline reads it, complete but for its goals and rows."""
    cells = {
        "id": UUID(int=1),
        "code": "13990125P00001210001Y",
        "name": "读本",
        "purpose": "印制。",
        "unit_code": "131001",
    }
    rows = {"milestones": shares("30", "60"), "goals": [{"id": 9, "text": "印制。"}], "columns": (), "indicators": []}
    return {**cells, **money("6", "6", ""), **rows, **changes}


@pytest.mark.parametrize(
    ("changes", "progress"),
    [
        ({}, Progress.COMPLETE),
        ({"code": "13990125P00001210001X"}, Progress.COMPLETE),  # advice is no error
        ({"budget": "13万"}, Progress.WRONG),
        ({"fiscal_funds": "5"}, Progress.WRONG),
        ({"milestones": shares("60", "30")}, Progress.WRONG),
        ({"purpose": ""}, Progress.INCOMPLETE),
    ],
)
def test_the_outline_marks_a_project_with_something_wrong(changes, progress):
    assert examine_project(a_row(**changes), []).progress == progress
