"""All texts of a year beside each other: generated projects whose names, goals and tables repeat as in a county."""

import random
from uuid import UUID

from bench.table import Table, median_of
from texts.checks import DEFAULT
from texts.checks.across import across
from texts.model import Indicator, Line, Project, Text

SIZES = (1_000, 10_000)
PROJECTS_A_TEXT = 10
_THINGS = [
    "道路",
    "桥梁",
    "校舍",
    "河道",
    "林场",
    "水库",
    "档案",
    "图书",
    "车辆",
    "设备",
    "系统",
    "平台",
    "会议",
    "培训",
]
_THINGS += [
    "宣传",
    "招商",
    "巡查",
    "监测",
    "防疫",
    "救助",
    "养老",
    "就业",
    "消防",
    "法治",
    "统计",
    "普查",
    "审计",
    "调研",
]
_DEEDS = [
    "建设",
    "维护",
    "改造",
    "采购",
    "运行",
    "管理",
    "整治",
    "服务",
    "补助",
    "专项",
    "提升",
    "更新",
    "租赁",
    "检测",
]
_ENDS = ["经费", "资金", "费用", "项目", "工作经费"]
_CHARACTERS = [chr(n) for n in range(0x4E00, 0x4E00 + 1200)]


def generated(projects: int, seed: int = 1) -> list[Text]:
    """Texts of ten projects; a tenth of the goals is copied from an earlier project, some with changes."""
    chance, goals = random.Random(seed), [""]
    texts = []
    for number in range(projects // PROJECTS_A_TEXT):
        rows = tuple(_project(chance, goals) for _ in range(PROJECTS_A_TEXT))
        texts.append(Text(id=UUID(int=number + 1), department=f"第{number + 1}局", fiscal_year=2025, projects=rows))
    return texts


def _project(chance: random.Random, goals: list[str]) -> Project:
    place = "".join(chance.choices(_CHARACTERS, k=chance.choice((0, 2, 4))))
    name = place + "".join(chance.choice(words) for words in (_THINGS, _DEEDS, _ENDS))
    goal = _goal(chance, goals)
    rows = [("数量", f"{name[:6]}数量", f"≥{chance.randint(5, 90)}{chance.choice(('台', '次', '册'))}")]
    rows += [
        ("质量", f"{name[:4]}合格率", "≥98%"),
        ("时效", f"{name[:4]}完成时间", "12月底前"),
        ("成本", "成本控制数", "≤9万元"),
    ]
    indicators = tuple(Indicator(level2=f"{a}指标", name=b, description=f"{b}的说明", target=c) for a, b, c in rows * 2)
    budget = f"{chance.randint(5, 500)}.00"
    return Project(name=name, budget=budget, purpose=goal[:60], goals=(Line(text=goal),), indicators=indicators)


def _goal(chance: random.Random, goals: list[str]) -> str:
    goal = "".join(chance.choices(_CHARACTERS, k=120))
    if chance.random() < 0.1:
        goal = chance.choice(goals)[:100] + goal[:20]
    goals.append(goal)
    return goal


def beside(table: Table) -> None:
    """A county's year, and ten times as much."""
    table.heading("Texts of a year beside each other (in process)")
    for size in SIZES:
        texts = generated(size)
        found = across(texts, DEFAULT)
        note = f"{len(found.same)} same, {len(found.copied)} copied, {len(found.outliers)} outliers"
        table.row(f"{size} projects", median_of(lambda texts=texts: across(texts, DEFAULT), runs=3), note=note)
