"""指标值: whether the value itself is whole, written as it should be, and can be measured."""

import re
from collections import Counter
from collections.abc import Iterator

from texts.checks.examples import example_row, example_rows
from texts.checks.finding import Hit, Level
from texts.checks.phrases import phrases
from texts.checks.rule import extends, rule
from texts.checks.settings import Options
from texts.checks.views import ProjectView, RowView, SubGoalView
from texts.checks.words import HAN, listed, quoted
from texts.model import Project
from texts.targets import UNITS, Ambiguity, Deadline, Quantity, ambiguity, canonical, parse

_GLYPHS = str.maketrans("＜＞≦≧％", "<>≤≥%")
_WHOLE_YEAR = re.compile(r"20[0-9]{2}年度?")
_AT_LEAST_ALL = re.compile(r"[≥≧]100(?:\.0+)?%")
_HALF = re.compile(r"[0-9][万亿]$")
OF_MANY = re.compile(r"/[0-9]*[百千万亿]")  # 12/10万, 1.5人/万车: a rate that is no percentage
_GRADE = re.compile(r"[Ⅰ-Ⅻ]|(?:[IVX]{1,4}|[A-E]{1,5})[类级等档]")
_PER_WITHOUT_MONEY = re.compile(r"([≥≤≧≦><=]?[0-9.]+)(/人[·.]?[天日次])")
_UNITS = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_HAN_COUNT = re.compile(rf"(?:百分之|第)?[零〇一二两三四五六七八九十百千]+(?:{_UNITS}|等)|零{HAN}{{2}}")


@rule(
    level=Level.ERROR,
    title="两个指标值或两个单位粘在一起",
    asks="一个指标只填一个指标值、一个计量单位。",
    why="“≥95%百分比”“≥952024年底完成”读不出真正的指标值，预算系统也不能录入。",
    wrong=example_row("质量", "服务质量合格率", "≥95%百分比"),
    right=example_row("质量", "服务质量合格率", "≥95%"),
)
def glued_value(view: RowView, options: Options) -> Iterator[Hit]:
    kind = ambiguity(view.target)
    if kind is Ambiguity.TWO_UNITS:
        now = canonical(view.row.target or "")
        yield Hit(
            view.at(),
            f"指标值{quoted(view.row.target)}把一个计量单位写了两遍。",
            f"改为“{now}”。",
            view.quote,
            about=view.about,
            edits=view.edit("target", now),
        )
    elif kind is Ambiguity.TWO_VALUES:
        cut = re.search(r"20[0-9]{2}年", view.target)
        number, date = (view.target[: cut.start()], view.target[cut.start() :]) if cut else (view.target, "")
        yield Hit(
            view.at(),
            f"指标值{quoted(view.row.target)}把“{number}”与“{date}”两个值粘在一起。",
            f"只保留其中一个，例如“{date}”。",
            view.quote,
            about=view.about,
            edits=view.edit("target", date),
        )


@rule(
    level=Level.INFO,
    title="计量单位不完整",
    asks="金额和数量写全计量单位：13万元，2.4万平方米，400元/人天。",
    why="只有“万”或没有单位的数字，读者不知道是钱、是人还是面积。",
    wrong=example_row("成本", "项目预算控制数", "≤13万"),
    right=example_row("成本", "项目预算控制数", "≤13万元"),
)
def incomplete_unit(view: RowView, options: Options) -> Iterator[Hit]:
    if per := _PER_WITHOUT_MONEY.search(view.target):
        now, lacks = view.target.replace(per[0], f"{per[1]}元{per[2]}"), "缺少“元”"
    elif _HALF.search(view.target) and not OF_MANY.search(view.target):
        now, lacks = f"{view.target}元" if view.is_cost else "", "“万”“亿”之后没有计量单位"
    else:
        return
    yield Hit(
        view.at(),
        f"指标值{quoted(view.row.target)}单位不完整，{lacks}。",
        f"改为“{now}”。" if now else f"在“{view.target}”之后补写计量单位。",
        view.quote,
        about=view.about,
        edits=view.edit("target", now) if now else (),
    )


@extends("incomplete_unit")
def incomplete_unit_in_part_one(sub_goal: SubGoalView, options: Options) -> Iterator[Hit]:
    for phrase in phrases(sub_goal.indicators):
        value = parse(phrase.value)
        if not isinstance(value, Quantity) or value.unit.strip("/") or options.any_of("unitless").search(phrase.name):
            continue
        yield Hit(
            sub_goal.at("indicators"),
            f"分项绩效指标“{phrase.printed}”的“{phrase.value}”没有完整的计量单位。",
            "补写计量单位，并与绩效目标表的指标值一致。",
            phrase.printed,
        )


@rule(
    level=Level.INFO,
    title="“≥100%”没有意义",
    asks="不可能超过100%的比率填“100%”，不填“≥100%”。",
    why="合格率、覆盖率最多100%，“≥”既多余又显得没有斟酌。",
    wrong=example_row("质量", "年检合格率", "≥100%"),
    right=example_row("质量", "年检合格率", "100%"),
)
def ge_100_percent(view: RowView, options: Options) -> Iterator[Hit]:
    if _AT_LEAST_ALL.fullmatch(view.target) and not options.any_of("beyond").search(view.name):
        yield Hit(
            view.at(),
            f"{view.label}不可能超过100%，指标值{quoted(view.row.target)}中的“≥”没有意义。",
            "改为“100%”。",
            view.quote,
            about=view.about,
            edits=view.edit("target", "100%"),
        )


@rule(
    level=Level.INFO,
    title="比较符号或百分号不规范",
    asks="三级指标和指标值使用 ≥、≤、>、<、%，不用 ≧、≦、＞、＜、％。",
    why="符号不一，汇总和比对时会被当作不同的值。",
    wrong=example_row("质量", "设备验收合格率", "≧98％"),
    right=example_row("质量", "设备验收合格率", "≥98%"),
)
def odd_glyph(view: RowView, options: Options) -> Iterator[Hit]:
    for name in ("name", "target"):
        printed = getattr(view.row, name) or ""
        odd = sorted({sign for sign in printed if ord(sign) in _GLYPHS}, key=printed.index)
        if odd:
            now = printed.translate(_GLYPHS)
            yield Hit(
                view.at(name),
                f"{quoted(printed)}使用了不规范的符号{listed(f'“{sign}”' for sign in odd)}。",
                f"改为{quoted(now)}。",
                printed,
                about=(printed,),
                edits=view.edit(name, now),
            )


@rule(
    level=Level.WARNING,
    title="指标值没有量化",
    asks="指标值应有数字、日期或可以核对的等级。",
    why="“能力提升”“控制在预算内”无法考核完成与否。",
    wrong=example_row("社会效益", "业务保障能力提升情况", "能力提升"),
    right=example_row("社会效益", "预警信息覆盖行政村数量", "≥120个"),
)
def unquantified_value(view: RowView, options: Options) -> Iterator[Hit]:
    if not view.target or re.search(r"[0-9*×]", view.target) or isinstance(view.value, Deadline):
        return
    words = options.any_of("phrases").sub("", view.target)
    if _HAN_COUNT.search(words) or _GRADE.search(words) or view.target.rstrip("。") in options.words("accepted_words"):
        return
    example = f"，例如“≤{view.project.budget_words}”" if view.is_cost and view.project.budget_words else ""
    yield Hit(
        view.at(),
        f"{view.label}的指标值{quoted(view.row.target)}没有数字、日期或等级，无法考核。",
        f"改为可以核对的数值或日期{example}。",
        view.quote,
        about=view.about,
    )


@rule(
    level=Level.INFO,
    title="完成时间只写到年度",
    asks="时效指标写明月份或日期，例如“2025年9月底前”。",
    why="只写年度，过程中无法判断是否按期。",
    wrong=example_row("时效", "购置完成时限", "2025年度"),
    right=example_row("时效", "购置完成时限", "2025年9月底前"),
)
def vague_deadline(view: RowView, options: Options) -> Iterator[Hit]:
    if year := _WHOLE_YEAR.fullmatch(view.target):
        yield Hit(
            view.at(),
            f"{view.label}的指标值{quoted(view.row.target)}只写年度，没有具体的完成时点。",
            f"写明月份或日期，例如“{year[0][:4]}年11月底前”。",
            view.quote,
            about=view.about,
        )


@rule(
    level=Level.INFO,
    title="各项指标值千篇一律",
    asks="指标值按各指标的性质和历史数据分别测定，成本填金额、时效填时间、数量填绝对数。",
    why="包括成本在内几乎全填同一个值，说明没有测算，属于套用。",
    wrong=Project(
        indicators=example_rows(
            ("数量", "培训场次", "≥95%"),
            ("质量", "合格率", "≥95%"),
            ("时效", "及时率", "≥95%"),
            ("成本", "培训成本", "≥95%"),
        )
    ),
    right=Project(
        indicators=example_rows(
            ("数量", "培训场次", "≥8场"),
            ("质量", "合格率", "≥95%"),
            ("时效", "及时率", "≥95%"),
            ("成本", "培训成本", "≤3万元"),
        )
    ),
)
def uniform_targets(project: ProjectView, options: Options) -> Iterator[Hit]:
    targets = [view.target for view in project.rows]
    if len(targets) < options.number("fewest_rows"):
        return
    usual, times = Counter(targets).most_common(1)[0]
    costs = [view.target for view in project.rows if view.is_cost]
    if usual and times >= len(targets) - 1 and usual in costs:
        yield Hit(
            project.at("indicators"),
            f"{len(targets)}条指标中有{times}条（含成本指标）的指标值都是“{usual}”，没有逐项测算。",
            "逐项按指标性质和历史数据核定指标值，成本填金额、时效填时间、数量填绝对数。",
            usual,
            about=tuple(targets),
        )
