"""The official document for reading on screen: the printed parts' own templates, and a place on every value.

It is made of fragments. A fragment is a template and all of the text that the template may show, identities and
running number included; its name is the hash of both, so whoever keeps fragments by name keeps each content once, and
changed words have another name. What is said about a text is no part of any fragment.
"""

import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.utils.safestring import SafeString

from texts.model import Project, Text
from texts.writers import view
from texts.writers.templates import FOLDER, fill


@dataclass(frozen=True, slots=True)
class Fragment:
    """A template of templates/official and what it may show."""

    template: str
    shown: Any

    @property
    def name(self) -> str:
        """64 hex digits. The templates and this code count too: a cache may outlive the program."""
        content = pickle.dumps(self.shown, protocol=5)
        return sha256(_layout().encode() + self.template.encode() + b":" + content).hexdigest()

    def html(self) -> SafeString:
        return fill(self.template, _CONTEXTS[self.template](self.shown))


#: gives the HTML of fragments, in order
Keeper = Callable[[Sequence[Fragment]], Sequence[SafeString]]


def _rendered(fragments: Sequence[Fragment]) -> Sequence[SafeString]:
    return [fragment.html() for fragment in fragments]


def render_html(text: Text, keeper: Keeper = _rendered) -> str:
    """An <article> to stand in a page, styled by static/css/official-screen.css.

    Without <html>, styles, scripts or handlers, so it passes the strictest Content-Security-Policy. Every paragraph and
    cell carries `data-place` (texts.writers.placed_values): `uuid:field` for stored texts, the position otherwise.
    `keeper` gives the fragments: made anew unless somebody keeps them.
    """
    return str(fill("screen", {"parts": keeper(list(_fragments(text)))}))


def render_project_html(text: Text, number: int) -> str:
    """The same of one 绩效目标表 alone, by its number from 1."""
    shown = view.project(text.projects[number - 1], number) | {"is_first": False}
    return str(fill("screen", {"parts": [fill("project", {"project": shown})]}))


def _fragments(text: Text) -> Iterator[Fragment]:
    yield Fragment("cover", _cover(text))
    yield Fragment("contents", tuple(project.name for project in text.projects))
    yield Fragment("part_one", _part_one(text))
    for numbered in enumerate(text.projects, 1):
        yield Fragment("project", numbered)


def _cover(text: Text) -> Text:
    return Text(
        id=text.id,
        fiscal_year=text.fiscal_year,
        department=text.department,
        finance_bureau=text.finance_bureau,
        stage=text.stage,
    )


def _part_one(text: Text) -> Text:
    return Text(
        id=text.id,
        numbering=text.numbering,
        overall_goal=text.overall_goal,
        sub_goals=text.sub_goals,
        measures=text.measures,
    )


def _contents(names: tuple[str | None, ...]) -> dict[str, Any]:
    return {"parts": view.contents(Text(projects=tuple(Project(name=name) for name in names)), {})}


def _project(numbered: tuple[int, Project]) -> dict[str, Any]:
    number, project = numbered
    return {"project": view.project(project, number)}


_CONTEXTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "cover": view.cover,
    "contents": _contents,
    "part_one": view.part_one,
    "project": _project,
}


@lru_cache(maxsize=1)
def _layout() -> str:
    """The hash of the official document's templates and of what fills them."""
    writers = Path(__file__).parents[1]
    files = [
        *(FOLDER / "official").glob("*.html"),
        *writers.glob("*.py"),
        *writers.glob("html/*.py"),
        writers.parent / "places.py",
        writers.parent / "columns.py",
    ]
    return sha256(b"".join(path.read_bytes() for path in sorted(files))).hexdigest()
