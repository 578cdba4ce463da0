"""What went out, and what came back and waits for a decision."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile

from departments.models import Plan, User
from projects.imports.uploads import shortened
from projects.models import HandedOutText, ImportedFile
from texts.interchange import from_json, sha256, to_json
from texts.model import Project, Text
from texts.readers.blocks import Problem, UnreadableFileError
from texts.readers.sandbox import read_returned_in_child

MOST_KEPT = 30  # contents of one text that went out; who comes back with an older one compares with the text as it is


def remember(plan: Plan, text: Text) -> None:
    """Keeps the content that goes out, so that what comes back can be compared with it. Once a content."""
    named = {"text": to_json(text, identities=True)}
    HandedOutText.objects.update_or_create(plan=plan, sha256=sha256(text), defaults=named)
    old = HandedOutText.objects.filter(plan=plan).order_by("-handed_out_at", "-pk").values_list("pk", flat=True)
    HandedOutText.objects.filter(pk__in=list(old[MOST_KEPT:])).delete()


def base_of(plan: Plan, digest: str, current: Text) -> Text | None:
    """The content that went out under this SHA-256, with its identities: the current text where nothing moved since.

    None where it is not kept any more.
    """
    if sha256(current) == digest:
        return current
    kept = HandedOutText.objects.filter(plan=plan, sha256=digest).first()
    return from_json(kept.text) if kept else None


def take_returned_file(*, upload: "UploadedFile[Any]", plan: Plan, by: User) -> ImportedFile:
    """Keeps what came back until its uploader decides; fetch the plan with `with_text()`.

    Raises UnreadableFileError, and then nothing is kept.
    """
    data = upload.read()
    returned = read_returned_in_child(upload.name or "", data)
    if returned.plan_id != plan.pk:
        raise UnreadableFileError(f"这个文件不是从“{plan}”导出的，请回到导出它的那份文本上传。")
    current = plan.to_text()
    base = base_of(plan, returned.base_sha256, current) or current
    problems = [*returned.problems, *_beyond(returned.text, base)]
    return ImportedFile.objects.create(
        uploaded_by=by,
        department=plan.department,
        cycle=plan.cycle,
        answers=plan,
        base_sha256=returned.base_sha256,
        name=shortened(upload.name or ""),
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        text=to_json(anchored(returned.text, base), identities=True),
        problems=[asdict(problem) for problem in problems],
        unread=sorted(returned.unread),
    )


def _beyond(text: Text, base: Text) -> Iterable[Problem]:
    if text.fiscal_year not in (None, base.fiscal_year):
        yield Problem("预算年度", str(text.fiscal_year), f"年度由编报批次规定，仍为 {base.fiscal_year or '空'}")


def anchored(text: Text, base: Text) -> Text:
    """The text with the identities that its rows had in the base; every other row gets one of its own, for good.

    Identities in a file are not trusted: one that stood elsewhere in the base is a new row's here.
    """
    bases = {project.id: project for project in base.projects}
    return replace(
        text,
        id=base.id,
        sub_goals=_named(text.sub_goals, base.sub_goals),
        measures=_named(text.measures, base.measures),
        projects=tuple(_project(row, bases.get(row.id, Project())) for row in _named(text.projects, base.projects)),
    )


def _project(row: Project, base: Project) -> Project:
    return replace(
        row,
        plan=_named(row.plan, base.plan),
        goals=_named(row.goals, base.goals),
        indicators=_named(row.indicators, base.indicators),
    )


def _named(rows: Sequence[Any], bases: Sequence[Any]) -> tuple[Any, ...]:
    free: set[UUID | None] = {row.id for row in bases} - {None}
    found = []
    for row in rows:
        found.append(row if row.id in free else replace(row, id=uuid4()))
        free.discard(row.id)
    return tuple(found)
