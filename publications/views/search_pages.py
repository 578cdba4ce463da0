"""Search, and the check of a downloaded file against what was published."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from publications.answers import public
from publications.models import Publication, PublishedFile
from publications.search import KINDS, SHORTEST, search

_DIGEST = re.compile(r"[0-9a-f]{64}")


@public
def search_page(request: HttpRequest) -> HttpResponse:
    """?q=words&kind=projects|indicators&page="""
    found = search(request.GET.get("q", "")[:200], request.GET.get("kind", ""), request.GET.get("page", ""))
    context = {"found": found, "page": found.page, "kinds": KINDS, "shortest": str(SHORTEST)}
    return render(request, "public/search.html", context)


@public
def check_hash(request: HttpRequest) -> HttpResponse:
    """?sha256=: whose file or content it is. Nothing is uploaded: the browser works out the hash."""
    asked = "".join(request.GET.get("sha256", "")[:200].lower().split())
    is_digest = bool(_DIGEST.fullmatch(asked))
    found = _published(asked) if is_digest else None
    context = {"asked": asked, "is_digest": is_digest, "publication": found}
    return render(request, "public/check.html", context)


def _published(digest: str) -> Publication | None:
    """The edition that this is a file of, or whose content it names; of several the newest."""
    editions = Publication.objects.addressed().defer("text").order_by("-published_at")
    of_file = PublishedFile.objects.filter(sha256=digest).values("publication")
    return editions.filter(pk__in=of_file).first() or editions.filter(sha256=digest).first()
