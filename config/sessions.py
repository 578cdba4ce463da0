"""Sessions as Django keeps them in the database; reading one, which every request does, is a prepared statement."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from departments.prepared import Slot, prepared


@prepared
def _running() -> QuerySet[Session]:
    key, now = Slot("key", Session.session_key.field), Slot("now", Session.expire_date.field)
    return Session.objects.filter(session_key=key, expire_date__gt=now)


class SessionStore(DatabaseSessions):
    def _get_session_from_db(self) -> AbstractBaseSession | None:
        is_possible = "\x00" not in (self.session_key or "")  # a cookie may say it, PostgreSQL refuses to look for it
        found = _running().first(key=self.session_key, now=timezone.now()) if is_possible else None
        if found is None:
            self._session_key = None
        return found
