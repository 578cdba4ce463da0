"""审核意见 on paper: the decision, the 审核表, the opinion, the 意见清单, and the place for signature and seal."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import Any

from django.utils.safestring import SafeString
from weasyprint.pdf.metadata import DocumentMetadata

from texts.opinion import Answer, Opinion, Remark, opinion_dumps
from texts.writers.fonts.font_folder import missing_characters
from texts.writers.print.binding import Twin, bind
from texts.writers.print.finisher import Finisher
from texts.writers.print.glyph_check import MissingGlyphError
from texts.writers.print.laid_out_pages import Layout
from texts.writers.print.laid_page import Sheet
from texts.writers.templates import OPINION_CSS
from texts.writers.typeset import chinese_number, printable_words, typeset

TITLE = "部门预算绩效文本审核意见"


class OpinionPrinter:
    """Prints opinions in turn, in the thread that made it."""

    def __init__(self) -> None:
        self._layout = Layout(OPINION_CSS)
        self._finisher = Finisher()

    def print(self, opinion: Opinion) -> bytes:
        """The official PDF. Raises UnprintableTextError (one Chinese sentence)."""
        check_opinion_glyphs(opinion)
        (pages,) = self._layout.pages([("opinion", opinion_context(opinion))])
        numbers = self._layout.numbers(len(pages))
        numbered = [Sheet(page, [number]) for page, number in zip(pages, numbers, strict=True)]
        twin = Twin("performance-review.json", "本审核意见的机器可读形式", opinion_dumps(opinion))
        finish = partial(self._finisher.finish, cover=0, contents=0)
        return bind(numbered, self._layout, _metadata(opinion), twin, finish)


def check_opinion_glyphs(opinion: Opinion) -> None:
    """Raises MissingGlyphError for a character that would print as a box."""
    for words in opinion.strings():
        if missing := missing_characters(printable_words(words)):
            raise MissingGlyphError(min(missing, key=words.index), f"审核意见“{printable_words(words)[:20]}”")


def opinion_context(opinion: Opinion) -> dict[str, Any]:
    """What official/opinion.html is filled with; numbers are strings, see texts/writers/view.py."""
    return {
        "title": TITLE,
        "facts": [(name, typeset(words)) for name, words in _facts(opinion)],
        "sha256": opinion.text_sha256,
        "form": opinion.form,
        "has_points": opinion.full_points > 0,
        "rows": list(_rows(opinion)),
        "total": str(opinion.points),
        "paragraphs": [typeset(words) for words in _paragraphs(opinion)],
        "remarks": [_remark(n, remark) for n, remark in enumerate(opinion.remarks, 1)],
        "remark_count": str(len(opinion.remarks)),
        "opened": typeset("、".join(opinion.opened)),
        "ordinals": _ordinals(opinion),
        "reviewer": typeset(opinion.reviewer),
        "bureau": typeset(opinion.bureau),
        "decided_on": _chinese_date(opinion.decided_on),
    }


def _facts(opinion: Opinion) -> Iterator[tuple[str, str]]:
    yield "编制部门", opinion.department
    yield "预算年度", f"{opinion.fiscal_year}年"
    yield "审核阶段", f"{opinion.stage}（第{opinion.round}次送审）"
    yield "审核文本", f"第{opinion.version}版，{opinion.project_count}个项目，预算{opinion.budget}万元"
    yield "审核决定", opinion.decision
    points = f"（{opinion.points}分）" if opinion.full_points else ""
    yield "总体等级", f"{opinion.overall}{points}：{opinion.meaning}" if opinion.overall else "—"


def _rows(opinion: Opinion) -> Iterator[dict[str, Any]]:
    """The questions, the first of each group with the group's cell."""
    for group, answers in groupby(opinion.answers, key=lambda answer: answer.group):
        members = list(answers)
        for n, answer in enumerate(members):
            span = "" if n else str(len(members))
            yield {"group": group, "span": span, "label": answer.label, "asks": typeset(answer.asks)} | _answer(answer)


def _answer(answer: Answer) -> dict[str, Any]:
    points = "—" if answer.points is None else str(answer.points)
    return {
        "mark": points if answer.most else answer.grade or "—",
        "most": str(answer.most),
        "note": [typeset(line) for line in _lines(answer.note)],
    }


def _paragraphs(opinion: Opinion) -> Iterator[str]:
    """The words of the form, then those of the decision."""
    yield from _lines(opinion.opinion)
    if opinion.comment != opinion.opinion:
        yield from _lines(opinion.comment)


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]


def _remark(number: int, remark: Remark) -> dict[str, Any]:
    return {
        "number": str(number),
        "where": typeset(remark.where),
        "words": typeset(remark.words),
        "reason": typeset(remark.reason),
        "asks": [typeset(line) for line in _lines(remark.asks)],
        "suggestion": typeset(remark.suggestion),
    }


def _ordinals(opinion: Opinion) -> dict[str, str]:
    """The running number of each section that there is."""
    there = {
        "form": bool(opinion.answers),
        "opinion": any(_paragraphs(opinion)),
        "remarks": bool(opinion.remarks),
    }
    names = [name for name, is_there in there.items() if is_there]
    return {name: chinese_number(n) for n, name in enumerate(names, 1)}


def _chinese_date(date: str) -> SafeString:
    """2025-11-21 -> 2025年11月21日: no zeros before figures (GB/T 9704-2012, 7.3.5.4)."""
    year, month, day = (int(part) for part in date.split("-"))
    return typeset(f"{year}年{month}月{day}日")


def _metadata(opinion: Opinion) -> DocumentMetadata:
    return DocumentMetadata(
        title=f"{opinion.department}{opinion.fiscal_year}年{TITLE}（{opinion.stage}，第{opinion.round}次送审）",
        authors=[opinion.bureau],
        description=f"对SHA-256为{opinion.text_sha256}的文本作出的审核意见",
        lang="zh-CN",
    )
