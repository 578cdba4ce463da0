"""What came along from last year's text and may be out of date: years, sessions, codes and amounts, place by place."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from departments.models import Plan
from projects.drafting.contents import Contents, Row
from projects.models import CarriedPlace
from projects.saving.kinds import KINDS

_HAN = "零〇○一二三四五六七八九十百"
_YEAR = re.compile(
    rf"(?:19|20)[0-9]{{2}}(?=\s*年|[—\-~至－][0-9])|[—\-~至－](?:20)[0-9]{{2}}(?=\s*年)|二[{_HAN}]{{3}}年"
)
_SESSION = re.compile(rf"第?[{_HAN}0-9]{{1,3}}届(?:[{_HAN}0-9]{{1,3}}次(?:全会|全体会议|会议)?)?")
_ROUND = re.compile(r"[〔\[（(](?:19|20)[0-9]{2}[〕\]）)]\s*[0-9]+\s*号")
REASONS = ((_ROUND, "文号"), (_YEAR, "年份"), (_SESSION, "届次"))
#: cells whose old value is never this year's
STALE_CELLS = {"code": "上年项目编码", "budget": "上年金额", "fiscal_funds": "上年金额", "other_funds": "上年金额"}
LONGEST = 200


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """A place to be checked: `at` is its data-cell, `project_id` the project it stands in (None: part one)."""

    id: int
    at: str
    found: str
    reason: str
    around: str
    project_id: UUID | None


def places_in(plan: Plan, contents: Contents) -> list[CarriedPlace]:
    """Every place of a text that was carried over which somebody has to look at; one query."""
    return list(_places(plan, ((kind, row) for kind, row, _ in _rows(contents))))


def places_of_project(plan: Plan, project: Row) -> list[CarriedPlace]:
    """The same of one project that was carried over."""
    return list(_places(plan, ((kind, row) for kind, row, _ in _project_rows(project))))


def _places(plan: Plan, rows: Iterable[tuple[str, Row]]) -> Iterator[CarriedPlace]:
    tree = set(plan.cycle.tree.categories.values_list("level1", "level2"))
    for kind, row in rows:
        cells = sorted(KINDS[kind].cells & row.keys())
        marks = [(cell, *mark) for cell in cells for mark in _doubtful(kind, cell, row[cell])]
        if kind == "indicator" and row["level2"] and (row["level1"], row["level2"]) not in tree:
            marks.append(("level2", row["level2"][:LONGEST], "不在本年指标体系中"))
        for cell, found, reason in marks:
            yield CarriedPlace(plan=plan, kind=kind, row=row["id"], cell=cell, found=found, reason=reason)


def _doubtful(kind: str, cell: str, words: str) -> list[tuple[str, str]]:
    if kind == "project" and cell in STALE_CELLS and words:
        return [(words[:LONGEST], STALE_CELLS[cell])]
    found: dict[str, str] = {}
    for pattern, reason in REASONS:
        for match in pattern.finditer(words):
            if not any(match[0] in known for known in found):
                found[match[0]] = reason
    return list(found.items())


def open_places(plan: Plan, contents: Contents) -> list[OpenPlace]:
    """Those that nobody confirmed and whose words still stand in their cell; one query."""
    waiting: dict[tuple[str, Any], list[CarriedPlace]] = {}
    for place in CarriedPlace.objects.filter(plan=plan, checked_at=None).order_by("pk"):
        waiting.setdefault((place.kind, place.row), []).append(place)
    if not waiting:
        return []
    return [
        OpenPlace(p.pk, f"{kind}:{row['id']}:{p.cell}", p.found, p.reason, around(row[p.cell], p.found), project_id)
        for kind, row, project_id in _rows(contents)
        for p in waiting.get((kind, row["id"]), ())
        if p.found in row.get(p.cell, "")
    ]


def around(words: str, found: str) -> str:
    """The words with a little of what stands beside them."""
    at = words.find(found)
    begin, end = max(0, at - 10), at + len(found) + 10
    return f"{'…' if begin else ''}{words[begin:end]}{'…' if end < len(words) else ''}".replace("\n", " ")


def _rows(contents: Contents) -> Iterator[tuple[str, Row, UUID | None]]:
    """Every row of a text with its kind and project, in print order."""
    yield "plan", contents.plan, None
    yield from (("sub_goal", row, None) for row in contents.sub_goals)
    yield from (("measure", row, None) for row in contents.measures)
    for project in contents.projects:
        yield from _project_rows(project)


def _project_rows(project: Row) -> Iterator[tuple[str, Row, UUID | None]]:
    yield "project", project, project["id"]
    yield from (("goal", row, project["id"]) for row in project["goals"])
    yield from (("indicator", row, project["id"]) for row in project["indicators"])
