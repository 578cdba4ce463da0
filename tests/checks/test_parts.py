"""What is found in running text: phrases with values, formulas, sessions; and which 分项 belongs to which project."""

from decimal import Decimal

import pytest

from texts.checks import DEFAULT
from texts.checks.bounds import direction
from texts.checks.examples import show
from texts.checks.formulas import formulas
from texts.checks.pairing import paired
from texts.checks.phrases import phrases, plain_value
from texts.checks.rule import RULES
from texts.checks.sessions import Session, sessions
from texts.checks.views import ProjectView, SubGoalView
from texts.checks.words import bare, document_numbers, is_within, ratio
from texts.composing import sentence
from texts.model import Project, SubGoal


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("印刷数量≥2000册；自采自编率≥98%。", [("印刷数量", "≥2000册"), ("自采自编率", "≥98%")]),
        ("专业设备购置数量 ≥ 49 台；设备使用率 ≥95% 。", [("专业设备购置数量", "≥49台"), ("设备使用率", "≥95%")]),
        ("公用经费足额拨付率100%；学生人数290人", [("公用经费足额拨付率", "100%"), ("学生人数", "290人")]),
        ("完成时间：2025年9月底前；满意度≥90%", [("完成时间", "2025年9月底前"), ("满意度", "≥90%")]),
        ("任务完成时间2025年9月底前完成。", [("任务完成时间", "2025年9月底前完成")]),
        ("传输率=及时数/（及时数+延迟数） ≥95%", [("传输率=及时数/（及时数+延迟数）", "≥95%")]),
        ("采购合格率=100%；采购数量=2台。", [("采购合格率", "=100%"), ("采购数量", "=2台")]),
        ("精简会议，合理安排日程和方案≥95%", [("精简会议，合理安排日程和方案", "≥95%")]),
        ("合格率≥95%，满意度≥90%", [("合格率", "≥95%"), ("满意度", "≥90%")]),
        ("3、12345政务热线接通率≥95%", [("12345政务热线接通率", "≥95%")]),
        ("PM2.5年均浓度≤35微克/立方米", [("PM2.5年均浓度", "≤35微克/立方米")]),
        ("加大督办力度，关注办理全过程。", []),
        ("", []),
    ],
)
def test_phrases_of_a_sentence(written, expected):
    assert [(phrase.name, phrase.value) for phrase in phrases(written)] == expected


def test_a_composed_sentence_comes_apart_again():
    indicators = [("印刷数量", "≥2000册"), ("完成时间", "2025年9月底前"), ("合格率", "100%"), ("", "5个"), ("空", "")]

    assert sentence(indicators) == "印刷数量≥2000册；完成时间：2025年9月底前；合格率100%。"
    assert [(p.name, p.value) for p in phrases(sentence(indicators))] == indicators[:3]


@pytest.mark.parametrize("pair", [("≥95%百分比", "≧95 ％。"), ("=2台", "2台"), ("≥20 人", "≥20人")])
def test_values_that_are_the_same(pair):
    assert plain_value(pair[0]) == plain_value(pair[1])


@pytest.mark.parametrize("pair", [("≥49台", "49套"), ("≥15次", "≥15场"), ("≥98%", "≥90%"), ("≥29", "29人")])
def test_values_that_are_not(pair):
    assert plain_value(pair[0]) != plain_value(pair[1])


@pytest.mark.parametrize(
    ("written", "yuan"),
    [
        ("按400人×3天×100元/人·天测算", [120000]),
        ("按18座×3万元/座＋20人×1000元/人测算", [560000]),
        ("3.8万亩x25元/亩", [950000]),
        ("100人*450元=4.5万元；5台×2万元/台", [45000, 100000]),
        ("7*24小时服务", []),
        ("合格率×100%", []),
        ("30人×12个月", []),
    ],
)
def test_formulas_in_yuan(written, yuan):
    assert [formula.value for formula in formulas(written)] == [Decimal(value) for value in yuan]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("政协八届三次会议费", [("政协", "八", "三")]),
        ("县十七届人大四次会议", [("人大", "十七", "四")]),
        ("市八届人大三次会议与市委七届六次全会", [("人大", "八", "三"), ("市委", "七", "六")]),
        ("第八届人民代表大会第三次会议", [("人大", "八", "三")]),
        ("党的二十届二中全会、市委七届l六全会", []),
    ],
)
def test_sessions(written, expected):
    assert [(s.body, s.term, s.number) for s in sessions(written)] == expected


def test_sessions_of_two_bodies_are_not_compared():
    assert not Session("人大", "八", "三", "").is_other_than(Session("市委", "七", "六", ""))
    assert Session("", "八", "三", "").is_other_than(Session("政协", "八", "五", ""))


def pairs(titles: list[str], names: list[str], unit: str = "遵化市政协本级") -> list[tuple[int, int, bool]]:
    sub_goals = [SubGoalView(SubGoal(title=title), n) for n, title in enumerate(titles, 1)]
    projects = [ProjectView(Project(name=name, unit_name=unit), n, None) for n, name in enumerate(names, 1)]
    found = paired(sub_goals, projects, DEFAULT.rules["project_name_mismatch"])
    return [(pair.sub_goal.number, pair.project.number, pair.is_equal) for pair in found]


def test_items_pair_in_another_order_with_bodies_and_endings():
    titles = ["政协招商资金绩效目标项目", "慰问老干部补贴项目绩效目标"]

    assert pairs(titles, ["慰问老干部", "招商资金"]) == [(1, 2, True), (2, 1, False)]


def test_items_of_one_name_pair_in_their_order():
    assert pairs(["补助资金", "补助资金"], ["补助资金", "补助资金"]) == [(1, 1, True), (2, 2, True)]


def test_a_text_by_function_has_no_pairs():
    assert pairs(["教育管理事务", "安全稳定"], ["教育薄弱环节改善资金", "校园安保服务经费"]) == []


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("校舍安全事故起数", "≤"),
        ("道路事故救助人数", ""),
        ("故障排除率", "≥"),
        ("排除故障次数占故障发生次数的比率", "≥"),
        ("平均响应时间与合理的响应时间的比率", "≤"),
        ("事故损失下降率", "≥"),
        ("培训人数", ""),
    ],
)
def test_direction_of_an_indicator(words, sign):
    assert direction(words, DEFAULT.rules["operator_direction"]) == sign


def test_small_words():
    assert bare("资助学生人数（人）(在校)") == "资助学生人数"
    assert document_numbers("冀财预[2023] 74 号、云财教〔2023〕028号".replace(" ", "")) == {
        ("2023", "74"),
        ("2023", "28"),
    }
    assert is_within("人大", "市人民代表大会常务委员会")
    assert not is_within("政协", "市人民代表大会")
    assert ratio("举办招商活动", "举办招商引资活动数量") == 0.75
    assert ratio("甲", "乙丙丁戊己庚辛") == 0.0


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.slug)
def test_examples_can_be_shown(rule):
    assert show(rule.wrong)
    assert show(rule.wrong) != show(rule.right)
