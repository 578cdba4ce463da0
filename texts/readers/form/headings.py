"""Headings, running numbers and lead-in labels of the prose part, in all the wordings departments use."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from texts.readers.form.labels import key


class HeadedSection(StrEnum):
    """The parts of a text that have a heading, in print order."""

    CONTENTS = "目录"
    OVERALL = "总体绩效目标"
    SUB_GOALS = "分项绩效目标"
    MEASURES = "工作保障措施"
    PROJECTS = "预算项目绩效目标"
    OTHER = "其他章节"  # of the department's budget: its duties, its income, explanations of terms


ORDER = tuple(section for section in HeadedSection if section is not HeadedSection.OTHER)

_WORDINGS = {
    HeadedSection.CONTENTS: r"目录",
    HeadedSection.OVERALL: (
        r"部门(?:整体)?(?:支出)?绩效目标|整体(?:支出)?绩效目标"
        r"|(?:20\d\d年)?(?:部门|单位|年度|全年|预算)*(?:总体|整体|总)(?:绩效)?目标(?:情况)?"
    ),
    HeadedSection.SUB_GOALS: (
        r"(?:部门|单位|年度)*(?:分项|分类|分项分类|分解)(?:绩效)?目标(?:[及和与](?:绩效)?指标)?(?:情况)?"
    ),
    HeadedSection.MEASURES: (
        r"(?:为?(?:实现|确保|完成|保障|工作|绩效|目标|年度|部门|单位|整体|总体|分项|预算|发展|规划|任务|重点|[的及和与、]))*"
        r"保障措施"
    ),
    HeadedSection.PROJECTS: (r"(?:部门)?(?:预算|支出)?项目(?:预算|支出)?绩效目标(?:表|情况)?"),
}
_SECTIONS = {section: re.compile(pattern) for section, pattern in _WORDINGS.items()}
_LONGEST_HEADING = 40
_LONGEST_TITLE = 24
_SENTENCE = re.compile(r"[。；;，,：:]")

_CHINESE = "一二三四五六七八九十百"
_STYLES = (
    ("（一）", re.compile(rf"\s*[（(]\s*([{_CHINESE}]{{1,4}})\s*[）)]\s*")),
    ("（1）", re.compile(r"\s*[（(]\s*(\d{1,3})\s*[）)]\s*")),
    ("一、", re.compile(rf"\s*([{_CHINESE}]{{1,4}})\s*、\s*")),
    ("1、", re.compile(r"\s*(\d{1,3})\s*、\s*")),
    # '1.5万元' is an amount, '1.2024年' and '3.12345热线' are a number and its text.
    ("1.", re.compile(r"\s*(\d{1,3})\s*[.．](?:\s+|(?!\d{1,2}(?!\d)))")),
    ("1)", re.compile(r"\s*(\d{1,3})\s*[）)]\s*")),
    ("①", re.compile(r"\s*([①-⑳])\s*")),
)


@dataclass(frozen=True, slots=True)
class Number:
    """A running number at the start of a paragraph: its style, its value, and the text behind it."""

    style: str
    value: int
    rest: str


def running_number(text: str) -> Number | None:
    """The running number that the text starts with, None where it starts with words."""
    for style, pattern in _STYLES:
        match = pattern.match(text)
        if match and match.end() < len(text):
            return Number(style, _value(match[1]), text[match.end() :].strip())
    return None


_DIGIT_BEHIND = re.compile(r"\s*(\d{1,3})[.．](?=\d)")
_SECOND = re.compile(r"(?:^|[。；;\s])2[.．](?!\d)|^2[.．]", re.M)


def with_clear_numbers(texts: Sequence[str]) -> list[str]:
    """A blank behind '1.' where a digit follows and the numbers count on: '1.18座水库' above '2.…' is item 1."""
    clear: list[str] = []
    last = 0
    counts_on = any(_SECOND.search(text) for text in texts)
    for text in texts:
        match = _DIGIT_BEHIND.match(text)
        if match and int(match[1]) == last + 1 and (last or counts_on):
            text = f"{text[: match.end()]} {text[match.end() :]}"  # noqa: PLW2901
        number = running_number(text)
        if number and number.style == "1.":
            last = number.value
        clear.append(text)
    return clear


def _value(digits: str) -> int:
    if digits.isdecimal():
        return int(digits)
    if "①" <= digits <= "⑳":
        return ord(digits) - ord("①") + 1
    tens, ten, units = digits.rpartition("十")
    return (_digit(tens) if tens else 1) * 10 + _digit(units) if ten else _digit(units)


def _digit(text: str) -> int:
    return _CHINESE.find(text[-1:]) + 1 if text else 0


_CHAPTER = re.compile(r"第([一二三四五六七八九])(?:部分|章|篇)[、:.]?")
_BARE_CHAPTERS = {"一": HeadedSection.OVERALL, "二": HeadedSection.PROJECTS}  # as the form counts them


def headed_section(text: str) -> HeadedSection | None:
    """The section whose heading this whole paragraph is ('一、总体绩效目标', '第二部分'); None for anything else.

    A chapter ('第四部分 名词解释') that is none of this text's own is Section.OTHER.
    """
    if len(text) > _LONGEST_HEADING * 2:
        return None
    number = running_number(text)
    bare = key(number.rest if number else text).rstrip(":。")
    chapter = _CHAPTER.match(bare)
    title = bare[chapter.end() :] if chapter else bare
    known = next((section for section, pattern in _SECTIONS.items() if pattern.fullmatch(title)), None)
    if known or not chapter:
        return known
    if not title:
        return _BARE_CHAPTERS.get(chapter[1], HeadedSection.OTHER)
    return HeadedSection.OTHER if len(title) <= _LONGEST_TITLE and not _SENTENCE.search(title) else None


def is_bare_chapter(text: str) -> bool:
    """'第二部分' alone: its title stands in the next paragraph."""
    return len(text) <= _LONGEST_HEADING and _CHAPTER.fullmatch(key(text)) is not None


def is_title(text: str) -> bool:
    """Short words without a sign of a sentence, as under '第二部分'."""
    return len(key(text)) <= _LONGEST_TITLE and not _SENTENCE.search(key(text)) and running_number(text) is None


def is_chinese_heading(text: str, last: int | None = None) -> bool:
    """'四、名词解释': counted as sections are, no longer than a title; behind the heading number `last` where given."""
    number = running_number(text)
    if number is None or number.style != "一、" or not is_title(number.rest):
        return False
    return last is None or number.value == last + 1


def section_prefix(text: str) -> tuple[HeadedSection, str] | None:
    """A section's name run in before its text ('总体绩效目标：坚持……'), and the text; None for anything else."""
    match = re.match(r"([^:：。；，]{2,40})[:：]\s*(?=\S)", text)
    section = headed_section(match[1]) if match else None
    return (section, text[match.end() :].strip()) if match and section else None


_GOALS = re.compile(r"(?:年度|主要|项目|分项|具体)?绩\s*效\s*目\s*标\s*[:：]\s*")
_INDICATORS = re.compile(r"(?:年度|主要|项目|分项|具体)?绩\s*效\s*指\s*标\s*[:：]\s*")
_LEADS = (("goals", _GOALS, "绩效目标"), ("indicators", _INDICATORS, "绩效指标"))
_INSIDE = re.compile(r"(?<=[。；;！!？?\n])\s*(?=(?:年度|主要|项目|分项|具体)?绩\s*效\s*[目指]\s*标\s*[:：])")


def lead(text: str) -> tuple[str, str] | None:
    """'goals' or 'indicators' and the text behind '绩效目标：' or '绩效指标：'; None where neither leads in."""
    stripped = text.strip()
    for name, pattern, alone in _LEADS:
        match = pattern.match(stripped)
        if match or key(stripped) == alone:
            return name, stripped[match.end() :].strip() if match else ""
    return None


def split_leads(text: str) -> list[str]:
    """One paragraph cut where '绩效目标：' or '绩效指标：' starts inside it, behind a finished sentence."""
    return [part.strip() for part in _INSIDE.split(text) if part.strip()]


def starts_paragraph(text: str) -> bool:
    """Whether these words can only open a paragraph: a running number, a lead-in label, a heading."""
    return bool(running_number(text) or lead(text) or headed_section(text) or section_prefix(text))
