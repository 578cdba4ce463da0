"""Which texts a reviewer has in hand, as conditions on the columns of the index `plan_desk`.

What waits for whom follows from the cycle's review steps and the reviewer's roles. Cycles are few and are looked up
first, so that thousands of texts are counted and sorted without reading one: a row is long, because it holds words.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q

from departments.models import Cycle, Plan, Role, State, User
from departments.models.accounts import BUREAU_ROLES
from departments.models.states import states

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
class Kind:
    """Texts that the account meets in the same roles, of cycles that go the same way."""

    roles: frozenset[str]
    steps: int
    condition: Q

    def tab_of(self, state: str) -> str:
        """Where a text in this state is listed, beside 全部."""
        if state not in IN_REVIEW:
            return WITH_DEPARTMENT
        return WAITING if any(state in TURN[role, self.steps] for role in self.roles) else DONE


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
        wanted = Cycle.objects.filter(region__in=self.user.at("region_id", *BUREAU_ROLES))
        return wanted.only("fiscal_year", "region", "submit_by", "has_sign_off", "review_steps").order_by().in_bulk()

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
        for kind in self._kinds():
            groups = Plan.objects.filter(self._known(kind, KNOWN)).order_by()
            for state, count in groups.values_list("state").annotate(count=Count("state")):
                counted[kind.tab_of(state)] += count
                counted[ALL] += count
        return dict(counted)

    def tab(self, name: str) -> Q:
        """The texts of a tab."""
        found = Q(pk__in=[])
        for kind in self._kinds():
            wanted = {state for state in KNOWN if name in (ALL, kind.tab_of(state))}
            if wanted:
                found |= self._known(kind, frozenset(wanted))
        return found

    def _known(self, kind: Kind, wanted: frozenset[State]) -> Q:
        """Texts of a kind in these states, as far as the bureau knows of them."""
        known = Q(state__in=sorted(wanted & SENT))
        if keeping := wanted & KEEPING:
            known |= Q(state__in=sorted(keeping), rounds__gt=0)
        return kind.condition & known

    def _kinds(self) -> Iterator[Kind]:
        for steps in (1, 2):
            chosen = [
                cycle for cycle in self.cycles.values() if cycle.review_steps == steps and self._is_of_year(cycle)
            ]
            final = [cycle.pk for cycle in chosen if cycle.region_id in self.regions]
            other = [cycle.pk for cycle in chosen if cycle.region_id not in self.regions]
            mine = Q(department__in=self.assigned)
            if other and self.assigned:
                yield self._kind({FIRST}, steps, other, mine)
            if final and self.assigned:
                yield self._kind({FIRST, FINAL}, steps, final, mine)
            if final:
                yield self._kind({FINAL}, steps, final, ~mine if self.assigned else Q())

    def _is_of_year(self, cycle: Cycle) -> bool:
        return self.year in (None, cycle.fiscal_year)

    def _kind(self, roles: set[str], steps: int, cycles: list[int], places: Q) -> Kind:
        condition = Q(cycle__in=cycles) & places
        if self.user.own_departments:
            condition &= ~Q(department__in=self.user.own_departments)
        if self.words:
            condition &= Q(department__name__icontains=self.words)
        return Kind(frozenset(roles), steps, condition)
