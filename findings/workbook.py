"""Findings as an Excel workbook: 汇总 (a line a text), 发现 (a line a finding), 规则 (a line a rule)."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from findings.cases import FindingCase
from findings.year_check import Checked
from texts.checks import RULES, TOPICS
from texts.writers.sheet_columns import SheetColumn
from texts.writers.sheets import add_sheet

Rows = Iterator[tuple[Any, ...]]
_SUMMARY = (
    SheetColumn("地区", 14),
    SheetColumn("部门", 24),
    SheetColumn("状态", 12),
    SheetColumn("项目数", 8),
    SheetColumn("错误", 8),
    SheetColumn("警告", 8),
    SheetColumn("建议", 8),
    SheetColumn("已豁免或不采纳", 16),
)
_FOUND = (
    SheetColumn("地区", 14),
    SheetColumn("部门", 24),
    SheetColumn("级别", 8),
    SheetColumn("位置", 32, wraps=True),
    SheetColumn("问题", 60, wraps=True),
    SheetColumn("改法", 44, wraps=True),
    SheetColumn("原文", 40, wraps=True),
    SheetColumn("规则", 28),
    SheetColumn("处理", 16),
    SheetColumn("理由或说明", 40, wraps=True),
)
_RULES = (
    SheetColumn("规则", 32),
    SheetColumn("规则名", 30),
    SheetColumn("类别", 18),
    SheetColumn("处数", 8),
    SheetColumn("涉及文本", 10),
    SheetColumn("已豁免或不采纳", 16),
    SheetColumn("要求", 60, wraps=True),
)


def write_workbook(path: Path, checked: list[Checked]) -> None:
    """Numbers are numbers, words are words (what looks like a formula too). Raises OSError."""
    with path.open("wb") as file:
        book = Workbook(write_only=True)
        add_sheet(book, "汇总", _SUMMARY, _summary(checked))
        add_sheet(book, "发现", _FOUND, _found(checked))
        add_sheet(book, "规则", _RULES, _rules(checked))
        book.save(file)


def _summary(checked: list[Checked]) -> Rows:
    for one in checked:
        counts = one.counts
        levels = (counts[name] for name in ("error", "warning", "info", "settled"))
        yield (one.region, one.department, one.state, one.project_count, *levels)


def _found(checked: list[Checked]) -> Rows:
    for one in checked:
        for case in one.findings:
            found = case.finding
            yield (
                *(one.region, one.department, found.level.label, case.spot.where),
                *(found.message, found.fix, found.quote, RULES[found.rule].title, *_said(case)),
            )


def _said(case: FindingCase) -> tuple[str, str]:
    """What became of a finding, and the words about it."""
    said = case.explanation
    if case.waiver:
        return "豁免、不采纳", case.waiver.reason
    if said is None:
        return "", ""
    if said.is_declined:
        return "豁免申请未同意", said.answer
    return "申请豁免" if said.is_request else "有说明", said.body


def _rules(checked: list[Checked]) -> Rows:
    """Every rule, those that found most first."""
    found = Counter(s.finding.rule for one in checked for s in one.findings)
    texts = Counter(rule for one in checked for rule in {s.finding.rule for s in one.findings})
    settled = Counter(s.finding.rule for one in checked for s in one.findings if s.is_settled)
    for slug, rule in sorted(RULES.items(), key=lambda item: -found[item[0]]):
        yield rule.title, slug, TOPICS[rule.topic], found[slug], texts[slug], settled[slug], rule.asks
