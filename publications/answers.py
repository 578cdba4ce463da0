"""How public pages answer: to anybody, the same to everybody, kept by caches, and 304 to whoever has it already."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.http import content_disposition_header, http_date
from django.views.decorators.http import require_safe

from publications.public import last_change

View = Callable[..., HttpResponse]
#: caches keep everything and ask before each use: what is taken down is gone everywhere at once
KEPT = "public, no-cache"


def public(view: View) -> View:
    """Marks a view as public (no login) and gives its answers what caches go by: the hash of the content, and when
    anything that is published changed last."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code not in (200, 410):
            return response
        response["Cache-Control"] = KEPT
        if response.status_code == 410:
            return response
        if not response.has_header("ETag"):
            set_response_etag(response)
        return _unless_known(request, response)

    return login_not_required(require_safe(answer))


def _unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer, or 304 where the asker has it already."""
    changed = last_change()
    seconds = int(changed.timestamp()) if changed else None
    if seconds:
        response["Last-Modified"] = http_date(seconds)
    known = get_conditional_response(request, etag=response["ETag"], last_modified=seconds, response=response)
    return known or response


def data_file(content: bytes | str, kind: str, name: str, *, as_attachment: bool = True) -> HttpResponse:
    """A file of open data: any other site may read it too."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(as_attachment, name) or ""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
