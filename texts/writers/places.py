"""A printed value and its place: what a finding, a comment or a difference points at.

With an identity the place is `uuid:field`; without one it is the position in performance-text/1
(`projects[CODE].indicators[5].target`, rows counted from 1).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.safestring import SafeString

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


def place(identity: UUID | None, at: str, field: str) -> str:
    """Of a field of the thing at that position."""
    if identity:
        return f"{identity}:{field}"
    return f"{at}.{field}" if at else field


def value(node: Any, at: str, field: str) -> Value:
    """One field of a Text, Project, Indicator …"""
    return Value(getattr(node, field) or "", place(node.id, at, field))


def values(node: Any, at: str, field: str) -> list[Value]:
    """A field that holds several paragraphs: `uuid:description.2`, or `sub_goals[6].description[2]`."""
    return [
        Value(text, f"{node.id}:{field}.{n}" if node.id else f"{at}.{field}[{n}]".lstrip("."))
        for n, text in enumerate(getattr(node, field), 1)
    ]


def lines(rows: Iterable[Any], at: str) -> list[Value]:
    """Rows that are one line each (measures, goals): `uuid:text`, or `measures[7]`."""
    return [Value(row.text, f"{row.id}:text" if row.id else f"{at}[{n}]") for n, row in enumerate(rows, 1)]
