"""A text file's lines -> stretches of running text and of tables, found by the labels that tables begin with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from texts.readers.form.headings import headed_section, is_chinese_heading, running_number
from texts.readers.form.labels import HEADER, Label, key, label_of, table_heading, unit_of_line
from texts.readers.txt.file_lines import TextLine
from texts.readers.txt.layout_columns import pieces

_LEAD_IN = 8  # lines between a table's heading and its first label, empty cells included
_WRAPPED_HEADING = 4  # lines that a long heading may be cut into
_FIRST_LABELS = (Label.CODE, Label.NAME)
_CELL_ENDS = re.compile(r"[\t|]|</t[dh]>|\s{2,}")
_MARKUP = re.compile(r"<[^<>]{0,200}>")
_OVER = (Label.MONEY_UNIT,)


@dataclass(frozen=True, slots=True)
class LineRegion:
    """Running text, or one table with the lines over it (heading, unit); a heading may take several lines."""

    lines: tuple[TextLine, ...]
    over: tuple[tuple[TextLine, ...], ...] = ()
    is_table: bool = False


def regions_of(lines: Sequence[TextLine]) -> list[LineRegion]:
    """The regions in order; a table ends where the next one's heading begins."""
    bodies = _bodies(lines)
    overs = [_over(lines, body, bodies[n - 1] if n else 0) for n, body in enumerate(bodies)]
    starts = [body - sum(len(part) for part in over) for body, over in zip(bodies, overs, strict=True)]
    ends = [*starts, len(lines)]
    found = [LineRegion(tuple(lines[: ends[0]]))]
    for body, over, end in zip(bodies, overs, ends[1:], strict=True):
        chapter = _chapter(lines, body, end)
        found.append(LineRegion(tuple(lines[body:chapter]), tuple(over), is_table=True))
        found.append(LineRegion(tuple(lines[chapter:end])))
    return [region for region in found if region.lines]


def _chapter(lines: Sequence[TextLine], begin: int, end: int) -> int:
    """Where another chapter begins behind the table's indicators; `end` where none does."""
    has_indicators = False
    for index in range(begin, end):
        line = lines[index]
        has_indicators = has_indicators or first_label(line) in HEADER
        is_chapter = headed_section(line.text) is not None or is_chinese_heading(line.text)
        if has_indicators and is_chapter and not line.is_cell and "\t" not in line.raw.strip():
            return index
    return end


def first_label(line: TextLine) -> Label | None:
    """The label a line begins with: its first cell, its first word, or all of it."""
    text = _MARKUP.sub("\t", line.raw[:400]).strip("\t |") if "<" in line.raw[:400] else line.raw[:400].strip("\t |")
    first_cell = _CELL_ENDS.split(text, maxsplit=1)[0]
    first_word = text.split(maxsplit=1)[0] if text.split() else ""
    return label_of(first_cell) or label_of(first_word) or label_of(re.split("[:：]", first_cell, maxsplit=1)[0])


def _bodies(lines: Sequence[TextLine]) -> list[int]:
    """Where a table's first label stands; the code again, or the name again, is the next table."""
    bodies: list[int] = []
    seen: set[Label] = set()
    for index, line in enumerate(lines):
        label = first_label(line)
        if table_heading(line.text):
            seen = set()
        is_first = label in _FIRST_LABELS and (label in seen or not seen & set(_FIRST_LABELS))
        if is_first or (label in (Label.SCALE, Label.BUDGET) and not seen and bodies):
            bodies.append(_with_first_lines(lines, index, bodies[-1] + 1 if bodies else 0))
            seen = set()
        if label is not None:
            seen.add(label)
    return bodies


def _with_first_lines(lines: Sequence[TextLine], body: int, previous: int) -> int:
    """Where lines keep their places, a wrapped code or name begins over the line of its label, behind the label."""
    far = pieces(lines[body].raw, 1)[0].end + 1
    while body > previous:
        above = lines[body - 1]
        is_far = len(above.raw) - len(above.raw.lstrip(" ")) >= far
        if (
            not is_far
            or above.is_cell
            or _leads_in(above)
            or key(above.raw).endswith("表")
            or headed_section(above.raw)
        ):
            break
        body -= 1
    return body


def _over(lines: Sequence[TextLine], body: int, previous: int) -> list[tuple[TextLine, ...]]:
    """The lines over a table that lead in to it, from its heading on; none when there is no heading or unit."""
    parts: list[tuple[TextLine, ...]] = []
    index = body - 1
    while index > previous and len(parts) < _LEAD_IN:
        if heading := _heading(lines, index, body, previous):
            parts.append(heading)
            break
        count = _lead_in(lines, index, previous)
        if not count:
            break
        parts.append(tuple(lines[index + 1 - count : index + 1]))
        index -= count
    parts.reverse()
    return parts


def _lead_in(lines: Sequence[TextLine], index: int, previous: int) -> int:
    """How many lines up to this one are a line that leads in to a table (two where it was wrapped); 0 for none."""
    if _leads_in(lines[index]):
        return 1
    above = lines[index - 1]
    is_wrapped = index - 1 > previous and _leads_in(replace(above, raw=above.raw.rstrip() + lines[index].text))
    return 2 if is_wrapped and unit_of_line(f"{above.text}{lines[index].text}") else 0


def _leads_in(line: TextLine) -> bool:
    text = _MARKUP.sub("", line.text).strip()
    return not text or bool(unit_of_line(text)) or label_of(text) in _OVER or _is_unit_without_code(text)


def _is_unit_without_code(text: str) -> bool:
    return len(text) < 60 and (key(text).endswith("单位:万元") or key(text).startswith("预算单位"))


def _heading(lines: Sequence[TextLine], index: int, body: int, previous: int) -> tuple[TextLine, ...]:
    """The heading that ends in this line, with the lines it was wrapped from (the table's name tells); () if none."""
    is_whole = table_heading(lines[index].text) is not None
    if (is_whole and running_number(lines[index].text)) or not key(lines[index].text).endswith("表"):
        return (lines[index],) if is_whole else ()
    below = key("".join(line.raw for line in lines[body : body + 12]))
    for begin in range(index - 1, max(previous, index - _WRAPPED_HEADING), -1):
        name = table_heading("".join(line.text for line in lines[begin : index + 1]))
        if name and running_number(lines[begin].text) and key(name) in below:
            return tuple(lines[begin : index + 1])
    return (lines[index],) if is_whole else ()
