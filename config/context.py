"""What every page's shell shows: the cycle in hand and who is logged in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    return {"is_demo": settings.DEMO}
