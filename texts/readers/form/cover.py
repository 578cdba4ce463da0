"""The pages in front: department, year, bureau and stage on the cover; the contents, which are passed over."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from texts.readers.blocks import Paragraph
from texts.readers.form.headings import HeadedSection, headed_section, running_number
from texts.readers.form.labels import key, table_heading

_YEAR = re.compile(r"(20\d\d)年(?:度)?(?=.{0,12}(?:绩效|预算))")
_CHINESE_YEAR = re.compile(r"二[〇○零0O][一二三四五六七八九〇○零]{2}年")
_TITLE = re.compile(r"(.*?)(?:20\d\d|二[〇○零0O][一二三四五六七八九〇○零]{2})年度?.*绩效.*")
_STAGE = re.compile(r"\(([^()]{1,8})\)")
_BUREAU = re.compile(
    r"(?:审核(?:单位|部门)?:)?(.{1,30}?财政[局厅](?:.{0,10}分局)?)(?:审核|审定|审查|批复|编审)?(?:\(.*\))?"
)
_AUTHOR = re.compile(r"(?:编制(?:单位|部门)?|编报单位|部门名称|预算部门|单位名称):(.+)|(.+?)编制(?:\(.*\))?")
_ENTRY = re.compile(
    r"(?:(?<=绩效目标表)|\.{3,}|…+|·{3,}|。{3,}|_{3,}|-{3,}|\t|\s{2,})"
    r"[\s.…·]*[（(—-]?\s*\d{1,4}\s*[)）—-]?\s*$"
)
_LEADER = re.compile(r"[.…·。_\s-]{2,200}\d{0,4}")


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover states; None where it does not. `left` is what none of it is."""

    fiscal_year: int | None = None
    department: str | None = None
    finance_bureau: str | None = None
    stage: str | None = None
    left: tuple[Paragraph, ...] = ()


def read_cover(paragraphs: Sequence[Paragraph]) -> Cover:
    """The cover's statements, found by their words and not by their order."""
    year, stage, bureau, author, before_title = None, None, None, None, []
    left: list[Paragraph] = []
    title_seen = False
    for paragraph in paragraphs:
        text = key(paragraph.text)
        title = _TITLE.fullmatch(text)
        found_stage = _STAGE.search(text)
        if title:
            title_seen = True
            year = year or year_in(text)
            before_title += [title[1]] if title[1] else []
            stage = stage or (found_stage[1] if found_stage else None)
        elif found_stage and found_stage[0] == text:
            stage = stage or found_stage[1]
        elif match := _BUREAU.fullmatch(text):
            bureau = bureau or match[1]
        elif match := _AUTHOR.fullmatch(text):
            author = author or match[1] or match[2]
        elif not title_seen and len(text) <= 40 and not text.startswith("附件"):
            before_title.append(text)
        elif text:
            left.append(paragraph)
    name = "".join(before_title)
    department = author if author and (not name or author in name) else name
    return Cover(year, department or None, bureau, stage, tuple(left))


def year_in(text: str) -> int | None:
    """The fiscal year that a title or heading names ('2024 年部门预算绩效文本', '二〇二四年…'); None without one."""
    squeezed = key(text)
    if match := _YEAR.search(squeezed):
        return int(match[1])
    if match := _CHINESE_YEAR.search(squeezed):
        return int(
            "".join(str("〇一二三四五六七八九".find(c)) if c in "一二三四五六七八九" else "0" for c in match[0][:4])
        )
    return None


def is_entry(text: str) -> bool:
    """Whether a line is an entry of the contents: words, a leader or a tab, a page number; or a wrapped leader."""
    return len(text) < 400 and bool(_ENTRY.search(text[-60:]) or _LEADER.fullmatch(text.strip()))


def contents_end(paragraphs: Sequence[Paragraph]) -> tuple[int, int]:
    """Where the contents start and end (index of the first line, index after the last); (0, 0) without contents."""
    start = next((i for i, p in enumerate(paragraphs) if headed_section(p.text) is HeadedSection.CONTENTS), None)
    entries = [i for i, p in enumerate(paragraphs) if is_entry(p.text)]
    run = _run([i for i in entries if start is None or i > start])
    if start is None:
        return (run[0], run[-1] + 1) if len(run) >= 3 else (0, 0)
    if run:
        return start, run[-1] + 1
    return start, _second_pass(paragraphs, start + 1)


def entries(contents: Sequence[Paragraph]) -> list[Paragraph]:
    """What of the contents only repeats headings: entries, wrapped ones from their number on, and bare headings."""
    known: list[Paragraph] = []
    waiting: list[Paragraph] = []
    for paragraph in contents:
        waiting.append(paragraph)
        if headed_section(paragraph.text) or table_heading(paragraph.text):
            known.append(paragraph)
            waiting = []
        elif is_entry(paragraph.text):
            first = next((n for n, p in enumerate(waiting) if running_number(p.text)), len(waiting) - 1)
            known += waiting[first:]
            waiting = []
    return known


def _run(entries: Sequence[int]) -> Sequence[int]:
    """The first entries that stand close together: an entry may wrap, and a heading may stand between two."""
    for position in range(1, len(entries)):
        if entries[position] - entries[position - 1] > 4:
            return entries[:position]
    return entries


def _second_pass(paragraphs: Sequence[Paragraph], start: int) -> int:
    """Contents without page numbers end where their first line comes again, as the heading it names."""
    if start >= len(paragraphs):
        return start
    first = key(paragraphs[start].text)
    for index in range(start + 1, len(paragraphs)):
        text = key(paragraphs[index].text)
        if text == first or (len(text) >= 4 and first.startswith(text) and headed_section(paragraphs[index].text)):
            return index
    return start
