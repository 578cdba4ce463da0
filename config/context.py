"""What every page's shell shows: who is logged in, in which roles, and whether this is the demo."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from departments.models import Role, User
from departments.models.accounts import BOARD_READERS, BUREAU_ROLES
from findings.rules.views import BUSINESS
from publications.views.bureau import READERS as PUBLICATION_READERS
from reviews.desk.queue import waiting_count


def shell(request: HttpRequest) -> dict[str, Any]:
    user: User | AnonymousUser | None = getattr(request, "user", None)
    roles = user.roles if user is not None and user.is_authenticated else frozenset()
    return {
        "is_demo": settings.DEMO,
        "role_labels": [role.label for role in Role if role in roles],
        "is_reviewer": bool(roles.intersection(BUREAU_ROLES)),
        "reads_rules": bool(roles & BUSINESS),
        "reads_board": bool(roles.intersection(BOARD_READERS)),
        "reads_publications": bool(roles.intersection(PUBLICATION_READERS)),
        "unread_count": getattr(user, "unread_count", None),
        "waiting_count": SimpleLazyObject(lambda: waiting_count(user) if isinstance(user, User) else 0),
    }
