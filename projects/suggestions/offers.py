"""What is offered while an indicator is typed: the library, last year's value of the indicator, what others set."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from departments.models import Plan, User
from departments.models.states import SETTLED_STATES
from indicators.models import LibraryIndicator, LibraryVersion
from projects.models import Indicator, Project

MOST = 12
MOST_OTHERS = 3
GENERAL = "通用"


@dataclass(frozen=True, slots=True)
class SuggestionQuery:
    """What was typed, the row's 二级指标, and the project the row stands in."""

    words: str
    level2: str
    project: Project | None


def ask(words: str, level2: str, project_id: str, user: User) -> SuggestionQuery:
    """The question of a page; a project that the user does not see is none. One query."""
    found = None
    if project_id:
        visible = Project.objects.filter(plan__in=Plan.objects.visible_to(user)).select_related("plan__cycle")
        found = visible.filter(pk=project_id).first()
    return SuggestionQuery(words.strip(), level2.strip(), found)


def suggestions(asked: SuggestionQuery) -> list[dict[str, Any]]:
    """The best entries of the library, each with last year's value and what approved texts set; three queries."""
    entries = _best(asked)
    names = [entry.name for entry in entries]
    last_year, others = _last_year(asked, names), _others(asked, names)
    return [
        {
            "name": entry.name,
            "level1": entry.level1,
            "level2": entry.level2,
            "description": entry.description,
            "operator": entry.operator,
            "unit": entry.unit,
            "example": entry.example,
            "field": entry.field,
            "last_year": last_year.get(entry.name, ""),
            "used": sum(others[entry.name].values()),
            "others": [{"target": t, "count": n} for t, n in others[entry.name].most_common(MOST_OTHERS)],
        }
        for entry in entries
    ]


def _best(asked: SuggestionQuery) -> list[LibraryIndicator]:
    newest = LibraryVersion.objects.order_by("-published_on").values("pk")[:1]
    found = LibraryIndicator.objects.filter(version=newest)
    level2 = asked.level2.removesuffix("指标")
    if level2:
        found = found.filter(level2__startswith=level2)
    ranked = ((_rank(entry, asked), entry) for entry in found.order_by("pk"))
    fitting = sorted(((rank, entry) for rank, entry in ranked if rank is not None), key=itemgetter(0))
    return [entry for _, entry in fitting[:MOST]]


def _rank(entry: LibraryIndicator, asked: SuggestionQuery) -> tuple[int, int, int] | None:
    """Smaller is better; None where the typed words do not fit at all."""
    typed = _fit(entry.name, asked.words)
    if typed is None:
        return None
    project = asked.project.name if asked.project else ""
    near = max(_shared(entry.field, project), _shared(entry.name, project))
    return typed, -near, 0 if entry.field == GENERAL else 1


def _fit(name: str, words: str) -> int | None:
    """0 the name begins so, 1 it holds the words, 2 it holds their signs in order, None not at all."""
    if not words or name.startswith(words):
        return 0
    if words in name:
        return 1
    signs = iter(name)
    return 2 if all(sign in signs for sign in words) else None


def _shared(one: str, other: str) -> int:
    """How many pairs of neighbouring characters two names have in common."""
    pairs = {one[n : n + 2] for n in range(len(one) - 1)}
    return sum(other[n : n + 2] in pairs for n in range(len(other) - 1))


def _last_year(asked: SuggestionQuery, names: list[str]) -> dict[str, str]:
    """What the department's text of the year before set, in the project of the same name first."""
    if asked.project is None or not names:
        return {}
    plan, project_name = asked.project.plan, asked.project.name
    rows = Indicator.objects.filter(
        project__plan__department=plan.department_id,
        project__plan__cycle__fiscal_year=plan.cycle.fiscal_year - 1,
        name__in=names,
    ).exclude(target="")
    found = rows.order_by("-project__position", "-position").values_list("name", "target", "project__name")
    ordered = sorted(found, key=lambda row: row[2] == project_name)
    return {name: target for name, target, _ in ordered}


def _others(asked: SuggestionQuery, names: Iterable[str]) -> defaultdict[str, Counter[str]]:
    """How often approved texts of the region set which value for these indicators, 涉密 projects left out."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    if asked.project is None:
        return counts
    rows = Indicator.objects.filter(
        project__plan__state__in=SETTLED_STATES,
        project__plan__cycle__region=asked.project.plan.cycle.region_id,
        project__secrecy="",
        name__in=list(names),
    ).exclude(target="")
    for name, target in rows.order_by().values_list("name", "target"):
        counts[name][target] += 1
    return counts
