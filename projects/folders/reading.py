"""The job that reads a folder: file by file in the sandbox. A killed worker's successor goes on with the next one."""

import hashlib
from dataclasses import asdict
from decimal import Decimal

from django.db import transaction

from departments.models import Cycle
from jobs.queue import Hold, JobOutcome, JobRefusedError, folder_of
from projects.folders.assigning import Register
from projects.folders.taking_in import ARCHIVE, refusal_of
from projects.models import FileState, FolderFile
from texts.amounts import parse_amount
from texts.interchange import to_json
from texts.readers.blocks import Reading, UnreadableFileError
from texts.readers.sandbox import read_in_child, unpack_in_child

_READ = (
    *("state", "message", "sha256", "text", "problems", "department_name", "fiscal_year"),
    *("project_count", "budget_total", "department", "doubt"),
)


def read_folder(hold: Hold) -> JobOutcome:
    """Reads every file that was not read yet. Raises HoldLostError, JobRefusedError."""
    job = hold.job
    cycle = Cycle.objects.select_related("region").get(pk=job.order["cycle"])
    hold.report(word="解压")
    _unpack(hold, cycle)
    register = Register.of(cycle)
    total = job.files.count()
    for row in job.files.filter(state=FileState.WAITING).order_by("number"):
        hold.report(done=row.number - 1, total=total, word=row.name[-120:])
        hold.print_what_people_wait_for()
        _read(row, register, cycle.optional_columns)
    hold.report(done=total, total=total)
    counts = dict.fromkeys(FileState.values, 0)
    for state in job.files.values_list("state", flat=True):
        counts[state] += 1
    line = (
        f"{job.title}：读出 {counts[FileState.READ]} 个文件，{counts[FileState.UNREADABLE]} 个未能读取，请核对后存入。"
    )
    return JobOutcome(line)


def _unpack(hold: Hold, cycle: Cycle) -> None:
    """A zip becomes files and rows at once; where rows are, it was done before."""
    job = hold.job
    if not job.order["is_archive"] or job.files.exists():
        return
    folder = folder_of(job.pk)
    try:
        members = unpack_in_child(folder / ARCHIVE, folder)
    except UnreadableFileError as error:
        raise JobRefusedError(str(error)) from error
    rows = []
    for number, member in enumerate(members, 1):
        row = FolderFile(job=job, cycle=cycle, number=number, name=member.name, size=member.size)
        if refusal := member.refused or refusal_of(member.name, member.size):
            row.state, row.message = FileState.UNREADABLE, refusal
            (folder / str(number)).unlink(missing_ok=True)
        rows.append(row)
    with transaction.atomic():
        hold.report()  # still ours: two workers do not both make rows
        FolderFile.objects.bulk_create(rows)
    (folder / ARCHIVE).unlink(missing_ok=True)


def _read(row: FolderFile, register: Register, columns: tuple[str, ...]) -> None:
    """One file; what it was is dropped once its text is kept."""
    path = folder_of(row.job_id) / str(row.number)
    try:
        data = path.read_bytes()
        reading = read_in_child(row.name, data, columns=columns)
    except (UnreadableFileError, FileNotFoundError) as error:
        row.state = FileState.UNREADABLE
        row.message = str(error) if isinstance(error, UnreadableFileError) else "文件已不在服务器上，请重新上传。"
    else:
        row.sha256 = hashlib.sha256(data).hexdigest()
        _note(row, reading, register)
    kept = {name: getattr(row, name) for name in _READ}
    FolderFile.objects.filter(pk=row.pk, state=FileState.WAITING).update(**kept)  # never over what was chosen since
    path.unlink(missing_ok=True)


def _note(row: FolderFile, reading: Reading, register: Register) -> None:
    text = reading.text
    match = register.match(text, row.name)
    row.state = FileState.READ
    row.text = to_json(text)
    row.problems = [asdict(problem) for problem in reading.problems]
    row.department_name = (text.department or "")[:120]
    row.fiscal_year = text.fiscal_year
    row.project_count = len(text.projects)
    row.budget_total = sum((parse_amount(project.budget) or Decimal(0) for project in text.projects), Decimal(0))
    row.department, row.doubt = match.department, match.doubt[:300]
