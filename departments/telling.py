"""How a view says what its answer alone does not: to the audit log, which stands above and is unknown here."""

from dataclasses import dataclass, replace

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Told:
    """`about` is the row of the address, where the view has it anyway; `account` is whose login it is when nobody is
    logged in; `done` outweighs what the status seems to say."""

    about: Model | None = None
    account: str = ""
    detail: str = ""
    done: bool | None = None


def tell(request: HttpRequest, **words) -> None:
    """Adds to what the request has told so far (the fields of Told)."""
    request.told = replace(told(request), **words)


def told(request: HttpRequest) -> Told:
    """All that was told."""
    return getattr(request, "told", Told())


def refuse(request: HttpRequest, sentence: str) -> None:
    """Shows why something was not done, on the next page, and tells that it was not."""
    messages.error(request, sentence)
    tell(request, done=False)
