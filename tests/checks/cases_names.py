"""What each rule on names, fitness and categories must find, and what it must leave alone."""

from tests.checks.cases_rows import sub_goal
from texts.checks.examples import example_row, example_rows
from texts.model import Indicator, Project


def described(*pairs: tuple[str, str]) -> Project:
    return Project(indicators=tuple(example_row("数量", name, "≥9个", description) for name, description in pairs))


TABLE = (
    ("数量", "场次", "≥9场"), ("质量", "合格率", "≥9%"), ("时效", "完成时间", "9月底前"),
    ("成本", "总成本", "≤9万元"), ("社会效益", "知晓率", "≥9%"), ("服务对象满意度", "满意度", "≥9%"),
)  # fmt: skip
NEW_TABLE = tuple((level.replace("成本", "经济成本"), name, target) for level, name, target in TABLE)

#: slug -> parts that it must find, parts that it must leave alone
CASES = {
    "count_with_percent": (
        [
            example_row("质量", "上报建议、意见数量（条）", "≥95%"),
            example_row("社会效益", "参与政府决策活动次数", "≥95%"),
            example_row("数量", "宣传工作", "≥95%", "开展宣传活动次数"),
            example_row("时效", "累计发布信息数", "≥95%百分比"),
            sub_goal("文件起草完成量≥95%。"),
        ],
        [
            example_row("社会效益", "群众满意指数", "≥95%"),
            example_row("社会效益", "空气质量系数", "≥95%"),
            example_row("成本", "宣传次数", "≥95%"),
            example_row("质量", "意见采纳率", "≥95%", "被采纳的意见数量"),
            example_row("质量", "服务质量", "≥95%", "被采纳的比率"),
            sub_goal("业务处理完成率≥95%；参加人数≥20人。"),
        ],
    ),
    "time_name_percent_value": (
        [example_row("时效", "报告完成时间", "≥95%"), example_row("可持续影响", "设备使用年限（年）", "≥95%")],
        [
            example_row("时效", "按时完成率", "≥90%"),
            example_row("时效", "资金发放准时率", "≥95%"),
            example_row("时效", "各项工作完成及时率（%）", "≥95%"),
            example_row("时效", "业务处理及时性（%）", "≥95%"),
            example_row("时效", "完成时间", "2025年9月底前"),
        ],
    ),
    "rate_name_nonpercent_value": (
        [example_row("时效", "完成及时率", "2024年年底完成"), example_row("质量", "持证上岗率（%）", "130人"), example_row("质量", "合格率", "≥95")],
        [
            example_row("社会效益", "办公效率", "≥2倍"),
            example_row("数量", "巡查频率", "≥2次/日"),
            example_row("社会效益", "婴儿死亡率", "≤5‰"),
            example_row("质量", "合格率", "≥95百分比"),
            example_row("质量", "合格率", "稳步提升"),
            example_row("质量", "事故率", "0"),
        ],
    ),
    "unit_mismatch": (
        [
            example_row("数量", "资助学生人数（人）", "≥290人次"),
            example_row("数量", "完成专题调研报告", "≥284人"),
            example_row("数量", "采集信息（条）", "≥20篇"),
            Project(budget="45.00", indicators=example_rows(("成本", "会议费标准", "≤45万元"))),
        ],
        [
            example_row("数量", "活动数量(场)", "≥15场"),
            example_row("数量", "设备购置数量(台/件/辆/套)", "≥60套"),
            example_row("质量", "路面技术状况指数(PQI)", "≥85"),
            example_row("质量", "设备使用率（%）", "≥95%"),
            example_row("数量", "上报建议（条）", "≥95%"),
            example_row("数量", "设备操作培训", "≥30人"),
            example_row("成本", "人均标准（元）", "≤400元/人·天"),
            Project(budget="45.00", indicators=example_rows(("成本", "高标准农田建设成本", "≤45万元"))),
        ],
    ),
    "unmeasurable_percent": (
        [
            example_row("社会效益", "提高办公效率", "≥95%百分比", "根据项目实际，提高办公效率"),
            example_row("可持续影响", "长期使用性", "≥95%", "能够长期较好地开展训练"),
            example_row("经济效益", "对国民经济发展的贡献", "≥95%"),
        ],
        [
            example_row("社会效益", "社会积极评价率", "≥95%"),
            example_row("质量", "服务质量", "≥95%", "被采纳的比率"),
            example_row("社会效益", "工作环境改善程度", "≥95%"),
            example_row("时效", "抽查、监测及时性", "≥95%"),
            example_row("可持续影响", "年初预算执行情况", "≥95%"),
            example_row("社会效益", "产生效益的企业", "≥90%", "产生效益的企业占招商企业的百分比"),
            example_row("质量", "数据有效", "≥95%", "有效数据/应测数据×100%"),
            example_row("成本", "资金成本", "≥95%"),
            example_row("数量", "宣传次数", "≥95%"),
            example_row("社会效益", "群众安全感", "≥95%"),
        ],
    ),
    "placeholder_left": (
        [
            example_row("满意度", "群众满意度(≥**%)", "≥95%"),
            example_row("数量", "培训人数", "≥××人"),
            example_row("数量", "设备", "≥5台", "购置XX设备台数"),
        ],
        [example_row("质量", "合格率", "≥95%", "合格数/总数×100%"), example_row("数量", "7*24小时热线", "≥1条"), example_row("数量", "XXJS系统", "1个")],
    ),
    "template_unit_options": (
        [example_row("数量", "专业设备购置数量(台/件/辆/套)", "49套"), example_row("数量", "设备（台／套／件）", "≥5台")],
        [example_row("数量", "平均日维护数（次/日）", "≥2次/日"), example_row("数量", "会议天数/次", "≥3天"), example_row("数量", "省/市/县（区）数", "≥3个")],
    ),
    "description_repeats_name": (
        [described(("培训人数", "培训人数"), ("培训场次（场）", "培训场次。"), ("合格率", "合格人数占参训人数的比例"))],
        [described(("培训人数", "培训人数"), ("培训场次", "举办培训班的次数"), ("合格率", "合格人数的比例")), described(("甲", ""))],
    ),
    "description_used_as_name": (
        [example_row("满意度", "通过问卷调查，满意和较满意的对象占有所有调查对象的比例", "≥90%")],
        [example_row("数量", "0-6岁儿童眼保健和视力检查覆盖率（应检儿童人数）", "≥90%"), example_row("数量", "未成林抚育提升及退化林改造面积", "≥5亩")],
    ),
    "level3_repeats_level2": (
        [
            Indicator(level2="服务对象满意度指标", name="服务对象满意度指标", target="≥90%"),
            example_row("可持续影响", "可持续性", "≥90%"),
            example_row("质量", "质量", "≥90%"),
        ],
        [example_row("服务对象满意度", "服务对象满意度", "≥90%"), example_row("质量", "培训质量", "≥90%")],
    ),
    "truncated_name": (
        [example_row("社会效益", "调研报告、社情民意信息获得社会", "≥80%", "调研报告、社情民意信息获得社会积极评价率")],
        [
            example_row("社会效益", "宣传展示优势", "≥80%", "宣传展示优势，进一步扩大知名度"),
            example_row("社会效益", "系统使用率", "≥95%", "系统使用率=实际使用时间/计划使用时间"),
            example_row("社会效益", "业务保障能力", "≥95%", "业务保障能力提升情况"),
            example_row("数量", "惠民演出", "≥9场", "惠民演出的场次"),
            example_row("质量", "合格率", "≥95%", "合格率"),
        ],
    ),
    "question_form_name": (
        [example_row("社会效益", "群众是否满意", "≥85%")],
        [example_row("社会效益", "收费达标率", "≥85%", "反映群众是否认可")],
    ),
    "duplicate_indicator": (
        [
            Project(indicators=example_rows(("社会效益", "决策活动次数", "≥9次"), ("生态效益", "决策活动次数（次）", "≥9次"))),
            Project(indicators=(example_row("质量", "参与率", "≥9%", "参加的学生数/学生总数"), example_row("社会效益", "参加比例", "≥9%", "参加的学生数/学生总数"))),
            Project(indicators=(example_row("质量", "服务质量", "≥95%", "被采纳的比率"), example_row("社会效益", "意见采纳率（%）", "≥95%", "采纳数占总数的比率"))),
            Project(indicators=example_rows(("时效", "资金下达及时率", "≥9%"), ("时效", "下达资金及时率", "≥9%"))),
        ],
        [
            Project(indicators=example_rows(("质量", "合格率", "≥95%"), ("服务对象满意度", "满意度", "≥95%"))),
            Project(
                indicators=(
                    example_row("服务对象满意度", "教师满意度", "≥9%", "满意人数占问卷人数的比例"),
                    example_row("服务对象满意度", "家长满意度", "≥9%", "满意人数占问卷人数的比例"),
                )
            ),
            Project(indicators=example_rows(("质量", "设备合格率", "≥95%"), ("质量", "培训合格率", "≥95%"))),
        ],
    ),
    "rate_in_quantity": (
        [example_row("数量", "检查企业百分率", "≥95%"), example_row("数量", "办公自动化覆盖率（%）", "≥95%")],
        [example_row("质量", "传输率", "≥95%"), example_row("数量", "巡查频率", "≥95%"), example_row("数量", "覆盖率", "全部"), example_row("数量", "宣传次数", "≥95%")],
    ),
    "indicator_wrong_category": (
        [
            example_row("质量", "调研报告完成数", "≥12篇"),
            example_row("质量", "实验课程学生满意比例", "≥90%"),
            example_row("数量", "产品合格率", "≥90%"),
            example_row("时效", "代表建议", "≥95%", "开展代表建议督办"),
            example_row("成本", "提高能力", "≥95%"),
            example_row("成本", "故障排除率（%）", "≥95%"),
            example_row("成本", "补助发放覆盖率", "≥95%"),
            example_row("经济效益", "社会影响力", "≥95%"),
            example_row("经济效益", "为工作提供保障", "≥90%", "保障信息安全"),
            example_row("社会效益", "改善生态环境质量", "≥90%"),
            example_row("社会效益", "招商的企业产生经济效益", "≥90%"),
            example_row("生态效益", "提升公共服务水平", "≥95%"),
            example_row("可持续影响", "年初预算执行情况", "≥95%"),
        ],
        [
            example_row("时效", "完成及时率", "≥95%"),
            example_row("时效", "资金发放准时率", "≥95%"),
            example_row("时效", "任务完成", "2025年9月底前"),
            example_row("成本", "奖励标准", "≤500元/人"),
            example_row("成本", "单位造价", "≤80万元/公里"),
            example_row("质量", "系统故障次数", "≤20次"),
            example_row("数量", "考核合格人数", "≥100人"),
            example_row("生态效益", "畜禽粪污综合利用率", "≥90%"),
            example_row("经济效益", "带动农户增收", "≥5万元", "保障农户收入"),
            example_row("社会效益", "生态文明知识知晓率", "≥90%"),
            example_row("可持续影响", "设备使用年限", "≥6年"),
            example_row("服务对象满意度", "群众满意度", "≥95%"),
        ],
    ),
    "missing_category": (
        [Project(indicators=example_rows(*TABLE[:5])), Project(indicators=example_rows(*NEW_TABLE[1:])), Project(indicators=example_rows(*TABLE[:4], TABLE[5]))],
        [
            Project(indicators=example_rows(*TABLE)),
            Project(indicators=example_rows(*NEW_TABLE)),
            Project(),
            Project(indicators=(*example_rows(*TABLE[:3]), Indicator(name="读不出类别的一行", target="≥9个"))),
        ],
    ),
}  # fmt: skip
CASES["missing_category"][0][1] = Project(
    indicators=example_rows(*(cells for cells in NEW_TABLE if cells[0] != "时效"))
)
