"""Amounts and the payment plan: sums that must come out."""

import re
from collections.abc import Iterator
from decimal import Decimal

from texts.amounts import parse_amount, plain_number
from texts.checks.examples import example_row, months
from texts.checks.finding import Edit, Hit, Level
from texts.checks.rule import rule
from texts.checks.settings import Options
from texts.checks.views import ProjectView, RowView
from texts.checks.words import squeeze
from texts.model import Project
from texts.targets import Quantity

_PRINTED = re.compile(r"(预算数|财政资金|其他资金)[:：为共]*([0-9][0-9,，]*(?:\.[0-9]+)?)(万?元)")
_TEN_THOUSAND = Decimal(10000)


@rule(
    level=Level.ERROR,
    title="资金支出计划没有逐期上升",
    asks="资金支出计划填写累计比例，后一个时点应高于前一个时点；达到100%之后可以不变。",
    why="支出计划是累计进度，停滞或下降说明按当期比例填写，或没有按实际安排填写。",
    wrong=Project(plan=months("30", "30", "90", "100")),
    right=Project(plan=months("30", "60", "90", "100")),
)
def plan_not_rising(project: ProjectView, options: Options) -> Iterator[Hit]:
    flat_end = options.flag("flat_end_allowed")
    for (before, low), (after, high) in zip(project.shares, project.shares[1:], strict=False):
        if high < low or (high == low and not (flat_end and high >= 100)):
            yield Hit(
                project.at("plan"),
                f"{after.month}月底累计支出计划为{high}%，没有高于{before.month}月底的{low}%。",
                "按累计口径重填各时点比例，使其逐期上升，12月底为100%。",
                _plan(project),
                about=(_plan(project),),
                edits=_usual_pace(project, options),
            )
            return


def _plan(project: ProjectView) -> str:
    return " ".join(f"{example_row.percent}%" if example_row.percent else "—" for example_row in project.source.plan)


def _usual_pace(project: ProjectView, options: Options) -> tuple[Edit, ...]:
    """One click: the bureau's pace, where the plan has its four dates."""
    plan, pace = project.source.plan, options.words("pace")
    if len(plan) != len(pace):
        return ()
    pairs = enumerate(zip(plan, pace, strict=True), 1)
    return tuple(Edit(project.milestone_at(n), m.percent or "", to) for n, (m, to) in pairs if m.percent != to)


@rule(
    level=Level.ERROR,
    title="12月底支出计划不是100%",
    asks="12月底的累计支出计划应为100%。",
    why="预算应当年执行完毕，年底达不到100%就要说明结转。",
    wrong=Project(plan=months("30", "60", "90", "95")),
    right=Project(plan=months("30", "60", "90", "100")),
)
def plan_not_100(project: ProjectView, options: Options) -> Iterator[Hit]:
    for number, milestone in enumerate(project.source.plan, 1):
        share = next((share for row, share in project.shares if row is milestone), None)
        if milestone.month == 12 and share is not None and share != 100:
            yield Hit(
                project.at("plan"),
                f"12月底累计支出计划为{share}%，应为100%。",
                "将12月底累计支出计划改为100%，确需结转的在资金用途中说明。",
                _plan(project),
                about=(str(share),),
                edits=(Edit(project.milestone_at(number), milestone.percent or "", "100"),),
            )


@rule(
    level=Level.ERROR,
    title="预算数不等于各项资金之和",
    asks="预算数应等于财政资金与其他资金之和，空白按0计算。",
    why="预算数与资金来源对不上，批复和拨款就没有依据。",
    wrong=Project(budget="215.00", fiscal_funds="195.00", other_funds="15.00"),
    right=Project(budget="210.00", fiscal_funds="195.00", other_funds="15.00"),
)
def budget_sum(project: ProjectView, options: Options) -> Iterator[Hit]:
    source = project.source
    parts = [_amount(printed) for printed in (source.fiscal_funds, source.other_funds)]
    if project.budget is None or None in parts:
        return
    total = sum((part for part in parts if part is not None), Decimal(0))
    if total != project.budget:
        fiscal, other = (_in_words(cell) for cell in (source.fiscal_funds, source.other_funds))
        yield Hit(
            project.at("budget"),
            f"预算数{project.budget_words}不等于财政资金{fiscal}与其他资金{other}之和{plain_number(total)}万元。",
            "核实资金来源，使预算数等于财政资金与其他资金之和。",
            " | ".join(cell for cell in (source.budget, source.fiscal_funds, source.other_funds) if cell),
            about=tuple(cell or "" for cell in (source.budget, source.fiscal_funds, source.other_funds)),
        )


def _amount(printed: str | None) -> Decimal | None:
    """A blank cell is 0, what is no number is None."""
    return parse_amount(printed) if squeeze(printed) else Decimal(0)


def _in_words(printed: str | None) -> str:
    amount = _amount(printed)
    return "（空白）" if amount is None or not squeeze(printed) else f"{plain_number(amount)}万元"


@rule(
    level=Level.ERROR,
    title="资金用途中的金额与预算数不符",
    asks="资金用途中写明的预算数、财政资金、其他资金应与上方各栏相同。",
    why="同一张表里两个金额不同，多为沿用上年文字或调整预算后漏改。",
    wrong=Project(budget="420.00", purpose="预算数402万元，用于16所学校屋面防水。"),
    right=Project(budget="420.00", purpose="预算数420万元，用于16所学校屋面防水。"),
)
def amount_in_purpose(project: ProjectView, options: Options) -> Iterator[Hit]:
    source = project.source
    columns = {"预算数": source.budget, "财政资金": source.fiscal_funds, "其他资金": source.other_funds}
    for name, digits, unit in _PRINTED.findall(project.purpose):
        written, stands = parse_amount(digits), _amount(columns[name])
        is_unknown = stands is None or (name != "其他资金" and not squeeze(columns[name]))
        if written is None or stands is None or is_unknown:
            continue
        if written != stands * (1 if unit == "万元" else _TEN_THOUSAND):
            yield Hit(
                project.at("purpose"),
                f"资金用途写{name}{digits}{unit}，表中{name}为{_in_words(columns[name])}。",
                f"核实后将资金用途和表中的{name}改为同一金额。",
                f"{name}{digits}{unit}",
                about=(name, digits, unit, columns[name] or ""),
            )


@rule(
    level=Level.WARNING,
    title="总成本高于预算数",
    asks="以总额填写的成本指标不应高于项目预算数。",
    why="成本上限高于预算数，等于没有约束，也说明指标没有随预算调整。",
    wrong=Project(budget="186.75", indicators=(example_row("成本", "补助总成本", "≤190万元"),)),
    right=Project(budget="186.75", indicators=(example_row("成本", "补助总成本", "≤186.75万元"),)),
)
def cost_total(project: ProjectView, options: Options) -> Iterator[Hit]:
    for view in project.rows:
        amount = _total(view, options)
        if project.budget is not None and amount is not None and amount > project.budget:
            yield Hit(
                view.at(),
                f"成本指标{view.label}为“{view.target}”，高于项目预算数{project.budget_words}。",
                f"将成本上限改为不高于预算数，例如“≤{project.budget_words}”。",
                view.quote,
                about=(*view.about, project.source.budget or ""),
                edits=view.edit("target", f"≤{project.budget_words}"),
            )


def _total(view: RowView, options: Options) -> Decimal | None:
    """The amount in 万元 that a cost row gives as a total; None for a price, a standard or no amount."""
    if not view.is_cost or view.quantity is None or options.any_of("per_unit").search(view.bare):
        return None
    return in_ten_thousands(view.quantity)


def in_ten_thousands(quantity: Quantity) -> Decimal | None:
    """A quantity of money in 万元, None for another unit or a price (元/人)."""
    number = quantity.high if quantity.high is not None else quantity.low
    scales = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": _TEN_THOUSAND}
    if quantity.unit == "" and quantity.scale == "万":
        return number
    return number * scales[quantity.unit] if quantity.unit in scales and not quantity.scale else None
