"""What the page of a folder shows of its files: whose text each is, and what speaks against storing it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from departments.models import Cycle, Department, Plan, State
from jobs.models import Job
from projects.models import FileState, FolderFile

MOST_PROBLEMS = 20  # listed a file; the others are counted


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file with what is to be told of it; `is_proposed` when nothing speaks against it."""

    file: FolderFile
    told: tuple[str, ...]
    is_choosable: bool
    is_proposed: bool
    problems: tuple[dict[str, Any], ...]
    more_problems: int


def folder_lines(folder: Job, cycle: Cycle) -> list[FileLine]:
    """The files in their order; two queries, however many they are."""
    files = list(folder.files.defer("text").select_related("department"))
    texts = Plan.objects.filter(cycle=cycle).only("department_id", "state", "rounds", "opened")
    standing = {plan.department_id: plan for plan in texts}
    return [_line(file, files[:n], cycle, standing) for n, file in enumerate(files)]


def _line(file: FolderFile, before: list[FolderFile], cycle: Cycle, standing: dict[int, Plan]) -> FileLine:
    is_read = file.state == FileState.READ
    told = tuple(_told(file, before, cycle, standing)) if is_read else (file.message,) if file.message else ()
    return FileLine(
        file=file,
        told=told,
        is_choosable=is_read,
        is_proposed=is_read and not told and file.department_id is not None,
        problems=tuple(file.problems[:MOST_PROBLEMS]),
        more_problems=max(0, len(file.problems) - MOST_PROBLEMS),
    )


def _told(file: FolderFile, before: list[FolderFile], cycle: Cycle, standing: dict[int, Plan]) -> Iterator[str]:
    if file.message:
        yield file.message
    if file.doubt:
        yield file.doubt
    if file.fiscal_year != cycle.fiscal_year:
        found = f"是{file.fiscal_year}年的" if file.fiscal_year else "没有年度"
        yield f"文件{found}，所选批次是{cycle.fiscal_year}年。"
    if not file.project_count:
        yield "没有找到预算项目的绩效目标表。"
    if same := next((one for one in before if one.sha256 and one.sha256 == file.sha256), None):
        yield f"与“{same.name}”内容相同。"
    elif same := next((one for one in before if file.department_id and one.department_id == file.department_id), None):
        yield f"与“{same.name}”属于同一部门，只能存入一份。"
    if file.department_id and (plan := standing.get(file.department_id)):
        yield f"{file.department}已有这一年的文本（{plan.get_state_display()}），{_then(plan)}。"


def _then(plan: Plan) -> str:
    is_replaced = plan.state == State.REOPENED and plan.is_replaceable
    return "存入将替换它，原来的版本仍可查看" if is_replaced else "不会覆盖"


def departments_of(cycle: Cycle) -> list[Department]:
    """Those that a file can be assigned to."""
    return list(Department.objects.filter(region=cycle.region_id).order_by("code"))
