"""For machines: what was published last (Atom), every address (sitemap), where robots may go."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from publications.addresses import absolute, address_of
from publications.answers import public
from publications.models import Publication, PublicProject
from publications.public import current

NEWEST = 50
MOST_ADDRESSES = 50_000  # of one sitemap (sitemaps.org)


@public
def feed(request: HttpRequest) -> HttpResponse:
    """The newest editions in force; a correction says what was corrected."""
    atom = Atom1Feed(
        title="部门预算绩效文本公开",
        link=absolute(request, reverse("public_home")),
        description="",
        language="zh-Hans",
        feed_url=absolute(request, request.path),
    )
    for publication in current().order_by("-published_at", "pk")[:NEWEST]:
        _add(atom, request, publication)
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _add(atom: Atom1Feed, request: HttpRequest, publication: Publication) -> None:
    title = f"{publication.plan}" + ("（更正）" if publication.replaces_id else "")
    atom.add_item(
        title=title,
        link=absolute(request, address_of(publication)),
        description=publication.note,
        author_name=publication.plan.department.region.finance_bureau,
        pubdate=publication.published_at,
        updateddate=publication.published_at,
        unique_id=f"urn:uuid:{publication.pk}",
    )


@public
def sitemap(request: HttpRequest) -> HttpResponse:
    """Two queries, whatever is published."""
    texts = list(current())
    by_id = {publication.pk: publication for publication in texts}
    pages = [absolute(request, reverse(name)) for name in ("public_home", "public_data", "public_search")]
    found: list[tuple[str, datetime | None]] = [(address, None) for address in pages]
    found += [(absolute(request, address_of(each)), each.published_at) for each in texts]
    for publication_id, slug in PublicProject.objects.order_by("pk").values_list("publication", "slug"):
        publication = by_id[publication_id]
        address = absolute(request, address_of(publication, "public_project", slug=slug))
        found.append((address, publication.published_at))
    context = {"addresses": found[:MOST_ADDRESSES]}
    return render(request, "public/sitemap.xml", context, content_type="application/xml")


@public
def robots(request: HttpRequest) -> HttpResponse:
    """What is behind the login is nothing for robots; searching and checking are for people."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('public_search')}",
        f"Disallow: {reverse('public_check')}",
        f"Allow: {reverse('public_home')}",
        f"Allow: /{settings.STATIC_URL.strip('/')}/",
        "Disallow: /",
        f"Sitemap: {absolute(request, reverse('public_sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
