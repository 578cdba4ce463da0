"""Whether a 指标值 fits what its indicator asks: a count for a number, a date for a time, a share for a rate."""

import re
from collections.abc import Iterator

from texts.checks.examples import example_row
from texts.checks.finding import Hit, Level
from texts.checks.numbers import in_ten_thousands
from texts.checks.phrases import phrases
from texts.checks.rule import extends, rule
from texts.checks.settings import Options
from texts.checks.target_values import OF_MANY
from texts.checks.views import RowView, SubGoalView
from texts.checks.words import asides, bare, quoted, squeeze
from texts.targets import UNITS, Deadline, Quantity

_FORMULA = re.compile(r"[/／÷].*[×xX*]?100[%％]")
_SHARE_OF = re.compile(r"占.+比")
_CHANGE = re.compile(r"同比|[比较](?:上年|去年|上一年|前一年|往年|同期|基期).*(?:[提升增]|[下减降缩])")
#: what makes a percentage measurable, whatever the name: a formula, a share of something, a change since last year
_RATIOS = (_FORMULA, _SHARE_OF, _CHANGE)
_OF_MANY = re.compile(r"[十百千万亿]+(?:元|车|吨|人|名|例|户|公里)|每[0-9]*[十百千万亿]")
_MEASURE = frozenset(UNITS)


def is_count(name: str, options: Options) -> bool:
    """Whether a name without brackets counts things: 培训次数, 参与人数; 满意指数 does not."""
    return bool(options.ends_in("count_endings").search(name)) and not options.ends_in("not_a_count").search(name)


def is_rate(name: str, options: Options) -> bool:
    """Whether a name without brackets is a rate: 合格率; 办公效率 is not."""
    return bool(options.ends_in("rate_endings").search(name)) and not options.ends_in("not_a_rate").search(name)


def counts_things(view: RowView, options: Options) -> bool:
    """Whether name or description counts things, and the name is no ratio."""
    if _CHANGE.search(view.description):
        return False  # by how much a number differs from last year's
    if is_count(view.bare, options):
        return True
    return is_count(bare(view.description).rstrip("。"), options) and not options.any_of("ratio_words").search(
        view.name
    )


@rule(
    level=Level.ERROR,
    title="计数的指标填了百分比",
    asks="名称或描述是数量、次数、人数的指标，填写绝对数和计量单位。",
    why="“活动次数≥95%”无法考核，也说明是套用。",
    wrong=example_row("数量", "开展宣传活动次数", "≥95%"),
    right=example_row("数量", "开展宣传活动次数", "≥12次"),
)
def count_with_percent(view: RowView, options: Options) -> Iterator[Hit]:
    if view.is_share and not view.is_cost and counts_things(view, options):
        yield Hit(
            view.at(),
            f"{view.label}是计数的指标，指标值却是{quoted(view.row.target)}，无法考核。",
            "改填绝对数和相应的计量单位，或将指标改为比率并在描述中写明分子分母。",
            view.quote,
            about=view.about,
        )


@extends("count_with_percent")
def count_with_percent_in_part_one(sub_goal: SubGoalView, options: Options) -> Iterator[Hit]:
    for phrase in phrases(sub_goal.indicators):
        if phrase.value.endswith(("%", "百分比")) and is_count(bare(phrase.name), options):
            yield Hit(
                sub_goal.at("indicators"),
                f"分项绩效指标“{phrase.name}”是计数的指标，写成“{phrase.value}”类型不符。",
                "改为绝对数和计量单位，与绩效目标表的指标值一致。",
                phrase.printed,
            )


@rule(
    level=Level.ERROR,
    title="时间类指标填了百分比",
    asks="名称为时间、时限、期限、日期、年限的指标，填写日期或时长。",
    why="完成时间不可能是百分比。",
    wrong=example_row("时效", "维修工程完工时间", "≥90%"),
    right=example_row("时效", "维修工程完工时间", "2025年8月底前"),
)
def time_name_percent_value(view: RowView, options: Options) -> Iterator[Hit]:
    if view.is_share and not view.is_cost and options.ends_in("time_endings").search(view.bare):
        year = view.project.fiscal_year
        example = f"{year}年11月底前" if year else "11月底前"
        yield Hit(
            view.at(),
            f"{view.label}应填日期或时长，指标值却是{quoted(view.row.target)}。",
            f"改为具体的时间，例如“{example}”。",
            view.quote,
            about=view.about,
        )


@rule(
    level=Level.ERROR,
    title="比率指标没有填百分比",
    asks="名称为“××率”的指标填写百分比。",
    why="“及时率”填日期、“上岗率”填人数，名称与值不是一回事。",
    wrong=example_row("质量", "保安员持证上岗率", "130人"),
    right=example_row("质量", "保安员持证上岗率", "100%"),
)
def rate_name_nonpercent_value(view: RowView, options: Options) -> Iterator[Hit]:
    written = view.target
    if not is_rate(view.bare, options) or not re.search(r"[0-9]", written) or re.search(r"[%‰]|百分|千分", written):
        return
    is_number = isinstance(view.value, Quantity) and not view.value.unit
    if isinstance(view.value, Quantity) and view.value.low == 0:
        return  # none at all needs no unit
    if OF_MANY.search(written) or _OF_MANY.search(f"{view.name} {view.description}"):
        return  # 孕产妇死亡率 12/10万, 亿元GDP死亡率 0.02: rates that are no percentages
    yield Hit(
        view.at(),
        f"{view.label}是比率，指标值{quoted(view.row.target)}不是百分比。",
        f"改为“{written}%”。" if is_number else "指标值改为百分比，或将名称改为与指标值相符的数量、时间指标。",
        view.quote,
        about=view.about,
        edits=view.edit("target", f"{written}%") if is_number else (),
    )


@rule(
    level=Level.INFO,
    title="计量单位与指标名称不符",
    asks="指标值的计量单位与名称括号里的单位一致，并适合所计的事物；标准类指标不填总额。",
    why="名称写“（次/日）”而值写“≥2次”，少了时间基准；报告不以人计。",
    wrong=example_row("数量", "平均日维护数（次/日）", "≥2次"),
    right=example_row("数量", "平均日维护数（次/日）", "≥2次/日"),
)
def unit_mismatch(view: RowView, options: Options) -> Iterator[Hit]:
    quantity = view.quantity
    if quantity is None or view.is_share or isinstance(view.value, Deadline):
        return
    for reason, fix, now in (
        _bracket_unit(view, quantity),
        _people_for_things(view, quantity, options),
        _standard_is_total(view, quantity, options),
    ):
        if reason:
            edits = view.edit("target", now) if now else ()
            yield Hit(view.at(), reason, fix, view.quote, about=view.about, edits=edits)
            return


_Verdict = tuple[str, str, str]
_FITS: _Verdict = ("", "", "")


def _bracket_unit(view: RowView, quantity: Quantity) -> _Verdict:
    """The unit in the name's brackets, where it is a unit at all, against the value's."""
    for aside in asides(view.name):
        unit = squeeze(aside)
        parts = unit.split("/")
        if unit in ("%", "百分比") or len(parts) > 2 or parts[0] not in _MEASURE:
            continue
        if (
            (quantity.scale and not quantity.unit)
            or quantity.unit == unit
            or (len(parts) == 1 and quantity.unit.startswith(f"{unit}/"))
        ):
            continue
        now = f"{view.target}/{parts[1]}" if len(parts) == 2 and quantity.unit == parts[0] else ""
        reason = (
            f"指标名称的单位是“{unit}”，指标值{quoted(view.row.target)}的单位是“{quantity.unit or '空'}”，两者不一致。"
        )
        return reason, f"改为“{now}”。" if now else f"将指标值改为以“{unit}”计量，或改正名称中的单位。", now
    return _FITS


def _people_for_things(view: RowView, quantity: Quantity, options: Options) -> _Verdict:
    if quantity.unit not in options.words("person_units") or not options.ends_in("things").search(view.bare):
        return _FITS
    return (
        f"{view.label}不以人计，指标值{quoted(view.row.target)}的单位是“{quantity.unit}”。",
        "核对指标与指标值是否错位，改为与所计事物相符的单位。",
        "",
    )


def _standard_is_total(view: RowView, quantity: Quantity, options: Options) -> _Verdict:
    words = options.any_of("not_a_standard").sub("", view.name)
    if "标准" not in words or view.project.budget is None or in_ten_thousands(quantity) != view.project.budget:
        return _FITS
    return (
        f"{view.label}是标准，指标值{quoted(view.row.target)}却等于预算总额{view.project.budget_words}。",
        "填写每人、每天或每件的标准，总额另列为控制数指标。",
        "",
    )


@rule(
    level=Level.WARNING,
    title="百分比指标不是比率",
    asks="填百分比的指标，名称或描述应是可以计算的比率，能说出分子和分母。",
    why="“影响力≥95%”“长期使用性≥95%”没有分子分母，无法计算和考核。",
    wrong=example_row("社会效益", "社会影响力", "≥95%", "得到广大群众的认可"),
    right=example_row("社会效益", "政策知晓率", "≥80%", "知晓人数占调查人数的比例"),
)
def unmeasurable_percent(view: RowView, options: Options) -> Iterator[Hit]:
    if not view.is_share or view.is_cost or counts_things(view, options):
        return
    words = options.any_of("not_a_ratio").sub("", f"{view.name} {view.description}")
    if options.any_of("ratio_words").search(words) or any(one.search(words) for one in _RATIOS):
        return
    if options.ends_in("time_endings").search(view.bare) or options.ends_in("shares").search(view.bare):
        return
    yield Hit(
        view.at(),
        f"{view.label}不是比率，描述中也没有分子分母，指标值{quoted(view.row.target)}无法计算和考核。",
        "换成可统计的比率或数量指标，或在描述中写明计算公式和数据来源。",
        view.quote,
        about=view.about,
    )
