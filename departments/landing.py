"""Where somebody arrives after the login: where their work is."""

from django.urls import reverse

from departments.models import Role, User
from departments.models.accounts import DEPARTMENT_ROLES

#: the first of these that the account holds decides; whoever writes texts begins with their list
_PAGES = {
    Role.FINAL_REVIEWER: "desk",
    Role.FIRST_REVIEWER: "desk",
    Role.AUDIT_ADMIN: "audit_list",
    Role.SYSTEM_ADMIN: "admin:index",
    Role.SECURITY_ADMIN: "admin:index",
}


def landing(user: User) -> str:
    """The address of the account's first page."""
    if user.roles.intersection(DEPARTMENT_ROLES):
        return reverse("plan_list")
    return reverse(next((page for role, page in _PAGES.items() if role in user.roles), "plan_list"))
