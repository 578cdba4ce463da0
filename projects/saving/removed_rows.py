"""A removed row as plain values, with all that stood below it, and the way back."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from departments.models import SubGoal
from projects.models import Project, RemovedRow
from projects.saving.kinds import KINDS
from texts.amounts import parse_amount

#: what stands below a project: reverse name -> kind
BELOW = {"milestones": "milestone", "goals": "goal", "indicators": "indicator"}
_KIND_OF = {kind.model: name for name, kind in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Kept:
    """`cells` goes into a RemovedRow; `ids` are all identities in it."""

    cells: dict[str, Any]
    ids: set[str]


def keep_removed(row: Model) -> Kept:
    """The row with what it stands in and, of a project, everything below it."""
    cells = _values(row)
    ids = {str(row.pk)}
    cells["parent"] = str(getattr(row, f"{KINDS[_KIND_OF[type(row)]].parent}_id"))
    if isinstance(row, Project):
        cells |= {"unit": row.unit_id, "sub_goal": row.sub_goal_id and str(row.sub_goal_id)}
        for name in BELOW:
            below = [_values(child) for child in getattr(row, name).all()]
            cells[name] = below
            ids |= {child["id"] for child in below}
    return Kept(cells, ids)


def _values(row: Any) -> dict[str, Any]:
    names = sorted(KINDS[_KIND_OF[type(row)]].cells)
    extra = {name: getattr(row, name) for name in ("month", "is_offered") if hasattr(row, name)}
    return {"id": str(row.pk), "position": row.position, **extra, **{name: getattr(row, name) for name in names}}


def put_back(removed: RemovedRow, *, parent: Model, position: int) -> None:
    """Makes the row again, with its identity and all that stood below it."""
    kind = KINDS[removed.kind]
    cells = dict(removed.cells)
    below = {name: cells.pop(name, []) for name in BELOW}
    unit, sub_goal, _ = (cells.pop(name, None) for name in ("unit", "sub_goal", "parent"))
    row = kind.model(**cells | {"position": position, kind.parent: parent})
    if isinstance(row, Project):
        row.unit_id, row.budget_amount = unit, parse_amount(row.budget)
        row.sub_goal = SubGoal.objects.filter(pk=sub_goal, plan_id=parent.pk).first()
    row.save(force_insert=True)
    for name, children in below.items():
        below_it = KINDS[BELOW[name]]
        below_it.objects.bulk_create(below_it.model(project=row, **child) for child in children)
