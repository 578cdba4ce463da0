"""Findings as an Excel workbook: 汇总 (a line a text), 发现 (a line a finding), 规则 (a line a rule)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from reviews.findings.drafts import Checked
from texts.checks import RULES, TOPICS

LONGEST_CELL = 32_767  # characters: Excel's own limit
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_HEAD = {"font": Font(bold=True), "fill": PatternFill("solid", fgColor="E8EAE6")}
_WRAPPED = Alignment(wrap_text=True, vertical="top")

Rows = Iterable[tuple[Any, ...]]
_SUMMARY = (
    ("地区", 14),
    ("部门", 24),
    ("状态", 12),
    ("项目数", 8),
    ("错误", 8),
    ("警告", 8),
    ("建议", 8),
    ("已豁免或不采纳", 16),
)
_FOUND = (
    *(("地区", 14), ("部门", 24), ("级别", 8), ("位置", 32), ("问题", 60), ("改法", 44), ("原文", 40), ("规则", 28)),
    *(("处理", 10), ("理由或说明", 40)),
)
_RULES = (
    ("规则", 32),
    ("规则名", 30),
    ("类别", 18),
    ("处数", 8),
    ("涉及文本", 10),
    ("已豁免或不采纳", 16),
    ("要求", 60),
)


def write_workbook(path: Path, checked: list[Checked]) -> None:
    """Numbers are numbers, words are words (what looks like a formula too). Raises OSError."""
    with path.open("wb") as file:
        book = Workbook(write_only=True)
        _sheet(book, "汇总", _SUMMARY, _summary(checked), len(checked))
        _sheet(book, "发现", _FOUND, _found(checked), sum(len(one.findings) for one in checked))
        _sheet(book, "规则", _RULES, _rules(checked), len(RULES))
        book.save(file)


def _sheet(book: Workbook, title: str, columns: tuple[tuple[str, int], ...], rows: Rows, count: int) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count + 1}"
    for number, (_, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_cell(sheet, label, **_HEAD) for label, _ in columns])
    for row in rows:
        sheet.append([_cell(sheet, value, alignment=_WRAPPED) for value in row])


def _cell(sheet: Any, value: Any, **look: Any) -> WriteOnlyCell:
    """A typed cell. Words that a spreadsheet would take for a formula stay words, in whatever program reads them."""
    cell = WriteOnlyCell(sheet)
    cell.value = _words(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_FORMULA)
    for name, given in look.items():
        setattr(cell, name, given)
    return cell


def _words(value: str) -> str:
    """Without control characters; what begins like a formula begins with an apostrophe."""
    plain = ILLEGAL_CHARACTERS_RE.sub(" ", value)[: LONGEST_CELL - 1]
    return f"'{plain}" if plain.startswith(_FORMULA) else plain


def _summary(checked: list[Checked]) -> Iterator[tuple[Any, ...]]:
    for one in checked:
        counts = one.counts
        levels = (counts[name] for name in ("error", "warning", "info", "settled"))
        yield (one.region, one.department, one.state, one.project_count, *levels)


def _found(checked: list[Checked]) -> Iterator[tuple[Any, ...]]:
    for one in checked:
        for standing in one.findings:
            found, said = standing.finding, standing.waiver or standing.explanation
            done = "豁免、不采纳" if standing.waiver else "有说明" if said else ""
            words = standing.waiver.reason if standing.waiver else said.body if said else ""
            yield (
                *(one.region, one.department, found.level.label, standing.spot.where),
                *(found.message, found.fix, found.quote, RULES[found.rule].title, done, words),
            )


def _rules(checked: list[Checked]) -> Iterator[tuple[Any, ...]]:
    """Every rule, those that found most first."""
    found = Counter(s.finding.rule for one in checked for s in one.findings)
    texts = Counter(rule for one in checked for rule in {s.finding.rule for s in one.findings})
    settled = Counter(s.finding.rule for one in checked for s in one.findings if s.is_settled)
    for slug, rule in sorted(RULES.items(), key=lambda item: -found[item[0]]):
        yield rule.title, slug, TOPICS[rule.topic], found[slug], texts[slug], settled[slug], rule.asks
