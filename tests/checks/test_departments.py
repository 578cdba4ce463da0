"""Other fields than the samples': rules leave what careful departments wrote alone, and speak where a value is wrong."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.checks.clean import code_of
from texts.checks import Level, check, check_project
from texts.checks.examples import example_lines, months
from texts.composing import sentence
from texts.model import Indicator, Project, SubGoal, Text
from texts.targets import canonical, parse

MEASURES = (
    "完善预算绩效管理制度和资金管理办法。",
    "按要求开展绩效运行监控，发现问题及时采取措施。",
    "做好绩效自评和结果应用，强化内部监督。",
    "加强人员培训，提高业务素质。",
)
BENEFITS = ("经济效益", "社会效益", "生态效益", "可持续影响")


def row(level2: str, name: str, description: str, target: str) -> Indicator:
    level1 = "效益指标" if level2 in BENEFITS else "满意度指标" if "满意" in level2 else "产出指标"
    words = {
        "name": name,
        "description": description,
        "target": target,
        "basis": "《云溪县实施方案》（云政办〔2024〕12号）",
    }
    return Indicator(level1=level1, level2=f"{level2}指标", **words)


def project(head: str, goals: list[str], table: list[str], number: int) -> Project:
    name, budget, purpose = head.split(" | ")
    return Project(
        code=code_of(number),
        name=name,
        unit_code="131001",
        unit_name="本级",
        budget=budget,
        fiscal_funds=budget,
        purpose=f"预算数{budget}万元。{purpose}",
        plan=months("30", "60", "90", "100"),
        goals=example_lines(*goals),
        indicators=tuple(row(*cells.split(" | ")) for cells in table),
    )


def projects_of(block: str) -> Iterator[Project]:
    for number, part in enumerate(block.split("\n-- ")[1:], 1):
        head, *rest = [line for line in part.split("\n") if line]
        goals = [line.removeprefix("> ") for line in rest if line.startswith("> ")]
        yield project(head, goals, [line for line in rest if not line.startswith("> ")], number)


def sub_goal(one: Project) -> SubGoal:
    """The 分项 composed of the project's first rows."""
    composed = sentence((line.name or "", line.target or "") for line in one.indicators[:4])
    return SubGoal(title=one.name or "", goals=(one.goals[0].text,), indicators=composed)


def departments() -> list[Text]:
    """The texts of departments.txt."""
    source = Path(__file__).with_name("departments.txt").read_text(encoding="utf-8")
    found = []
    for block in source.split("\n== ")[1:]:
        projects = tuple(projects_of(block))
        sub_goals = tuple(sub_goal(one) for one in projects)
        department = block.partition("\n")[0]
        overall = ("围绕县委、县政府中心工作，认真履行职能，全面完成年度各项任务。",)
        parts = {"overall_goal": overall, "sub_goals": sub_goals, "measures": example_lines(*MEASURES)}
        found.append(Text(fiscal_year=2025, department=department, projects=projects, **parts))
    return found


@pytest.mark.parametrize("text", departments(), ids=lambda text: text.department)
def test_what_a_careful_department_wrote_is_left_alone(text):
    found = [(one.rule, one.at, one.message) for one in check(text) if one.level is not Level.INFO]

    assert found == []


def test_their_targets_are_read_and_printed_alike():
    targets = [row.target for text in departments() for one in text.projects for row in one.indicators]

    assert [target for target in targets if parse(canonical(target)) != parse(target)] == []


WRONG = {
    "cost_percent": [("成本", "疫苗采购成本", "疫苗采购费用", "≥95%"), ("成本", "成本节约率", "节约成本占比", "≥5%")],
    "cost_lower_bound": [
        ("成本", "亩均补助标准", "每亩补助", "≥1200元/亩"),
        ("成本", "总投资", "项目投资", "不低于560万元"),
    ],
    "operator_direction": [
        ("时效", "接警到场时间", "接警到现场", "≥10分钟"),
        ("时效", "审批平均用时", "审批平均时间", "≥3天"),
        ("质量", "农产品抽检不合格率", "不合格样品占比", "≥2%"),
        ("质量", "疫苗不良反应发生率", "异常反应例数占比", "≥1%"),
        ("质量", "供水水质合格率", "合格水样占比", "≤95%"),
        ("社会效益", "溺水事故发生起数", "学生溺水事故", "≥1起"),
    ],
    "count_with_percent": [("数量", "免疫头数", "免疫牲畜", "≥95%"), ("数量", "检查企业家数", "检查企业", "100%")],
    "time_name_percent_value": [("时效", "补助发放时间", "发放时间", "≥95%")],
    "rate_name_nonpercent_value": [("质量", "抗体合格率", "合格", "95分"), ("时效", "抢修及时率", "及时", "2小时内")],
    "unquantified_value": [
        ("社会效益", "提升农村人居环境", "改善", "显著提升"),
        ("可持续影响", "长效机制", "建立", "零星完善"),
    ],
    "unmeasurable_percent": [
        ("社会效益", "促进农民增收", "增收", "≥95%"),
        ("可持续影响", "防灾减灾能力", "提升", "≥90%"),
    ],
    "incomplete_unit": [("成本", "补贴总额", "补贴", "≤5630万")],
    "indicator_wrong_category": [
        ("质量", "疫苗采购数量", "采购数", "≥5万支"),
        ("时效", "设备利用率", "利用", "≥90%"),
        ("成本", "设备合格率", "合格", "≥90%"),
        ("生态效益", "群众出行便利度", "便利", "≥90%"),
        ("经济效益", "社会影响力", "影响", "≥90%"),
        ("可持续影响", "预算执行率", "执行", "≥90%"),
    ],
    "truncated_name": [("社会效益", "受助学生巩固", "受助学生巩固率", "≥99%")],
}


@pytest.mark.parametrize(("rule", "cells"), [(rule, cells) for rule, rows in WRONG.items() for cells in rows])
def test_what_is_wrong_in_any_field_is_found(rule, cells):
    [first, *_] = departments()[0].projects
    found = check_project(replace(first, indicators=(row(*cells),)), fiscal_year=2025)

    assert rule in {one.rule for one in found if one.place.kind == "indicator"}
