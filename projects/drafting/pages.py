"""What the two pages of 编报 show: the workbench with part one, and a project on a page of its own."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any
from uuid import UUID, uuid4

from django.utils.html import format_html
from django.utils.safestring import SafeString

from departments.deadlines import SubmissionDeadline, deadline_of, why_read_only
from departments.models import Plan, User
from departments.scopes import Scope, why_not_yours, writing_scope
from projects.drafting.carrying import OpenPlace, open_places
from projects.drafting.completeness import Category, Gap, advice_on, is_waiting
from projects.drafting.composing import composed, has_drifted
from projects.drafting.contents import Contents, Row, outline_contents
from projects.drafting.expectations import LONGEST_PURPOSE, falling_messages, message_for, sum_message
from projects.drafting.outline import Outline, ProjectLine, outline_of
from projects.saving.kinds import KINDS, ROW_KINDS
from texts.columns import BESIDE, LEVELS, Column, Kind, in_table
from texts.places import COVER, MEASURES, OVERALL_GOAL, SUB_GOALS
from texts.targets import canonical

#: the row of a <template>: its identity is replaced by a fresh one in the browser
BLANK: Row = {"id": UUID(int=0), **{cell: "" for kind in ROW_KINDS for cell in KINDS[kind].cells}}
#: the sections of part one, each of which a partial return opens or not
PART_ONE = (COVER, OVERALL_GOAL, SUB_GOALS, MEASURES)
Words = Mapping[str, str]  # by place


@dataclass(frozen=True)
class Desk:
    """What both pages stand on: the text, what of it the reader may write, until when, and how far it is."""

    plan: Plan
    scope: Scope
    deadline: SubmissionDeadline
    read_only: str
    contents: Contents
    categories: list[Category]

    @cached_property
    def outline(self) -> Outline:
        return outline_of(self.contents, self.categories, self.scope, self.open_places)

    @cached_property
    def open_places(self) -> list[OpenPlace]:
        return open_places(self.plan, self.contents)


def desk_of(plan: Plan, user: User) -> Desk:
    """Nine queries, whatever the size of the text; fetch the plan with its cycle and department."""
    deadline, scope = deadline_of(plan), writing_scope(user, plan)
    categories = plan.cycle.tree.categories.values_list("level1", "level2", "is_required")
    return Desk(
        plan=plan,
        scope=scope,
        deadline=deadline,
        read_only=why_read_only(plan, deadline) or ("" if scope else why_not_yours(plan)),
        contents=outline_contents(plan),
        categories=list(categories.order_by("position")),
    )


def workbench(desk: Desk, mine: Words) -> dict[str, Any]:
    """Part one: cover, overall goal, 分项, measures. `mine` are words of the reader that met another's."""
    contents = desk.contents
    opened = {section: not desk.read_only and desk.scope.opens(section) for section in PART_ONE}
    by_sub_goal: dict[UUID | None, list[Row]] = {}
    for project in contents.projects:
        by_sub_goal.setdefault(project["sub_goal_id"], []).append(project)
    rows = [("plan", contents.plan), *_each("sub_goal", contents.sub_goals), *_each("measure", contents.measures)]
    was = _was(rows)
    _put(rows, mine)
    return {
        **_shared(desk, any(opened.values())),
        "parts": {name: {"is_open": is_open, "locked": _lock(is_open)} for name, is_open in opened.items()},
        **_todo(desk, [gap for part in desk.outline.parts for gap in part.examined.gaps], None),
        "text": contents.plan,
        "numbering_note": message_for("plan", "numbering", contents.plan["numbering"]),
        "sub_goals": [_sub_goal(row, by_sub_goal.get(row["id"], [])) for row in contents.sub_goals],
        "measures": contents.measures,
        "free_projects": by_sub_goal.get(None, []),
        "offers_measures": _unwritten(desk.plan.cycle.measures, contents),
        "was": was,
    }


def _sub_goal(row: Row, projects: list[Row]) -> Row:
    offered = composed(projects)
    return row | {
        "projects": projects,
        "composed": offered,
        "has_drifted": has_drifted(row["indicators"], offered),
    }


def _unwritten(measures: str, contents: Contents) -> list[str]:
    """The prescribed measures that the text does not have yet."""
    begun = {row["text"].split("。")[0] for row in contents.measures}
    return [line for line in measures.splitlines() if line.strip() and line.split("。")[0] not in begun]


def project_page(desk: Desk, project: Row, mine: Words) -> dict[str, Any]:
    """One project with its milestones, goals and indicator rows."""
    line = next(line for line in desk.outline.projects if line.id == project["id"])
    is_writable = not desk.read_only and line.is_own
    rows = [("project", project)]
    for kind, name in (("milestone", "milestones"), ("goal", "goals"), ("indicator", "indicators")):
        rows += _each(kind, project[name])
    was = _was(rows)
    _put(rows, mine)
    advice = advice_on(project)
    messages = advice | line.examined.messages
    return {
        **_shared(desk, is_writable),
        **_todo(desk, line.examined.gaps, project["id"]),
        "project": project,
        "line": line,
        "notes": {cell: messages.get(f"project:{project['id']}:{cell}", "") for cell in KINDS["project"].cells},
        "sum_note": sum_message(project),
        "milestone_note": "".join(falling_messages(project["milestones"]).values()),
        "milestones": [row | {"note": messages.get(f"milestone:{row['id']}:percent")} for row in project["milestones"]],
        "goals": project["goals"],
        "grid": grid_of(project["columns"]),
        "indicators": list(indicator_rows(project, messages)),
        "blank_indicator": BLANK | {"cells": _grid_cells(BLANK, project["columns"])},
        "missing_categories": _missing_categories(project, desk.categories),
        "categories_json": json.dumps([row[:2] for row in desk.categories], ensure_ascii=False),
        "advice": " ".join(advice.keys() - line.examined.messages.keys()),
        "longest_purpose": LONGEST_PURPOSE,
        "unit_is_fixed": _lock(desk.scope.is_whole and not desk.scope.is_partial),
        "neighbours": _neighbours(desk.outline.projects, line),
        "was": was,
    }


def _shared(desk: Desk, is_writable: bool) -> dict[str, Any]:
    return {
        "desk": desk,
        "plan": desk.plan,
        "outline": desk.outline,
        "is_writable": is_writable,
        "locked": _lock(is_writable),
        "why_locked": desk.read_only or _why_not_yours(desk, is_writable),
        "blank": BLANK,
        "fresh_id": str(uuid4()),
    }


def _lock(is_open: bool) -> str:
    """What a field gets that may only be read."""
    return "" if is_open else " readonly"


def _todo(desk: Desk, gaps: Sequence[Gap], project_id: UUID | None) -> dict[str, Any]:
    """What stands beside the page: what is missing in it, and what came from last year and nobody looked at."""
    places = [place for place in desk.open_places if place.project_id == project_id]
    return {"gaps": gaps, "open_places": places, "todo": str(len(gaps) + len(places))}


def _why_not_yours(desk: Desk, is_writable: bool) -> str:
    if is_writable:
        return ""
    if desk.scope.is_whole and desk.scope.is_partial:
        return "这一部分不在退回范围内，保持锁定，您可以查看。"
    return "这一部分由部门本级或其他单位填写，您可以查看。"


def _neighbours(lines: tuple[ProjectLine, ...], line: ProjectLine) -> dict[str, ProjectLine | None]:
    at = lines.index(line)
    return {
        "previous": lines[at - 1] if at else None,
        "next": lines[at + 1] if at + 1 < len(lines) else None,
    }


def grid_of(columns: tuple[str, ...]) -> Row:
    """The heads of the grid, and as JSON what its scripts know of its columns (static/js/draft/columns.js)."""
    shown = in_table(columns)
    known = {
        "own": [_known(column) for column in shown],
        "beside": [{"name": h.name, "label": h.pasted[0], "wordings": h.pasted} for h in BESIDE],
    }
    return {
        "heads": [{"label": column.label, "width": _grid_width(column, columns)} for column in shown],
        "columns_json": json.dumps(known, ensure_ascii=False),
    }


def _known(column: Column) -> Row:
    wordings = [*column.wordings, *column.pasted]
    return {"name": column.name, "label": column.label, "wordings": wordings, "isOptional": column.is_optional}


def _grid_width(column: Column, columns: tuple[str, ...]) -> str:
    """The class of its width in draft-grid.css; the one without takes what is left."""
    if column.kind in (Kind.LEVEL, Kind.NUMBER):
        return f"is-{column.kind}"
    share = column.narrow_share if columns else column.share
    return f"share-{share}" if share else ""


def indicator_rows(project: Row, messages: Words) -> Iterator[Row]:
    """The rows of the grid: cell heights, the printed form of a target where it differs, levels as the row above."""
    above: Row = dict.fromkeys(LEVELS)
    for row in project["indicators"]:
        cells = _grid_cells(row, project["columns"])
        is_same = True
        for level, cell in zip(LEVELS, cells, strict=False):
            is_same = is_same and bool(row[level]) and row[level] == above[level]
            cell["classes"] += " is-merged" if is_same else ""
        for cell in cells if messages else ():
            cell["note"] = messages.get(cell["place"])
            cell["has_more"] = cell["has_more"] or bool(cell["note"])
        yield row | {"cells": cells, "is_waiting": is_waiting(row)}
        above = row


@cache
def _traits(column: Column) -> SafeString:
    """What the boxes of a column have in common. A page of 60 rows has 360 of them: what is the same is said once."""
    return format_html('aria-label="{}" {}', column.label, "data-one-line" if column.is_one_line else "")


def _grid_cells(row: Row, columns: tuple[str, ...]) -> list[Row]:
    cells = []
    for column in in_table(columns):
        words = row[column.name]
        printed = _printed(words) if column.kind is Kind.TARGET else ""
        cells.append(
            {
                "place": f"indicator:{row['id']}:{column.name}",
                "traits": _traits(column),
                "words": words,
                "height": _height(words, column.line),
                "classes": f"is-{column.name}",
                "printed": printed,
                "has_more": bool(printed),
            }
        )
    return cells


def _printed(target: str) -> str:
    """How a target is printed, where that is not how it was written."""
    printed = canonical(target) if target else ""
    return printed if printed != target.strip() else ""


def _height(words: str, width: int) -> str:
    if len(words) <= width and "\n" not in words:
        return "1"
    return str(sum(max(1, -(-len(line) // width)) for line in words.split("\n")))


def _missing_categories(project: Row, categories: list[Category]) -> list[dict[str, Any]]:
    present = {(row["level1"], row["level2"]) for row in project["indicators"]}
    return [
        {"index": str(n), "level1": level1, "level2": level2}
        for n, (level1, level2, _) in enumerate(categories)
        if (level1, level2) not in present
    ]


def _each(kind: str, rows: list[Row]) -> list[tuple[str, Row]]:
    return [(kind, row) for row in rows]


def _was(rows: list[tuple[str, Row]]) -> str:
    """What the page shows, by place: a plain form sends it back with what was typed over it."""
    was = {f"{kind}:{row['id']}:{cell}": row[cell] for kind, row in rows for cell in KINDS[kind].cells if row.get(cell)}
    return json.dumps(was, ensure_ascii=False, separators=(",", ":"))


def _put(rows: list[tuple[str, Row]], mine: Words) -> None:
    """Words of the reader that met another's stand in their cells, to be saved over them or taken back."""
    if not mine:
        return
    for kind, row in rows:
        for cell in KINDS[kind].cells & row.keys():
            row[cell] = mine.get(f"{kind}:{row['id']}:{cell}", row[cell])
