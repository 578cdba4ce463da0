"""Search over what is published: projects and indicators by their words, a page at a time.

No index serves it: people type words of two characters, and a trigram has three; what a county or a city publishes
is read through in some milliseconds.
"""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, QuerySet, Value, When

from publications.models import PublicIndicator, PublicProject
from publications.plain import search_words

SHORTEST, LONGEST = 2, 40  # characters of a query
MOST_WORDS = 4
ROWS_A_PAGE = 20
MOST_PAGES = 50
KINDS = {"projects": "项目", "indicators": "指标"}


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a query found; `problem` says what is wrong with the query instead."""

    words: str
    kind: str
    page: "Page[Any] | None" = None
    problem: str = ""


def search(words: str, kind: str, number: str) -> SearchResult:
    """Two queries a page, and one for the count. Every word has to be there; at most four are looked for. Where more
    of them stand in the name, it comes first."""
    words = " ".join(words.split())
    kind = kind if kind in KINDS else "projects"
    if not words:
        return SearchResult("", kind)
    looked_for = [word.replace("\x00", "") for word in search_words(words)][:MOST_WORDS]
    if not SHORTEST <= len(words) <= LONGEST or "\x00" in words or not looked_for:
        return SearchResult(words[:LONGEST], kind, problem=f"请输入 {SHORTEST} 至 {LONGEST} 个字。")
    found = _rows(kind)
    for word in looked_for:
        found = found.filter(said__contains=word)
    in_name = sum((Case(When(title__contains=word, then=1), default=0) for word in looked_for), Value(0))
    found = found.annotate(in_name=in_name).order_by("-in_name", *_ORDER[kind])
    paginator = Paginator(found[: ROWS_A_PAGE * MOST_PAGES], ROWS_A_PAGE)
    return SearchResult(words, kind, paginator.get_page(number))


_ORDER = {
    "projects": ("-publication__published_at", "publication", "position"),
    "indicators": ("-project__publication__published_at", "project", "position"),
}


def _rows(kind: str) -> QuerySet[Any]:
    """Without the columns that only a search looks in."""
    if kind == "projects":
        projects = PublicProject.objects.select_related(
            "publication__plan__cycle", "publication__plan__department__region"
        )
        return projects.defer("publication__text", "said", "title")
    found = PublicIndicator.objects.select_related(
        "project__publication__plan__cycle", "project__publication__plan__department__region"
    )
    return found.defer("project__publication__text", "said", "title", "project__said", "project__title")
