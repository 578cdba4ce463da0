"""Telling people: a line in the inbox at once, and an e-mail at once where it is their turn. Nobody is told twice."""

from collections.abc import Iterable
from datetime import datetime

from departments.models import Plan, User
from jobs.models import Job
from projects.models import Mailing, Notice

LONGEST_LINE = 400


def send_notice(
    users: Iterable[User],
    *,
    key: str,
    line: str,
    at: datetime,
    plan: Plan | None = None,
    job: Job | None = None,
    turns: Iterable[int] = (),
) -> None:
    """One notice for each; for those whose turn it is (ids) an e-mail too, where they gave an address.

    In the transaction of what they are told of: a step that fails tells nobody. `key` names the thing; told again
    under the same key, nothing happens.
    """
    turns, users, line = frozenset(turns), list(users), line[:LONGEST_LINE]
    Notice.objects.bulk_create(
        [
            Notice(user=user, plan=plan, job=job, key=key, line=line, is_turn=user.pk in turns, made_at=at)
            for user in users
        ],
        ignore_conflicts=True,
    )
    Mailing.objects.bulk_create(
        [
            Mailing(user=user, key=key, subject=line[:60], body=line, made_at=at)
            for user in users
            if user.pk in turns and user.email
        ],
        ignore_conflicts=True,
    )


def withdraw_notice(key: str) -> None:
    """What nobody has read yet and no e-mail has carried is not told after all."""
    Notice.objects.filter(key=key, read_at=None).delete()
    Mailing.objects.filter(key=key, sent_at=None).delete()
