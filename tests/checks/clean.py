"""A generated text in which no rule finds anything: ten departments' work, each project of six rows, codes that check."""

from texts.checks import DEFAULT
from texts.checks.examples import example_lines, example_row, months
from texts.checks.identity import check_character
from texts.composing import sentence
from texts.model import Indicator, Project, SubGoal, Text

FIELDS = ("教育", "卫生", "公路", "农田", "警务", "审判", "林业", "气象", "图书", "养老")
MEASURES = (
    "健全项目管理制度，明确立项、采购、验收、支付各环节的责任。",
    "每季开展一次绩效运行监控，偏离目标的限期纠正。",
    "次年一季度完成绩效自评，结果与下年预算挂钩。",
    "举办业务培训，提高编制和执行水平。",
)
QUANTITY, QUALITY, TIME, COST, BENEFIT, ASKED = range(6)


def code_of(number: int, year: str = "25") -> str:
    """A valid 项目编码 of the invented region."""
    body = f"139901{year}P{number:06d}10001"
    return body + check_character(body, DEFAULT.rules["code_check"])


def a_clean_project(number: int) -> Project:
    """The project of a field, from 1; its budget is as many 万元 as its number and ten."""
    field, budget = FIELDS[number - 1], number + 10
    return Project(
        code=code_of(number),
        name=f"{field}资料编印经费",
        unit_code="131001",
        unit_name="云溪县综合服务局本级",
        budget=f"{budget}.00",
        fiscal_funds=f"{budget}.00",
        purpose=f"预算数{budget}万元。用于{field}读本的排版、印制、装订和运送到村。",
        plan=months("30", "60", "90", "100"),
        goals=example_lines(f"编印{field}读本。", f"{field}知识进村入户。"),
        indicators=_table(field, number, budget),
    )


def _table(field: str, number: int, budget: int) -> tuple[Indicator, ...]:
    basis = f"《云溪县{field}读本编印办法》（云财〔2024〕{number}号）"
    cells = (
        ("产出指标", "数量", "编印读本册数", f"{number}000册", f"验收入库的{field}读本"),
        ("产出指标", "质量", "印刷合格率", "≥98%", f"{field}读本抽检合格册数占抽检册数的比例"),
        ("产出指标", "时效", "发放完成时间", "2025年9月底前", f"{field}读本全部送到的日期"),
        ("产出指标", "成本", "编印总成本", f"≤{budget}万元", f"{field}读本从排版到运送的全部支出"),
        ("效益指标", "社会效益", "受益人口数量", f"≥{number}500人", f"领到{field}读本的农村居民"),
        ("满意度指标", "服务对象满意度", "读者满意度", "≥90%", f"{field}读者问卷中满意人数占有效问卷的比例"),
    )
    return tuple(
        Indicator(level1=level1, **_cells(example_row(level2, name, target, description, basis)))
        for level1, level2, name, target, description in cells
    )


def _cells(made: Indicator) -> dict[str, str | None]:
    return {name: getattr(made, name) for name in ("level2", "name", "description", "target", "basis")}


def a_clean_text() -> Text:
    """Part one names the quality row of each project and no other."""
    projects = tuple(a_clean_project(number) for number in range(1, len(FIELDS) + 1))
    return Text(
        fiscal_year=2025,
        department="云溪县综合服务局",
        finance_bureau="云溪县财政局",
        stage="草案",
        numbering="1.",
        overall_goal=("全年办好十件服务群众的实事。", "让城乡居民都读得上好书。"),
        sub_goals=tuple(
            SubGoal(
                title=f"{project.name}项目绩效目标",
                description=(f"面向乡村编印{field}读本。",),
                goals=(f"{field}读本按期送到每个村。",),
                indicators=sentence([(str(project.indicators[QUALITY].name), str(project.indicators[QUALITY].target))]),
            )
            for field, project in zip(FIELDS, projects, strict=True)
        ),
        measures=example_lines(*MEASURES),
        projects=projects,
    )
