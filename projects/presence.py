"""Who is in a text now: noted with every save and every heartbeat, forgotten when no sign comes any more."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from uuid import UUID

from departments.models import Plan, User
from departments.scopes import role_in
from projects.models import Goal, Indicator, PaymentMilestone, Presence, Project

STALE_AFTER = timedelta(seconds=45)  # three heartbeats


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else in the text; `where` says the place in words."""

    name: str
    role: str
    place: str
    where: str
    since: datetime


def be_present(plan: Plan, user: User, *, place: str, at: datetime) -> None:
    """Notes that the user is in the text, at this place. Who was away comes anew: `since` starts again."""
    mine = Presence.objects.filter(plan=plan, user=user, seen_at__gt=at - STALE_AFTER)
    if mine.update(place=place, seen_at=at):
        return
    Presence.objects.bulk_create(
        [Presence(plan=plan, user=user, role=role_in(user, plan.department_id), place=place, since=at, seen_at=at)],
        update_conflicts=True,
        unique_fields=["plan", "user"],
        update_fields=["role", "place", "since", "seen_at"],
    )


def others_in(plan: Plan, user: User, *, at: datetime) -> list[Other]:
    """Everybody else who is there, first come first; one query, and one more for the places when there is somebody."""
    rows = plan.presences.filter(seen_at__gt=at - STALE_AFTER).exclude(user=user).select_related("user")
    present = list(rows.order_by("since", "pk"))
    names = _project_names([row.place for row in present])
    return [Other(str(row.user), row.role, row.place, _where(row.place, names), row.since) for row in present]


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
    found = Project.objects.filter(pk__in=rows).order_by().values_list("pk", "name")
    below = [
        model.objects.filter(pk__in=rows).order_by().values_list("pk", "project__name")
        for model in (PaymentMilestone, Goal, Indicator)
    ]
    return dict(chain(found.union(*below, all=True)))


def _where(place: str, names: dict[UUID, str]) -> str:
    row = _row_of(place)
    if row in names:
        return f"项目“{names[row] or '未命名'}”"
    return "第一部分" if row else ""
