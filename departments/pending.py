"""A login between its two steps: the password was right, the code is still to come. Kept in the session."""

import time
from dataclasses import asdict, dataclass

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from departments.models import User

_KEY = "pending_login"
PATIENCE = 5 * 60  # seconds


@dataclass(frozen=True, slots=True)
class Pending:
    """`backend` is the one that knew the password, `proof` changes with it, `then` is the page asked for."""

    user: int
    backend: str
    proof: str
    then: str
    since: int


def wait_for_code(request: HttpRequest, user: User, then: str) -> None:
    """Notes whose password was right; nobody is logged in by that."""
    pending = Pending(user.pk, user.backend, user.get_session_auth_hash(), then, int(time.time()))
    request.session[_KEY] = asdict(pending)


def pending_login(request: HttpRequest) -> tuple[Pending, User] | None:
    """Whose code is awaited; None when nobody's is, it took too long, or the password was changed meanwhile."""
    kept = request.session.get(_KEY)
    if kept is None or time.time() - kept["since"] > PATIENCE:
        return None
    pending = Pending(**kept)
    user = User.objects.filter(pk=pending.user, is_active=True).first()
    if user is None or not constant_time_compare(pending.proof, user.get_session_auth_hash()):
        return None
    return pending, user


def forget(request: HttpRequest) -> None:
    request.session.pop(_KEY, None)
