"""Upper and lower bounds: money for cost and not too much of it, ≥ where more is better, ≤ where less is."""

import re
from collections.abc import Iterator

from texts.checks.examples import example_row
from texts.checks.finding import Hit, Level
from texts.checks.numbers import in_ten_thousands
from texts.checks.phrases import phrases
from texts.checks.rule import extends, rule
from texts.checks.settings import Options
from texts.checks.views import RowView, SubGoalView
from texts.checks.words import bare, quoted
from texts.targets import Quantity, parse

_DOWN = {"≥": "≤", ">": "<"}
_UP = {"≤": "≥", "<": ">"}
_NUMERATOR = re.compile(r"(?:占|[/／÷]|与(?=.*(?:比率|比值|比例|之比)$)).*$")


@rule(
    level=Level.ERROR,
    title="成本指标填了百分比",
    asks="成本指标填写金额上限或标准，例如“≤60万元”“≤400元/人·天”。",
    why="百分比不是金额，“≥95%”还成了下限，不能约束成本。",
    wrong=example_row("成本", "项目预算控制数", "≥95%"),
    right=example_row("成本", "项目预算控制数", "≤60万元"),
)
def cost_percent(view: RowView, options: Options) -> Iterator[Hit]:
    if view.is_cost and view.is_share:
        example = f"“≤{view.project.budget_words or '××万元'}”"
        yield Hit(
            view.at(),
            f"成本指标{view.label}的指标值为{quoted(view.row.target)}，是百分比而不是金额，不能约束成本。",
            f"改为金额上限并与预算数一致，如{example}，或填写单位成本标准。",
            view.quote,
            about=view.about,
        )


@rule(
    level=Level.ERROR,
    title="成本指标用了“≥”",
    asks="成本指标的金额用“≤”或不带符号的固定标准。",
    why="“≥”的意思是花得越多越好。",
    wrong=example_row("成本", "单位面积维修成本", "≥175元/平方米"),
    right=example_row("成本", "单位面积维修成本", "≤175元/平方米"),
)
def cost_lower_bound(view: RowView, options: Options) -> Iterator[Hit]:
    quantity = view.quantity
    if not view.is_cost or quantity is None or quantity.operator not in _DOWN:
        return
    if "元" in quantity.unit or in_ten_thousands(quantity) is not None:
        now = view.target.replace("≧", "≥").replace(quantity.operator, _DOWN[quantity.operator], 1)
        yield Hit(
            view.at(),
            f"成本指标{view.label}的指标值{quoted(view.row.target)}用了“{quantity.operator}”，成本应有上限。",
            f"改为“{now}”。",
            view.quote,
            about=view.about,
            edits=view.edit("target", now) if quantity.operator in view.target.replace("≧", "≥") else (),
        )


@rule(
    level=Level.ERROR,
    title="比较符号方向相反",
    asks="越少越好的指标（故障、事故、投诉、响应时间）用“≤”，越多越好的指标（合格率、提前量）用“≥”。",
    why="方向反了，完成得越差得分越高。",
    wrong=example_row("时效", "预警提前时间", "≤10分钟"),
    right=example_row("时效", "预警提前时间", "≥10分钟"),
)
def operator_direction(view: RowView, options: Options) -> Iterator[Hit]:
    if view.is_cost or view.quantity is None:
        return
    senses = [sense for words in (view.bare, view.description) if (sense := direction(words, options))]
    if not senses or len(set(senses)) > 1:
        return  # 死亡人数, 比上年下降: the one names what is bad, the other what becomes of it
    wanted = senses[0]
    if message := _against(view.label, view.target, view.quantity, wanted):
        now = view.target.translate(str.maketrans("≧≦", "≥≤")).replace(view.quantity.operator or "", wanted, 1)
        yield Hit(view.at(), message, f"改为“{now}”，或换成方向一致的指标。", view.quote, about=view.about)


@extends("operator_direction")
def operator_direction_in_part_one(sub_goal: SubGoalView, options: Options) -> Iterator[Hit]:
    for phrase in phrases(sub_goal.indicators):
        wanted, value = direction(bare(phrase.name), options), parse(phrase.value)
        if not wanted or not isinstance(value, Quantity):
            continue
        if message := _against(quoted(phrase.name), phrase.value, value, wanted):
            fix = f"改用“{wanted}”并与绩效目标表一致，或换成方向一致的指标。"
            yield Hit(sub_goal.at("indicators"), message, fix, phrase.printed)


def direction(words: str, options: Options) -> str:
    """≤ where less is better, ≥ where more is, "" unknown.

    The term must end the words (事故起数, not 事故救助人数); of two the later, then the longer decides (故障排除率).
    What is mended or prevented turns: 排除故障次数 is the more the better. Of a share, its numerator counts.
    """
    counted = _NUMERATOR.sub("", words)
    found = [
        (match.end(), len(match[0]), sign, match.start())
        for key, sign in (("inverse", "≤"), ("forward", "≥"))
        for match in options.any_of(key).finditer(counted)
        if _is_tail(counted[match.end() :], options)
    ]
    if not found:
        return ""
    *_, sign, start = max(found)
    before = counted[:start]
    is_mended = options.ends_in("mended").search(before) or before.startswith(options.words("mended_first"))
    return "≥" if sign == "≤" and is_mended else sign


def _is_tail(rest: str, options: Options) -> bool:
    """Whether only words of measuring follow a term: 起数, 的比率."""
    return not options.any_of("tails").sub("", rest)


def _against(label: str, target: str, quantity: Quantity, wanted: str) -> str:
    wrong = quantity.operator in (_DOWN if wanted == "≤" else _UP)
    sense = "越低越好" if wanted == "≤" else "越高越好"
    return f"{label}是{sense}的指标，指标值“{target}”用“{quantity.operator}”，方向相反。" if wrong else ""
