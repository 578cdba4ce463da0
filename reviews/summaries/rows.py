"""The rows of a summary: every text of a cycle as its reader may see it, in chunks, never all at once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from itertools import chain
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Max, Min, Q
from django.utils import timezone

from departments.models import Cycle, Plan, State, User
from departments.models.states import MEANINGS
from departments.posts import works_in
from findings.cases import case_spot
from findings.last_year import sent_last_years
from findings.settings import settings_of
from projects.models import Snapshot
from reviews.models import StepRecord
from texts.amounts import parse_amount
from texts.checks import check
from texts.columns import in_table, names
from texts.model import Project, Text
from texts.places import spots
from texts.writers.sheet_columns import SheetColumn, Value

CHUNK = 20  # texts held at a time; the largest have 60 projects and 500 indicators


@dataclass(frozen=True, slots=True)
class Summary:
    """One kind of summary. `rows` gives those of a chunk of texts; `has_indicators` where the columns of indicators
    stand at the end, the optional ones of the cycle among them."""

    name: str
    title: str
    columns: tuple[SheetColumn, ...]
    rows: Callable[["Chunk"], Iterator[Sequence[Value]]]
    has_indicators: bool = False

    def columns_in(self, cycle: Cycle) -> tuple[SheetColumn, ...]:
        """Its columns for the texts of a cycle."""
        shown = in_table(cycle.optional_columns) if self.has_indicators else ()
        return (*self.columns, *(SheetColumn(column.label, _WIDTHS.get(column.name, column.excel)) for column in shown))


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some texts of a cycle: each plan with the text as the reader may see it, the last version sent and its steps."""

    texts: list[tuple[Plan, Text]]
    sent: dict[UUID, Snapshot]
    steps: dict[UUID, dict[str, object]]


def rows_of(summary: Summary, cycle: Cycle, user: User) -> Iterator[Sequence[Value]]:
    """All rows of a summary; the queries grow with the chunks, not with the rows."""
    return chain.from_iterable(summary.rows(chunk) for chunk in _chunks(cycle, user))


def _chunks(cycle: Cycle, user: User) -> Iterator[Chunk]:
    visible = Plan.objects.visible_to(user).filter(cycle=cycle).order_by("department__code", "pk")
    keys = list(visible.values_list("pk", flat=True))
    for begin in range(0, len(keys), CHUNK):
        yield _chunk(keys[begin : begin + CHUNK], user)


def _chunk(keys: list[UUID], user: User) -> Chunk:
    found = {plan.pk: plan for plan in Plan.objects.with_text().filter(pk__in=keys)}
    plans = [found[key] for key in keys if key in found]
    sent = {row.plan_id: row for row in Snapshot.objects.filter(_newest_sent(keys)).order_by()}
    taken = StepRecord.objects.filter(plan__in=keys).order_by().values("plan")
    first = taken.annotate(
        submitted=Min("taken_at", filter=Q(target=State.SUBMITTED)),
        approved=Min("taken_at", filter=Q(target=State.APPROVED)),
        rounds=Max("round"),
    )
    texts = [(plan, text) for plan in plans if (text := _text(plan, sent.get(plan.pk), user))]
    return Chunk(texts, sent, {row["plan"]: dict(row) for row in first})


def _newest_sent(keys: list[UUID]) -> Q:
    """The last version sent of each text, as a condition."""
    sent = Snapshot.objects.filter(plan__in=keys, is_sent=True).order_by()
    newest = sent.values("plan").annotate(last=Max("number"))
    return reduce(or_, (Q(plan=row["plan"], number=row["last"]) for row in newest), Q(pk__in=[]))


def _text(plan: Plan, sent: Snapshot | None, user: User) -> Text | None:
    """As projects.visible_text.text_for, with the version sent at hand."""
    if MEANINGS[State(plan.state)].is_in_review or works_in(user, plan.department_id):
        return plan.to_text()
    return sent.to_text() if sent else None


_HEAD = (SheetColumn("部门代码", 10), SheetColumn("部门", 24), SheetColumn("年度", 8, "0"), SheetColumn("状态", 12))
_PROJECT = (SheetColumn("项目编码", 24), SheetColumn("项目名称", 30))
_MONEY = "0.00"


def _head(plan: Plan) -> tuple[Value, ...]:
    return plan.department.code, plan.department.name, plan.cycle.fiscal_year, plan.get_state_display()


def _amount(printed: str | None) -> Value:
    """A number where it is one, else what was written."""
    number = parse_amount(printed)
    return printed if number is None else number


def _projects(chunk: Chunk) -> Iterator[Sequence[Value]]:
    for plan, text in chunk.texts:
        for row in text.projects:
            money = (_amount(row.budget), _amount(row.fiscal_funds), _amount(row.other_funds))
            counts = (len(row.goals), len(row.indicators))
            who = (row.unit_code, row.unit_name)
            yield (*_head(plan), row.code, row.name, *who, *money, row.purpose, _planned(row), *counts)


def _planned(project: Project) -> str:
    return "、".join(f"{step.month}月底{step.percent or '空'}" for step in project.plan)


def _indicators(chunk: Chunk) -> Iterator[Sequence[Value]]:
    for plan, text in chunk.texts:
        for project in text.projects:
            beside = (*_head(plan), project.code, project.name, _amount(project.budget))
            for row in project.indicators:
                yield (*beside, *(getattr(row, name) for name in names(plan.cycle.optional_columns)))


def _findings(chunk: Chunk) -> Iterator[Sequence[Value]]:
    if not chunk.texts:
        return
    settings = settings_of(chunk.texts[0][0].cycle)  # all texts are of one cycle
    last_years = sent_last_years(plan for plan, _ in chunk.texts)
    for plan, text in chunk.texts:
        known, earlier = spots(text), last_years.get(plan.department_id)
        for found in check(text, settings=settings, last_year=earlier.to_text() if earlier else None):
            where = case_spot(found.place, text, known).where
            yield (*_head(plan), found.level.label, found.rule, where, found.quote, found.message, found.fix)


def _progress(chunk: Chunk) -> Iterator[Sequence[Value]]:
    for plan, text in chunk.texts:
        steps, sent = chunk.steps.get(plan.pk, {}), chunk.sent.get(plan.pk)
        days: tuple[Any, ...] = (_day(steps.get("submitted")), _day(steps.get("approved")), steps.get("rounds"))
        total = sum((parse_amount(row.budget) or Decimal(0) for row in text.projects), Decimal(0))
        found = (sent.error_count, sent.warning_count) if sent else (None, None)
        yield (*_head(plan), *days, len(text.projects), total, *found)


def _day(moment: Any) -> date | None:
    return timezone.localdate(moment) if moment else None


_WIDTHS = {"level2": 18, "name": 24}  # characters, where a summary has more room than a workbook to be filled in
_DAY = "yyyy-mm-dd"
SUMMARIES = {
    summary.name: summary
    for summary in (
        Summary(
            "projects",
            "项目汇总",
            (
                *_HEAD,
                *_PROJECT,
                SheetColumn("单位代码", 10),
                SheetColumn("单位名称", 22),
                SheetColumn("预算数（万元）", 14, _MONEY),
                SheetColumn("其中：财政资金", 14, _MONEY),
                SheetColumn("其他资金", 14, _MONEY),
                SheetColumn("资金用途", 50),
                SheetColumn("支出计划（%）", 36),
                SheetColumn("绩效目标数", 10, "0"),
                SheetColumn("绩效指标数", 10, "0"),
            ),
            _projects,
        ),
        Summary(
            "indicators",
            "指标汇总",
            (
                *_HEAD,
                *_PROJECT,
                SheetColumn("预算数（万元）", 14, _MONEY),
            ),
            _indicators,
            has_indicators=True,
        ),
        Summary(
            "findings",
            "检查结果汇总",
            (
                *_HEAD,
                SheetColumn("级别", 8),
                SheetColumn("规则", 24),
                SheetColumn("位置", 40),
                SheetColumn("原文", 30),
                SheetColumn("问题", 50),
                SheetColumn("建议", 50),
            ),
            _findings,
        ),
        Summary(
            "progress",
            "进度汇总",
            (
                *_HEAD,
                SheetColumn("首次送审", 12, _DAY),
                SheetColumn("审核通过", 12, _DAY),
                SheetColumn("轮次", 8, "0"),
                SheetColumn("项目数", 8, "0"),
                SheetColumn("预算数合计（万元）", 16, _MONEY),
                SheetColumn("送审时错误", 12, "0"),
                SheetColumn("送审时提醒", 12, "0"),
            ),
            _progress,
        ),
    )
}
