"""The public pages: region, year, department, text, project. Nobody logs in to them."""

from decimal import Decimal
from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from departments.models import Region
from publications.addresses import absolute, address_of, codes_of
from publications.answers import public
from publications.editions import COLUMNS
from publications.figures import figures_of
from publications.models import Publication
from publications.public import (
    current,
    edition_of,
    region_of,
    summaries,
    years_of,
    years_of_department,
)
from publications.rows import slugs
from publications.yearly import fate_counts, yearly
from reviews.versions.comparing import kept_comparison
from texts.amounts import parse_amount
from texts.model import Text
from texts.writers.html.reading_view import render_html, render_project_html

NEWEST = 12


@public
def home(request: HttpRequest) -> HttpResponse:
    """Which regions publish, and what came last."""
    in_force = Q(
        departments__plans__publications__isnull=False,
        departments__plans__publications__taken_down__isnull=True,
        departments__plans__publications__replacement__isnull=True,
    )
    regions = Region.objects.annotate(texts=Count("departments__plans__publications", filter=in_force))
    newest = current().order_by("-published_at", "pk")[:NEWEST]
    return render(request, "public/home.html", {"regions": regions.filter(texts__gt=0), "newest": newest})


@public
def region(request: HttpRequest, region: str) -> HttpResponse:
    """The years of which a region has texts."""
    found = region_of(region)
    return render(request, "public/region.html", {"region": found, "years": years_of(found)})


@public
def year(request: HttpRequest, region: str, year: int) -> HttpResponse:
    """The texts of a region and year as a table and as charts."""
    texts = list(current(region, year))
    if not texts:
        raise Http404
    rows = summaries(texts)
    context = {
        "region": texts[0].plan.department.region,
        "year": str(year),
        "rows": rows,
        "figures": figures_of(rows),
        "budget": sum((row.budget for row in rows), Decimal(0)),
        "projects": sum(row.projects for row in rows),
    }
    return render(request, "public/year.html", context)


@public
def text_page(request: HttpRequest, region: str, year: int, department: str, number: int | None = None) -> HttpResponse:
    """The text as it looks: the newest edition, or an older one, which says that it was corrected."""
    publication = edition_of(region, year, department, number)
    if publication.is_taken_down:
        return taken_down(request, publication)
    value = publication.to_text()
    context = {
        **_about(request, publication, number),
        "text": value,
        "official": render_html(value),
        "projects": list(zip(slugs(value), value.projects, strict=True)),
        "budget": sum((parse_amount(row.budget) or Decimal(0) for row in value.projects), Decimal(0)),
        "withheld": [COLUMNS[name] for name in COLUMNS if name in publication.omissions.columns],
        "files": list(publication.files.all()),
        "editions": publication.plan.publications.select_related("taken_down").defer("text").order_by("-number"),
        "has_before": bool(_year_before(publication)),
        "years": years_of_department(publication.plan.department),
    }
    return render(request, "public/text.html", context)


def _about(request: HttpRequest, publication: Publication, number: int | None = None) -> dict[str, Any]:
    """What heads every page of a text. The page of an edition points to the text itself as its canonical address
    unless the edition was replaced."""
    is_old = bool(number) and publication.is_replaced
    own = address_of(publication, "public_edition", number=publication.number)
    return {
        "publication": publication,
        "department": publication.plan.department,
        "region": publication.plan.department.region,
        "year": str(publication.plan.cycle.fiscal_year),
        "codes": codes_of(publication),
        "number": str(publication.number),
        "is_old": is_old,
        "canonical": absolute(request, own if is_old else address_of(publication)),
    }


def taken_down(request: HttpRequest, publication: Publication) -> HttpResponse:
    """What stood here was taken down, and why: 410, so that search engines forget it."""
    return render(request, "public/taken_down.html", _about(request, publication), status=410)


def in_force(region: str, year: int, department: str) -> Publication:
    """The edition that is read now. Raises Http404 where it was taken down."""
    publication = edition_of(region, year, department)
    if publication.is_taken_down:
        raise Http404
    return publication


@public
def project_page(request: HttpRequest, region: str, year: int, department: str, slug: str) -> HttpResponse:
    """One 绩效目标表, at an address by its code."""
    publication = edition_of(region, year, department)
    if publication.is_taken_down:
        return taken_down(request, publication)
    value = publication.to_text()
    number = _number_of(value, slug)
    names = slugs(value)
    context = {
        **_about(request, publication),
        "project": value.projects[number - 1],
        "position": str(number),
        "official": render_project_html(value, number),
        "canonical": absolute(request, address_of(publication, "public_project", slug=slug)),
        "before": names[number - 2] if number > 1 else "",
        "after": names[number] if number < len(names) else "",
    }
    return render(request, "public/project.html", context)


def _number_of(value: Text, slug: str) -> int:
    names = slugs(value)
    if slug not in names:
        raise Http404
    return names.index(slug) + 1


def _year_before(publication: Publication) -> Publication | None:
    plan = publication.plan
    found = Publication.objects.current().addressed().filter(plan__department=plan.department_id)
    return found.filter(plan__cycle__fiscal_year=plan.cycle.fiscal_year - 1).first()


@public
def edition_changes(request: HttpRequest, region: str, year: int, department: str) -> HttpResponse:
    """This year's indicators beside last year's."""
    publication = edition_of(region, year, department)
    if publication.is_taken_down:
        return taken_down(request, publication)
    before = _year_before(publication)
    if before is None:
        raise Http404
    found = yearly(kept_comparison(before.to_text(), publication.to_text()), 1)
    context = {
        **_about(request, publication),
        "before": before,
        "last_year": str(before.plan.cycle.fiscal_year),
        "changes": found,
        "counts": fate_counts(found),
        "canonical": absolute(request, address_of(publication, "public_changes")),
    }
    return render(request, "public/changes.html", context)
