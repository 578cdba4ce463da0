"""What holds for every answer: isolation headers, limits of a session, first duties, the audit log."""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from audit.log import coming_from, record
from config.audit.visits import Visit, visit_of
from departments.account_request import PageRequest
from departments.duties import Duty, duty_of
from reviews.log_words import Action

Next = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponse]


class VisitedRequest(PageRequest):
    """What is noted on a request between its door and its view."""

    duty: Duty | None
    visit: Visit | None


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


class Strangers:
    """The public pages know nobody: cookies are taken off at the door, so no answer depends on a login, none sets a
    cookie, and a cache between may keep it for everybody."""

    OPEN = ("/public/", "/robots.txt")

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(self.OPEN):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        response.headers.pop("Vary", None)
        return response


class SessionLimits:
    """Idle for 30 minutes or 12 hours old, a session ends (GB/T 22239). A visit is noted once a minute."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and self._over(request):
            with coming_from(request):
                record(Action.SESSION_OVER, by=request.user)
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


class Duties:
    """What an account must do first (departments/duties.py) comes before any other page."""

    ALWAYS = {"logout", "login"}

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: VisitedRequest, view: View, args: Sequence[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return None
        began = datetime.fromtimestamp(request.session["began"], UTC)
        request.duty = duty_of(request.user, since=began)
        if request.duty is None or request.resolver_match.view_name in self.ALWAYS | {request.duty.page}:
            return None
        return redirect(request.duty.page)


class AuditLog:
    """One entry a request for what the table of config/audit/requests.py names, and the address for all others.

    It stands inside of everything that may turn a request away before its view, so only views that were reached count.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with coming_from(request):
            response = self.get_response(request)
            if visit := getattr(request, "visit", None):
                visit.close(response)
        return response

    def process_view(
        self, request: VisitedRequest, view: View, args: Sequence[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Notes the visit; a deed that belongs together with its entry is done here, in one transaction."""
        visit = request.visit = visit_of(request)
        if visit is None or not visit.line.together or request.method != "POST":
            return None
        with transaction.atomic():
            response = view(request, *args, **kwargs)
            visit.close(response)
        return response
