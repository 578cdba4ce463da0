"""For every rule, the n-th way (0 to 19) to change the clean text so that this rule, and no other, finds something."""

from collections.abc import Callable
from dataclasses import replace

from tests.checks.changing import (
    CLEAN,
    Mutation,
    budget,
    field,
    functions,
    in_project,
    in_row,
    in_sub_goal,
    in_table,
    in_words,
    project,
    renamed,
    with_project,
    with_row,
    with_sub_goal,
)
from tests.checks.clean import ASKED, BENEFIT, COST, MEASURES, QUALITY, QUANTITY, TIME, code_of
from texts.checks.examples import example_lines, months
from texts.checks.views import Neighbours


def at_row(n: int, which: int, at: str = "target") -> str:
    return f"projects[{project(n).code}].indicators[{which + 1}].{at}"


def at(n: int, name: str) -> str:
    return f"projects[{project(n).code}].{name}"


def quantity_conflict(n: int) -> Mutation:
    text = with_project(n, goals=example_lines(f"购置印刷机{n + 2}台。", "群众受益。"))
    return with_row(n, QUANTITY, text, name="购置印刷机台数", target=f"≥{n + 9}台"), at_row(n, QUANTITY)


def people_and_price(n: int) -> Mutation:
    text = with_row(n, QUANTITY, name="培训人数", target=f"{n + 3}0人")
    return with_row(n, COST, text, name="人均培训成本", target="≤30元/人"), at_row(n, COST)


def all_the_same(n: int) -> Mutation:
    date = f"2025年{n % 9 + 3}月底前"
    table = tuple(row if k == QUALITY else replace(row, target=date) for k, row in enumerate(project(n).indicators))
    return in_table(n, table)


def repeated_descriptions(n: int) -> Mutation:
    table = project(n).indicators
    chosen = {(n + k) % len(table) for k in range(3 + n % 3)}
    return in_table(n, tuple(replace(row, description=row.name) if k in chosen else row for k, row in enumerate(table)))


def without_category(n: int) -> Mutation:
    gone = (QUANTITY, TIME, COST, BENEFIT, ASKED)[(n + n // 10) % 5]
    return in_table(n, tuple(row for k, row in enumerate(project(n).indicators) if k != gone))


def other_session(n: int) -> Mutation:
    terms = "一二三四五六七八九十"
    text = renamed(n, f"{terms[n % 10]}届五次会议费")
    words = f"用于{field(n)}系统筹备{terms[n % 10]}届{'四三'[n // 10]}次会议的场地和材料。"
    return with_project(n, text, purpose=f"预算数{budget(n)}万元。{words}"), at(n, "purpose")


def copied_table(n: int) -> Mutation:
    """The later of two tables is the copy."""
    other = (n + 1 + n // 10) % 10
    own = project(n).indicators
    table = tuple(
        replace(row, target=own[k].target) if k in (QUANTITY, COST, BENEFIT) else row
        for k, row in enumerate(CLEAN.projects[other].indicators)
    )
    return with_project(n, indicators=table), f"projects[{CLEAN.projects[max(n % 10, other)].code}].indicators"


def copied_goal(n: int) -> Mutation:
    words = f"{field(n)}读本编好之后要逐村逐户送到群众手中并且讲解清楚{'，不留死角' * (n // 10)}。"
    text = replace(CLEAN, measures=(*CLEAN.measures, *example_lines(words)))
    return with_sub_goal(n, text, description=(words,)), f"sub_goals[{n % 10 + 1}]"


def two_terms(n: int) -> Mutation:
    usual = f"{field(n)}综合服务{('中心', '平台')[n // 10]}"
    text = replace(CLEAN, measures=(*CLEAN.measures, *example_lines(f"{usual}入驻部门。", f"{usual}按月调度。")))
    return replace(text, overall_goal=(*CLEAN.overall_goal, usual.replace("服务", "指挥"))), "overall_goal[3]"


def same_name(n: int) -> Mutation:
    other = (n + 1 + n // 10) % 10
    return renamed(n, str(CLEAN.projects[other].name)), at(max(n % 10, other), "name")


def same_code(n: int) -> Mutation:
    code = CLEAN.projects[(n + 1 + n // 10) % 10].code
    return with_project(n, code=code), f"projects[{code}].code"


def wrong_check(n: int) -> Mutation:
    code = str(project(n).code)
    wrong = (
        code[:-1] + ("Y" if code[-1] != "Y" else "X")
        if n < 10
        else code[:14] + ("7" if code[14] != "7" else "3") + code[15:]
    )
    return with_project(n, code=wrong), f"projects[{wrong}].code"


def other_year(n: int) -> Mutation:
    code = code_of(n % 10 + 1, "24" if n < 10 else "23")
    return with_project(n, code=code), f"projects[{code}].code"


def goals_of_purpose(n: int) -> Mutation:
    purpose = f"编印{field(n)}读本{n + 2}千册，装订后运送到村。"
    text = with_project(n, purpose=f"预算数{budget(n)}万元。用于{purpose}")
    return with_project(n, text, goals=example_lines(*purpose.split("，"))), at(n, "goals")


def two_documents(n: int) -> Mutation:
    text = renamed(n, f"云财〔2023〕{n + 30}号{field(n)}补助资金")
    return text, at(n, "basis")


def of_a_congress(n: int) -> Mutation:
    text = with_project(n, unit_name="云溪县政协本级")
    return with_project(
        n, text, goals=example_lines(f"提出{field(n)}方面的{('高质量', '有分量的')[n // 10]}议案。", "群众受益。")
    ), at(n, "goals[1]")


def in_a_district(n: int) -> Mutation:
    text, where = in_words(n, f"服务全市{field(n)}读者。")
    return replace(text, department="路北区综合服务局", finance_bureau="路北区财政局"), where


def missing_measures(n: int) -> Mutation:
    kept = [words for k, words in enumerate(MEASURES) if k != 1 + n % 2] + [f"{field(n)}工作按月调度。"] * (n // 2)
    return replace(CLEAN, measures=example_lines(*kept)), "measures"


def elsewhere(n: int) -> Mutation:
    goals = example_lines(f"{field(n)}读本编好之后要逐村逐户送到群众手中。", "讲解清楚。")
    other = replace(CLEAN, department="云溪县某局", projects=(replace(project(n + 1), goals=goals, indicators=()),))
    text = with_project(n, goals=goals)
    if n >= 10:
        other, text = replace(other, projects=(replace(project(n), goals=()),)), CLEAN
    return Neighbours(text=text, others=(other,)), at(n, "goals" if n < 10 else "indicators")


def against_last_year(n: int) -> Mutation:
    changes = (
        (with_project(n, budget=f"{budget(n) * 2}.00"), at(n, "budget")),
        (with_row(n, BENEFIT, target="≥90000人"), at_row(n, BENEFIT)),
        (with_row(n, QUALITY, target="≥99%"), at_row(n, QUALITY)),
    )
    last_year, where = changes[n % 3]
    return Neighbours(text=CLEAN, last_year=last_year), where


_PLANS = (("30", "60", "60", "100"), ("30", "20", "90", "100"), ("40", "40", "41", "100"), ("30", "95", "90", "100"))
_SINGLE_WORDS = ("可持续性", "社会效益", "时效性", "成本")
_VAGUE = ("年初工作计划", "上级文件要求", "2025年工作计划", "局长办公会议研究决定", "有关规定")
_TYPOS = (
    "采取有利措施办好{}。",
    "解决{}公文旅游现象。",
    "增强{}安全意思。",
    "健全{}台帐。",
    "{}辅导和和兴趣活动。",
    "截止目前{}完成。",
    "2025年12底前{}完成。",
)
_PAST = (
    "学习党的十九大精神，抓好{}。",
    "开展“不忘初心、牢记使命”主题教育，抓好{}。",
    "打赢{}脱贫攻坚战。",
    "落实{}“十三五”任务。",
)
_DOUBLED = ("提出{}方面的意见意见。", "着力实施实施{}项目。", "提高本本级{}人员素质。", "落实{}校园校园安全。")


def badly_weighed(n: int) -> Mutation:
    """A project whose table has weights, one of them wrong."""
    weights = ("20", "20", "20", "20", "10", str(11 + n))
    table = tuple(replace(row, weight=weight) for row, weight in zip(project(n).indicators, weights, strict=True))
    return with_project(n, columns=("weight",), indicators=table), f"projects[{project(n).code}].indicators"


#: slug -> the n-th mutation: the changed text and where this rule finds something
MUTATIONS: dict[str, Callable[[int], Mutation]] = {
    "plan_not_rising": lambda n: in_project(n, "plan", months(*_PLANS[(n + n // 10) % 4])),
    "weights_not_points": badly_weighed,
    "plan_not_100": lambda n: in_project(n, "plan", months("30", "60", "70", str(79 + n))),
    "budget_sum": lambda n: in_project(n, "fiscal_funds", f"{budget(n) + 1 + n}.00", "budget"),
    "amount_in_purpose": lambda n: in_project(n, "purpose", f"预算数{budget(n) + n + 1}万元。用于读本的排版和装订。"),
    "cost_total": lambda n: in_row(n, COST, target=f"≤{budget(n) + n + 1}万元"),
    "formula_budget": lambda n: in_project(n, "purpose", f"预算数{budget(n)}万元。用于印制，按{n + 2}人×{n + 3}元/人测算。"),
    "unit_times_quantity_not_budget": people_and_price,
    "unit_cost_unreasonable": lambda n: in_row(n, QUANTITY, target=f"{n + 1}册"),
    "quantity_conflicts_with_text": quantity_conflict,
    "goal_quantity_without_indicator": lambda n: in_project(n, "goals", example_lines(f"发射{n + 2}发信号弹。", "群众受益。")),
    "glued_value": lambda n: in_row(n, TIME, target=f"≥{n + 5}2025年9月底前") if n < 10 else in_row(n, ASKED, target="≥90%百分比"),
    "incomplete_unit": lambda n: in_row(n, COST, target=f"≤{n % 10 + 1}{('万', '.5万')[n // 10]}"),
    "ge_100_percent": lambda n: in_row(n, BENEFIT, name=f"{field(n)}政策知晓率", target="≥100%" if n < 10 else "≥100.0%"),
    "odd_glyph": lambda n: in_row(n, BENEFIT, target=f"≧{n + 5}人") if n < 10 else in_row(n, ASKED, target="≥90％"),
    "unquantified_value": lambda n: in_row(n, BENEFIT, target=("明显提升", "控制在合理范围内")[n // 10]),
    "vague_deadline": lambda n: in_row(n, TIME, target=("2025年度", "2025年")[n // 10]),
    "uniform_targets": all_the_same,
    "cost_percent": lambda n: in_row(n, COST, target=f"≤{n + 80}%"),
    "cost_lower_bound": lambda n: in_row(n, COST, target=f"≥{n % 10 + 1}万元" if n < 10 else f"＞{n}万元".replace("＞", ">")),
    "operator_direction": lambda n: in_row(n, BENEFIT, name=f"{field(n)}{('安全事故起数', '群众投诉件数')[n // 10]}", target=f"≥{n + 1}起"),
    "count_with_percent": lambda n: in_row(n, (QUANTITY, BENEFIT)[n // 10], target=f"≥{n + 75}%"),
    "time_name_percent_value": lambda n: in_row(n, TIME, target=f"≥{n + 75}%"),
    "rate_name_nonpercent_value": lambda n: in_row(n, BENEFIT, name=f"{field(n)}政策知晓率", target=f"{n + 5}00人"),
    "unit_mismatch": lambda n: in_row(n, QUANTITY, name=("编印读本册数（份）", "编印读本册数（册/年）")[n // 10]),
    "unmeasurable_percent": lambda n: in_row(n, BENEFIT, name=f"{field(n)}社会影响力", target=f"≥{n + 75}%", description="得到群众认可"),
    "placeholder_left": lambda n: in_row(n, BENEFIT, "name", name=("受益人口数量（≥**人）", "××受益人口数量")[n // 10]),
    "template_unit_options": lambda n: in_row(n, QUANTITY, "name", name=("编印读本册数（册/本/套）", "编印读本册数（份/册/本/套）")[n // 10]),
    "description_repeats_name": repeated_descriptions,
    "description_used_as_name": lambda n: in_row(n, BENEFIT, "name", name=f"通过发放{field(n)}读本使广大农村居民掌握有关知识的受益人口数{'之和' * (n // 10)}数量"),
    "level3_repeats_level2": lambda n: in_row(n, BENEFIT, "name", name=_SINGLE_WORDS[(n + n // 10) % 4]),
    "truncated_name": lambda n: in_row(n, BENEFIT, "name", name=f"{field(n)}宣传受", description=f"{field(n)}宣传受益{'农村' * (n // 10)}人口数量"),
    "question_form_name": lambda n: in_row(n, BENEFIT, "name", name=f"是否惠及{field(n)}受益{'农村' * (n // 10)}人口"),
    "duplicate_indicator": lambda n: in_row(n, BENEFIT, "name", name="编印读本册数", target=f"≥{n + 1}册"),
    "rate_in_quantity": lambda n: in_row(n, QUANTITY, "name", name=f"{field(n)}读本覆盖率", target=f"≥{n + 75}%"),
    "indicator_wrong_category": lambda n: in_row(n, BENEFIT, "name", name=f"{field(n)}{('生态环境改善面积', '经济效益总额')[n // 10]}", target=f"≥{n + 1}亩"),
    "missing_category": without_category,
    "session_number_mismatch": other_session,
    "project_name_mismatch": lambda n: in_sub_goal(n, "title", f"{field(n)}资料编印{('补贴', '配套')[n // 10]}项目绩效目标"),
    "subgoals_not_by_project": lambda n: (replace(CLEAN, sub_goals=functions(n)), "sub_goals"),
    "subgoal_unquantified": lambda n: in_sub_goal(n, "indicators", ("加强调度，按期完成。", None)[n // 10], "indicators"),
    "subgoal_value_mismatch": lambda n: in_sub_goal(n, "indicators", f"印刷合格率≥{n + 70}%。"),
    "subgoal_indicator_not_in_table": lambda n: in_sub_goal(n, "indicators", f"印刷合格率≥98%；热点难点解决率≥{n + 70}%。"),
    "subgoal_indicator_name_mismatch": lambda n: in_sub_goal(n, "indicators", f"{'乡村' * (n // 10)}惠及群众{project(n).indicators[BENEFIT].target}。"),
    "copied_text": copied_goal,
    "copied_indicator_set": copied_table,
    "inconsistent_term": two_terms,
    "duplicate_project_name": same_name,
    "duplicate_code": same_code,
    "code_year_mismatch": other_year,
    "code_check": wrong_check,
    "empty_field": lambda n: in_row(n, (BENEFIT, TIME)[n // 10], "basis", basis=None) if n % 2 else in_project(n, ("name", "plan")[n // 10], None if n < 10 else ()),
    "too_long": lambda n: in_row(n, TIME, target=f"2025年{n % 9 + 3}月底前完成全部读本的排版、印制、装订、验收入库并逐村送达签收"),
    "purpose_repeats_name": lambda n: in_project(n, "purpose", f"预算数{budget(n)}万元。{('主要用于', '用于支付')[n // 10]}{field(n)}资料编印的费用。"),
    "purpose_missing_amount": lambda n: in_project(n, "purpose", f"用于{field(n)}读本的{('印制和运送', '排版和装订')[n // 10]}。"),
    "single_goal": lambda n: in_project(n, "goals", example_lines(f"{('编印', '发放')[n // 10]}{field(n)}读本。")),
    "goal_copies_purpose": goals_of_purpose,
    "goal_incomplete": lambda n: in_project(n, "goals", example_lines("群众受益。", f"编印{field(n)}读本{'，、'[n // 10]}"), "goals[2]"),
    "vague_basis": lambda n: in_table(n, tuple(replace(row, basis=_VAGUE[(n + n // 10) % 5]) for row in project(n).indicators), "basis"),
    "basis_conflicts_with_name": two_documents,
    "duplicated_word": lambda n: in_words(n, _DOUBLED[n % 4].format(field(n))),
    "typo": lambda n: in_words(n, _TYPOS[n % 7].format(field(n))),
    "document_brackets": lambda n: in_row(n, (QUANTITY, ASKED)[n // 10], "basis", basis=f"云财[2024]{n + 1}号"),
    "own_number": lambda n: in_sub_goal(n, "title", f"{n + 1}、{CLEAN.sub_goals[n % 10].title}"),
    "term_not_for_body": of_a_congress,
    "outdated_reference": lambda n: in_words(n, _PAST[n % 4].format(field(n))),
    "scope_error": in_a_district,
    "personal_info": lambda n: in_words(n, f"{field(n)}工作联系人：{('王小', '李')[n // 10]}{'梅兰竹菊松柏桃李杏荷'[n % 10]}（电话1380000{1000 + n}）。"),
    "missing_measure": missing_measures,
    "same_text_elsewhere": elsewhere,
    "year_on_year": against_last_year,
}  # fmt: skip
