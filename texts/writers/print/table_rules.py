"""The rules of a table, drawn in one go: WeasyPrint would settle and stroke every side of every cell by itself.

WeasyPrint lays the cells out edge to edge, with room for half a rule inside each, and knows of no border; what
official.css says of borders is for other programs. Rules are drawn where the cells end, each in one piece, as an
artifact: assistive programs pass over it (PDF/UA-1, 7.1).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import pydyf

from texts.writers.print.measures import Box

WIDTH = 0.5 / 0.75  # CSS px: 0.5 pt
SAME_PLACE = 0.05  # CSS px; the same edge of two cells is calculated in two ways
NO_BORDERS = """
table { border-collapse: separate; border-spacing: 0; padding: 0.25pt }
td, th { border: 0 }
"""

Spans = dict[float, list[tuple[float, float]]]  # where a rule lies -> from where to where cells need it


def draw_rules(cells: Sequence[Box], stream: Any, scale: float) -> None:
    """All rules of all tables of a page, of which these are the cells; `stream` is pydyf's."""
    if not cells:
        return
    across, down = _edges(cells)
    pydyf.Stream.begin_marked_content(stream, "Artifact")
    stream.push_state()
    stream.set_matrix(scale, 0, 0, scale, 0, 0)
    stream.set_color_rgb(0, 0, 0, stroke=True)
    stream.set_line_width(WIDTH)
    for y, left, right in _joined(across):
        _draw_line(stream, (left - WIDTH / 2, y), (right + WIDTH / 2, y))
    for x, top, bottom in _joined(down):
        _draw_line(stream, (x, top - WIDTH / 2), (x, bottom + WIDTH / 2))
    stream.pop_state()
    pydyf.Stream.end_marked_content(stream)


def _draw_line(stream: Any, start: tuple[float, float], end: tuple[float, float]) -> None:
    stream.move_to(*start)
    stream.line_to(*end)
    stream.stroke()


def _edges(cells: Sequence[Box]) -> tuple[Spans, Spans]:
    """The upper and lower edges of the cells, and their left and right ones."""
    across: Spans = defaultdict(list)
    down: Spans = defaultdict(list)
    for left, top, right, bottom in cells:
        for y in (top, bottom):
            across[y].append((left, right))
        for x in (left, right):
            down[x].append((top, bottom))
    return across, down


def _joined(spans: Spans) -> Iterator[tuple[float, float, float]]:
    """Where each rule lies, begins and ends: what lies in the same place and touches is one rule."""
    for place, pieces in _gathered(spans):
        start, end = pieces[0]
        for first, last in pieces[1:]:
            if first > end + SAME_PLACE:
                yield place, start, end
                start, end = first, last
            end = max(end, last)
        yield place, start, end


def _gathered(spans: Spans) -> Iterable[tuple[float, list[tuple[float, float]]]]:
    """The pieces in order, those of places that are all but equal under the first of these."""
    gathered: Spans = {}
    places = sorted(spans)
    place = places[0]
    for before, now in pairwise([place, *places]):
        place = place if now - before < SAME_PLACE else now
        gathered.setdefault(place, []).extend(spans[now])
    return [(place, sorted(pieces)) for place, pieces in gathered.items()]
