"""What was confirmed of a folder becomes texts: each file by itself, whole or not at all, once."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from departments.models import Department, User
from projects.actions import TextInTheWayError, store_text
from projects.folders.taking_in import past_cycles
from projects.jobs import Hold, JobRefusedError, Outcome, begin
from projects.models import FileState, FolderFile, Job, JobKind
from texts.interchange import from_json


@transaction.atomic
def confirm(folder: Job, choice: Mapping[UUID, Department], *, by: User) -> Job:
    """Puts the storing of the chosen files into the queue, each under its department. Raises JobRefusedError.

    A file that was chosen before is not chosen twice.
    """
    rows = list(folder.files.select_for_update().filter(pk__in=choice, state=FileState.READ).defer("text"))
    if not rows:
        raise JobRefusedError("没有可以存入的文件：请勾选文件并选择部门。")
    for row in rows:
        row.department, row.state, row.message = choice[row.pk], FileState.CHOSEN, ""
    FolderFile.objects.bulk_update(rows, ["department", "state", "message"])
    return begin(JobKind.STORE, owner=by, title=folder.title, order={"folder": str(folder.pk)}, total=len(rows))


def run(hold: Hold) -> Outcome:
    """Stores every chosen file. Raises HoldLostError, JobRefusedError."""
    owner = User.objects.get(pk=hold.job.owner_id)
    folder = Job.objects.get(pk=hold.job.order["folder"])
    chosen = folder.files.filter(state=FileState.CHOSEN)
    if not past_cycles(owner).filter(pk=folder.order["cycle"]).exists():
        chosen.update(state=FileState.READ)
        raise JobRefusedError("您的角色已不能导入这个批次的文本。")
    total, failed = hold.job.total, 0
    for pk in list(chosen.order_by("number").values_list("pk", flat=True)):
        hold.report(done=total - chosen.count(), word="存入文本")
        hold.print_what_people_wait_for()
        failed += not _store(pk, owner)
    hold.report(done=total)
    also = f"，{failed} 个未能存入，原因列在核对页" if failed else ""
    return Outcome(f"{folder.title}：存入 {total - failed} 份文本{also}。")


@transaction.atomic
def _store(pk: UUID, owner: User) -> bool:
    """One file and its text in one transaction: a killed worker leaves both or neither."""
    row = FolderFile.objects.select_for_update(of=("self",)).select_related("cycle", "department").get(pk=pk)
    if row.state != FileState.CHOSEN:
        return True
    try:
        row.plan = store_text(text=from_json(row.text), department=row.department, cycle=row.cycle, by=owner)
    except TextInTheWayError as error:
        row.state, row.message = FileState.READ, str(error)
    else:
        row.state, row.message, row.text = FileState.STORED, "", None
    row.save(update_fields=["state", "message", "plan", "text"])
    return row.state == FileState.STORED
