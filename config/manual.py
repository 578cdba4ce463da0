"""使用手册 in the browser: the chapters of docs/manual, the same files that are read in the repository."""

import itertools
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

CONTENTS = "README"
_CHAPTER = re.compile(r"(?P<name>[\w-]+)\.md(?P<heading>#.*)?")


@require_safe
def manual(request: HttpRequest, name: str = CONTENTS) -> HttpResponse:
    """A chapter; the contents without a name. For whoever has an account."""
    if name not in chapters():
        raise Http404
    context = {"chapters": chapters(), "name": name, "title": chapters()[name], "words": chapter_words(name)}
    return render(request, "shell/manual.html", context)


@cache
def chapters() -> dict[str, str]:
    """name -> title, the contents first, then in the order of their numbers."""
    paths = sorted(_folder().glob("*.md"), key=lambda path: (path.stem != CONTENTS, path.stem))
    return {path.stem: path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ") for path in paths}


@cache
def chapter_words(name: str) -> SafeString:
    """The chapter as HTML below its title. Its files come with the program: nobody writes them through a page."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse((_folder() / f"{name}.md").read_text(encoding="utf-8"))
    shown = [token for token in tokens[3:] if token.info != "mermaid"]  # its table follows
    for heading, inline in itertools.pairwise(shown):
        if heading.type == "heading_open":
            heading.attrSet("id", slug(inline.content))
    for token in shown:
        for child in token.children or ():
            _led(child)
    return SafeString(parser.renderer.render(shown, parser.options, {}))


def slug(title: str) -> str:
    """The address of a heading, as GitHub and Gitea make it."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def _led(token: Token) -> None:
    """Links between chapters lead to their pages, pictures to the static files."""
    if token.type == "image":
        token.attrSet("src", static(f"manual/{Path(str(token.attrGet('src'))).name}"))
        token.attrSet("loading", "lazy")
    elif token.type == "link_open" and (found := _CHAPTER.fullmatch(str(token.attrGet("href")))):
        chapter = found["name"]
        path = reverse("manual") if chapter == CONTENTS else reverse("manual_chapter", args=[chapter])
        token.attrSet("href", path + (found["heading"] or ""))


def _folder() -> Path:
    return Path(settings.BASE_DIR) / "docs" / "manual"
