"""Which places of a text say something else than those of an older one: for marks and counts, not for comparing."""

from uuid import UUID

from texts.model import Project, Text
from texts.places import Spot, spots


def changed_places(old: Text, new: Text) -> frozenset[str]:
    """The cells and paragraphs of the new text that are new or say something else, by place.

    A paragraph that only moved up or down within its field is not one of them.
    """
    parts = _touched(old, new)
    before = spots(old, parts)
    paragraphs = {(_field(spot), spot.words) for spot in before.values() if spot.paragraph}
    return frozenset(
        spot.place
        for spot in spots(new, parts).values()
        if spot.kind and not _is_known(spot, before.get(spot.place), paragraphs)
    )


def _touched(old: Text, new: Text) -> set[str]:
    """The projects (ids) of either text that are not the same in both, row by row."""
    was, now = ({(str(project.id), _rows(project), project) for project in text.projects} for text in (old, new))
    return {part for part, _, _ in was ^ now}


def _rows(project: Project) -> tuple[UUID | None, ...]:
    """The identities in a project: no part of the value, so two projects may be equal in other rows."""
    return tuple(row.id for row in (*project.plan, *project.goals, *project.indicators))


def _is_known(spot: Spot, was: Spot | None, paragraphs: set[tuple[str, str]]) -> bool:
    if spot.paragraph:
        return (_field(spot), spot.words) in paragraphs
    return spot.words == (was.words if was else "")


def _field(spot: Spot) -> str:
    return spot.place.rpartition(".")[0]
