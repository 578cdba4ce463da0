"""Who is in a text now: noted with every save and every heartbeat, forgotten when no sign comes any more."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypedDict, cast
from uuid import UUID

from django.db.models import QuerySet

from departments.models import Plan, User
from departments.prepared import Slot, prepared, room_for, slots
from departments.scopes import role_in
from projects.models import Goal, Indicator, PaymentMilestone, Presence, Project

HEARTBEAT = timedelta(seconds=15)
STALE_AFTER = 3 * HEARTBEAT


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else in the text; `where` says the place in words."""

    name: str
    role: str
    place: str
    where: str
    since: datetime


class PresentRow(TypedDict):
    """Somebody who is in a text, as the database tells it."""

    user_id: int
    user__name: str
    user__username: str
    role: str
    place: str
    since: datetime
    seen_at: datetime


def be_present(plan: Plan, user: User, *, place: str, at: datetime) -> list[Other]:
    """Notes that the user is in the text, at this place, and tells who else is there, first come first.

    One query; one more where the note is new (another place, or the last sign a heartbeat ago), and one for the places
    of others. Who was away comes anew: `since` starts again.
    """
    present = {row["user_id"]: row for row in _present().rows(plan=plan.pk, stale=at - STALE_AFTER)}
    mine = present.pop(user.pk, None)
    if mine is None:
        _come(plan, user, place=place, at=at)
    elif mine["place"] != place or at - mine["seen_at"] >= HEARTBEAT:
        Presence.objects.filter(plan=plan, user=user).update(place=place, seen_at=at)
    projects = _project_names([row["place"] for row in present.values()])
    return [
        Other(
            name=row["user__name"] or row["user__username"],
            role=row["role"],
            place=row["place"],
            where=_where(row["place"], projects),
            since=row["since"],
        )
        for row in present.values()
    ]


@prepared
def _present() -> QuerySet[Presence, PresentRow]:
    names = ("user_id", "user__name", "user__username", "role", "place", "since", "seen_at")
    of_plan = Presence.objects.filter(plan=Slot("plan", Presence.plan.field))
    here = of_plan.filter(seen_at__gt=Slot("stale", Presence.seen_at.field))
    found: Any = here.order_by("since", "pk").values(*names)
    return cast(QuerySet[Presence, PresentRow], found)


def _come(plan: Plan, user: User, *, place: str, at: datetime) -> None:
    """Two windows of one person may come at the same moment."""
    Presence.objects.bulk_create(
        [Presence(plan=plan, user=user, role=role_in(user, plan.department_id), place=place, since=at, seen_at=at)],
        update_conflicts=True,
        unique_fields=["plan", "user"],
        update_fields=["role", "place", "since", "seen_at"],
    )


def _row_of(place: str) -> UUID | None:
    """The row of `<row>:<cell>` or `<kind>:<row>:<cell>`; None where the place names none."""
    for part in place.split(":")[:2]:
        try:
            return UUID(part)
        except ValueError:
            continue
    return None


def _project_names(places: list[str]) -> dict[UUID, str]:
    """For each row that stands in a project, the project's name; one query for all kinds together."""
    rows = [row for row in map(_row_of, places) if row]
    if not rows:
        return {}
    return dict(_names(room_for(len(rows))).rows(rows=rows))


@prepared
def _names(room: int) -> QuerySet[Any, tuple[UUID, str]]:
    rows: Any = slots("rows", Project._meta.pk, room)
    found = Project.objects.filter(pk__in=rows).order_by().values_list("pk", "name")
    below = [
        model.objects.filter(pk__in=rows).order_by().values_list("pk", "project__name")
        for model in (PaymentMilestone, Goal, Indicator)
    ]
    return found.union(*below, all=True)


def _where(place: str, names: dict[UUID, str]) -> str:
    row = _row_of(place)
    if row in names:
        return f"项目“{names[row] or '未命名'}”"
    return "第一部分" if row else ""
