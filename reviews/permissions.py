"""Who may what: the one place that answers `user.has_perm(...)`.

Rights come from roles, roles from memberships. Rows are shown or hidden by `visible_to(user)`; this table says what may
be done with a kind of thing. The three separated administrators (三员) have no line with business data.
"""

from typing import Any

from django.db.models import Count, IntegerField, Model, OuterRef, QuerySet, Subquery
from django.http import HttpRequest

from departments.models import Role, User
from departments.models.accounts import SEPARATED_ROLES
from departments.prepared import Slot, prepared
from departments.scopes import drafting_scope
from projects.folders.taking_in import IMPORTERS
from projects.models import Notice, Project

_LOOK, _CHANGE = ("view",), ("view", "add", "change")
_ALL = ("view", "add", "change", "delete")

#: role -> {app.model: verbs}; the configuration pages and the views ask for app.verb_model.
CONFIGURES: dict[str, dict[str, tuple[str, ...]]] = {
    Role.BUDGET_MANAGER: {
        "departments.cycle": _CHANGE,
        "departments.extension": _CHANGE,
        "publications.publicationrule": _CHANGE,
        "reviews.reasoncode": _CHANGE,
        "indicators.indicatortree": _CHANGE,
        "indicators.indicatorcategory": _ALL,
        "indicators.libraryversion": _CHANGE,
        "indicators.libraryindicator": _ALL,
    },
    Role.SYSTEM_ADMIN: {
        "departments.region": _CHANGE,
        "departments.department": _CHANGE,
        "departments.unit": _CHANGE,
        "departments.user": _CHANGE,
    },
    Role.SECURITY_ADMIN: {
        "departments.user": _LOOK,
        "departments.membership": _ALL,
        "departments.authenticator": ("view", "delete"),
        "departments.region": _LOOK,
        "departments.department": _LOOK,
        "departments.unit": _LOOK,
    },
}

#: role -> permissions on texts, asked together with the plan
DRAFTS = {
    "departments.import_plan": (Role.UNIT_STAFF, Role.DEPARTMENT_LEAD),
    "departments.draft_plan": (Role.UNIT_STAFF, Role.DEPARTMENT_LEAD),
    "projects.draft_project": (Role.UNIT_STAFF, Role.DEPARTMENT_LEAD),
}


#: role -> permissions on pages of their own, beside texts and configuration
PAGES = {
    "reviews.export_plan": tuple(role for role in Role if role not in SEPARATED_ROLES),
    "projects.import_folder": IMPORTERS,
    "audit.view_auditentry": (Role.AUDIT_ADMIN,),
    "findings.change_checksettings": (Role.BUDGET_MANAGER,),
}


def _reaches(user: User, permission: str, obj: Any) -> bool:
    """Whether a right on texts, held somewhere, counts for this text or project (departments/scopes.py has the sets).

    Who writes a whole text may import, start and draft it; `projects.draft_project` of a text asks whether any
    project in it may be written.
    """
    if permission == "findings.change_checksettings":
        return obj.region_id in user.at("region_id", *PAGES[permission])
    if permission not in DRAFTS:
        return True
    if isinstance(obj, Project):
        return drafting_scope(user, obj.plan.department_id).covers(obj.unit_id)
    scope = drafting_scope(user, obj.department_id)
    return bool(scope) if permission == "projects.draft_project" else scope.is_whole


def _configured() -> dict[str, frozenset[str]]:
    granted: dict[str, set[str]] = {}
    for role, models in CONFIGURES.items():
        for label, verbs in models.items():
            app, model = label.split(".")
            for verb in verbs:
                granted.setdefault(f"{app}.{verb}_{model}", set()).add(role)
    return {permission: frozenset(roles) for permission, roles in granted.items()}


CONFIGURED = _configured()


@prepared
def _account() -> QuerySet[User]:
    unread = Notice.objects.filter(user=OuterRef("pk"), read_at=None).order_by().values("user")
    counted = Subquery(unread.annotate(count=Count("pk")).values("count"), output_field=IntegerField())
    found = User.objects.filter(pk=Slot("user", User._meta.pk), is_active=True)
    return found.annotate(unread_count=counted).order_by()


class RoleBackend:
    """Authenticates by name and password, and answers for rights."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None
    ) -> User | None:
        """The active account of that name and password; takes as long when there is none."""
        try:
            user = User.objects.get(username=username)
        except User.DoesNotExist:
            User().set_password(password or "")
            return None
        return user if user.check_password(password or "") and user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        """The account of a running session, with the number of its unread notices, which every page shows.

        A disabled one's sessions end with this."""
        return _account().first(user=user_id)

    def has_perm(self, user: User, permission: str, obj: Model | None = None) -> bool:
        roles = CONFIGURED.get(permission) or frozenset((DRAFTS | PAGES).get(permission, ()))
        if not user.roles & roles:
            return False
        return obj is None or _reaches(user, permission, obj)

    def has_module_perms(self, user: User, app_label: str) -> bool:
        return any(
            permission.startswith(f"{app_label}.") and user.roles & roles for permission, roles in CONFIGURED.items()
        )
