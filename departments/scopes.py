"""What of a department's text an account may write: the sets behind the rights of reviews/permissions.py.

The department's lead and the staff of its own unit (本级) write everything, the staff of a subordinate unit the
projects of that unit; a text that was returned in part is open there only, and in some states (单位审核中) only to
some roles. A save asks for the set, once, and lets the database hold it for every row.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q

from departments.models.accounts import DEPARTMENT_ROLES, Role, User
from departments.models.places import MAIN_UNIT
from departments.models.plans import Plan
from departments.models.states import MEANINGS, State
from texts.places import SECTIONS

#: memberships whose holder writes the whole text, as a condition for queries
WRITES_ALL = Q(role=Role.DEPARTMENT_LEAD) | Q(role=Role.UNIT_STAFF, unit__code__endswith=MAIN_UNIT)


@dataclass(frozen=True, slots=True)
class Scope:
    """The whole text, or the projects of some units (ids). Empty for whoever writes nothing.

    `opened` are the parts that a partial return opened (section names and project ids), None for all.
    """

    is_whole: bool = False
    units: frozenset[int] = frozenset()
    opened: frozenset[str] | None = None

    def __bool__(self) -> bool:
        return self.is_whole or bool(self.units)

    @property
    def is_partial(self) -> bool:
        """Whether only chosen parts of the text are open: no project comes or goes then."""
        return self.opened is not None

    def opens(self, section: str) -> bool:
        """Whether a section of part one (texts.places.SECTIONS) may be written."""
        return self.is_whole and (self.opened is None or section in self.opened)

    def covers(self, unit_id: int | None) -> bool:
        """Whether projects of this unit are the author's."""
        return self.is_whole or unit_id in self.units

    def covers_project(self, project_id: UUID | str, unit_id: int | None) -> bool:
        """Whether this project may be written."""
        return self.covers(unit_id) and (self.opened is None or str(project_id) in self.opened)

    def opened_projects(self) -> list[str] | None:
        """The ids of the projects that a partial return opened; None where all are."""
        return None if self.opened is None else sorted(self.opened.difference(SECTIONS))


WHOLE = Scope(is_whole=True)


def drafting_scope(user: User, department_id: int, roles: Iterable[str] = DEPARTMENT_ROLES) -> Scope:
    """What the account works on in the texts of a department, whatever their state, by its posts in these roles."""
    posts = [post for post in user.posts if post.department_id == department_id and post.role in roles]
    staff = [post.unit for post in posts if post.role == Role.UNIT_STAFF and post.unit is not None]
    if any(post.role == Role.DEPARTMENT_LEAD for post in posts) or any(unit.is_main for unit in staff):
        return WHOLE
    return Scope(units=frozenset(unit.pk for unit in staff))


def writing_scope(user: User, plan: Plan) -> Scope:
    """What the account may write in this text as it stands."""
    scope = drafting_scope(user, plan.department_id, MEANINGS[State(plan.state)].writers)
    return scope if plan.opened is None else replace(scope, opened=frozenset(plan.opened))


def role_in(user: User, department_id: int) -> str:
    """The role in which the account works on a department's text, as people read it; "" for none."""
    held = {post.role for post in user.posts if post.department_id == department_id}
    return next((str(role.label) for role in (Role.DEPARTMENT_LEAD, Role.UNIT_STAFF) if role in held), "")


def why_not_yours(plan: Plan) -> str:
    """The sentence for somebody of the department who may not write in this state."""
    writers = MEANINGS[State(plan.state)].writers
    who = "、".join(role.label for role in Role if role in writers)
    return f"{plan}现为“{plan.get_state_display()}”，由{who}修改。"
