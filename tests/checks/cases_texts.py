"""What each rule on whole projects and texts must find, and what it must leave alone."""

from dataclasses import replace

from texts.checks.examples import example_lines, example_row, example_rows
from texts.checks.views import Neighbours
from texts.model import Indicator, Line, Project, SubGoal, Text


def paired(title: str, indicators: str, name: str, *table: tuple[str, ...], unit: str | None = None) -> Text:
    project = Project(code="1", name=name, unit_name=unit, indicators=tuple(example_row(*cells) for cells in table))
    return Text(sub_goals=(SubGoal(title=title, indicators=indicators),), projects=(project,))


def measures(*texts: str) -> Text:
    return Text(fiscal_year=2024, measures=example_lines(*texts))


def named(*names: str, **cells) -> Text:
    return Text(projects=tuple(Project(code=f"{n}", name=name, **cells) for n, name in enumerate(names, 1)))


def based(*bases: str, name: str = "某项") -> Project:
    return Project(name=name, indicators=tuple(Indicator(name="甲", target="1个", basis=basis) for basis in bases))


def used(name: str, purpose: str) -> Project:
    return Project(name=name, purpose=purpose)


def of_goals(*goals: str, **cells) -> Project:
    return Project(goals=example_lines(*goals), **cells)


LONG = "深入开展主题活动，适时听取活动开展情况的汇报，更好发挥桥梁纽带作用。"
TABLE = (
    ("数量", "甲数", "≥9个", "甲的数"),
    ("质量", "乙率", "≥9%", "乙的率"),
    ("成本", "丙", "≤9元", "丙的钱"),
    ("时效", "丁", "9月底", "丁时"),
)
TABLES = tuple(example_row(*cells) for cells in TABLE)
MEETING = Text(
    sub_goals=(SubGoal(title="政协八届三次会议费绩效目标项目"),),
    projects=(Project(code="1", name="政协八届五次全会会议费"),),
)
GOOD_CODE = "13028124P00084710001A"
LAST = Text(
    department="某局",
    projects=(
        Project(
            code="1",
            name="河长制经费",
            budget="30.00",
            indicators=example_rows(("数量", "巡河", "≥48次"), ("质量", "误差", "≤5%")),
        ),
    ),
)
OURS = LAST.projects[0]


def this_year(**changes) -> Neighbours:
    return Neighbours(text=replace(LAST, projects=(replace(OURS, **changes),)), last_year=LAST)


#: slug -> parts that it must find, parts that it must leave alone
CASES = {
    "session_number_mismatch": (
        [MEETING, named("政协八届五次会议费", purpose="用于政协八届三次会议。"), paired("县十七届人大三次会议", "", "县十七届人大四次会议")],
        [
            paired("人大八届三次全会会议费", "", "八届三次会议费", unit="市人大本级"),
            named("八届三次会议费", purpose="落实市委七届六次全会部署，筹备市八届人大三次会议。"),
            measures("市委七届六次全会提出，市政协八届五次会议要求。", "贯彻市委七届l六全会部署。"),
        ],
    ),
    "project_name_mismatch": (
        [paired("政协慰问老干部补贴绩效目标项目", "", "慰问老干部", unit="市政协本级"), paired("网费及服务费用项目绩效目标", "", "网费及服务费")],
        [
            paired("政协招商资金绩效目标项目", "", "招商资金", unit="遵化市政协本级"),
            paired("1、人大“智慧人大”系统经费绩效目标项目", "", '"智慧人大"系统经费', unit="市人民代表大会本级"),
            paired("12345 政务服务热线经费项目绩效目标", "", "12345政务服务热线经费"),
            paired("招商资金", "", "招商资金项目绩效目标"),
        ],
    ),
    "subgoals_not_by_project": (
        [paired("综合协调", "满意度≥95%", "校舍维修资金"), Text(sub_goals=(SubGoal(title="职责一"), SubGoal(title="职责二")), projects=(Project(code="1", name="印刷费"),))],
        [paired("校舍维修", "", "校舍维修资金"), Text(sub_goals=(SubGoal(title="职责一"),)), named("印刷费")],
    ),
    "subgoal_unquantified": (
        [paired("甲", "加强巡逻值守，维护校园和谐稳定。", "甲"), Text(sub_goals=(SubGoal(title="甲", indicators="满意度≥9%"), SubGoal(title="乙")))],
        [paired("甲", "满意度100%。", "甲"), Text(sub_goals=(SubGoal(title="甲"), SubGoal(title="乙")))],
    ),
    "subgoal_value_mismatch": (
        [
            paired("甲", "专业设备购置数量≥49台。", "甲", ("数量", "专业设备购置数量（台/套）", "49套")),
            paired("甲", "举办招商引资活动的数量≥15次", "甲", ("数量", "举办招商引资活动数量（场）", "≥15场")),
            paired("甲", "按照要求完成采购任务≥95%", "甲", ("时效", "采购完成时间", "2024年底前", "按照要求完成采购任务")),
        ],
        [
            paired("甲", "大型会议、活动保障率≥95%", "甲", ("质量", "会议保障率", "≥95%", "大型会议、活动保障率")),
            paired("甲", "聘用人员数量 ≥ 20 人；", "甲", ("数量", "聘用人员数量", "≥20人")),
            paired("甲", "举办招商活动≥13场", "甲", ("数量", "举办招商引资活动数量", "≥13场")),
            paired("甲", "服务质量≥95%", "甲", ("质量", "服务质量", "≥95%百分比")),
            paired("甲", "完成时间：2025年9月底前。", "甲", ("时效", "完成时间", "2025年9月底前")),
        ],
    ),
    "subgoal_indicator_not_in_table": (
        [
            paired("甲", "热点难点问题解决率≥95%。", "甲", ("数量", "调研次数", "≥48次")),
            paired("甲", "加强监督。开展建议督办率≥95%", "甲", ("质量", "培训合格率", "≥9%")),
            paired("甲", "标准达标率100%", "甲", ("成本", "经费标准", "≤1100元/人")),
        ],
        [
            paired("甲", "加大督办力度，关注办理全过程，办理结果全公开。", "甲", ("数量", "调研次数", "≥48次")),
            paired("甲", "调研次数≥48次；", "甲", ("数量", "调研次数", "≥48次")),
            paired("甲", "热点难点问题解决率≥95%。", "甲"),
        ],
    ),
    "subgoal_indicator_name_mismatch": (
        [
            paired("甲", "开展招商活动场次和内容≥8个", "甲", ("质量", "签约项目个数（个）", "≥8个"), ("数量", "举办活动数量", "≥13场")),
            paired("甲", "会议召开时限≥3天", "甲", ("数量", "会议天数/次", "≥3天")),
        ],
        [paired("甲", "举办招商活动≥13场", "甲", ("数量", "举办招商引资活动数量", "≥13场")), paired("甲", "解决率≥95%", "甲", ("质量", "培训合格率", "≥95%"))],
    ),
    "copied_text": (
        [
            Text(measures=example_lines(LONG), sub_goals=(SubGoal(title="甲", description=(LONG,)),)),
            Text(projects=(Project(code="1", goals=example_lines(LONG)), Project(code="2", goals=example_lines("先办。", LONG)))),
        ],
        [
            Text(sub_goals=(SubGoal(title="甲", goals=(LONG,)),), projects=(Project(code="1", name="甲", goals=example_lines(LONG)),)),
            Text(sub_goals=tuple(SubGoal(title=t, goals=("以习近平新时代中国特色社会主义思想为指导",)) for t in "甲乙")),
            Text(sub_goals=tuple(SubGoal(title=t, indicators="满意度≥95%；验收合格率≥98%；及时率≥100%。") for t in "甲乙")),
            Text(sub_goals=tuple(SubGoal(title=t, goals=(f"落实{LONG}",)) for t in "甲"), projects=()),
        ],
    ),
    "copied_indicator_set": (
        [Text(projects=(Project(code="1", indicators=TABLES), Project(code="2", indicators=TABLES[:3])))],
        [Text(projects=(Project(code="1", indicators=TABLES), Project(code="2", indicators=TABLES[:2])))],
    ),
    "inconsistent_term": (
        [
            Text(overall_goal=("分类绩效目标",)),
            measures("社会治理综合服务中心成立。", "社会治理综合服务中心运行。", "社会治理综合指挥中心挂牌。"),
        ],
        [measures("社会治理综合服务中心运行。", "综合服务中心挂牌。"), measures("县文化中心开放。", "县体育中心开放。", "县文化中心维修。")],
    ),
    "duplicate_project_name": ([named("招商 资金", "慰问", "招商资金")], [named("招商资金", "招商资金（二期）"), Text(projects=(Project(), Project()))]),
    "duplicate_code": ([Text(projects=(Project(code="1"), Project(code="2"), Project(code="1")))], [named("甲", "乙"), Text(projects=(Project(), Project()))]),
    "code_year_mismatch": (
        [Text(fiscal_year=2025, projects=(Project(code=GOOD_CODE),))],
        [Text(fiscal_year=2024, projects=(Project(code=GOOD_CODE, name="增发2023年国债（冀财预[2023]74号）"),)), Text(projects=(Project(code=GOOD_CODE),))],
    ),
    "code_check": (
        [Project(code="13028124P00048710001A"), Project(code="1302812IP00084710001A".replace("I", "5")), Text(projects=(Project(code=GOOD_CODE), Project(code="13028124P000928100019"), Project(code="13028124P0009281")))],
        [Project(code=GOOD_CODE), Project(code="13028123P00091110001U"), Project(code="130281-2024-01"), Project()],
    ),
    "empty_field": (
        [example_row("满意度", "师生满意度", "≥90%"), example_row("数量", "", "≥90%", basis="依据"), Project(name="甲"), Text(overall_goal=("甲",))],
        [example_row("满意度", "师生满意度", "≥90%", basis="问卷调查")],
    ),
    "too_long": (
        [Project(name="补" * 61), example_row("时效", "完成时间", "2025年8月底前完成" + "调试" * 13), example_row("质量", "率", "≥9%", "说" * 1001)],
        [Project(name="补" * 60), example_row("时效", "完成时间", "完" * 30), example_row("质量", "率", "≥9%", "说" * 1000, "据" * 1000)],
    ),
    "purpose_repeats_name": (
        [
            used("招商资金", "预算数13万元，其中：财政资金13万元，其他资金0万元。主要用于招商引资的费用。"),
            used("政协八届五次全会会议费", "预算数 45 万元，其中财政资金 45 万元，其他资金 0 万元，用于政协八届五次全会会议费。"),
            used("法律顾问费", "用于支付法律顾问费。"),
        ],
        [
            used("政协文史资料整理编印费", "主要用于文史资料的整理、编撰、印刷的费用。"),
            used("人工影响天气作业炮弹购置经费", "预算数 15 万元。用于购买炮弹 490 发。"),
            used("慰问老干部", "用于2024年春节、重阳节对离退休老干部的关怀慰问。"),
            used("慰问老干部", ""),
        ],
    ),
    "purpose_missing_amount": (
        [Text(projects=tuple(used(f"项目{n}", words) for n, words in enumerate(("预算数8万元。", "预算数 9 万元。", "预算数5.5万元。", "用于慰问。"))))],
        [Text(projects=tuple(used(f"项目{n}", words) for n, words in enumerate(("预算数8万元。", "用于差旅。", "用于租赁。", "用于慰问。"))))],
    ),
    "single_goal": ([of_goals("只有一条。")], [of_goals("(1) 改造用房，(2) 新建雨量站，(3) 购置系统"), of_goals("一是改造。二是新建。"), of_goals("甲。", "乙。"), Project()]),
    "goal_copies_purpose": (
        [of_goals("完成气象局基础设施改造", "新建雨量站", purpose="完成气象局基础设施改造，新建雨量站。"), of_goals("用于290名学生的国家助学金。", purpose="预算数58万元。主要用于290名学生的国家助学金。")],
        [of_goals("购买炮弹490发。", "降低农业生产损失，保障粮食安全。", purpose="用于购买炮弹490发。"), of_goals("慰问。", purpose="慰问。")],
    ),
    "goal_incomplete": ([of_goals("加固自动站30套，"), of_goals("完成。", "包括：")], [of_goals("加固自动站30套。", "提高能力")]),
    "vague_basis": (
        [
            based("依据年初工作计划"), based("上级文件要求", "上级文件要求"), based("2024 年工作计划"), based("市长办公会议研究决定"),
            based("唐山市人大“智慧人大”相关通知"), based("根据《代表法》有关要求，不定期组织代表活动"), based("按照当年预算执行"), based("行业标准"),
        ],
        [
            based("遵化市人大常委会办公室[2022]1号文件"), based("劳务外包合同"), based("砂石料源头企业管控方案"), based("国领域支出责任改革方案"),
            based("《云溪县残疾儿童送教上门工作规程》有关要求"), based("年度工作计划（云教〔2024〕5号）"), based("2024年培训班学员评分（94.8%）"), based(""),
        ],
    ),
    "basis_conflicts_with_name": (
        [based("冀财农[2023]197号关于资金预算的通知", name="冀财预[2023]74号补助资金")],
        [based("冀财预〔2023〕74号", name="冀财预[2023]74 号补助资金"), based("合同", name="冀财预[2023]74号"), based("冀财预[2023]74号", name="招商资金")],
    ),
    "duplicated_word": (
        [measures("提出意见意见。"), measures("提高本本级职工素质。"), Text(overall_goal=("落实校园校园安全。",)), Text(sub_goals=(SubGoal(title="甲", goals=("着力实施实施绿化。",)),))],
        [
            measures("年年底前紧紧围绕，牢牢把握，件件有着落、事事有回音，朵朵花开。", "人民民主，委员会会议，工作作风，税收收入，补助金金额。"),
            Text(projects=(Project(code="1", indicators=(example_row("数量", "培训次数", "≥9次", "培训次数"),)),)),
            Text(overall_goal=("总体绩效目标总体绩效目标：办好教育。",)),
            measures("做好本部门部门预算编制。", "走访大学大学生，一件一件抓落实。"),
        ],
    ),
    "typo": (
        [of_goals("租用产地开展培训。"), of_goals("提高全民国防知识意思。"), Project(indicators=example_rows(("时效", "完成时间", "2025年12底前"))), measures("解决公文旅游的现象。"), measures("开展辅导和和兴趣活动。")],
        [measures("落实10件为民实事，有利于发展。", "采取有力措施，政通人和和谐稳定，达到目的的基础上参与与监督。"), of_goals("采购本地产地直供蔬菜。"), Project(indicators=example_rows(("时效", "完成时间", "2025年12月底前")))],
    ),
    "document_brackets": ([Project(name="冀财预[2023] 74号补助资金"), based("云财（2024）5号")], [Project(name="冀财预〔2023〕74号"), based("合同（2024）")]),
    "own_number": ([SubGoal(title="3、招商资金"), of_goals("1.办会。"), measures("7、加强监督。")], [SubGoal(title="12345政务热线"), of_goals("2.4万亩农田。"), measures("一是办会。")]),
    "term_not_for_body": (
        [of_goals("提出高质量议案。", unit_name="遵化市政协本级"), of_goals("办理代表提案。", unit_name="市人民代表大会本级")],
        [of_goals("提出提案。", unit_name="遵化市政协本级"), of_goals("办理人大议案。", unit_name="市政协"), of_goals("督办代表建议和政协提案。", unit_name="市人大"), of_goals("提出议案。")],
    ),
    "outdated_reference": (
        [measures("认真学习党的十九大精神。"), Text(fiscal_year=2023, overall_goal=("开展“不忘初心、牢记使命”主题教育。",)), Text(fiscal_year=2023, measures=example_lines("坚决打赢脱贫攻坚战。"))],
        [
            measures("贯彻党的二十大和二十届二中全会精神，坚持枫桥经验，推进扫黑除恶常态化。", "党的十九大以来取得成就，巩固拓展脱贫攻坚成果。"),
            Text(fiscal_year=2018, measures=example_lines("认真学习党的十九大精神。")),
            Text(measures=example_lines("认真学习党的十九大精神。")),
        ],
    ),
    "scope_error": (
        [Text(finance_bureau="路北区财政局", measures=example_lines("服务全市教师。"))],
        [Text(department="遵化市教育局", measures=example_lines("服务全市教师。")), Text(department="路北区教育局", measures=example_lines("走在全市前列。")), Text(department="宁夏回族自治区教育厅", measures=example_lines("服务全市。"))],
    ),
    "personal_info": (
        [Text(projects=(of_goals("由教导主任王晓燕（电话13800000000）负责。"),)), named("张三丰工亡赔偿款"), Text(projects=(Project(purpose="支付李四医疗费。"),))],
        [measures("编印《王晓燕同志事迹》，弘扬雷锋同志精神，以习近平同志为核心。"), Text(projects=(Project(code="13800000000138"),)), measures("主任办公会研究，马上办，负责人签字。")],
    ),
    "missing_measure": (
        [measures("加强制度建设。", "做好绩效自评。"), measures("深入学习。")],
        [measures("加强绩效运行监控。", "做好绩效自评。"), Text()],
    ),
    "same_text_elsewhere": (
        [
            Neighbours(text=Text(projects=(of_goals(LONG),)), others=(Text(department="某局", projects=(of_goals(LONG),)),)),
            Neighbours(text=Text(projects=(Project(indicators=TABLES),)), others=(Text(projects=(Project(indicators=TABLES),)),)),
        ],
        [
            Neighbours(text=Text(projects=(of_goals("认真开展慰问。"),)), others=(Text(projects=(of_goals("认真开展慰问。"),)),)),
            Neighbours(text=Text(measures=(Line(text=LONG),)), others=(Text(measures=(Line(text=LONG),)),)),
            Neighbours(text=Text(projects=(of_goals(LONG),))),
        ],
    ),
    "year_on_year": (
        [this_year(indicators=example_rows(("数量", "巡河", "≥40次"))), this_year(indicators=example_rows(("质量", "误差", "≤8%"))), this_year(budget="40.00"), this_year(name="新设项目")],
        [this_year(indicators=example_rows(("数量", "巡河", "≥50次"), ("质量", "误差", "≤3%"))), this_year(budget="39.00"), this_year(name="2025年河长制经费"), Neighbours(text=LAST)],
    ),
}  # fmt: skip
