"""The prose of 第一部分: paragraphs of its three sections -> 分项绩效目标 and 工作保障措施.

Whatever numbering a department uses, the first number of a section tells the style of its items; every other
style inside is the item's own. Running numbers of items are dropped, those inside an item stay (the format).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from texts.model import NUMBERINGS, Line, SubGoal
from texts.readers.blocks import Paragraph, Problem
from texts.readers.form.headings import lead, running_number, split_leads, with_clear_numbers

_NEAREST = {"一、": "1、", "（1）": "（一）", "1)": "1、", "①": "1、"}
_TERMINAL = ("。", "；", ";", "！", "？", "，", "：", ":")


@dataclass(slots=True)
class _Item:
    """A sub-goal while it is collected."""

    title: str
    description: list[str] = field(default_factory=list)
    goals: list[str] = field(default_factory=list)
    indicators: list[str] = field(default_factory=list)
    open: str = "description"

    def add(self, text: str) -> None:
        """Put a paragraph where the last lead-in label says, or where its own one does."""
        led = lead(text)
        self.open, text = led if led else (self.open, text)
        if text:
            getattr(self, self.open).append(text)

    def closed(self) -> SubGoal:
        return SubGoal(
            title=self.title,
            description=tuple(self.description),
            goals=tuple(self.goals),
            indicators="\n".join(self.indicators) or None,
        )


def read_sub_goals(paragraphs: Sequence[Paragraph]) -> tuple[tuple[SubGoal, ...], str | None, list[Problem]]:
    """The items of 分项绩效目标, how they are numbered ('1.', '1、', '（一）', None), and what stood before them."""
    pieces = [Paragraph(part, p.at) for p in _clear(paragraphs) for part in split_leads(p.text)]
    style = next((n.style for n in (running_number(p.text) for p in pieces) if n), None)
    items: list[_Item] = []
    problems = []
    last = 0
    for index, piece in enumerate(pieces):
        number = running_number(piece.text)
        if _opens(pieces, index, style, last, items):
            last = number.value if number else last + 1
            items.append(_Item(number.rest if number else piece.text))
        elif items:
            items[-1].add(piece.text)
        else:
            problems.append(Problem(piece.at, piece.text, "分项绩效目标的第一个项目之前的文字，没有可放的位置"))
    numbering, note = _numbering(style, pieces)
    return tuple(item.closed() for item in items), numbering, problems + note


def _clear(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    texts = with_clear_numbers([p.text for p in paragraphs])
    return [Paragraph(text, p.at) for text, p in zip(texts, paragraphs, strict=True)]


def _opens(pieces: Sequence[Paragraph], index: int, style: str | None, last: int, items: Sequence[_Item]) -> bool:
    text = pieces[index].text
    if style is None:
        return not lead(text) and (not items or items[-1].open == "indicators")
    number = running_number(text)
    if number is None or number.style != style:
        return False
    goals_follow = _goals_follow(pieces, index, style)
    return goals_follow or (number.value == last + 1 and not number.rest.endswith(_TERMINAL))


def _goals_follow(pieces: Sequence[Paragraph], index: int, style: str) -> bool:
    """Whether '绩效目标：' comes next, before another number of the style or '绩效指标：'."""
    for piece in pieces[index + 1 :]:
        led, number = lead(piece.text), running_number(piece.text)
        if led:
            return led[0] == "goals"
        if number and number.style == style:
            return False
    return False


def _numbering(style: str | None, pieces: Sequence[Paragraph]) -> tuple[str | None, list[Problem]]:
    if style is None or style in NUMBERINGS:
        return style, []
    nearest = _NEAREST[style]
    first = next(p for p in pieces if running_number(p.text))
    return nearest, [Problem(first.at, style, f"分项的编号应为 1.、1、或（一）之一，已按最接近的“{nearest}”记录")]


def read_measures(paragraphs: Sequence[Paragraph]) -> tuple[Line, ...]:
    """The items of 工作保障措施, numbers dropped; a paragraph without a number belongs to the item before it."""
    paragraphs = _clear(paragraphs)
    numbers = [running_number(p.text) for p in paragraphs]
    style = next((n.style for n in numbers if n), None)
    items: list[str] = []
    inside = False
    for paragraph, number in zip(paragraphs, numbers, strict=True):
        if number and number.style == style:
            items.append(number.rest)
            inside = True
        elif inside:
            items[-1] += "\n" + paragraph.text
        else:
            items.append(paragraph.text)
    return tuple(Line(text=text) for text in items)
