"""One PDF page through pdfium: its characters and ruling lines, upright, y counted downwards from the top.

All lengths are in points (1/72 inch).
"""

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

MAX_GLYPHS = 60_000  # of one page; a page of this document has 1,500
MAX_PATHS = 20_000
_MAX_SEGMENTS = 2_000
_MAX_FORMS = 4
_THIN = 3.0
_STRAIGHT = 0.7
_FRAME = 8  # edges of a border filled between two boxes; a background has four
_LOWEST = 1.0  # a damaged font may give its characters no height
_HYPHENS = {0x02: "-", 0xFFFE: "-"}  # how pdfium marks a hyphen at a line's end
_FIRST_RADICAL, _LAST_RADICAL = 0x2E80, 0x2FDF

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character: left, right, baseline and height of its box."""

    text: str
    x0: float
    x1: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line: `at` is its y (or x, when upright), from `start` to `end` along the other axis."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """What is drawn on a page; `number` counts from 1."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    level: tuple[Ruling, ...]
    upright: tuple[Ruling, ...]
    is_picture: bool


def read_page(page: pdfium.PdfPage, number: int) -> Page:
    """The characters and rulings of a page, turned so that most of its text runs from left to right."""
    left, bottom, right, top = page.get_bbox()
    text = page.get_textpage()
    turn = _Turn(_angle(text), left, bottom, right, top)
    glyphs = tuple(_glyphs(text, turn))
    text.close()
    level, upright = _rulings(page, turn)
    has_text = any(glyph.text != " " for glyph in glyphs)
    return Page(number, *turn.size(), glyphs, level, upright, not has_text and _has_image(page))


def _has_image(page: pdfium.PdfPage) -> bool:
    return next(page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3), None) is not None


@dataclass(frozen=True, slots=True)
class _Turn:
    """From the page's own axes to upright ones; `angle` in quarter turns that the text is turned by, anticlockwise."""

    angle: int
    left: float
    bottom: float
    right: float
    top: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        return (
            (x - self.left, self.top - y),
            (y - self.bottom, x - self.left),
            (self.right - x, y - self.bottom),
            (self.top - y, self.right - x),
        )[self.angle]

    def size(self) -> tuple[float, float]:
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.angle % 2 else (width, height)


def _angle(text: pdfium.PdfTextPage) -> int:
    """How most of the text is turned: a landscape table may be drawn sideways on an upright page or the reverse."""
    count = text.count_chars()
    angles = (raw.FPDFText_GetCharAngle(text, index) for index in range(0, count, max(1, count // 50)))
    turns = Counter(round(-angle / 1.5707963) % 4 for angle in angles if angle >= 0)  # pdfium counts clockwise
    return turns.most_common(1)[0][0] if turns else 0


def _glyphs(text: pdfium.PdfTextPage, turn: _Turn) -> Iterator[Glyph]:
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    pending = 0
    for index in range(min(text.count_chars(), MAX_GLYPHS)):
        code = raw.FPDFText_GetUnicode(text, index)
        if raw.FPDFText_IsGenerated(text, index) == 1 or code in (0x0D, 0x0A):
            continue
        if 0xD800 <= code < 0xDC00:
            pending = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, pending = 0x10000 + ((pending - 0xD800) << 10 & 0xFFC00) + (code - 0xDC00), 0
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        x0, y0 = turn.point(box.left, box.bottom)
        x1, y1 = turn.point(box.right, box.top)
        baseline = turn.point(x.value, y.value)[1]
        yield Glyph(_character(code), min(x0, x1), max(x0, x1), baseline, max(abs(y1 - y0), _LOWEST))


def _character(code: int) -> str:
    """The character as people type it: a font's radical (⼀) is the character itself (一)."""
    if code in _HYPHENS:
        return _HYPHENS[code]
    letter = chr(code) if 0 < code < 0x110000 else "\ufffd"
    if _FIRST_RADICAL <= code <= _LAST_RADICAL or 0xF900 <= code <= 0xFAFF or 0xFB00 <= code <= 0xFB06:
        return unicodedata.normalize("NFKC", letter)
    return " " if letter.isspace() or code < 0x20 else letter


def _rulings(page: pdfium.PdfPage, turn: _Turn) -> tuple[tuple[Ruling, ...], tuple[Ruling, ...]]:
    level, upright = [], []
    for x0, y0, x1, y1 in _strokes(page):
        (ax, ay), (bx, by) = turn.point(x0, y0), turn.point(x1, y1)
        if abs(ay - by) <= _STRAIGHT < abs(ax - bx):
            level.append(Ruling((ay + by) / 2, min(ax, bx), max(ax, bx)))
        elif abs(ax - bx) <= _STRAIGHT < abs(ay - by):
            upright.append(Ruling((ax + bx) / 2, min(ay, by), max(ay, by)))
    return tuple(level), tuple(upright)


Stroke = tuple[float, float, float, float]


def _strokes(page: pdfium.PdfPage) -> Iterator[Stroke]:
    """Every straight stroke on the page as (x0, y0, x1, y1): drawn lines, edges of boxes, thin filled boxes."""
    for count, (item, matrix) in enumerate(_paths(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject)):
        if count > MAX_PATHS:
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, fill, stroke)
        edges = list(_edges(item, matrix))
        if not edges:
            continue
        xs = [x for edge in edges for x in edge[::2]]
        ys = [y for edge in edges for y in edge[1::2]]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        if min(x1 - x0, y1 - y0) <= _THIN and (fill.value or stroke.value):
            # However a thin line is drawn (stroke, box, mitred border), its middle is the ruling.
            is_level = x1 - x0 > y1 - y0
            x, y = (x0 + x1) / 2, (y0 + y1) / 2
            yield (x0, y, x1, y) if is_level else (x, y0, x, y1)
        elif stroke.value or len(edges) >= _FRAME:
            yield from edges


def _paths(
    owner: Any,
    count: Callable[[Any], int],
    get: Callable[[Any, int], Any],
    matrix: Matrix = (1, 0, 0, 1, 0, 0),
    depth: int = 0,
) -> Iterator[tuple[Any, Matrix]]:
    """The objects of PDFium (ctypes, so untyped) that are paths, those within forms too, each with its matrix."""
    for index in range(count(owner)):
        item = get(owner, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield item, _times(_matrix(item), matrix)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_FORMS:
            inner = _times(_matrix(item), matrix)
            yield from _paths(item, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, inner, depth + 1)


def _edges(path: object, matrix: Matrix) -> Iterator[Stroke]:
    """The straight edges of a path; curves are passed over."""
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    for index in range(min(raw.FPDFPath_CountSegments(path), _MAX_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = _apply(matrix, x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield (*last, *point)
        last = point
        if raw.FPDFPathSegment_GetClose(segment):
            yield (*last, *first)
            last = first


def _matrix(item: object) -> Matrix:
    values = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, values)
    return (values.a, values.b, values.c, values.d, values.e, values.f)


def _times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)
