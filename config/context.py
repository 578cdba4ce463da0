"""What every page's shell shows: who is logged in, in which roles, and whether this is the demo."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from departments.models import Role


def shell(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    roles = user.roles if user is not None and user.is_authenticated else frozenset()
    return {"is_demo": settings.DEMO, "role_labels": [role.label for role in Role if role in roles]}
