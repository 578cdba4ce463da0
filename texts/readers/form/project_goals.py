"""绩效目标 of a project: one cell, several goals, each with a running number or on a line of its own."""

import re

from texts.readers.form.headings import Number, running_number, with_clear_numbers

_NAMED = re.compile(r"(?:绩效)?目标\s*(\d{1,2})\s*[:：.、]\s*")
# Where a number may stand inside a line: behind a finished sentence or a blank.
_BETWEEN = re.compile(r"(?<=[。；;！!，,、\s])(?=[\d（(①-⑳一二三四五六七八九十])")


def split(text: str) -> tuple[str, ...]:
    """The goals without their running numbers; unnumbered lines after a numbered one belong to it.

    The first number decides the style, so that the （1）（2） inside a goal numbered 1. stay in it.
    """
    named = [_NAMED.sub(r"\1、", line.strip(), count=1) for line in text.split("\n") if line.strip()]
    lines = with_clear_numbers(named)
    first = next((number for line in lines if (number := running_number(line))), None)
    if first is None:
        return tuple(lines)
    goals: list[str] = []
    count = 0
    for line in lines:
        opened = _number(line, first.style)
        if opened:
            count = opened.value
        for n, piece in enumerate(_pieces(line, first.style, count)):
            number = _number(piece, first.style) if n or opened else None
            if number:
                goals.append(number.rest)
                count = number.value
            elif count:
                goals[-1] += f"\n{piece}"
            else:
                goals.append(piece)
    return tuple(goal for goal in goals if goal)


def _number(line: str, style: str) -> Number | None:
    number = running_number(line)
    return number if number and number.style == style else None


def _pieces(line: str, style: str, count: int) -> list[str]:
    """A line cut before every number that counts on from `count`: '1.甲。2.乙。'."""
    pieces, begin = [], 0
    for place in _BETWEEN.finditer(line):
        number = _number(line[place.start() :], style)
        if count and number and number.value == count + 1:
            pieces.append(line[begin : place.start()].strip())
            begin, count = place.start(), count + 1
    return [*pieces, line[begin:]]
