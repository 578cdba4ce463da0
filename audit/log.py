"""record(...): the one writer of the log.

Call it as the last thing in the transaction of what it tells: the entry then stands or falls with the deed, and the
row that holds the end of the chain is locked for as short a time as can be. Locks are taken in this order everywhere
(first the deed's, then the log's), so writers wait for each other but never in a circle.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from getpass import getuser
from typing import Any, Protocol

from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone

from audit.chain import digest
from audit.models import AuditEntry, AuditHead
from audit.origin import client_address

_address: ContextVar[str] = ContextVar("audit_address", default="")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class LogAccount(Protocol):
    """What the log has to know of a user."""

    pk: Any
    username: Any
    name: Any


@dataclass(frozen=True, slots=True)
class Subject:
    """What a deed was done to: an identity, and a name as it is today. Never content."""

    id: str = ""
    name: str = ""


@contextmanager
def coming_from(request: HttpRequest) -> Iterator[None]:
    """Within it, record() knows the address of the request; deeds need not hand it down."""
    token = _address.set(client_address(request) or "")
    try:
        yield
    finally:
        _address.reset(token)


def command_line() -> str:
    """The account under which a command's entries stand: the operating system's user."""
    return f"命令行 {getuser()}"


def subject_of(thing: Model) -> Subject:
    """The identity and the name of a row: 绩效文本 …, 任职 周雨桐：编制人（…）."""
    owner = f"{getattr(thing, 'user', None)}：" if hasattr(thing, "user_id") else ""
    return Subject(str(thing.pk), f"{thing._meta.verbose_name} {owner}{thing}")


@transaction.atomic(savepoint=False)
def record(
    action: str,
    *,
    by: LogAccount | None,
    of: Model | Subject | None = None,
    detail: str = "",
    is_success: bool = True,
    account: str = "",
) -> AuditEntry:
    """Adds one entry to the chain, in the surrounding transaction: two statements (lock the head, insert; the insert
    moves the head by its trigger).

    `by` is the account whose deed it is; where there is none (an unknown account at the login, a command),
    `account` says who is meant. `detail` holds counts and names of fields, never content.
    """
    subject = of if isinstance(of, Subject) else subject_of(of) if of is not None else Subject()
    head = AuditHead.objects.select_for_update().get()
    now = timezone.now()
    row = {
        "number": head.number + 1,
        "at": max(now, head.at or now),  # never back, whatever a clock says
        "user_id": by.pk if by else None,
        "account": _line(by.username if by else account, 60),
        "name": _line(by.name if by else "", 40),
        "address": _address.get(),
        "action": str(action),
        "object_id": _line(subject.id, 100),
        "object_name": _line(subject.name, 200),
        "is_success": is_success,
        "detail": _line(detail, 400),
        "previous": head.hash,
    }
    entry = AuditEntry(**row, hash=digest(row))
    entry.save(force_insert=True)
    return entry


def _line(text: str, longest: int) -> str:
    """One line without control characters, cut to the column."""
    text = _CONTROL.sub(" ", text)
    return text if len(text) <= longest else text[: longest - 1] + "…"
