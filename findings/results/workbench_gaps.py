"""What the workbench says without the rules, so that nothing is said twice.

Whether a cell is a value at all (blank, no amount, too long, a sum that does not add up) is said by the field's own
sentence, there with the very save, and stands under 还差 (projects/drafting); what a value should be is the rules'.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from departments.models import Plan
from findings.cases import FindingCase
from projects.drafting.completeness import Category, Gap, examine_project
from projects.drafting.expectations import message_for
from projects.saving.kinds import KINDS
from texts.model import Project
from texts.places import SECTIONS

#: rules that ask for what the workbench asks for, too
_SHARED = frozenset({"empty_field", "missing_category", "budget_sum", "plan_not_rising", "too_long"})


@dataclass(frozen=True, slots=True)
class KnownGaps:
    """(project, place) of everything that is missing or wrong in the cells of some projects."""

    places: frozenset[tuple[str, str]]

    def has(self, one: FindingCase) -> bool:
        """Whether the workbench says this finding already."""
        rule, spot = one.finding.rule, one.spot
        if rule == "incomplete_unit":
            return bool(spot.kind and message_for(spot.kind, spot.cell, spot.words))
        if rule not in _SHARED:
            return False
        if spot.part in SECTIONS:
            return rule == "empty_field"  # the same three parts, the same titles and goals
        return any((spot.part, place) in self.places for place in _places(one))


NO_GAPS = KnownGaps(frozenset())


def known_gaps(plan: Plan, projects: Iterable[Project]) -> KnownGaps:
    """What is said of these projects: one query."""
    categories = list(plan.cycle.tree.categories.order_by("position").values_list("level1", "level2", "is_required"))
    return KnownGaps(frozenset((str(row.id), gap.at) for row in projects for gap in _gaps(row, categories)))


def _places(one: FindingCase) -> Iterator[str]:
    """What a gap of the same fault calls the place."""
    place = one.finding.place
    yield f"{place.kind}:{place.id}:{place.field}"
    yield "milestones" if place.field == "plan" else place.field


def _gaps(project: Project, categories: list[Category]) -> Iterator[Gap]:
    for gap in examine_project(_row(project), categories).gaps:
        yield gap
        if gap.at.startswith("milestone:"):
            yield Gap(gap.sentence, "milestones", gap.is_error)


def _row(project: Project) -> dict[str, Any]:
    """The project as the workbench reads it."""
    return {
        **_cells("project", project),
        "milestones": [{**_cells("milestone", step), "month": step.month} for step in project.plan],
        "goals": [_cells("goal", line) for line in project.goals],
        "columns": project.columns,
        "indicators": [{**_cells("indicator", row), "is_offered": False} for row in project.indicators],
    }


def _cells(kind: str, row: Any) -> dict[str, Any]:
    """Cells that stand beside the text (密级) are empty."""
    return {"id": row.id, **{name: getattr(row, name, "") or "" for name in KINDS[kind].cells}}
