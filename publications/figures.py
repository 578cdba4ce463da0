"""What a citizen sees of a year at a glance: bars with their figures in the same table (boards/charts.py draws)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from departments.templatetags.display import amount
from publications.models import PublicIndicator
from publications.public import PublicSummary
from reviews.boards.charts import Bar, bars


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart: its title, what its rows and its figures are called."""

    title: str
    rows: str
    figure: str
    bars: list[Bar]


def figures_of(summaries: list[PublicSummary]) -> list[Figure]:
    """Budget by department, indicators by category, the share that can be measured; one query."""
    by_budget = sorted(summaries, key=lambda row: -row.budget)
    budget = [
        (str(row.publication.plan.department), float(row.budget), f"{amount(row.budget)} 万元") for row in by_budget
    ]
    counted = _by_category([row.publication.pk for row in summaries])
    shares = [
        Bar(
            str(row.publication.plan.department),
            f"{row.share}%（{row.measurable}/{row.indicators}）",
            str(row.share),
            "1",
        )
        for row in sorted(summaries, key=lambda row: -row.share)
    ]
    return [
        Figure("各部门项目预算", "部门", "项目预算", bars(budget)),
        Figure("绩效指标的类别", "二级指标", "指标数", bars(counted)),
        Figure("可衡量的绩效指标", "部门", "可衡量的占比", shares),
    ]


def _by_category(ids: list[Any]) -> list[tuple[str, float, str]]:
    found = PublicIndicator.objects.filter(project__publication__in=ids).order_by()
    counted = found.values("level2").annotate(count=Count("pk")).order_by("-count", "level2")[:12]
    return [(row["level2"] or "未写类别", row["count"], f"{row['count']} 项") for row in counted]
