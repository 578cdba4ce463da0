"""A text of our own in which every rule that stops a step finds something, and what a careful author makes of it."""

from tests import builders
from texts.model import Indicator, Line, Milestone, Project, SubGoal, Text

NAME = "县十七届人大四次会议票决读本印制费"
#: 二级指标, 三级指标, 指标值 -> what the author writes instead ("" where a click does it)
ROWS = (
    ("产出指标", "数量指标", "印制读本数量", "全年印制乡土读本的册数", "≥95%", "≥1200册"),
    ("产出指标", "质量指标", "印刷合格率", "验收合格册数占印制册数的比例", "1200册", "≥98%"),
    ("产出指标", "质量指标", "印刷故障率", "出现故障的批次占全部批次的比例", "≥3%", "≤3%"),
    ("产出指标", "时效指标", "印制完成时间", "全部读本印制完成的时间", "≥90%", "2025年9月底前完成"),
    ("产出指标", "成本指标", "印制总成本", "印制费用总额", "≥6万元", ""),
    ("产出指标", "成本指标", "运输费用", "运送读本的费用", "≤100%", "≤0.5万元"),
    ("效益指标", "社会效益指标", "受益学校数（≥**所）", "收到读本的学校数量", "≥40所", ""),
    ("效益指标", "社会效益指标", "覆盖乡镇数", "有学校收到读本的乡镇数量", "", "≥12个"),
    ("满意度指标", "服务对象满意度指标", "师生满意度", "问卷中满意和较满意的比例", "≥90%百分比", ""),
)
BASIS = "依据《云溪县乡土教育实施方案》"


def faulty_project() -> Project:
    rows = tuple(
        Indicator(level1=level1, level2=level2, name=name, description=description, target=target, basis=BASIS)
        for level1, level2, name, description, target, _ in ROWS
    )
    return builders.a_project(
        name=NAME,
        fiscal_funds="5.00",
        purpose="预算数8万元。用于印制面向中小学的乡土读本。",
        plan=tuple(Milestone(month=m, percent=p) for m, p in ((3, "30"), (6, "30"), (10, "90"), (12, "95"))),
        goals=(Line(text="印制乡土读本1200册。"), Line(text="发放至全县40所学校。")),
        indicators=rows,
    )


def copied_project() -> Project:
    """The same project once more, without its last rows."""
    return builders.a_project(name=NAME, indicators=faulty_project().indicators[:7])


def faulty_text() -> Text:
    title = NAME.replace("四次", "三次")
    sub_goal = SubGoal(
        title=f"{title}绩效目标项目",
        description=("面向小学三至六年级。",),
        goals=("印制并发放乡土读本。",),
        indicators="印制读本数量≥1300册；印刷合格率≥98%。",
    )
    overall = ("深入学习贯彻党的十九大精神。", "全年新增学位600个。")
    return builders.a_text(overall_goal=overall, sub_goals=(sub_goal,), projects=(faulty_project(), copied_project()))
