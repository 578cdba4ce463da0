"""An uploaded file on its way to a draft: read in a child process, looked at, then stored or dropped."""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import asdict, replace
from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from departments.models import Cycle, Department, User
from departments.scopes import WRITES_ALL
from projects.models import ImportedFile
from texts.interchange import to_json
from texts.model import Text
from texts.readers.sandbox import read_in_child

LONGEST_NAME = 120


def own_departments(user: User) -> QuerySet[Department]:
    """Those whose text the user drafts as a whole."""
    held = user.memberships.in_force().filter(WRITES_ALL)
    return Department.objects.filter(pk__in=held.values("department")).select_related("region")


def take_in_file(*, upload: "UploadedFile[Any]", department: Department, cycle: Cycle, by: User) -> ImportedFile:
    """Keeps what was read from an upload. Raises UnreadableFileError, and then nothing is kept."""
    data = upload.read()
    reading = read_in_child(upload.name or "", data, columns=cycle.optional_columns)
    return ImportedFile.objects.create(
        uploaded_by=by,
        department=department,
        cycle=cycle,
        name=shortened(upload.name or ""),
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        text=to_json(reading.text),
        problems=[asdict(problem) for problem in reading.problems],
        source=[asdict(line) for line in reading.source],
    )


def shortened(name: str) -> str:
    """A file name that fits its column; its extension stays."""
    path = PurePath(name)
    return path.stem[:LONGEST_NAME] + path.suffix


def without(text: Text, left: Collection[str]) -> Text:
    """The text without the parts that its uploader leaves out, named by their anchors (projects/reading_outline.py)."""
    return replace(
        text,
        overall_goal=() if "section-1" in left else text.overall_goal,
        sub_goals=() if "section-2" in left else text.sub_goals,
        measures=() if "section-3" in left else text.measures,
        projects=tuple(row for n, row in enumerate(text.projects, 1) if f"project-{n}" not in left),
    )


def doubts(imported: ImportedFile, text: Text) -> Iterator[str]:
    """What speaks against storing this text here: sentences for its uploader, who decides."""
    cycle, department = imported.cycle, imported.department
    if text.fiscal_year is None:
        yield f"文件里没有找到年度，将存入{cycle}。"
    elif text.fiscal_year != cycle.fiscal_year:
        yield f"文件是{text.fiscal_year}年的，所选批次是{cycle}（{cycle.fiscal_year}年）。请确认没有选错文件或批次。"
    if text.department and text.department != department.name:
        yield f"文件封面写的是“{text.department}”，将存为{department}的文本。"
    if not text.projects:
        yield "文件里没有找到预算项目的绩效目标表。"


def problems_with_lines(imported: ImportedFile) -> list[dict[str, Any]]:
    """The problems, each with the number of the source line it speaks of, where there is one."""
    lines: dict[str, int] = {}
    for n, line in enumerate(imported.source, 1):
        lines.setdefault(line["at"], n)
    return [problem | {"line": lines.get(problem["at"])} for problem in imported.problems]
