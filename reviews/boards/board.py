"""进度: where the texts of a cycle stand, how they got there, how long each side had them, and why they came back."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count
from django.utils import timezone

from departments.models import Cycle, Department, Plan, State
from departments.models.accounts import BUREAU_ROLES
from departments.models.states import MEANINGS, Tab
from reviews.boards.charts import Bar, LineChart, bars, days_between, line_chart
from reviews.models import StepRecord, Thread

DAY = timedelta(days=1)
MOST_DAYS = 200


@dataclass(slots=True)
class Path:
    """One department's way: when it was first submitted and approved, its rounds, days on each side since."""

    department: Department
    plan: Plan | None = None
    submitted_on: date | None = None
    approved_on: date | None = None
    rounds: int = 0
    days: dict[str, float] = field(default_factory=lambda: {"department": 0.0, "bureau": 0.0})


@dataclass(frozen=True, slots=True)
class Board:
    cycle: Cycle
    paths: list[Path]
    states: list[Bar]
    progress: LineChart
    progress_rows: list[tuple[date, int, int]]
    reasons: list[Bar]


def board_of(cycle: Cycle) -> Board:
    """Four queries, whatever the size of the cycle."""
    plans = {plan.department_id: plan for plan in Plan.objects.filter(cycle=cycle)}
    steps: dict[UUID, list[StepRecord]] = defaultdict(list)
    for record in StepRecord.objects.filter(plan__cycle=cycle).order_by("plan", "number"):
        steps[record.plan_id].append(record)
    departments = Department.objects.filter(region=cycle.region)
    paths = [_path(department, plans.get(department.pk), steps) for department in departments]
    submitted, approved = [p.submitted_on for p in paths], [p.approved_on for p in paths]
    days = _span(cycle, [day for day in (*submitted, *approved) if day])
    counts = [_until(days, submitted), _until(days, approved)]
    deadline = timezone.localdate(cycle.submit_by) if cycle.submit_by else None
    return Board(
        cycle=cycle,
        paths=paths,
        states=_states(plans.values(), len(paths)),
        progress=line_chart(days, [("已送审", counts[0]), ("已通过", counts[1])], deadline),
        progress_rows=list(zip(days, *counts, strict=True)),
        reasons=_reasons(cycle),
    )


def _path(department: Department, plan: Plan | None, steps: dict[UUID, list[StepRecord]]) -> Path:
    records = steps[plan.pk] if plan else []
    path = Path(department, plan, rounds=records[-1].round if records else 0)
    path.submitted_on = _first(records, State.SUBMITTED)
    path.approved_on = _first(records, State.APPROVED)
    begun = next((n for n, record in enumerate(records) if record.target == State.SUBMITTED), len(records))
    ends = [record.taken_at for record in records[begun + 1 :]] + [timezone.now()]
    for record, end in zip(records[begun:], ends, strict=False):
        if side := _side(record.target):
            path.days[side] += (end - record.taken_at) / DAY
    return path


def _first(records: Sequence[StepRecord], state: State) -> date | None:
    reached = (record for record in records if record.target == state)
    return next((timezone.localdate(record.taken_at) for record in reached), None)


def _side(state: str) -> str:
    """Whose turn a state is; "" once nobody waits for anybody."""
    meaning = MEANINGS[State(state)]
    if meaning.is_settled or not meaning.turn:
        return ""
    return "bureau" if meaning.turn & frozenset(BUREAU_ROLES) else "department"


def _span(cycle: Cycle, days: list[date]) -> list[date]:
    """From the first submission to the deadline or the last approval, two days at least."""
    today = timezone.localdate()
    ends = [*days, timezone.localdate(cycle.submit_by) if cycle.submit_by else today]
    first, last = min(ends), max(ends)
    return days_between(max(first - DAY, last - MOST_DAYS * DAY), last)


def _until(days: list[date], reached: list[date | None]) -> list[int]:
    """How many had reached it by the end of each day."""
    on = Counter(day for day in reached if day)
    before = sum(count for day, count in on.items() if day < days[0])
    counts = []
    for day in days:
        before += on[day]
        counts.append(before)
    return counts


def _states(plans: Iterable[Plan], departments: int) -> list[Bar]:
    count = Counter(MEANINGS[State(plan.state)].tab for plan in plans)
    rows = [("未建立", departments - sum(count.values()))] + [(tab.label, count[tab]) for tab in Tab]
    return bars([(label, number, f"{number} 个部门") for label, number in rows])


def _reasons(cycle: Cycle) -> list[Bar]:
    """The most frequent reasons of threads that reached departments."""
    threads = Thread.objects.filter(plan__cycle=cycle, is_internal=False, sent_at__isnull=False)
    counted = threads.order_by().values("reason__label").annotate(count=Count("pk")).order_by("-count")[:10]
    return bars([(row["reason__label"] or "未分类", row["count"], f"{row['count']} 条") for row in counted])
