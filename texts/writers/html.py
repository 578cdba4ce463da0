"""The official document for reading on screen: the printed parts' own templates, and a place on every value."""

from texts.model import Text
from texts.writers import view
from texts.writers.templates import fill


def render_html(text: Text) -> str:
    """An <article> to stand in a page, styled by static/css/official-screen.css.

    Without <html>, styles, scripts or handlers, so it passes the strictest Content-Security-Policy. Every paragraph and
    cell carries `data-place` (texts.writers.places): `uuid:field` for stored texts, the position otherwise.
    """
    projects = [view.project(row, n) for n, row in enumerate(text.projects, 1)]
    parts = [
        fill("cover", view.cover(text)),
        fill("contents", {"parts": view.contents(text, {})}),
        fill("part_one", view.part_one(text)),
        fill("projects", {"projects": projects}),
    ]
    return str(fill("screen", {"parts": parts}))


def render_project_html(text: Text, number: int) -> str:
    """The same of one 绩效目标表 alone, by its number from 1."""
    shown = view.project(text.projects[number - 1], number) | {"is_first": False}
    return str(fill("screen", {"parts": [fill("projects", {"projects": [shown]})]}))
