"""The automatic review of every text of a year, as each stands now: for whoever runs the server."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from departments.models import Cycle, Plan
from findings.cases import FindingCase, cases_of
from findings.last_year import own_last_year
from findings.settings import settings_of
from texts.checks import Level, check
from texts.checks.report import summary

TEXTS_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Checked:
    """A text with its findings of the wanted levels, waived ones included."""

    region: str
    department: str
    state: str
    project_count: int
    findings: list[FindingCase]

    @property
    def summary(self) -> str:
        """How many of each level, waived ones left out."""
        return summary(one.finding for one in self.findings if not one.is_settled)

    @property
    def counts(self) -> Counter[str]:
        """How many of each level still stand, and under "settled" those that do not count."""
        return Counter("settled" if one.is_settled else one.finding.level.value for one in self.findings)


def check_all(cycles: QuerySet[Cycle], level: Level) -> Iterator[tuple[int, int, Checked]]:
    """(how many are done, of how many, the text), with the findings of that level and graver ones."""
    levels = list(Level)[: list(Level).index(level) + 1]
    settings = {cycle.pk: settings_of(cycle) for cycle in cycles}
    plans = Plan.objects.filter(cycle__in=settings).with_text().select_related("cycle__region", "department")
    ordered = plans.order_by("cycle__region__code", "department__code", "pk")
    total = ordered.count()
    for done, plan in enumerate(ordered.iterator(chunk_size=TEXTS_AT_ONCE), 1):
        text = plan.to_text()
        found = check(text, settings=settings[plan.cycle_id], last_year=own_last_year(plan))
        known = cases_of(plan, text, [one for one in found if one.level in levels])
        where = (plan.cycle.region.name, plan.department.name, plan.get_state_display())
        yield done, total, Checked(*where, len(text.projects), known)
