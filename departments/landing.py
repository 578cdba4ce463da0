"""Where somebody arrives after the login: where their work is."""

from django.urls import reverse

from departments.models import Role, User

#: the first role that the account holds decides; without one of these it is the list of texts
_PAGES = {
    Role.AUDIT_ADMIN: "audit_list",
    Role.SYSTEM_ADMIN: "admin:index",
    Role.SECURITY_ADMIN: "admin:index",
}


def landing(user: User) -> str:
    """The address of the account's first page. Whoever also works on texts begins with these."""
    business = user.roles.difference(_PAGES)
    page = next((page for role, page in _PAGES.items() if role in user.roles and not business), "plan_list")
    return reverse(page)
