"""A small county with texts that were sent, and the people who bring texts in and out."""

import io
import zipfile
from collections.abc import Mapping
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from departments.models import Cycle, Department, Plan, Region, Role, State, User
from jobs.models import Job, PrintedText
from jobs.queue import begin_job
from projects.models import JobKind
from reviews.versions.snapshots import keep_snapshot
from tests import builders
from texts.interchange import dumps
from texts.model import Text


def texts_sent(count: int, region: Region | None = None) -> list[Plan]:
    """Texts of so many departments, each sent to the bureau."""
    region = region or builders.a_region()
    plans = []
    for n in range(count):
        department = builders.a_department(region=region, code=f"{131 + n}")
        text = text_of(department, purpose=f"第{n}个部门的用途。")
        plan = builders.a_plan(text, department=department, state=State.SUBMITTED)
        stored = Plan.objects.with_text().get(pk=plan.pk).to_text()
        keep_snapshot(plan, stored, by=plan.created_by, at=timezone.now(), is_sent=True)
        plans.append(plan)
    return plans


def text_of(department: Department, *, year: int = 2025, **changes) -> Text:
    """A text that speaks of its department on its cover and by its unit codes."""
    project = builders.a_project(unit_code=f"{department.code}001", unit_name=f"{department.name}本级", **changes)
    return builders.a_text(department=department.name, fiscal_year=year, projects=(project,))


def a_manager(region: Region) -> User:
    return builders.a_user(Role.BUDGET_MANAGER, place=region)


def an_export(plans: list[Plan], owner: User, *formats: str) -> Job:
    """An export of these texts that waits."""
    ids = [str(plan.pk) for plan in plans]
    order = {"plans": ids, "formats": list(formats)}
    return begin_job(JobKind.EXPORT, owner=owner, title="导出文本", order=order, total=len(ids))


def a_past_cycle(region: Region) -> Cycle:
    return builders.a_cycle(region, fiscal_year=2024, name="2024年部门预算", is_open=False)


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def file_of(department: Department, called: str = "", **changes) -> SimpleUploadedFile:
    """Last year's text of a department as a file."""
    data = dumps(text_of(department, **{"year": 2024} | changes))
    return upload(called or f"{department.name}.json", data)


def a_zip(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of these files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def let_leases_end() -> None:
    """As if the workers that hold something were dead for long."""
    before = timezone.now() - timedelta(seconds=1)
    for model in (Job, PrintedText):
        model.objects.filter(state="running").update(lease_until=before)
