"""Which texts a reviewer has in hand, as conditions on the columns of the index `plan_desk`.

What waits for whom follows from the cycle's review steps and the reviewer's roles. Cycles are few and are looked up
first, so that thousands of texts are counted and sorted without reading one: a row is long, because it holds words.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django.db.models import Count, Q, QuerySet

from departments.models import Cycle, Plan, Role, State, User
from departments.models.accounts import BUREAU_ROLES
from departments.models.states import states
from departments.prepared import prepared

FIRST, FINAL = Role.FIRST_REVIEWER, Role.FINAL_REVIEWER
IN_REVIEW = frozenset(states(is_in_review=True))
SENT = frozenset(states(is_sent=True))
KEEPING = frozenset(states(keeps_sent=True))
KNOWN = SENT | KEEPING
#: (role, review steps of the cycle) -> the states in which the next step is this role's
TURN = {
    (FIRST, 1): frozenset({State.FIRST_REVIEW}),
    (FIRST, 2): frozenset({State.SUBMITTED, State.FIRST_REVIEW}),
    (FINAL, 1): frozenset({State.SUBMITTED, State.PASSED, State.FINAL_REVIEW}),
    (FINAL, 2): frozenset({State.PASSED, State.FINAL_REVIEW}),
}
WAITING, WITH_DEPARTMENT, DONE, ALL = "waiting", "department", "done", "all"
#: name -> label of the tabs
TABS = {WAITING: "待我审核", WITH_DEPARTMENT: "编制单位修改中", DONE: "已审核", ALL: "全部"}


@dataclass(frozen=True, slots=True)
class AssignmentKind:
    """Texts that the account meets in the same roles, of cycles that go the same way; never those of `own` departments.

    `mine`: only those of the `assigned` departments, or only the others.
    """

    roles: frozenset[Role]
    steps: int
    cycles: tuple[int, ...]
    assigned: tuple[int, ...]
    mine: bool
    own: tuple[int, ...]
    words: str

    def tab_of(self, state: str) -> str:
        """Where a text in this state is listed, beside 全部."""
        if state not in IN_REVIEW:
            return WITH_DEPARTMENT
        return WAITING if any(state in TURN[role, self.steps] for role in self.roles) else DONE

    def texts(self, wanted: frozenset[State]) -> Q:
        """Those in these states, as far as the bureau knows of them."""
        found = Q(state__in=sorted(wanted & SENT))
        if keeping := wanted & KEEPING:
            found |= Q(state__in=sorted(keeping), rounds__gt=0)
        found &= Q(cycle__in=self.cycles)
        if self.assigned:
            mine = Q(department__in=self.assigned)
            found &= mine if self.mine else ~mine
        if self.own:
            found &= ~Q(department__in=self.own)
        return found & Q(department__name__icontains=self.words) if self.words else found


def texts_in(kinds: Iterable[AssignmentKind], tab: str) -> Q:
    """The texts of a tab, of these kinds."""
    found = Q(pk__in=[])
    for kind in kinds:
        wanted = {state for state in KNOWN if tab in (ALL, kind.tab_of(state))}
        if wanted:
            found |= kind.texts(frozenset(wanted))
    return found


@prepared
def _cycles(regions: tuple[int, ...]) -> QuerySet[Cycle]:
    wanted = Cycle.objects.filter(region__in=regions).order_by()
    return wanted.only("fiscal_year", "region", "submit_by", "has_sign_off", "review_steps")


@prepared
def _states(kind: AssignmentKind) -> QuerySet[Plan, tuple[int, str, int]]:
    """How many texts of a kind stand in each state, by cycle: in the order of the index, so nothing is sorted."""
    found = Plan.objects.filter(kind.texts(KNOWN)).order_by()
    counted: Any = found.values_list("cycle", "state").annotate(count=Count("*"))
    return cast(QuerySet[Plan, tuple[int, str, int]], counted)


class InHand:
    """The hand of an account; `year` and `words` (of a department's name) narrow it."""

    year: int | None = None
    words = ""

    def __init__(self, user: User) -> None:
        self.user = user
        self.assigned = user.at("department_id", FIRST)
        self.regions = frozenset(user.at("region_id", FINAL))

    @cached_property
    def cycles(self) -> dict[int, Cycle]:
        """Those of the regions in which the account reviews: one query."""
        regions = self.user.at("region_id", *BUREAU_ROLES)
        return {cycle.pk: cycle for cycle in _cycles(tuple(regions)).rows()}

    def narrow(self, *, year: int | None, words: str) -> None:
        """To texts of a year (None: all), of departments with these words in their name."""
        self.year, self.words = year, words

    @property
    def years(self) -> list[int]:
        return sorted({cycle.fiscal_year for cycle in self.cycles.values()}, reverse=True)

    def roles(self, cycle: Cycle, department_id: int) -> frozenset[str]:
        """In which roles the account meets a text of these."""
        first = {FIRST} if department_id in self.assigned else set()
        return frozenset(first | ({FINAL} if cycle.region_id in self.regions else set()))

    def counts(self) -> dict[str, int]:
        """How many texts each tab has: one query for each kind, which is one for most."""
        counted = Counter(dict.fromkeys(TABS, 0))
        for kind in self.kinds():
            for _, state, count in _states(kind).rows():
                counted[kind.tab_of(state)] += count
                counted[ALL] += count
        return dict(counted)

    def tab(self, name: str) -> Q:
        """The texts of a tab."""
        return texts_in(self.kinds(), name)

    def kinds(self) -> Iterator[AssignmentKind]:
        """The texts in hand, those together that the account meets in the same way."""
        for steps in (1, 2):
            chosen = [one for one in self.cycles.values() if one.review_steps == steps and self._is_of_year(one)]
            final = [cycle.pk for cycle in chosen if cycle.region_id in self.regions]
            other = [cycle.pk for cycle in chosen if cycle.region_id not in self.regions]
            if other and self.assigned:
                yield self._kind({FIRST}, steps, other, mine=True)
            if final and self.assigned:
                yield self._kind({FIRST, FINAL}, steps, final, mine=True)
            if final:
                yield self._kind({FINAL}, steps, final, mine=False)

    def _is_of_year(self, cycle: Cycle) -> bool:
        return self.year in (None, cycle.fiscal_year)

    def _kind(self, roles: set[Role], steps: int, cycles: list[int], *, mine: bool) -> AssignmentKind:
        return AssignmentKind(
            frozenset(roles),
            steps,
            tuple(sorted(cycles)),
            mine=mine,
            assigned=tuple(self.assigned),
            own=tuple(self.user.own_departments),
            words=self.words,
        )
