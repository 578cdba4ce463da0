"""What holds for every answer: isolation headers, limits of a session, the forced change of a first password."""

import time
from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

Next = Callable[[HttpRequest], HttpResponse]


class ResourcePolicy:
    """No other site may embed our answers; pages with somebody's drafts are kept in no shared cache."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class SessionLimits:
    """Idle for 30 minutes or 12 hours old, a session ends (GB/T 22239). A visit is noted once a minute."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and self._over(request):
            logout(request)
            return redirect(f"{reverse('login')}?{urlencode({'next': request.get_full_path(), 'over': 1})}")
        return self.get_response(request)

    @staticmethod
    def _over(request: HttpRequest) -> bool:
        now = int(time.time())
        began = request.session.setdefault("began", now)
        seen = request.session.get("seen", now)
        if now - began > settings.SESSION_ABSOLUTE_SECONDS or now - seen > settings.SESSION_IDLE_SECONDS:
            return True
        if now - seen > 60 or "seen" not in request.session:
            request.session["seen"] = now
        return False


class PasswordChange:
    """An account with a first password goes to 修改密码 before anything else."""

    ALLOWED = {"password_change", "logout", "login"}

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        user = request.user
        if not (user.is_authenticated and user.must_change_password) or settings.DEMO:
            return None
        return None if request.resolver_match.view_name in self.ALLOWED else redirect("password_change")
