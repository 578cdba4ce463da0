"""What of a department's text an account may write: the sets behind the rights of reviews/permissions.py.

The department's lead and the staff of its own unit (本级) write everything, the staff of a subordinate unit the
projects of that unit. A save asks for the set, once, and lets the database hold it for every row.
"""

from dataclasses import dataclass

from django.db.models import Q

from departments.models.accounts import Role, User
from departments.models.places import MAIN_UNIT

#: memberships whose holder writes the whole text, as a condition for queries
WRITES_ALL = Q(role=Role.DEPARTMENT_LEAD) | Q(role=Role.UNIT_STAFF, unit__code__endswith=MAIN_UNIT)


@dataclass(frozen=True, slots=True)
class Scope:
    """The whole text, or the projects of some units (ids). Empty for whoever writes nothing."""

    is_whole: bool = False
    units: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return self.is_whole or bool(self.units)

    def covers(self, unit_id: int | None) -> bool:
        """Whether a project of this unit may be written."""
        return self.is_whole or unit_id in self.units


WHOLE = Scope(is_whole=True)


def drafting_scope(user: User, department_id: int) -> Scope:
    """What the account may write in the texts of a department."""
    posts = [post for post in user.posts if post.department_id == department_id]
    staff = [post.unit for post in posts if post.role == Role.UNIT_STAFF]
    if any(post.role == Role.DEPARTMENT_LEAD for post in posts) or any(unit.is_main for unit in staff):
        return WHOLE
    return Scope(units=frozenset(unit.pk for unit in staff))


def role_in(user: User, department_id: int) -> str:
    """The role in which the account works on a department's text, as people read it; "" for none."""
    held = {post.role for post in user.posts if post.department_id == department_id}
    return next((role.label for role in (Role.DEPARTMENT_LEAD, Role.UNIT_STAFF) if role in held), "")
