"""What a rule finds: its place, two sentences, what it quotes, and what one click could change."""

import dataclasses
import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID


class Level(StrEnum):
    """error: 送审 is refused until mended or waived. warning: mend it or say why. info: advice."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def label(self) -> str:
        """The word on screen and on paper."""
        return {"error": "错误", "warning": "警告", "info": "建议"}[self]


@dataclass(frozen=True, slots=True)
class Place:
    """Where: the object (kind and identity) and its field, and `at`, the same as words of performance-text/1.

    `kind` is text, overall_goal, sub_goal, measure, project, milestone, goal or indicator; `id` is None in a text
    that was never stored. `order` sorts places as they are printed.
    """

    at: str
    kind: str
    field: str = ""
    id: UUID | None = dataclasses.field(default=None, compare=False)
    order: tuple[int, ...] = dataclasses.field(default=(), compare=False, repr=False)

    @property
    def name(self) -> str:
        """What names the place for good: the object's identity where it has one, so that a row may move."""
        return f"{self.kind}:{self.id}:{self.field}" if self.id else self.at


@dataclass(frozen=True, slots=True)
class Edit:
    """One cell and what one click would write into it: field `place.field` of the object, from `was` to `now`."""

    place: Place
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule yields. `about` are the values it speaks of: when one of them changes, a waiver ends."""

    place: Place
    message: str
    fix: str
    quote: str = ""
    about: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A hit of a rule at the level that the settings give it."""

    rule: str
    level: Level
    place: Place
    quote: str
    message: str
    fix: str
    key: str
    edits: tuple[Edit, ...] = ()

    @property
    def at(self) -> str:
        """The place as text: projects[CODE].indicators[5].target, sub_goals[6], measures."""
        return self.place.at

    def to_json(self) -> dict[str, Any]:
        """The finding as plain JSON values."""
        return {
            "rule": self.rule,
            "level": self.level.value,
            "at": self.at,
            "quote": self.quote,
            "message": self.message,
            "fix": self.fix,
            "key": self.key,
            "place": _place_to_json(self.place),
            "edits": [{"place": _place_to_json(e.place), "was": e.was, "now": e.now} for e in self.edits],
        }


def _place_to_json(place: Place) -> dict[str, Any]:
    return {"at": place.at, "kind": place.kind, "id": str(place.id) if place.id else None, "field": place.field}


def key_of(rule: str, hit: Hit) -> str:
    """Rule, place and 16 hexadecimal digits of the values spoken of: the same finding has the same key tomorrow."""
    values = "\x1f".join((*hit.about, hit.quote))
    return f"{rule}/{hit.place.name}/{hashlib.sha256(values.encode()).hexdigest()[:16]}"
