"""A printed value and its place (texts.places)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from texts.places import line, paragraph_place, place
from texts.writers.typeset import typeset


@dataclass(frozen=True, slots=True)
class Value:
    """One paragraph or cell; an empty cell has its place too."""

    text: str
    place: str

    @property
    def html(self) -> SafeString:
        """The words as they are set."""
        return typeset(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)


def value(node: Any, at: str, field: str) -> Value:
    """One field of a Text, Project, Indicator …"""
    return Value(getattr(node, field) or "", place(node.id, at, field))


def values(node: Any, at: str, field: str) -> list[Value]:
    """A field that holds several paragraphs: `uuid:description.2`, or `sub_goals[6].description[2]`."""
    return [Value(text, paragraph_place(node.id, at, field, n)) for n, text in enumerate(getattr(node, field), 1)]


def placed_lines(rows: Iterable[Any], at: str) -> list[Value]:
    """Rows that are one line each (measures, goals): `uuid:text`, or `measures[7]`."""
    return [Value(row.text, line(row.id, f"{at}[{n}]")) for n, row in enumerate(rows, 1)]
