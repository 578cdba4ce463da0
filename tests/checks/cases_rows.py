"""What each rule on numbers and indicator rows must find, and what it must leave alone (the "Not" lines of the rules)."""

from dataclasses import replace

from texts.checks.examples import example_lines, example_row, example_rows, months
from texts.model import Indicator, Milestone, Project, SubGoal, Text


def sub_goal(indicators: str) -> SubGoal:
    return SubGoal(title="某项", indicators=indicators)


def of_budget(budget: str, *table) -> Project:
    return Project(budget=budget, indicators=example_rows(*table))


def with_purpose(budget: str, purpose: str) -> Project:
    return Project(budget=budget, fiscal_funds=budget, purpose=purpose)


def weighing(*weights: str | None) -> Project:
    return Project(columns=("weight",), indicators=tuple(Indicator(name="册数", weight=weight) for weight in weights))


UNKNOWN_END = (*months("30", "60", "90", "100")[:3], Milestone(month=12, percent=None))
SHIFTED = (*months("30", "60", "90", "100")[:2], Milestone(month=10), Milestone(month=12, percent="100"))
PRICES = Text(
    projects=tuple(
        Project(code=f"{n}", name=f"印刷{n}", budget=budget, indicators=example_rows(("数量", "印刷数量", "≥2000册")))
        for n, budget in enumerate(("6", "5", "7", "6", "8"), 1)
    )
)
STATIONS = "升级自动气象站19套、加固自动站30套。"

#: slug -> parts that it must find, parts that it must leave alone
CASES = {
    "plan_not_rising": (
        [Project(plan=months("30", "20", "90", "100")), Project(plan=months("30", "30", "30", "30"))],
        [Project(plan=UNKNOWN_END), Project(plan=SHIFTED), Project(plan=months("30", "90", "100", "100")), Project()],
    ),
    "plan_not_100": (
        [Project(plan=months("30", "60", "90", "99.5")), Project(plan=months("30", "30", "30", "30"))],
        [Project(plan=UNKNOWN_END), Project(plan=months("30", "60", "90", "100.00")), Project(plan=months("5", "6", "7", "100%"))],
    ),
    "weights_not_points": (
        [weighing("40", "30", "20"), weighing("60分", "50分"), weighing("100", "0.5")],
        [weighing("40", "30", "30"), weighing("33.3%", "66.7%"), weighing("40", None), weighing("40", "很重"), Project()],
    ),
    "budget_sum": (
        [Project(budget="8.00", fiscal_funds="8.00", other_funds="1.00"), Project(budget="8.00")],
        [
            Project(budget="8.00", fiscal_funds="8.00"),
            Project(budget="1,322.00", fiscal_funds="1322.00", other_funds="0"),
            Project(fiscal_funds="8.00"),
            Project(budget="约8", fiscal_funds="8"),
        ],
    ),
    "amount_in_purpose": (
        [with_purpose("420.00", "预算数402万元。"), with_purpose("8", "预算数 8 万元，其中：财政资金 7 万元，其他资金1万元。")],
        [
            with_purpose("83.10", "预算数 83.1 万元，其中：财政资金 83.1 万元，其他资金 0 万元。"),
            with_purpose("8.00", "预算数80000元，用于慰问29人，每人1000元。"),
            with_purpose("54.00", "用于大坝防渗30万元、溢洪道24万元。"),
        ],
    ),
    "cost_total": (
        [of_budget("65", ("成本", "项目总成本", "≤66万元")), of_budget("65", ("经济成本", "设备采购成本", "≤700000元"))],
        [
            of_budget("65", ("成本", "项目总成本", "≤65万元")),
            of_budget("6", ("成本", "人均培训成本", "≤400元/人")),
            of_budget("3", ("成本", "单台设备购置成本", "≤5万元")),
            of_budget("3", ("生态环境成本", "治理成本", "≤5万元")),
        ],
    ),
    "formula_budget": (
        [
            with_purpose("12", "按400人×3天×150元/人·天测算。"),
            with_purpose("6", "按30人×2000元/人=5万元测算。"),
            with_purpose("10", "按18座×3万元/座+20人×1000元/人测算。"),
        ],
        [
            with_purpose("12.00", "按400人×3天×100元/人·天测算。"),
            with_purpose("56", "18座×3万元/座＋20人×1000元/人。"),
            with_purpose("95.00", "按3.8万亩×25元/亩测算。"),
            with_purpose("312", "按130人×2000元/月×12个月测算。"),
            with_purpose("20", "培训费100人×450元/人，印刷费15.5万元。"),
            with_purpose("81.40", "提供7*24小时服务热线。"),
        ],
    ),
    "unit_times_quantity_not_budget": (
        [of_budget("45", ("数量", "参训人数", "≥900人"), ("成本", "每人培训成本", "≤600元"))],
        [
            of_budget("54.00", ("数量", "培训人数", "900人"), ("经济成本", "人均培训成本", "≤600元/人")),
            of_budget("10", ("数量", "培训人数", "900人"), ("成本", "人均培训成本", "≤600元/人·天")),
            of_budget("10", ("数量", "培训人次", "900人次"), ("成本", "人均培训成本", "≤600元/人")),
            of_budget("10", ("数量", "培训人数", "900人"), ("成本", "参训人员人均成本", "≤600元/人")),
        ],
    ),
    "unit_cost_unreasonable": (
        [replace(PRICES, projects=(replace(PRICES.projects[0], budget="600"), *PRICES.projects[1:]))],
        [PRICES, Text(projects=PRICES.projects[:3]), replace(PRICES, projects=(replace(PRICES.projects[0], budget="15"), *PRICES.projects[1:]))],
    ),
    "quantity_conflicts_with_text": (
        [
            Project(goals=example_lines(STATIONS), indicators=example_rows(("数量", "专业设备购置数量(台/件/辆/套)", "≥60套"))),
            Project(goals=example_lines("为农村学校购置交互式设备72套。"), indicators=example_rows(("数量", "设备购置数量", "≥80套"))),
        ],
        [
            Project(goals=example_lines(STATIONS), indicators=example_rows(("数量", "设备购置数量", "49套"))),
            Project(goals=example_lines(STATIONS), indicators=example_rows(("数量", "升级数量", "≥19套"), ("数量", "加固数量", "≥30套"))),
            Project(goals=example_lines("实施项目235个，140个开工，55个竣工。"), indicators=example_rows(("数量", "项目数", "≥235个"))),
        ],
    ),
    "goal_quantity_without_indicator": (
        [
            Project(goals=example_lines("购买炮弹490发。"), indicators=example_rows(("数量", "炮弹作业率", "≥95%"))),
            Project(goals=example_lines("更换教室门窗320套。"), indicators=example_rows(("数量", "维修学校数量", "≥16所"))),
        ],
        [
            Project(goals=example_lines("慰问离退休老干部29人。"), indicators=example_rows(("数量", "老干部人数", "29人"))),
            Project(goals=example_lines("为42名残疾儿童送教。"), indicators=example_rows(("数量", "送教学生人数", "≥42人"))),
            Project(goals=example_lines("提供7*24小时服务。"), indicators=example_rows(("数量", "服务时长", "≥100小时"))),
            Project(goals=example_lines("落实冀财预[2023]74号文件，增长6个百分点。"), indicators=example_rows(("数量", "面积", "≥5亩"))),
        ],
    ),
    "glued_value": (
        [
            example_row("质量", "合格率", "≥95 %百分比"),
            example_row("时效", "完成时间", "≥952024年年底完成"),
            example_row("时效", "完成时限", "≤302025年9月底前"),
            example_row("时效", "完成时间", "≥5 2024年底"),
        ],
        [
            example_row("时效", "完成时间", "2024年 12月 31日前完成"),
            example_row("数量", "参会人数", "≥200 0 人"),
            example_row("质量", "合格率", "≥95 %"),
            example_row("质量", "合格率", "≥95百分比"),
        ],
    ),
    "incomplete_unit": (
        [
            example_row("成本", "预算控制数", "≤32万"),
            example_row("数量", "维修面积", "≥2.4万"),
            example_row("成本", "会议费标准", "≤400/人天"),
            sub_goal("维修面积≥2.4；满意度≥90%。"),
        ],
        [
            example_row("数量", "阅读人次", "≥1万人次"),
            example_row("数量", "数据条数", "≥15万条"),
            example_row("成本", "预算控制数", "≤6万元"),
            sub_goal("路面技术状况指数≥85；印刷数量≥2000册。"),
        ],
    ),
    "ge_100_percent": (
        [example_row("质量", "设备验收合格率", "≧100%"), example_row("质量", "结题率", "≥100.0%")],
        [example_row("质量", "任务完成率", "≥100%"), example_row("经济效益", "产值增长率", "≥100%"), example_row("质量", "合格率", "100%")],
    ),
    "odd_glyph": (
        [example_row("质量", "合格率", "≥98％"), example_row("质量", "合格率（≧98%）", "≥98%"), example_row("成本", "成本", "＜5万元")],
        [example_row("质量", "设备使用率（%）", "≥95%", "满意≧一般：全角括号（）与冒号")],
    ),
    "unquantified_value": (
        [
            example_row("成本", "项目预算控制数", "控制在预算数内"),
            example_row("可持续影响", "传承传统文化", "通过编撰文史，进一步传承中华民族传统文化"),
            example_row("社会效益", "提升办公水平", "严禁发生泄密事件"),
        ],
        [
            example_row("时效", "完成时间", "12月底前"),
            example_row("成本", "津贴标准", "每季900元"),
            example_row("时效", "购置时限", "2023年度"),
            example_row("数量", "会议场次", "三场"),
            example_row("社会效益", "安全事故", "零事故"),
            example_row("时效", "完成时间", "年底前完成"),
            example_row("数量", "人数", ""),
        ],
    ),
    "vague_deadline": (
        [example_row("时效", "购置完成时限", "2023年度"), example_row("时效", "完成时间", "2025年")],
        [example_row("时效", "完成时间", "2024年年底完成"), example_row("时效", "完成时间", "12月底前")],
    ),
    "uniform_targets": (
        [Project(indicators=example_rows(*[("数量", f"指标{n}", "≥95%") for n in range(5)], ("成本", "总成本", "≥95%"), ("质量", "甲", "1个")))],
        [
            Project(indicators=example_rows(*[("数量", f"指标{n}", "≥95%") for n in range(5)], ("成本", "总成本", "≤5万元"))),
            Project(indicators=example_rows(("数量", "甲", "≥95%"), ("成本", "总成本", "≥95%"))),
        ],
    ),
    "cost_percent": (
        [example_row("成本", "调研成本", "≥95%"), example_row("经济成本", "设备采购资金控制率", "≤100%"), example_row("成本", "控制数", "≥95%百分比")],
        [example_row("成本", "总成本", "≤5万元"), example_row("生态环境成本", "危险废物规范处置率", "100%"), example_row("质量", "合格率", "≥95%")],
    ),
    "cost_lower_bound": (
        [example_row("成本", "单位面积成本", "≥175元/平方米"), example_row("经济成本", "总成本", "＞5万元"), example_row("成本", "控制数", "≧13万")],
        [example_row("成本", "津贴标准", "每季900元"), example_row("成本", "补助标准", "900元/季"), example_row("成本", "维护次数", "≥5次")],
    ),
    "operator_direction": (
        [
            example_row("社会效益", "校舍安全事故起数", "≥1起"),
            example_row("质量", "系统响应速率（%）", "≥95%", "平均响应时间与合理的响应时间的比率"),
            example_row("社会成本", "施工扰民投诉数", "≥5件"),
            example_row("质量", "设备验收合格率", "≤95%"),
            sub_goal("气象灾害损失率得到减少≤10%。"),
            sub_goal("系统平均响应时间≥2小时。"),
        ],
        [
            example_row("质量", "故障排除率", "≥95%", "排除故障次数占故障发生次数的比率"),
            example_row("质量", "系统故障率", "≤1%"),
            example_row("社会效益", "道路事故救助人数", "≥50人"),
            example_row("社会效益", "刑事案件发案下降率", "≥3%"),
            example_row("质量", "投诉办结率", "≥95%"),
            example_row("社会效益", "挽回经济损失", "≥100万元"),
            sub_goal("排除故障次数占故障发生次数的比率≥95%；故障发生同期下降比率≥95%。"),
        ],
    ),
}  # fmt: skip
