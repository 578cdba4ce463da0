"""Counts and prices: what a text counts, what it costs, and whether one comes out of the other."""

import re
from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from texts.amounts import plain_number
from texts.checks.examples import example_lines, example_row, example_rows
from texts.checks.finding import Hit, Level
from texts.checks.formulas import Formula, formulas
from texts.checks.rule import rule
from texts.checks.settings import Options
from texts.checks.views import ProjectView, RowView
from texts.checks.whole import NeighbourView
from texts.checks.words import listed
from texts.model import Project, Text

_COUNT = re.compile(r"(?<![0-9*×〔\[第.])([0-9]{1,7}(?:\.[0-9]{1,3})?)(万)?([\u4e00-\u9fff]{1,8})")
_YUAN = Decimal(10000)


@rule(
    level=Level.WARNING,
    title="测算公式与预算数不符",
    asks="资金用途中写出的测算公式（人数×标准×天数＋……）应等于预算数。",
    why="公式是预算的依据，算不出预算数就要改公式或改预算。",
    wrong=Project(budget="186.75", purpose="按1350人×1250元/人测算。"),
    right=Project(budget="168.75", purpose="按1350人×1250元/人测算。"),
)
def formula_budget(project: ProjectView, options: Options) -> Iterator[Hit]:
    found = formulas(project.purpose)
    if not found or project.budget is None:
        return
    budget = project.budget * _YUAN
    tolerance = options.number("tolerance_yuan")
    if wrong := next((f for f in found if f.stated is not None and abs(f.value - f.stated) > tolerance), None):
        yield _formula_hit(project, wrong, f"写明的结果为{plain_number((wrong.stated or Decimal(0)) / _YUAN)}万元")
        return
    total = sum((formula.value for formula in found), Decimal(0))
    is_met = any(abs(value - budget) <= tolerance for value in (total, *(f.value for f in found)))
    if not is_met and not found[0].has_other_amounts:
        yield _formula_hit(project, found[0], f"预算数为{project.budget_words}", total)


def _formula_hit(project: ProjectView, formula: Formula, against: str, total: Decimal | None = None) -> Hit:
    value = plain_number((total if total is not None else formula.value) / _YUAN)
    return Hit(
        project.at("purpose"),
        f"测算公式“{formula.printed}”合{value}万元，{against}，两者不符。",
        "核实人数、标准、天数和预算数，使公式的结果等于预算数。",
        formula.printed,
        about=(project.purpose, project.source.budget or ""),
    )


@rule(
    level=Level.WARNING,
    title="人数乘人均成本不等于预算数",
    asks="数量指标为“N人”、成本指标为人均金额时，两者相乘应等于预算数。",
    why="人数、标准、预算三者必有一个填错。",
    wrong=Project(
        budget="45.00", indicators=example_rows(("数量", "培训人数", "900人"), ("成本", "人均培训成本", "≤600元/人"))
    ),
    right=Project(
        budget="54.00", indicators=example_rows(("数量", "培训人数", "900人"), ("成本", "人均培训成本", "≤600元/人"))
    ),
)
def unit_times_quantity_not_budget(project: ProjectView, options: Options) -> Iterator[Hit]:
    people = [view for view in project.rows if view.category == "数量" and _counts_people(view, options)]
    heads = [view for view in people if view.quantity and view.quantity.unit == "人"]
    if len(people) > 1:
        return  # which of them the money is for, nobody can tell
    for cost in project.rows:
        price = _price_per_head(cost, options)
        if price is None or project.budget is None or not heads:
            continue
        products = [price * _number(view) for view in heads]
        if all(abs(product - project.budget * _YUAN) > options.number("tolerance_yuan") for product in products):
            total = plain_number(products[0] / _YUAN)
            yield Hit(
                cost.at(),
                f"{heads[0].label}{heads[0].target}与{cost.label}{cost.target}相乘为{total}万元，"
                f"不等于预算数{project.budget_words}。",
                "核实人数、人均标准和预算数，使三者相符。",
                cost.quote,
                about=(*cost.about, *(view.target for view in heads), project.source.budget or ""),
            )


def _counts_people(view: RowView, options: Options) -> bool:
    return view.quantity is not None and view.quantity.unit in options.words("person_units")


def _price_per_head(view: RowView, options: Options) -> Decimal | None:
    """Yuan a person, where the row says just that."""
    if not view.is_cost or not view.name.startswith(options.words("per_head")) or view.quantity is None:
        return None
    money = {"元": Decimal(1), "元/人": Decimal(1), "万元": _YUAN, "万元/人": _YUAN}
    return view.quantity.low * money[view.quantity.unit] if view.quantity.unit in money else None


def _number(view: RowView) -> Decimal:
    quantity = view.quantity
    if quantity is None:
        return Decimal(0)
    return quantity.low * (_YUAN if quantity.scale == "万" else 1)


@rule(
    level=Level.WARNING,
    title="单位成本明显偏离同类项目",
    asks="预算数除以数量得到的单位成本，应与其他项目同一计量单位的水平相当。",
    why="相差十倍以上，往往是数量或预算数多写、少写了位数。",
    wrong=Text(
        projects=tuple(
            Project(
                code=f"{n}", name=f"设备购置{n}", budget=budget, indicators=example_rows(("数量", "购置数量", "≥10台"))
            )
            for n, budget in enumerate(("5", "6", "5", "7", "500"), 1)
        )
    ),
    right=Text(
        projects=tuple(
            Project(
                code=f"{n}", name=f"设备购置{n}", budget=budget, indicators=example_rows(("数量", "购置数量", "≥10台"))
            )
            for n, budget in enumerate(("5", "6", "5", "7", "8"), 1)
        )
    ),
)
def unit_cost_unreasonable(text: NeighbourView, options: Options) -> Iterator[Hit]:
    known = [found for project in text.projects for found in unit_costs(project, options)]
    beside = [
        found
        for other in text.others
        for number, project in enumerate(other.projects, 1)
        for found in unit_costs(ProjectView(project, number, None), options)
    ]
    for view, unit, cost in known:
        same = [c for other, u, c in (*known, *beside) if u == unit and other.project is not view.project]
        if len(same) < options.number("fewest"):
            continue
        usual = median(same)
        if cost > usual * options.number("times_median"):
            ours, theirs = (plain_number(round(value, 2)) for value in (cost, usual))
            yield Hit(
                view.at(),
                f"预算数{view.project.budget_words}除以“{view.target}”，每{unit}合{ours}元，"
                f"其他项目每{unit}的中位数为{theirs}元。",
                "核实数量和预算数，确无错误的请说明单位成本较高的原因。",
                view.quote,
                about=(*view.about, view.project.source.budget or ""),
            )


def unit_costs(project: ProjectView, options: Options) -> Iterator[tuple[RowView, str, Decimal]]:
    """The only quantity of a project in one of the units, and yuan a unit."""
    counted = [view for view in project.rows if view.category == "数量" and view.quantity]
    for unit in options.words("units"):
        views = [view for view in counted if view.quantity and view.quantity.unit == unit and _number(view) > 0]
        if project.budget and len(views) == 1:
            yield views[0], unit, project.budget * _YUAN / _number(views[0])


@rule(
    level=Level.WARNING,
    title="数量指标与目标文字中的数量不符",
    asks="数量指标应等于绩效目标（或资金用途）中同一计量单位的数量，或其合计。",
    why="文字列19套、30套，指标填60套，必有一处没有改到。",
    wrong=Project(
        goals=example_lines("升级自动站19套、加固30套。"), indicators=(example_row("数量", "设备购置数量", "≥60套"),)
    ),
    right=Project(
        goals=example_lines("升级自动站19套、加固30套。"), indicators=(example_row("数量", "设备购置数量", "≥49套"),)
    ),
)
def quantity_conflicts_with_text(project: ProjectView, options: Options) -> Iterator[Hit]:
    counts = counted(" ".join(project.goals)) or counted(project.purpose)
    for unit in options.words("units"):
        said = [number for number, found in counts if found.startswith(unit) and not found.startswith(f"{unit}次")]
        views = [
            v for v in project.rows if v.category == "数量" and v.quantity and v.quantity.unit.partition("(")[0] == unit
        ]
        if not said or not views or sum(map(_number, views)) == sum(said):
            continue
        for view in views:
            if _number(view) in (*said, sum(said)):
                continue
            total = f"，合计{plain_number(sum(said, Decimal(0)))}{unit}" if len(said) > 1 else ""
            counts_said = listed(f"{plain_number(number)}{unit}" for number in said)
            yield Hit(
                view.at(),
                f"文字中写{counts_said}{total}，数量指标{view.label}为“{view.target}”。",
                "核实数量后将文字与指标值改为一致，或在文字中补列其余内容。",
                view.quote,
                about=(*view.about, *map(str, said)),
            )


def counted(text: str) -> list[tuple[Decimal, str]]:
    """Every number of a text with the words that follow it (its unit first)."""
    return [
        (Decimal(number) * (_YUAN if scale else 1), after) for number, scale, after in _COUNT.findall(text) if after
    ]


@rule(
    level=Level.WARNING,
    title="目标中的数量没有对应指标",
    asks="绩效目标中写明的场次、台套、人数等，应有同一计量单位的指标来考核。",
    why="目标里承诺的数量不进指标表，年底无从评价。",
    wrong=Project(
        goals=example_lines("举行二类会议2场，三类会议7场。"), indicators=(example_row("数量", "参会人数", "≥2000人"),)
    ),
    right=Project(
        goals=example_lines("举行二类会议2场，三类会议7场。"), indicators=(example_row("数量", "会议场次", "≥9场"),)
    ),
)
def goal_quantity_without_indicator(project: ProjectView, options: Options) -> Iterator[Hit]:
    units = {view.quantity.unit.partition("/")[0] for view in project.rows if view.quantity}
    classes = options.rows("units")
    excluded = options.words("not_units")
    missing: list[str] = []
    for goal in project.goals:
        for number, after in counted(goal):
            unit = _unit_of(after, classes, excluded)
            same = next((members for members in classes if unit in members), ())
            if unit and not units & set(same):
                missing.append(f"{plain_number(number)}{unit}")
    if missing and project.rows:
        yield Hit(
            project.at("goals"),
            f"绩效目标中写明{listed(missing)}，指标表没有以此计量的指标。",
            f"在数量指标中补充{listed(missing)}对应的指标，或说明不考核的原因。",
            listed(missing),
            about=(*project.goals, *sorted(units)),
        )


def _unit_of(after: str, classes: tuple[tuple[str, ...], ...], excluded: tuple[str, ...]) -> str:
    if after.startswith(excluded):
        return ""
    known = sorted((unit for members in classes for unit in members), key=len, reverse=True)
    return next((unit for unit in known if after.startswith(unit)), "")
