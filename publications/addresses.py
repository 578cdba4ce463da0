"""The stable public addresses, made of official codes."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from publications.models import Publication


def codes_of(publication: Publication) -> dict[str, str | int]:
    """Region, year and department as they stand in an address; fetch the edition with `addressed()`."""
    department = publication.plan.department
    return {
        "region": department.region.code,
        "year": publication.plan.cycle.fiscal_year,
        "department": department.code,
    }


def address_of(publication: Publication, name: str = "public_text", **more: str | int) -> str:
    """A page or file of the text: of the text as it is now, or of an edition where `number` is given."""
    return reverse(name, kwargs=codes_of(publication) | more)


def absolute(request: HttpRequest, path: str) -> str:
    """With scheme and host: as configured, else as asked."""
    return f"{settings.SITE_ADDRESS}{path}" if settings.SITE_ADDRESS else request.build_absolute_uri(path)
