"""A comparison for reading on screen: changed numbers first, then the official document with what was deleted and
inserted in it."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from django.utils.safestring import SafeString

from texts.amounts import parse_amount
from texts.compare import ChangedNumber, Comparison, NumberKind, RowFate
from texts.writers.html.compared_rows import Anchors, Paper
from texts.writers.templates import fill_path

_STATES = {RowFate.CHANGED: "修改", RowFate.ADDED: "新增", RowFate.DROPPED: "删除", RowFate.MOVED: "移动"}


def render_comparison(
    comparison: Comparison,
    *,
    old_name: str = "原文",
    new_name: str = "现文",
    only_changes: bool = False,
    switch: str = "",
    actions: Mapping[str, SafeString] | None = None,
) -> str:
    """A <div data-compare> to stand in a page with static/css/official-screen.css and css/compare/, js/compare.js.

    `only_changes` folds away what is the same; `switch` is the address of the same page the other way round (compare.js
    switches at once and takes that address). `actions` are buttons of the caller by Section.key, shown with a changed
    section or project (restore it). No scripts, styles or handlers; cells carry `data-place` like the reading view's.
    """
    paper = Paper(comparison, actions or {})
    document = {"cover": paper.cover(), "sections": paper.sections(), "projects": paper.projects()}
    context = {
        "old_name": old_name,
        "new_name": new_name,
        "only_changes": only_changes,
        "switch": switch,
        "is_same": comparison.is_same,
        "counts": [(name, str(n)) for state, name in _STATES.items() if (n := comparison.counts[state])],
        "bar": list(_bar(comparison, paper.anchors)),
        "numbers": _numbers(comparison, paper.anchors),
    }
    return str(fill_path("compare/comparison.html", context | document))


def _bar(comparison: Comparison, anchors: Anchors) -> Iterator[dict[str, str]]:
    """Every section and project in print order; what changed leads to its first change."""
    for section in comparison.sections:
        changes = "、".join(f"{name} {n}" for state, name in _STATES.items() if (n := section.counts[state]))
        yield {"title": section.title, "state": section.state, "changes": changes, "anchor": anchors.at(section.place)}


def _numbers(comparison: Comparison, anchors: Anchors) -> dict[str, Any]:
    """The list of changed numbers by kind."""
    year = comparison.cover.cells["fiscal_year"]
    groups = []
    for kind, numbers in groupby(comparison.numbers, key=lambda number: number.kind):
        rows = [_number(number, anchors) for number in numbers]
        groups.append({"name": kind.value, "total": str(len(rows)), "rows": rows})
    return {
        "total": str(len(comparison.numbers)),
        "groups": groups,
        "shifted_years": str(comparison.shifted_years or ""),
        "old_year": year.old,
        "new_year": year.new,
    }


def _number(number: ChangedNumber, anchors: Anchors) -> dict[str, Any]:
    return {
        "where": number.where,
        "anchor": anchors.at(number.new_place or number.old_place),
        "old": number.old or "",
        "new": number.new or "",
        "difference": _difference(number),
    }


def _difference(number: ChangedNumber) -> str:
    """How much more or less of an amount: +2.00; "" for other numbers."""
    old, new = parse_amount(number.old), parse_amount(number.new)
    if number.kind is not NumberKind.MONEY or old is None or new is None:
        return ""
    return f"{new - old:+,f}"
