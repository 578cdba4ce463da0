"""Ruling lines -> tables: connected lines make a grid, missing lines merge cells.

Two cells of the grid are one where no line runs between them. The outer edge may be open (a table cut by the page,
or one without side lines): it is closed where the crossing lines end.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from texts.readers.pdf.drawn_page import Glyph, Ruling

_NEAR = 2.5  # lines closer than this are one line; ends closer than this touch
_OPEN = 8.0  # how far lines must stand out over the last crossing one to leave an open edge
_MAX_LINES = 400


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A merged cell of the grid with its place in points and in rows and columns."""

    row: int
    column: int
    rowspan: int
    colspan: int
    x0: float
    x1: float
    y0: float
    y1: float


@dataclass(slots=True)
class Ruled:
    """One ruled table; `owner` names for every unit of the grid the box it belongs to."""

    xs: list[float]
    ys: list[float]
    boxes: list[RuledCell]
    owner: dict[tuple[int, int], int]
    glyphs: dict[int, list[Glyph]] = field(default_factory=dict)

    def take(self, glyph: Glyph) -> bool:
        """Put the character into its box; False where it stands outside the table."""
        column = _slot(self.xs, (glyph.x0 + glyph.x1) / 2)
        row = _slot(self.ys, glyph.y - glyph.height / 3)
        if column is None or row is None:
            return False
        self.glyphs.setdefault(self.owner[row, column], []).append(glyph)
        return True


def _slot(edges: list[float], value: float) -> int | None:
    if not edges[0] - 0.5 <= value <= edges[-1] + 0.5:
        return None
    inside = sum(edge <= value for edge in edges) - 1
    return min(max(inside, 0), len(edges) - 2)


def ruled_tables(level: Iterable[Ruling], upright: Iterable[Ruling]) -> list[Ruled]:
    """The tables that these lines draw, from top to bottom; boxes around a single text are none."""
    levels, uprights = _merged(level), _merged(upright)
    tables = []
    for some_level, some_upright in _connected(levels, uprights):
        if len(some_level) < 2 and len(some_upright) < 2:
            continue
        table = _table(some_level, some_upright)
        if table is not None and len(table.boxes) > 1:
            tables.append(table)
    return sorted(tables, key=lambda table: table.ys[0])


def _merged(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Pieces of one line put together; double lines count once."""
    merged: list[Ruling] = []
    groups: list[list[Ruling]] = []
    for ruling in sorted(rulings, key=lambda r: r.at):
        if groups and ruling.at - groups[-1][0].at <= _NEAR:
            groups[-1].append(ruling)
        else:
            groups.append([ruling])
    for group in groups:
        at = sum(r.at for r in group) / len(group)
        start, end = None, 0.0
        for ruling in sorted(group, key=lambda r: r.start):
            if start is not None and ruling.start <= end + _NEAR:
                end = max(end, ruling.end)
                continue
            if start is not None:
                merged.append(Ruling(at, start, end))
            start, end = ruling.start, ruling.end
        if start is not None:
            merged.append(Ruling(at, start, end))
    return [ruling for ruling in merged if ruling.end - ruling.start > 2 * _NEAR][:_MAX_LINES]


def _connected(levels: list[Ruling], uprights: list[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """The lines in groups that touch each other."""
    groups: list[tuple[set[int], set[int]]] = []
    for number, level in enumerate(levels):
        touched = {n for n, upright in enumerate(uprights) if _touch(level, upright)}
        joined = (touched, {number})
        apart = []
        for group in groups:
            if group[0] & joined[0]:
                joined = (group[0] | joined[0], group[1] | joined[1])
            else:
                apart.append(group)
        groups = [*apart, joined]
    return [([levels[n] for n in sorted(b)], [uprights[n] for n in sorted(a)]) for a, b in groups if a]


def _touch(level: Ruling, upright: Ruling) -> bool:
    return (
        upright.start - _NEAR <= level.at <= upright.end + _NEAR
        and level.start - _NEAR <= upright.at <= level.end + _NEAR
    )


def _table(levels: list[Ruling], uprights: list[Ruling]) -> Ruled | None:
    xs = _edges([r.at for r in uprights], [(r.start, r.end) for r in levels])
    ys = _edges([r.at for r in levels], [(r.start, r.end) for r in uprights])
    if len(xs) < 2 or len(ys) < 2:
        return None
    owner = {(row, column): (row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if column and not _covered(uprights, xs[column], ys[row], ys[row + 1]):
                _union(owner, (row, column - 1), (row, column))
            if row and not _covered(levels, ys[row], xs[column], xs[column + 1]):
                _union(owner, (row - 1, column), (row, column))
    return _boxes(xs, ys, owner)


def _edges(at: list[float], crossing: list[tuple[float, float]]) -> list[float]:
    """The grid's edges on one axis, an open end closed where the crossing lines end."""
    edges: list[float] = []
    for value in sorted(at):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    start, end = min(s for s, _ in crossing), max(e for _, e in crossing)
    if edges and edges[0] - start > _OPEN:
        edges.insert(0, start)
    if edges and end - edges[-1] > _OPEN:
        edges.append(end)
    return edges


def _covered(rulings: list[Ruling], at: float, start: float, end: float) -> bool:
    middle = (start + end) / 2
    return any(abs(r.at - at) <= _NEAR and r.start <= middle <= r.end for r in rulings)


Unit = tuple[int, int]


def _root(owner: dict[Unit, Unit], unit: Unit) -> Unit:
    while owner[unit] != unit:
        owner[unit] = owner[owner[unit]]
        unit = owner[unit]
    return unit


def _union(owner: dict[Unit, Unit], one: Unit, other: Unit) -> None:
    first, second = sorted((_root(owner, one), _root(owner, other)))
    owner[second] = first


def _boxes(xs: list[float], ys: list[float], owner: dict[Unit, Unit]) -> Ruled:
    groups: dict[Unit, list[Unit]] = {}
    for unit in owner:
        groups.setdefault(_root(owner, unit), []).append(unit)
    boxes: list[RuledCell] = []
    index: dict[Unit, int] = {}
    for units in groups.values():
        row, column = min(r for r, _ in units), min(c for _, c in units)
        last_row, last_column = max(r for r, _ in units) + 1, max(c for _, c in units) + 1
        index.update(dict.fromkeys(units, len(boxes)))
        edges = xs[column], xs[last_column], ys[row], ys[last_row]
        boxes.append(RuledCell(row, column, last_row - row, last_column - column, *edges))
    return Ruled(xs, ys, boxes, index)
