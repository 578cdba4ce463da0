"""The upper half of a table whose lines keep their places -> words in reading order, for upper_half.py.

The labels stand at the left, in the middle of what they label, so they are passed over; what they label is known by
itself: the code and the name by their places, amounts by 预算数 and its neighbours, the plan by its months.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from texts.readers.form.labels import Label, key, label_of
from texts.readers.txt.file_lines import TextLine
from texts.readers.txt.layout_columns import PlacedWords, pieces
from texts.readers.txt.line_words import Word

_AT_LEFT = (Label.CODE, Label.SCALE, Label.PLAN, Label.GOALS)
_MONEY = (Label.BUDGET, Label.FISCAL_FUNDS, Label.OTHER_FUNDS)
_NEAR = 2  # places by which words under each other may be shifted
_MONTH = re.compile(r"(?<!\d)(?:1[0-2]|[1-9])\s*月(?:份)?\s*[底末]")
_SHARE = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d+)?\s*%?")
_AMOUNT = re.compile(r"-?[\d,]*\d(?:\.\d+)?(?:万元)?")
_LABEL_AND_AMOUNT = re.compile(r"(\D+?)\s*(-?[\d,]*\d(?:\.\d+)?)")
_CODE = re.compile(r"[0-9A-Z]{1,25}")


@dataclass(frozen=True, slots=True)
class _Row:
    """A visual line behind the labels."""

    line: TextLine
    pieces: tuple[PlacedWords, ...]

    @property
    def text(self) -> str:
        return "  ".join(piece.text for piece in self.pieces)


def upper_words(lines: Sequence[TextLine]) -> list[Word]:
    """The words of the upper half, labels before what they label."""
    rows = _rows(lines)
    months = next((n for n, row in enumerate(rows) if len(_MONTH.findall(row.text)) >= 2), len(rows))
    money = next((n for n, row in enumerate(rows[:months]) if _has(row, Label.BUDGET)), None)
    begin, end = _around(rows, money, months) if money is not None else (0, 0)
    words = list(_identity(rows[:begin] if money is not None else rows[:1]))
    words += _amounts(rows[begin:end])
    words += (_line(row) for row in rows[end:months])
    shares = _end_of_plan(rows, months)
    words += _plan(rows[months:shares])
    return [*words, *_labelled(Label.GOALS, [_line(row) for row in rows[shares:]], lines)]


def _labelled(label: Label, words: list[Word], lines: Sequence[TextLine]) -> list[Word]:
    at = words[0].at if words else lines[-1].number if lines else 0
    return [Word(label, at, 0), *words] if lines else []


def _line(row: _Row) -> Word:
    return Word(row.text, row.line.number, row.line.gap)


def _rows(lines: Sequence[TextLine]) -> list[_Row]:
    """The lines without what stands in the column of the labels."""
    names = [key(label) for label in _AT_LEFT]
    cut = [(line, pieces(line.raw)) for line in lines]
    edge = min((found[0].x for _, found in cut if found), default=0)
    starts = [p.x for _, found in cut for p in found[:2] if p.x > edge + 1]
    right = min((x for x in starts if starts.count(x) > 1), default=min(starts, default=0))
    rows = []
    for line, found in cut:
        behind = _behind(found, edge, right, names)
        if behind:
            rows.append(_Row(line, tuple(part for piece in behind for part in _unglued(piece))))
    return rows


def _unglued(piece: PlacedWords) -> Iterator[PlacedWords]:
    """'预算数13.00' as label and amount."""
    match = _LABEL_AND_AMOUNT.fullmatch(piece.text)
    if match and label_of(match[1]) in _MONEY:
        yield PlacedWords(piece.x, match[1])
        yield PlacedWords(piece.x + match.start(2), match[2])
    else:
        yield piece


def _behind(found: list[PlacedWords], edge: int, right: int, names: Sequence[str]) -> list[PlacedWords]:
    """The pieces without the label, or a part of one, at the left; words beside it may be pushed to the right by it."""
    if not found or found[0].x > min(edge + 1, right - 1):
        return found
    first, *others = found
    label, blank, value = first.text.partition(" ")
    if any(key(first.text) in name for name in names):
        return others
    if blank and any(key(label) in name for name in names):  # one blank ties a label to what it labels
        return [PlacedWords(first.x + len(label) + 1, value.strip()), *others]
    return found


def _has(row: _Row, label: Label) -> bool:
    return any(label_of(word) is label for piece in row.pieces for word in piece.text.split()[:1])


def _around(rows: Sequence[_Row], money: int, months: int) -> tuple[int, int]:
    """The rows of the amounts: labels that were wrapped stand over and under 预算数, further right than the text."""
    left = min(p.x for p in rows[money].pieces)
    begin, end = money, money + 1
    while begin > 0 and _is_of_labels(rows[begin - 1], left):
        begin -= 1
    while end < months and _is_of_money(rows[end], left):
        end += 1
    return begin, end


_FUNDS = "其中：财政资金其中:财政拨款其他资金"


def _is_of_money(row: _Row, left: int) -> bool:
    return all(_AMOUNT.fullmatch(word) for word in row.text.split()) or _is_of_labels(row, left)


def _is_of_labels(row: _Row, left: int) -> bool:
    """Parts of 其中：财政资金 and 其他资金, further right than the text."""
    return row.pieces[0].x > left + _NEAR and all(word in _FUNDS for word in row.text.split())


def _identity(rows: Sequence[_Row]) -> Iterator[Word]:
    """Code and name, each wrapped under itself."""
    found = [(p, row.line) for row in rows for p in _split(row)]
    label = next((p for p, _ in found if label_of(p.text) is Label.NAME), None)
    place = label.x if label else None
    code = [(p, line) for p, line in found if _CODE.fullmatch(p.text) and (place is None or p.x < place)]
    name = [(p, line) for p, line in found if label and p.x > label.x]
    taken = {id(p) for p, _ in (*code, *name)} | {id(label)}
    yield from (Word(p.text, line.number, 0) for p, line in found if id(p) not in taken and label_of(p.text) is None)
    if code:
        yield Word(Label.CODE, code[0][1].number, 0)
        yield from (Word(p.text, line.number, 0) for p, line in code)
    if name:
        yield Word(Label.NAME, name[0][1].number, 0)
        yield from (Word(p.text, line.number, 0) for p, line in name)


def _split(row: _Row) -> Iterator[PlacedWords]:
    """The pieces, cut around 项目名称 where only one blank keeps it apart."""
    for piece in row.pieces:
        before, label, after = piece.text.partition(Label.NAME)
        if label and (not before or before.endswith(" ")) and (not after or after.startswith(" ")):
            parts = ((0, before), (len(before), label), (len(before) + len(label), after))
            yield from (PlacedWords(piece.x + x, text.strip()) for x, text in parts if text.strip())
        else:
            yield piece


def _amounts(rows: Sequence[_Row]) -> Iterator[Word]:
    """预算数 and its neighbours with their amounts, labels that were wrapped put together by their places."""
    if not rows:
        return
    at = rows[0].line.number
    yield Word(Label.SCALE, at, 0)
    words = [p for row in rows for piece in row.pieces for p in _single(piece)]
    amounts = [p for p in words if _AMOUNT.fullmatch(p.text)]
    labels: list[PlacedWords] = []
    for word in sorted((p for p in words if p not in amounts), key=lambda p: p.x):
        if labels and (abs(labels[-1].x - word.x) <= _NEAR or label_of(labels[-1].text + word.text) in _MONEY):
            labels[-1] = PlacedWords(labels[-1].x, labels[-1].text + word.text)
        else:
            labels.append(word)
    for number, label in enumerate(labels):
        last = labels[number + 1].x if number + 1 < len(labels) else 10_000
        yield Word(label.text, at, 0)
        yield from (Word(p.text, at, None) for p in amounts if label.x - _NEAR < p.x < last - _NEAR)


def _single(piece: PlacedWords) -> Iterator[PlacedWords]:
    yield from (PlacedWords(piece.x + p.x, p.text) for p in pieces(piece.text, 1))


def _end_of_plan(rows: Sequence[_Row], months: int) -> int:
    """The row after the months and the shares."""
    end = months
    while (
        end < len(rows)
        and end < months + 4
        and not re.sub(r"[\s%]", "", _SHARE.sub("", _MONTH.sub("", rows[end].text)))
    ):
        end += 1
    return end


def _plan(rows: Sequence[_Row]) -> Iterator[Word]:
    """Every month, then every share; a share stands behind its month or under it."""
    if not rows:
        return
    at = rows[0].line.number
    months: list[tuple[int, int, str]] = []
    shares: list[tuple[int, int, str]] = []
    for number, row in enumerate(rows):
        line = row.line.raw.ljust(max(p.end for p in row.pieces))
        months += [(number, m.start(), m[0]) for m in _MONTH.finditer(line)]
        shares += [(number, m.start(), m[0]) for m in _SHARE.finditer(_MONTH.sub(lambda m: " " * len(m[0]), line))]
    yield Word(Label.PLAN, at, 0)
    yield from (Word("".join(text.split()), at, None) for _, _, text in months)
    yield from (Word("".join(text.split()), at, None) for _, _, text in _in_order(months, shares))


def _in_order(
    months: Sequence[tuple[int, int, str]], shares: Sequence[tuple[int, int, str]]
) -> Sequence[tuple[int, int, str]]:
    return shares if len(shares) == len(months) or not months else shares[: len(months)]
