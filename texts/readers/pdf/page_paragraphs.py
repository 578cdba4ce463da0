"""Lines of all pages -> paragraphs, by indent, by the room a line leaves at its end, by gaps and sizes."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from texts.readers.blocks import Paragraph
from texts.readers.form.table_rows import one_line
from texts.readers.pdf.text_lines import SLACK, Textline, fits

_INDENT = 0.8  # of a character
_GAP = 1.6  # of the usual distance between two lines
_OTHER_SIZE = 1.15
_MANY = 0.15
_RAGGED = 3.0  # characters by which a line may end short although its paragraph goes on
_TERMINAL = "。；：！？;:"


@dataclass(frozen=True, slots=True)
class Placed:
    """A line and the page it stands on."""

    line: Textline
    page: int


@dataclass(frozen=True, slots=True)
class Margins:
    """The text area: odd and even pages may have it at different places; `pitch` is the usual distance of lines.

    `is_indented` where first lines of paragraphs are set in by two characters, as the standard (GB/T 9704) has it.
    """

    left: dict[int, float]
    right: dict[int, float]
    pitch: float
    is_indented: bool


def margins(placed: Sequence[Placed]) -> Margins:
    """The text area as the lines outside tables fill it."""
    left: dict[int, float] = {}
    right: dict[int, float] = {}
    for parity in (0, 1):
        some = [item.line for item in placed if item.page % 2 == parity] or [item.line for item in placed]
        left[parity] = min((line.x0 for line in some), default=0.0)
        right[parity] = _right(some)
    pairs = pairwise(placed)
    steps = [b.line.y - a.line.y for a, b in pairs if a.page == b.page and 0 < b.line.y - a.line.y < 4 * b.line.height]
    depths = [(item.line.x0 - left[item.page % 2]) / item.line.height for item in placed]
    indented = sum(1.4 < depth < 2.8 for depth in depths)
    return Margins(left, right, median(steps) if steps else 0.0, is_indented=indented > _MANY * len(depths))


def _right(some: Sequence[Textline]) -> float:
    """The edge that full lines reach: punctuation may hang over it by less than a character."""
    most = max((line.x1 for line in some), default=0.0)
    return median([line.x1 for line in some if line.x1 > most - line.height] or [most])


def paragraphs(run: Sequence[Placed], area: Margins) -> list[Paragraph]:
    """The paragraphs of lines that no table interrupts."""
    groups: list[list[Placed]] = []
    for item in run:
        if groups and not _opens(groups[-1][-1], item, area):
            groups[-1].append(item)
        else:
            groups.append([item])
    return [Paragraph(one_line("\n".join(i.line.text for i in group)), f"第{group[0].page}页") for group in groups]


def _opens(before: Placed, item: Placed, area: Margins) -> bool:
    """Whether this line begins a paragraph of its own."""
    line, last = item.line, before.line
    if last.is_leader or _other_size(line, last) or _is_apart(before, item, area):
        return True
    left, right = area.left[item.page % 2], area.right[before.page % 2]
    if line.x0 - left > _INDENT * line.height:
        return fits(last, right, line) or last.text[-1] in _TERMINAL or not _is_centred(item, area)
    # Where paragraphs are indented, a line at the margin goes on, whatever made the one before it short.
    return fits(last, right, line, slack=_RAGGED if area.is_indented else SLACK)


def _other_size(one: Textline, other: Textline) -> bool:
    smaller, larger = sorted((one.height, other.height))
    return larger > _OTHER_SIZE * smaller


def _is_apart(before: Placed, item: Placed, area: Margins) -> bool:
    if before.page != item.page or not area.pitch:
        return False
    return item.line.y - before.line.y > _GAP * max(area.pitch, item.line.height)


def _is_centred(item: Placed, area: Margins) -> bool:
    """The second line of a heading stands in the middle."""
    line, parity = item.line, item.page % 2
    before, behind = line.x0 - area.left[parity], area.right[parity] - line.x1
    return before > 3 * line.height and abs(before - behind) < line.height
