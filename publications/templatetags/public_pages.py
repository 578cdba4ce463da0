"""Addresses of the public pages, for templates."""

from django import template

from publications.addresses import address_of
from publications.files import why_waiting
from publications.models import Publication, PublicProject

register = template.Library()
register.filter("why_waiting", why_waiting)


@register.filter
def public_address(publication: Publication) -> str:
    """The page of the text."""
    return address_of(publication)


@register.filter
def project_address(project: PublicProject) -> str:
    """The page of a project."""
    return address_of(project.publication, "public_project", slug=project.slug)


@register.simple_tag
def public_file(publication: Publication, kind: str, is_old: bool) -> str:
    """A file of the text, or of one of its old editions."""
    name = "public_edition" if is_old else "public_text"
    more: dict[str, str | int] = {"number": publication.number} if is_old else {}
    if kind == "json":
        return address_of(publication, f"{name}_json", **more)
    return address_of(publication, f"{name}_file", kind=kind, **more)
