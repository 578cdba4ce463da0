"""Whether an indicator stands in the right 二级指标, whether every needed one is there, and what they weigh."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from texts.amounts import parse_number, plain_number
from texts.checks.examples import example_row, example_rows
from texts.checks.finding import Hit, Level
from texts.checks.fitness import is_count, is_rate
from texts.checks.rule import rule
from texts.checks.settings import Options
from texts.checks.views import ProjectView, RowView
from texts.checks.words import listed, squeeze
from texts.model import Indicator, Project
from texts.targets import Deadline

Verdict = tuple[str, str] | None
_TIME = re.compile(r"[0-9]+[月日]|[年月季]底|[年月季]末|每[日周月季年]")


@rule(
    level=Level.INFO,
    title="数量指标填了比率",
    asks="数量指标填绝对数和计量单位，比率放在质量或效益指标。",
    why="数量指标考核做了多少，比率说明做得怎样。",
    wrong=example_row("数量", "气象资料传输率", "≥95%"),
    right=example_row("数量", "维护自动气象站数量", "≥19套"),
)
def rate_in_quantity(view: RowView, options: Options) -> Iterator[Hit]:
    if view.category == "数量" and view.is_share and is_rate(view.bare, options):
        yield Hit(
            view.at("name"),
            f"{view.label}是比率，数量指标应填绝对数。",
            "数量指标改用绝对数并注明单位，比率移至质量或效益指标。",
            view.quote,
            about=view.about,
        )


@rule(
    level=Level.WARNING,
    title="指标放错了二级类别",
    asks="指标内容与所在的二级指标相符：质量不放篇数次数，时效与时间有关，成本与金额有关，效益各归其类。",
    why="类别错位，考核的就不是该考核的内容，多为凑齐类别硬填。",
    wrong=example_row("生态效益", "提升公共服务水平", "≥95%"),
    right=example_row("社会效益", "提升公共服务水平", "≥95%"),
)
def indicator_wrong_category(view: RowView, options: Options) -> Iterator[Hit]:
    judge = _JUDGES.get(view.category)
    verdict = judge(view, options) if judge and view.name else None
    if verdict:
        yield Hit(
            view.at("name"),
            f"{view.label}{verdict[0]}，放在“{view.level2}”下类别错位。",
            verdict[1],
            view.quote,
            about=view.about,
        )


def _quality(view: RowView, options: Options) -> Verdict:
    if options.any_of("count_is_quality").search(view.name):
        return None
    unit = view.quantity.unit if view.quantity else ""
    if options.ends_in("quality_counts").search(view.bare) or unit in options.words("quality_units"):
        return "是数量，不反映质量", "移入数量指标，质量指标改为合格率、通过率等。"
    if "满意" in view.name or "满意" in view.description:
        return "是满意度，不反映质量", "移入满意度指标，质量指标改为合格率、通过率等。"
    return None


def _quantity(view: RowView, options: Options) -> Verdict:
    if is_count(view.bare, options) and not view.is_share:
        return None
    if "满意" in view.bare:
        return "是满意度，不是数量", "移入满意度指标，数量指标填绝对数。"
    return ("反映质量，不是数量", "移入质量指标，数量指标填绝对数。") if "合格" in view.bare else None


def _timeliness(view: RowView, options: Options) -> Verdict:
    unit = view.quantity.unit if view.quantity else ""
    is_term = not set(unit.split("/")).isdisjoint(options.words("time_units"))  # 5天, and how often: 1次/日
    is_time = is_term or isinstance(view.value, Deadline) or _TIME.search(view.target)
    is_told = options.any_of("time_in_description").search(f"{view.description} {view.target}")
    if is_time or is_told or options.any_of("time_words").search(view.bare):
        return None
    return "及其描述不涉及时间", "时效指标改为完成时间或按时完成率，原指标移入相应类别。"


def _cost(view: RowView, options: Options) -> Verdict:
    is_money = view.quantity is not None and not view.is_share and "元" in view.quantity.unit
    if options.any_of("cost_words").search(view.bare):
        return None
    if is_money and options.any_of("cost_words_of_money").search(view.bare):
        return None
    budget = view.project.budget_words
    example = f"，例如“项目总成本≤{budget}”" if budget else ""
    return "不是成本", f"改为以金额计量的成本指标{example}，原指标移入相应类别。"


def _economy(view: RowView, options: Options) -> Verdict:
    vetoes = options.any_of("economy_vetoes")
    named, described = vetoes.search(view.name), vetoes.search(view.description)
    veto = named or described
    if veto is None or options.any_of("economy_words").search(view.bare):
        return None
    if not named and options.any_of("economy_words_beside").search(view.bare):
        return None
    return f"讲的是“{veto[0]}”，不属于经济效益", "移入社会效益或质量指标，没有经济效益的可不设。"


def _society(view: RowView, options: Options) -> Verdict:
    veto = options.any_of("society_vetoes").search(view.bare)
    if veto is None or options.any_of("society_words").search(view.bare):
        return None
    kind = "生态效益" if veto[0] == "生态" else "经济效益"
    return f"属于{kind}", f"移入{kind}指标，或删去。"


def _ecology(view: RowView, options: Options) -> Verdict:
    if options.any_of("ecology_words").search(view.bare):
        return None
    return "与生态环境无关", "移入社会效益等相应类别，没有生态效益的可不设。"


def _lasting(view: RowView, options: Options) -> Verdict:
    if options.any_of("lasting_vetoes").search(view.bare):
        return "是预算管理要求，不是可持续影响", "改为持续发挥作用期限、长效机制等指标。"
    return None


_JUDGES: dict[str, Callable[[RowView, Options], Verdict]] = {
    "数量": _quantity,
    "质量": _quality,
    "时效": _timeliness,
    "成本": _cost,
    "经济成本": _cost,
    "经济效益": _economy,
    "社会效益": _society,
    "生态效益": _ecology,
    "可持续影响": _lasting,
}


@rule(
    level=Level.ERROR,
    title="缺少必填的指标类别",
    asks="每个项目至少有数量、质量、时效、成本指标各一条，效益指标一条，满意度指标一条。",
    why="少一类，项目的产出、花费或效果就有一面没有考核。",
    wrong=Project(
        indicators=example_rows(
            ("数量", "送教次数", "≥1260次"), ("质量", "方案制定率", "100%"), ("成本", "送教成本", "≤12万元"),
            ("社会效益", "入学率", "≥98%"), ("服务对象满意度", "家长满意度", "≥95%"),
        )
    ),
    right=Project(
        indicators=example_rows(
            ("数量", "送教次数", "≥1260次"), ("质量", "方案制定率", "100%"), ("时效", "完成时间", "2025年12月底前"),
            ("成本", "送教成本", "≤12万元"), ("社会效益", "入学率", "≥98%"), ("服务对象满意度", "家长满意度", "≥95%"),
        )
    ),
)  # fmt: skip
def missing_category(project: ProjectView, options: Options) -> Iterator[Hit]:
    present = {view.category for view in project.rows}
    if not present or "" in present:
        return  # an empty table is another finding; a level that the source lost is unknown
    missing = [name for name, *levels in _needed(project, options) if not present & set(levels)]
    if missing:
        yield Hit(
            project.at("indicators"),
            f"指标表缺少{listed(missing)}。",
            f"补充{listed(missing)}，每类至少一条。",
            " | ".join(dict.fromkeys(view.level2 for view in project.rows)),
            about=tuple(sorted(present)),
        )


def _needed(project: ProjectView, options: Options) -> Iterator[list[str]]:
    """The needed categories of the tree that the settings name, or by the names of the levels in use."""
    tree = options.text("tree")
    if tree == "auto":
        levels = {view.category for view in project.rows}
        tree = "2021" if levels & {"经济成本", "社会成本", "生态环境成本"} else "2015"
    return (category for of, *category in options.rows("categories") if of == tree)


def _weighing(*weights: str) -> Project:
    rows = (Indicator(name=f"第{n}条指标", weight=weight) for n, weight in enumerate(weights, 1))
    return Project(columns=("weight",), indicators=tuple(rows))


@rule(
    level=Level.ERROR,
    title="权重合计不等于总分",
    asks="一张表各条指标的权重（分值）合计应为100，或为本批次规定的总分。",
    why="权重合计不是总分，绩效评价的得分就没有意义，多为增删指标后没有重新分配。",
    wrong=_weighing("40", "30", "20"),
    right=_weighing("40", "30", "30"),
)
def weights_not_points(project: ProjectView, options: Options) -> Iterator[Hit]:
    printed = [squeeze(view.row.weight) for view in project.rows]
    numbers = [number for words in printed if (number := parse_number(words)) is not None]
    if not numbers or len(numbers) < len(printed):
        return  # what is blank or no number is said of its own cell
    total, points = sum(numbers, Decimal()), options.number("points")
    if total != points:
        less = "少" if total < points else "多"
        yield Hit(
            project.at("indicators"),
            f"{project.label}各条指标的权重合计为{plain_number(total)}，应为{plain_number(points)}。",
            f"重新分配各条指标的权重，使合计为{plain_number(points)}（现{less}{plain_number(abs(points - total))}）。",
            "＋".join(printed),
            about=tuple(printed),
        )
