"""What a view notes for the log about its request: what its address and its answer alone do not say."""

from dataclasses import dataclass, replace
from typing import Any, cast

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class LogNote:
    """`about` is the row of the address, where the view has it anyway; `account` is whose login it is when nobody is
    logged in; `done` outweighs what the status seems to say."""

    about: Model | None = None
    account: str = ""
    detail: str = ""
    done: bool | None = None


class _NotedRequest(HttpRequest):
    log_note: LogNote


def note_for_log(request: HttpRequest, **words: Any) -> None:
    """Adds to what was noted of the request so far (the fields of LogNote)."""
    cast(_NotedRequest, request).log_note = replace(log_note(request), **words)


def log_note(request: HttpRequest) -> LogNote:
    """All that was noted."""
    return getattr(request, "log_note", LogNote())


def refuse(request: HttpRequest, sentence: str) -> None:
    """Shows why something was not done, on the next page, and notes that it was not."""
    messages.error(request, sentence)
    note_for_log(request, done=False)
