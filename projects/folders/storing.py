"""What was confirmed of a folder becomes texts: each file by itself, whole or not at all, once."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.db import transaction

from departments.models import Cycle, Department, Plan, User
from jobs.models import Job
from jobs.queue import Hold, JobOutcome, JobRefusedError, begin_job
from projects.actions import TextInTheWayError, store_text
from projects.folders.taking_in import past_cycles, reopened
from projects.models import FileState, FolderFile, JobKind
from projects.secrecy import carried
from texts.interchange import from_json
from texts.model import Text


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
    return begin_job(JobKind.STORE, owner=by, title=folder.title, order={"folder": str(folder.pk)}, total=len(rows))


#: what makes a stored text a finished one, in the same transaction; raises TextInTheWayError
Finish = Callable[[Plan, User], None]


def store_folder(hold: Hold, finish: Finish) -> JobOutcome:
    """Stores every chosen file, each finished at once: nobody goes on with last year's text. Raises HoldLostError,
    JobRefusedError."""
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
        failed += not _store(pk, owner, finish)
    hold.report(done=total)
    also = f"，{failed} 个未能存入，原因列在核对页" if failed else ""
    return JobOutcome(f"{folder.title}：存入 {total - failed} 份文本，均已入库{also}。")


@transaction.atomic
def _store(pk: UUID, owner: User, finish: Finish) -> bool:
    """One file and its text in one transaction: a killed worker leaves both or neither."""
    row = FolderFile.objects.select_for_update(of=("self",)).select_related("cycle", "department").get(pk=pk)
    department = row.department
    if row.state != FileState.CHOSEN or department is None:  # a constraint: what is chosen has a department
        return True
    text = from_json(row.text)
    secrecy = carried(text, department, row.cycle)
    try:
        with transaction.atomic():
            row.plan = _store_as(row.cycle, department, text, owner)
            finish(row.plan, owner)
    except TextInTheWayError as error:
        row.plan, row.state, row.message = None, FileState.READ, str(error)
    else:
        row.state, row.message, row.text = FileState.STORED, "".join(secrecy.sentences), None
    row.save(update_fields=["state", "message", "plan", "text"])
    return row.state == FileState.STORED


def _store_as(cycle: Cycle, department: Department, text: Text, owner: User) -> Plan:
    """Its text; what stands there is replaced only where it was taken from the file for just this."""
    is_reopened = any(plan.is_replaceable for plan in reopened(cycle).filter(department=department))
    return store_text(text=text, replace=is_reopened, department=department, cycle=cycle, by=owner)
