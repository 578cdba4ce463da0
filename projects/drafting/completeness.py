"""How far each part of a text is: empty, incomplete, with errors, complete; and what is missing, with its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import chain

from projects.drafting.contents import Contents, Row
from projects.drafting.expectations import (
    ADVISED,
    EXPECTED,
    Expectations,
    falling_messages,
    row_messages,
    sum_message,
)
from texts.columns import BELOW_LEVELS, in_table

Category = tuple[str, str, bool]  # 一级, 二级, required?


class Progress(Enum):
    """How far a part is: the mark, the word, and the tone it is drawn in."""

    EMPTY = ("○", "未填写", "faint")
    INCOMPLETE = ("◐", "未填完", "info")
    WRONG = ("✖", "有错误", "error")
    COMPLETE = ("●", "已填完", "ok")

    def __init__(self, mark: str, word: str, tone: str) -> None:
        self.mark, self.word, self.tone = mark, word, tone


@dataclass(frozen=True, slots=True)
class Gap:
    """Something to do: a sentence and the data-cell (or anchor) where it is done."""

    sentence: str
    at: str
    is_error: bool = False


@dataclass(frozen=True, slots=True)
class Examined:
    progress: Progress
    gaps: tuple[Gap, ...]
    messages: dict[str, str]


_PROJECT_CELLS = {"code": "项目编码", "name": "项目名称", "budget": "预算数", "purpose": "资金用途"}


def examine_project(project: Row, categories: list[Category]) -> Examined:
    """What is wrong and what is missing in one project."""
    messages = _messages(project)
    wrong = messages | _messages_across(project)
    errors = [Gap(sentence, place, is_error=True) for place, sentence in wrong.items()]
    missing = [*_missing_cells(project), *_missing_rows(project, categories)]
    if errors:
        progress = Progress.WRONG
    elif not missing:
        progress = Progress.COMPLETE
    else:
        progress = Progress.INCOMPLETE if _is_begun(project) else Progress.EMPTY
    return Examined(progress, (*errors, *missing), messages)


def _messages(project: Row, table: Expectations = EXPECTED) -> dict[str, str]:
    found = row_messages("project", project, table)
    for row in project["milestones"]:
        found |= row_messages("milestone", row, table)
    for row in project["indicators"]:
        found |= row_messages("indicator", row, table)
    return found


def _messages_across(project: Row) -> dict[str, str]:
    """What several cells together cannot say; the page has lines of its own for these."""
    differs = sum_message(project)
    found = falling_messages(project["milestones"])
    return found | {f"project:{project['id']}:budget": differs} if differs else found


def advice_on(project: Row) -> dict[str, str]:
    """What may be right and is worth a second look; only the project's own page asks."""
    return _messages(project, ADVISED)


def _is_begun(project: Row) -> bool:
    """Whether anything is written beside its name and unit."""
    cells = (project[name] for name in ("code", "budget", "fiscal_funds", "other_funds", "purpose"))
    rows = (row["percent"] for row in project["milestones"])
    goals = (row["text"] for row in project["goals"])
    return any(chain(cells, rows, goals, (not is_waiting(row) for row in project["indicators"])))


def is_waiting(row: Row) -> bool:
    """An offered indicator row that nobody wrote in yet."""
    return row["is_offered"] and not any(row.get(cell) for cell in BELOW_LEVELS)


def _missing_cells(project: Row) -> Iterator[Gap]:
    for cell, label in _PROJECT_CELLS.items():
        if not project[cell]:
            yield Gap(f"{label}还没有填写。", f"project:{project['id']}:{cell}")
    for row in project["milestones"]:
        if not row["percent"]:
            yield Gap(f"{row['month']}月底的支出计划还没有填写。", f"milestone:{row['id']}:percent")
    if not any(goal["text"] for goal in project["goals"]):
        yield Gap("绩效目标还没有填写。", "goals")


def _missing_rows(project: Row, categories: list[Category]) -> Iterator[Gap]:
    written = [row for row in project["indicators"] if not is_waiting(row)]
    required = {column.name: column.label for column in in_table(project["columns"]) if column.is_required}
    for number, row in enumerate(written, 1):
        for cell, label in required.items():
            if not row[cell]:
                name = row["name"] or row["level2"] or f"第{number}行"
                yield Gap(f"“{name}”的{label}还没有填写。", f"indicator:{row['id']}:{cell}")
    present = {row["level2"] for row in written if row["name"]}
    for _, level2, is_required in categories:
        if is_required and level2 not in present:
            yield Gap(f"缺少{level2}，每个项目至少填写一行。", "indicators")


def examine_overall_goal(contents: Contents) -> Examined:
    """总体绩效目标: at least a paragraph."""
    if contents.plan["overall_goal"].strip():
        return Examined(Progress.COMPLETE, (), {})
    return Examined(Progress.EMPTY, (Gap("总体绩效目标还没有填写。", "overall-goal"),), {})


def examine_measures(contents: Contents) -> Examined:
    """工作保障措施: at least one."""
    if any(row["text"] for row in contents.measures):
        return Examined(Progress.COMPLETE, (), {})
    return Examined(Progress.EMPTY, (Gap("工作保障措施还没有填写，可以带入规定的各条后修改。", "measures"),), {})


def examine_sub_goals(contents: Contents) -> Examined:
    """分项绩效目标: each with its title and goals, and every project in one."""
    gaps = list(_sub_goal_gaps(contents))
    written = [row for row in contents.sub_goals if is_sub_goal_complete(row)]
    if not gaps:
        return Examined(Progress.COMPLETE, (), {})
    return Examined(Progress.INCOMPLETE if written else Progress.EMPTY, tuple(gaps), {})


def is_sub_goal_complete(row: Row) -> bool:
    return bool(row["title"] and (row["goals"] or row["description"]))


def _sub_goal_gaps(contents: Contents) -> Iterator[Gap]:
    if not contents.sub_goals:
        yield Gap("分项绩效目标还没有填写。", "sub-goals")
    for number, row in enumerate(contents.sub_goals, 1):
        if not row["title"]:
            yield Gap(f"第{number}项的标题还没有填写。", f"sub_goal:{row['id']}:title")
        elif not (row["goals"] or row["description"]):
            yield Gap(f"第{number}项“{row['title'][:16]}”的绩效目标还没有填写。", f"sub_goal:{row['id']}:goals")
