"""Requests as views meet them, for the type checker: what the middlewares have put on them."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import ResolverMatch
from django_htmx.middleware import HtmxDetails

from departments.models import User


class PageRequest(HttpRequest):
    """Any request whose address has a view; htmx says whether a fragment is asked for."""

    htmx: HtmxDetails
    resolver_match: ResolverMatch


class AccountRequest(PageRequest):
    """A request of somebody who is logged in: LoginRequiredMiddleware lets no other reach a view, unless the view
    says `login_not_required`."""

    user: User


def logged_in(request: HttpRequest) -> User:
    """The account behind a request, in a hook of Django's that promises less. Raises PermissionDenied."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user
