"""Findings as pages show them: where each is mended, what one click would change, what is folded away."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.urls import reverse

from departments.models import Plan
from findings.cases import FindingCase
from findings.results.fixes import Fix, Rows, fix_of
from findings.results.workbench_gaps import NO_GAPS, KnownGaps
from findings.rights import Rights
from texts.checks import RULES, Finding, Level, Place
from texts.places import COVER, MEASURES, OVERALL_GOAL, PROJECTS, SECTIONS, SUB_GOALS

#: heading of the workbench's page by the section or field of a project that is meant as a whole
_HEADINGS = {
    COVER: "overall-goal",
    OVERALL_GOAL: "overall-goal",
    SUB_GOALS: "sub-goals",
    MEASURES: "measures",
    PROJECTS: "sub-goals",
    "plan": "milestones",
    "goals": "goals",
    "indicators": "indicators",
    "basis": "indicators",
    "": "project-head",
}
_TABLES = {"goals": "绩效目标", "indicators": "绩效指标", "basis": "指标值确定依据"}
_ICONS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "info"}


@dataclass(frozen=True, slots=True)
class ListedFinding:
    """A finding on a page. `at` is its data-cell or heading in the workbench, `url` leads there; `layer` says whether
    its project alone shows it ("project") or only the whole text ("text"); what `is_demanded` 送审 asks for whatever
    the rules say (a blank field), so that no waiver would help."""

    case: FindingCase
    at: str
    url: str
    is_own: bool
    fix: Fix | None = None
    layer: str = "text"
    is_demanded: bool = False

    @property
    def finding(self) -> Finding:
        return self.case.finding

    @property
    def icon(self) -> str:
        return _ICONS[self.finding.level]

    @property
    def is_open(self) -> bool:
        """Whether somebody has to do something about it: mend it, or say why it is right."""
        return self.case.stops or self.case.wants_words

    @property
    def is_advice(self) -> bool:
        return self.finding.level is Level.INFO and not self.case.is_settled

    @property
    def may_explain(self) -> bool:
        return self.is_own and self.finding.level is Level.WARNING and not self.case.is_settled

    @property
    def may_ask(self) -> bool:
        """Whether a waiver may be asked for."""
        return self.is_own and self.case.stops and not self.is_demanded

    @property
    def within(self) -> str:
        """Where in its project or section: 第4行 · 指标值; of a sub-goal, which one."""
        if self.case.spot.part == SUB_GOALS:
            return self.case.spot.where
        return self.case.spot.where.partition(" · ")[2] or self._table or self.case.spot.where

    @property
    def cell_name(self) -> str:
        """What the field is called: 指标值."""
        return self._table or self.case.spot.where.rpartition(" · ")[2]

    @property
    def _table(self) -> str:
        """Of what stands on a whole table: which."""
        return _TABLES.get(self.finding.place.field, "") if self.finding.place.kind == "project" else ""

    @property
    def anchor(self) -> str:
        """What names the finding in an address."""
        return hashlib.sha256(self.finding.key.encode()).hexdigest()[:12]

    @property
    def order(self) -> str:
        """Sorts as printed, among the findings of both layers."""
        return ".".join(f"{n:04d}" for n in self.finding.place.order) + "." + self.finding.rule


def list_findings(
    plan: Plan,
    found: Iterable[FindingCase],
    *,
    rights: Rights,
    rows: Rows,
    of_projects: Iterable[str] = (),
    told: KnownGaps = NO_GAPS,
) -> list[ListedFinding]:
    """Findings for a page; `of_projects` are the keys that a look at single projects finds, too."""
    keys = frozenset(of_projects)
    return [
        _shown(
            plan,
            one,
            rights,
            rows,
            layer="project" if one.finding.key in keys else "text",
            is_demanded=told.has(one),
        )
        for one in found
    ]


def _shown(plan: Plan, one: FindingCase, rights: Rights, rows: Rows, *, layer: str, is_demanded: bool) -> ListedFinding:
    at, part = place_in_workbench(one.finding.place, plan.pk), one.spot.part
    is_own = rights.may_write(part)
    fix = fix_of(one, rows, plan) if is_own and not one.is_settled else None
    return ListedFinding(one, at, workbench_address(one.finding.place, part, plan.pk), is_own, fix, layer, is_demanded)


def workbench_address(place: Place, part: str, plan: UUID) -> str:
    """The page of the workbench with the place of a finding."""
    page = reverse("plan_edit", args=[plan]) if part in SECTIONS else reverse("project_edit", args=[plan, part])
    return f"{page}#{place_in_workbench(place, plan)}"


def place_in_workbench(place: Place, plan: UUID) -> str:
    """The data-cell, or the heading, where a finding is mended."""
    if place.kind == "overall_goal":
        return f"plan:{plan}:overall_goal"
    if place.kind == "text" or (place.kind == "project" and place.field in _HEADINGS):
        return _HEADINGS.get(place.field, "overall-goal")
    return f"{place.kind}:{place.id}:{place.field or 'title'}"


@dataclass(frozen=True, slots=True)
class Count:
    """How much is open in a part: errors, and warnings that want words."""

    part: str
    errors: int
    warnings: int

    @property
    def at(self) -> str:
        """The part as the outline names it."""
        return _HEADINGS.get(self.part, self.part)

    @property
    def words(self) -> str:
        """For who hears the page: 错误 2 处，警告 1 处."""
        named = ((self.errors, Level.ERROR), (self.warnings, Level.WARNING))
        return "，".join(f"{level.label} {n} 处" for n, level in named if n)


def part_counts(found: Iterable[FindingCase]) -> list[Count]:
    """How much is open in each part that has something, by section or project, in the order of print."""
    parts: dict[str, list[FindingCase]] = {}
    for one in found:
        parts.setdefault(one.spot.part, []).append(one)
    counted = (Count(p, sum(o.stops for o in ones), sum(o.wants_words for o in ones)) for p, ones in parts.items())
    return [count for count in counted if count.errors or count.warnings]


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings under one head: a part of the text, or a rule."""

    title: str
    name: str
    members: list[ListedFinding]

    @property
    def fixes(self) -> int:
        return sum(one.fix is not None for one in self.members)

    @property
    def may_explain_all(self) -> bool:
        """Whether the same words may be said to all: one rule, several places."""
        return self.name in RULES and len(self.members) > 1 and all(one.may_explain for one in self.members)


def by_part(found: Iterable[ListedFinding]) -> list[FindingGroup]:
    """In the order of print, below the section or project."""
    parts = groupby(found, key=lambda one: (one.case.spot.part, _title(one)))
    return [FindingGroup(title, part, list(members)) for (part, title), members in parts]


def _title(one: ListedFinding) -> str:
    part = one.case.spot.part
    return SECTIONS[part] if part in SECTIONS else one.case.spot.where.partition(" · ")[0]


def by_rule(found: Iterable[ListedFinding]) -> list[FindingGroup]:
    """The heaviest first, then the rules in their order."""
    levels, slugs = list(Level), list(RULES)
    ordered = sorted(found, key=lambda one: (levels.index(one.finding.level), slugs.index(one.finding.rule)))
    groups = ((slug, list(members)) for slug, members in groupby(ordered, key=lambda one: one.finding.rule))
    return [FindingGroup(RULES[slug].title, slug, members) for slug, members in groups]
