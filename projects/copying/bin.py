"""The bin of a text: what was taken out, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from departments.models import Plan, User
from departments.scopes import Scope, writing_scope
from projects.models import RemovedRow

MOST = 200
NAMES = {
    "project": "预算项目",
    "sub_goal": "分项绩效目标",
    "measure": "工作保障措施",
    "goal": "绩效目标",
    "indicator": "绩效指标",
}
_TITLES = {"project": ("name", "code"), "sub_goal": ("title", "goals"), "indicator": ("name", "level2")}


@dataclass(frozen=True, slots=True)
class Removed:
    """`at` names the row for the way back, `words` is what it said."""

    at: str
    kind: str
    words: str
    by: str
    when: datetime


def removed_rows_of(plan: Plan, user: User) -> list[Removed]:
    """What the user may put back, newest first; two queries."""
    scope = writing_scope(user, plan)
    own = {str(pk) for pk in plan.projects.filter(unit__in=scope.units).values_list("pk", flat=True)}
    rows = RemovedRow.objects.filter(plan=plan).select_related("removed_by").order_by("-removed_at")[:MOST]
    return list(_described(rows, scope, own))


def _described(rows: Iterable[RemovedRow], scope: Scope, own: set[str]) -> Iterator[Removed]:
    for row in rows:
        if not (scope.is_whole or scope.covers(row.cells.get("unit")) or row.cells.get("parent") in own):
            continue
        yield Removed(f"{row.kind}:{row.pk}", NAMES[row.kind], removed_words(row), str(row.removed_by), row.removed_at)


def removed_words(row: RemovedRow) -> str:
    """What the row said, as one would call it."""
    names = _TITLES.get(row.kind, ("text",))
    return next((row.cells[name] for name in names if row.cells.get(name)), "（空白）")[:80]
