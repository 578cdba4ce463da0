"""Texts that nobody wrote: the same seed always gives the same one. Indicators come from the library of the program.

Their sentences are dull, but their shapes vary as real ones do: long and short cells, one or several paragraphs,
blank cells, projects without a plan, amounts of other funds, document numbers in the basis, two or three units.
"""

import csv
from functools import lru_cache
from random import Random

from tests.places import CHECKOUT
from texts.model import Indicator, Line, Milestone, Project, SubGoal, Text

LEVELS1 = ("产出指标", "成本指标", "效益指标", "满意度指标")
THINGS = ("农村公路养护", "林业有害生物防治", "困境儿童保障", "档案数字化", "消防装备购置", "一村一警聘用", "残疾人康复救助",
          "〔2024〕12号提前下达中央水利发展资金", "基层医疗机构能力提升", "高标准农田建设（二期）", "12345热线运行维护", "办公楼供暖及物业服务",
          "第五次全国经济普查", "优抚对象慰问金和义务兵家庭优待金", "城区主次干道照明电费")  # fmt: skip
VERBS = ("推进", "完善", "强化", "规范", "落实", "提升", "健全", "巩固")
OBJECTS = ("项目全过程管理", "资金使用监管机制", "重点领域安全保障能力", "基层服务水平", "部门间信息共享", "绩效目标考核约束",
           "队伍业务素质", "城乡基础设施运行质量", "“双随机、一公开”监管", "2025年度重点任务台账")  # fmt: skip
BASES = (
    "年初工作计划",
    "行业标准",
    "历史数据",
    "项目实施方案",
    "冀财预〔2024〕{n}号文件",
    "依据年度部门工作安排",
    "合同约定",
    "青禾县财政局关于{n}号预算批复的通知",
)
NUMBERINGS = ("1.", "1、", "（一）")
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@lru_cache(maxsize=1)
def library() -> list[dict[str, str]]:
    with (CHECKOUT / "indicators" / "data" / "library.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def invented(seed: int) -> Text:
    """The text of this seed."""
    random = Random(seed)
    department = random.choice(("青禾县自然资源局", "临沽区住房和城乡建设委员会", "平岭市公安局交通警察支队"))
    things = random.sample(THINGS, random.randint(5, 9))
    return Text(
        fiscal_year=2025,
        department=department,
        finance_bureau=f"{department[:3]}财政局",
        stage="草案",
        numbering=random.choice(NUMBERINGS),
        overall_goal=tuple(_paragraph(random, 3) for _ in range(random.randint(1, 4))),
        sub_goals=tuple(_sub_goal(random, thing) for thing in things),
        measures=tuple(Line(text=_paragraph(random, 2)) for _ in range(random.randint(4, 12))),
        projects=tuple(_project(random, department, n, thing) for n, thing in enumerate(things, 1)),
    )


def _sentence(random: Random) -> str:
    parts = [random.choice(VERBS) + random.choice(OBJECTS) for _ in range(random.randint(1, 4))]
    return "，".join(parts) + random.choice(
        ("。", "。", f"，完成率达到{random.randint(80, 99)}%。", f"，受益群众{random.randint(2, 90)}00余人。")
    )


def _paragraph(random: Random, most: int) -> str:
    return "".join(_sentence(random) for _ in range(random.randint(1, most)))


def _sub_goal(random: Random, thing: str) -> SubGoal:
    goals = [_paragraph(random, 2) for _ in range(random.choice((1, 1, 1, 2, 3)))]
    if len(goals) > 1:
        goals = [f"（{n}）{goal}" for n, goal in enumerate(goals, 1)]
    rows = random.sample(library(), random.randint(2, 4))
    indicators = "；".join(f"{row['name']}{_target(row)}" for row in rows) + "。"
    description = (_paragraph(random, 2),) if random.random() < 0.4 else ()
    return SubGoal(title=f"{thing}项目绩效目标", description=description, goals=tuple(goals), indicators=indicators)


def _target(row: dict[str, str]) -> str:
    return row["example"] if row["unit"] in ("日期", "") else f"{row['operator']}{row['example']}{row['unit']}"


def _project(random: Random, department: str, number: int, thing: str) -> Project:
    unit = random.choice((1, 1, 1, 2))
    budget = random.choice((random.randint(1, 90), random.randint(100, 4000))) + random.choice((0, 0, 0.5, 0.37))
    other = random.choice((None, None, None, 0.0, round(budget / 4, 2)))
    goals = random.choice((1, 1, 2, 2, 3, 4))
    return Project(
        code=f"13018825P{number + 400:06d}1{random.randint(1, 9):04d}{random.choice(SIGNS)}",
        name=thing,
        unit_code=f"{random.randint(101, 480)}{unit:03d}",
        unit_name=f"{department}本级" if unit == 1 else f"{department[:3]}{thing[:4]}服务中心",
        budget=f"{budget:.2f}",
        fiscal_funds=f"{budget - (other or 0):.2f}",
        other_funds=None if other is None else f"{other:.2f}",
        purpose="\n".join(_paragraph(random, 3) for _ in range(random.choice((1, 1, 1, 2, 3)))),
        plan=_plan(random, number),
        goals=tuple(Line(text=_sentence(random)) for _ in range(goals)),
        indicators=_indicators(random),
    )


def _plan(random: Random, number: int) -> tuple[Milestone, ...]:
    shares = random.choice(((30, 60, 90, 100), (25, 50, 75, 100), (0, 40, 80, 100), (10, 55.5, 90, 100)))
    return tuple(Milestone(month=m, percent=f"{s:g}") for m, s in zip((3, 6, 9, 12), shares, strict=True))


def _indicators(random: Random) -> tuple[Indicator, ...]:
    usual = random.choice(BASES).format(n=random.randint(3, 120)) if random.random() < 0.6 else None
    rows = random.sample(library(), random.randint(6, 13))
    seen: list[str] = [row["level2"] for row in rows]
    rows.sort(key=lambda row: (LEVELS1.index(row["level1"]), seen.index(row["level2"])))
    return tuple(_indicator(random, row, usual) for row in rows)


def _indicator(random: Random, row: dict[str, str], usual: str | None) -> Indicator:
    return Indicator(
        level1=row["level1"],
        level2=f"{row['level2'].removesuffix('指标')}指标",
        name=row["name"],
        description=row["description"] or row["name"],
        target=_target(row),
        basis=usual or random.choice(BASES).format(n=random.randint(3, 120)),
    )
