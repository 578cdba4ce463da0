"""Open data and files: JSON (performance-text/1), CSV, PDF; and the page that describes them."""

import json
from typing import TypeVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from publications.addresses import absolute, address_of, codes_of
from publications.answers import data_file, public
from publications.files import published_path
from publications.models import Publication, PublicIndicator, PublicProject
from publications.models.publication import FileKind
from publications.public import edition_of
from publications.tables import PROJECTS, indicator_columns, indicators_csv, projects_csv
from publications.views.site import in_force
from texts.interchange import dumps

JSON, CSV = "application/json", "text/csv; charset=utf-8"
KINDS = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
TITLE = "部门预算绩效文本"


@public
def about(request: HttpRequest) -> HttpResponse:
    """What there is to download, and what each column says."""
    tables = [
        ("项目表 projects.csv", PROJECTS),
        ("指标表 indicators.csv", indicator_columns(PublicIndicator.objects.all())),
    ]
    context = {"tables": tables, "canonical": absolute(request, request.path)}
    return render(request, "public/data.html", context)


def name_of(publication: Publication, suffix: str) -> str:
    """As an office would name the file; an edition after the first says which it is."""
    department, year = publication.plan.department, publication.plan.cycle.fiscal_year
    edition = f"（第{publication.number}版）" if publication.number > 1 else ""
    return f"{department}{year}年{TITLE}{edition}{suffix}"


def _shown(publication: Publication) -> Publication:
    if publication.is_taken_down:
        raise Http404
    return publication


@public
def text_json(request: HttpRequest, region: str, year: int, department: str, number: int | None = None) -> HttpResponse:
    """The bytes whose SHA-256 stands on the page and on the print."""
    publication = _shown(edition_of(region, year, department, number))
    response = data_file(dumps(publication.to_text()), JSON, name_of(publication, ".json"))
    response["ETag"] = f'"{publication.sha256}"'
    return response


@public
def text_file(
    request: HttpRequest, region: str, year: int, department: str, *, kind: str, number: int | None = None
) -> HttpResponse:
    """The print as it was made at publication. 404 until the print worker has made it."""
    publication = _shown(edition_of(region, year, department, number))
    file = next((file for file in publication.files.all() if file.kind == kind), None)
    if file is None or not published_path(file).exists():
        raise Http404
    response = data_file(published_path(file).read_bytes(), KINDS[FileKind(kind)], name_of(publication, f".{kind}"))
    response["ETag"] = f'"{file.sha256}"'
    return response


@public
def text_projects(request: HttpRequest, region: str, year: int, department: str) -> HttpResponse:
    publication = in_force(region, year, department)
    rows = PublicProject.objects.filter(publication=publication)
    return data_file(projects_csv(rows), CSV, name_of(publication, "项目表.csv"))


@public
def text_indicators(request: HttpRequest, region: str, year: int, department: str) -> HttpResponse:
    publication = in_force(region, year, department)
    rows = PublicIndicator.objects.filter(project__publication=publication)
    return data_file(indicators_csv(rows), CSV, name_of(publication, "指标表.csv"))


Row = TypeVar("Row", PublicProject, PublicIndicator)


def _of_year(model: type[Row], before: str, region: str, year: int) -> QuerySet[Row]:
    """The rows of a region and year. Raises Http404 where there are none."""
    rows = model._default_manager.filter(
        **{
            f"{before}publication__plan__department__region__code": region,
            f"{before}publication__plan__cycle__fiscal_year": year,
        }
    )
    if not rows.exists():
        raise Http404
    return rows


@public
def year_projects(request: HttpRequest, region: str, year: int) -> HttpResponse:
    rows = _of_year(PublicProject, "", region, year)
    return data_file(projects_csv(rows), CSV, f"{region}-{year}年项目表.csv")


@public
def year_indicators(request: HttpRequest, region: str, year: int) -> HttpResponse:
    rows = _of_year(PublicIndicator, "project__", region, year)
    return data_file(indicators_csv(rows), CSV, f"{region}-{year}年指标表.csv")


@public
def year_json(request: HttpRequest, region: str, year: int) -> HttpResponse:
    """All texts of a region and year in one file, each with its address and hash; one query."""
    found = (
        Publication.objects.current()
        .addressed()
        .order_by("plan__department__code")
        .filter(plan__department__region__code=region, plan__cycle__fiscal_year=year)
    )
    texts = [
        {
            **codes_of(publication),
            "edition": publication.number,
            "published_at": publication.published_at.isoformat(timespec="seconds"),
            "sha256": publication.sha256,
            "address": absolute(request, address_of(publication)),
            "text": publication.text,
        }
        for publication in found
    ]
    if not texts:
        raise Http404
    content = json.dumps({"region": region, "year": year, "texts": texts}, ensure_ascii=False, indent=1) + "\n"
    return data_file(content, JSON, f"{region}-{year}年{TITLE}.json")
