"""待我审核: the texts that a reviewer has in hand, page by page; what a line shows is read for the lines of a page.

A bureau may have thousands: counts and order come from an index (assignments.py), and no query reads a text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypedDict, cast
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from departments.models import Plan, Role, User
from departments.prepared import Slot, prepared, room_for, slots
from projects.models import Snapshot
from reviews.desk.assignments import TABS, WAITING, AssignmentKind, InHand, texts_in
from reviews.desk.bulk import OFFERED
from reviews.models import ReadMark, Thread
from reviews.moves import Step
from reviews.steps import STEPS, moves_of

#: name -> (label, order) of the ways to sort the queue
SORTS = {
    "waiting": ("等待最久", ["moved_at", "department__code", "pk"]),
    "department": ("部门", ["department__code", "-cycle__fiscal_year", "pk"]),
    "budget": ("预算最大", ["-budget_total", "department__code", "pk"]),
    "rounds": ("轮次最多", ["-rounds", "moved_at", "pk"]),
}
KEPT = 2000  # drawn lines, about 2 KB each
OF_PLAN = ("pk", "state", "rounds", "moved_at", "cycle", "department", "department__name")
#: what a line shows of the version that the bureau has
OF_VERSION = (
    "plan",
    "number",
    "sha256",
    "changed_count",
    "budget_total",
    "project_count",
    "error_count",
    "warning_count",
)


def reviewed_by(user: User) -> QuerySet[Plan]:
    """The texts that the account reviews, in whatever state the bureau knows of: never those of its own department."""
    first = Q(department__in=user.at("department_id", Role.FIRST_REVIEWER))
    final = Q(cycle__region__in=user.at("region_id", Role.FINAL_REVIEWER))
    return Plan.objects.visible_to(user).filter(first | final).exclude(department__in=user.own_departments)


def waiting_count(user: User) -> int:
    """How many texts wait for the account: every page of a reviewer shows it. Two queries."""
    return InHand(user).counts()[WAITING]


class InReview(TypedDict):
    """A text as the queue's index has it: OF_PLAN."""

    pk: UUID
    cycle: int
    department: int
    department__name: str
    state: str
    rounds: int
    moved_at: datetime | None


class SentVersion(TypedDict):
    """A version that the bureau has: OF_VERSION."""

    plan: UUID
    number: int
    sha256: str
    budget_total: Decimal | None
    project_count: int
    error_count: int | None
    warning_count: int | None
    changed_count: int


#: of a text that the bureau has no version of (it lies there unopened: an old one taken over)
NOTHING_SENT = SentVersion(
    plan=UUID(int=0),
    number=0,
    sha256="",
    budget_total=None,
    project_count=0,
    error_count=None,
    warning_count=None,
    changed_count=0,
)


class Queue:
    """The texts of a tab in order, to be cut into pages: what an index has of them (OF_PLAN) and the names.

    The hand of a reviewer lies within `visible_to`, which would ask the same in a dearer way (tests compare them).
    """

    def __init__(self, hand: InHand, tab: str, sort: str) -> None:
        self._kinds, self._tab, self._sort = tuple(hand.kinds()), tab, sort

    def __getitem__(self, cut: slice) -> list[InReview]:
        return _cut(self._kinds, self._tab, self._sort, cut.start, cut.stop).rows()


@prepared
def _cut(kinds: tuple[AssignmentKind, ...], tab: str, sort: str, start: int, stop: int) -> QuerySet[Plan, InReview]:
    found = Plan.objects.filter(texts_in(kinds, tab))
    if sort == "budget":
        sent = Snapshot.objects.filter(plan=OuterRef("pk"), is_sent=True).order_by("-number")
        found = found.annotate(budget_total=Subquery(sent.values("budget_total")[:1]))
    rows: Any = found.order_by(*SORTS[sort][1]).values(*OF_PLAN)[start:stop]
    return cast(QuerySet[Plan, InReview], rows)


class DeskFilter:
    """What the queue is narrowed to and how it is sorted; whatever an address says that is no choice does nothing.

    No form of Django's: its three widgets cost as much as all the rest of the page around the table.
    """

    def __init__(self, data: Mapping[str, str], *, years: list[int]) -> None:
        self.year_choices = [("", "全部年度"), *((year, f"{year}年") for year in years)]
        self.sort_choices = [(name, label) for name, (label, _) in SORTS.items()]
        self.year = next((year for year in years if str(year) == data.get("year")), None)
        self.words = data.get("q", "").replace("\x00", "").strip()[:60]
        sort, tab = data.get("sort", ""), data.get("tab", "")
        self.sort = sort if sort in SORTS else "waiting"
        self.tab = tab if tab in TABS else WAITING


@dataclass(frozen=True, slots=True)
class QueueLine:
    """All that one text of the queue shows: the version that the bureau has, the one that this reader read last (0:
    none), the places that changed between the two, and the open threads. Equal lines look alike on the same day."""

    plan: UUID
    department: str
    year: int
    state: str
    rounds: int
    moved_at: datetime | None
    submit_by: datetime | None
    roles: frozenset[str]
    cycle: int
    sent_number: int
    sha256: str
    budget_total: Decimal | None
    project_count: int
    error_count: int | None
    warning_count: int | None
    read_number: int
    changed_count: int
    thread_count: int

    @property
    def has_changed(self) -> bool:
        return 0 < self.read_number < self.sent_number

    @property
    def changed_share(self) -> int:
        """The length of the bar of changes, of 100: twenty places and more fill it."""
        return min(100, 5 * self.changed_count)


def queue_lines(plans: list[InReview], hand: InHand) -> list[QueueLine]:
    """The lines of these texts of the queue: three queries, however many there are."""
    if not plans:
        return []
    ids, room = [plan["pk"] for plan in plans], room_for(len(plans))
    sent: dict[UUID, list[SentVersion]] = {}
    for version in _sent(room).rows(plans=ids):
        sent.setdefault(version["plan"], []).append(version)
    read = dict(_read(room).rows(plans=ids, user=hand.user.pk))
    threads = dict(_opened(room).rows(plans=ids))
    return [
        _line(plan, hand, sent.get(plan["pk"], []), read.get(plan["pk"], 0), threads.get(plan["pk"], 0))
        for plan in plans
    ]


@prepared
def _sent(room: int) -> QuerySet[Snapshot, SentVersion]:
    plans: Any = slots("plans", Plan._meta.pk, room)
    versions: Any = Snapshot.objects.filter(plan__id__in=plans, is_sent=True).order_by("number").values(*OF_VERSION)
    return cast(QuerySet[Snapshot, SentVersion], versions)


@prepared
def _read(room: int) -> QuerySet[ReadMark, tuple[UUID, int]]:
    of_reader = ReadMark.objects.filter(user=Slot("user", ReadMark.user.field))
    plans: Any = slots("plans", Plan._meta.pk, room)
    found = of_reader.filter(plan__id__in=plans)
    return found.order_by().values_list("plan", "snapshot__number")


@prepared
def _opened(room: int) -> QuerySet[Thread, tuple[UUID, int]]:
    """Whoever reviews a text is not of its department, and so sees every thread."""
    plans: Any = slots("plans", Plan._meta.pk, room)
    threads = Thread.objects.filter(plan__id__in=plans, resolved_at=None)
    counted: Any = threads.order_by().values_list("plan").annotate(count=Count("pk"))
    return cast(QuerySet[Thread, tuple[UUID, int]], counted)


def _line(plan: InReview, hand: InHand, sent: list[SentVersion], read: int, threads: int) -> QueueLine:
    cycle, last = hand.cycles[plan["cycle"]], sent[-1] if sent else NOTHING_SENT
    return QueueLine(
        plan=plan["pk"],
        department=plan["department__name"],
        year=cycle.fiscal_year,
        state=plan["state"],
        rounds=plan["rounds"],
        moved_at=plan["moved_at"],
        submit_by=cycle.submit_by,
        roles=hand.roles(cycle, plan["department"]),
        cycle=cycle.pk,
        sent_number=last["number"],
        sha256=last["sha256"],
        budget_total=last["budget_total"],
        project_count=last["project_count"],
        error_count=last["error_count"],
        warning_count=last["warning_count"],
        read_number=read,
        changed_count=sum(version["changed_count"] or 0 for version in sent if 0 < read < version["number"]),
        thread_count=threads,
    )


def offered_steps(shown: list[QueueLine], hand: InHand) -> list[Step]:
    """The steps that some text of the page allows, of those that a selection may take."""
    ways = {(hand.cycles[line.cycle], line.state, line.roles, line.rounds) for line in shown}
    possible = {step.name for way in ways for step, _ in moves_of(*way)}
    return [STEPS[name] for name in OFFERED if name in possible]


@lru_cache(maxsize=KEPT)
def draw_line(line: QueueLine, day: date) -> SafeString:
    """The row of the table, kept as long as nothing in it changes: drawing fifty costs four times all the rest.

    `day` is today: a line says how long it waits.
    """
    return render_to_string("reviews/desk_line.html", {"line": line})
