"""Who of a department may mend or explain what the automatic review found: whoever writes the part it stands in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from departments.deadlines import why_closed
from departments.models import Plan, User
from departments.scopes import Scope, writing_scope
from projects.models import Project
from texts.places import PROJECTS

NOBODYS = Scope()


@dataclass(frozen=True, slots=True)
class Rights:
    """What a reader may write of a text; `units` are the projects' units by the projects' identities."""

    scope: Scope
    units: Mapping[str, int | None]

    def may_write(self, part: str) -> bool:
        """Whether a part (a section's name or a project's identity) is the reader's to write, as it stands."""
        if part in self.units:
            return self.scope.covers_project(part, self.units[part])
        if part == PROJECTS:
            return self.scope.is_whole and not self.scope.is_partial
        return self.scope.opens(part)


def rights_of(plan: Plan, user: User, projects: Iterable[Project]) -> Rights:
    """What the account may write in the text now; nothing where it is closed."""
    scope = NOBODYS if why_closed(plan) else writing_scope(user, plan)
    return Rights(scope, {str(project.pk): project.unit_id for project in projects})
