"""Search over what is published: projects and indicators by their words, a page at a time."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from publications.models import PublicIndicator, PublicProject

SHORTEST, LONGEST = 2, 40  # characters of a query
ROWS_A_PAGE = 20
MOST_PAGES = 50
KINDS = {"projects": "项目", "indicators": "指标"}


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found; `problem` says what is wrong with the query instead."""

    words: str
    kind: str
    page: Page | None = None
    problem: str = ""


def search(words: str, kind: str, number: str) -> Found:
    """Two queries a page, and one for the count. Every word has to be there; at most four are looked for."""
    words = " ".join(words.split())
    kind = kind if kind in KINDS else "projects"
    if not words:
        return Found("", kind)
    if not SHORTEST <= len(words) <= LONGEST or "\x00" in words:
        return Found(words[:LONGEST], kind, problem=f"请输入 {SHORTEST} 至 {LONGEST} 个字。")
    found = _rows(kind)
    for word in words.split()[:4]:
        found = found.filter(_says(kind, word))
    paginator = Paginator(found[: ROWS_A_PAGE * MOST_PAGES], ROWS_A_PAGE)
    return Found(words, kind, paginator.get_page(number))


def _rows(kind: str) -> QuerySet:
    if kind == "projects":
        found = PublicProject.objects.select_related(
            "publication__plan__cycle", "publication__plan__department__region"
        )
        return found.defer("publication__text").order_by("-publication__published_at", "publication", "position")
    found = PublicIndicator.objects.select_related(
        "project__publication__plan__cycle", "project__publication__plan__department__region"
    )
    order = ("-project__publication__published_at", "project", "position")
    return found.defer("project__publication__text").order_by(*order)


def _says(kind: str, word: str) -> Q:
    fields = {
        "projects": ("name", "code", "unit_name", "purpose", "goals"),
        "indicators": ("name", "level2", "description", "target"),
    }[kind]
    said = Q()
    for field in fields:
        said |= Q(**{f"{field}__icontains": word})
    return said
