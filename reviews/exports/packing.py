"""The job of an export: every text once, streamed into one zip.

A worker that is killed leaves a file aside that no row names; the next one begins the zip anew. What is slow is kept
meanwhile: prints lie in the print queue's store by their content, so what was printed before is only copied.
Prints are asked for some texts ahead, without urgency: workers that have nothing else to do make them too.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from pypdfium2 import PdfDocument

from departments.models import Plan, User
from jobs import printing
from jobs.models import PrintedText, PrintState
from jobs.queue import Hold, JobOutcome, JobRefusedError, result_of
from jobs.whole_file import whole_file
from projects.models import Snapshot
from projects.visible_text import text_for
from reviews.exports.exportable import exportable
from reviews.exports.formats import FORMATS, Format
from reviews.exports.indexing import IndexEntry, add_index
from reviews.exports.naming import stem_of
from texts.interchange import sha256
from texts.model import Text
from texts.writers.paging import Paging
from texts.writers.workbook_layout import OverlongCellError

AHEAD = 8  # texts in memory, and prints under way
PAUSE = 0.2  # seconds between two looks at a print that another worker makes
_PACKED = (".pdf", ".docx", ".xlsx")  # compressed already


@dataclass(slots=True)
class ExportedText:
    """One text on its way into the zip, as its reader may see it now."""

    plan: Plan
    text: Text
    version: str
    sha256: str
    printed: PrintedText | None = None  # where a format needs it: made once for all of them
    failures: list[str] = field(default_factory=list)

    @property
    def path(self) -> Path | None:
        """Where its finished print lies."""
        if self.printed is None or self.printed.state != PrintState.DONE:
            return None
        return printing.print_path(self.printed)

    @property
    def paging(self) -> Paging:
        """The page numbers of its print; empty where there is none."""
        return Paging.from_json(self.printed.paging if self.printed else None)


def pack_export(hold: Hold) -> JobOutcome:
    """The job's zip with all its texts that its owner may still see. Raises HoldLostError, JobRefusedError."""
    job, owner = hold.job, User.objects.get(pk=hold.job.owner_id)
    if not owner.has_perm("reviews.export_plan"):
        raise JobRefusedError("您的角色已不能导出文本。")
    path = result_of(job)
    with whole_file(path) as file:
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            entries, holds = _fill(archive, hold, owner)
            add_index(archive, job.title, entries)
        hold.report(word="写入磁盘")
    gone = len(job.order["plans"]) - len(entries)
    also = f"另有 {gone} 份您已无权查看，没有导出。" if gone else ""
    line = f"{job.title}已备好，共 {len(entries)} 份文本，请在 7 天内下载。{also}"
    return JobOutcome(line, path.stat().st_size, holds)


def _fill(archive: ZipFile, hold: Hold, owner: User) -> tuple[list[IndexEntry], tuple[str, ...]]:
    formats = [name for name in FORMATS if name in hold.job.order["formats"]]
    entries: list[IndexEntry] = []
    holds: list[str] = []
    taken: set[str] = set()
    hold.report(done=0, total=len(hold.job.order["plans"]), word="")
    with_print = any(FORMATS[name].needs_print for name in formats)
    for sheet in _sheets(hold.job.order["plans"], owner, with_print=with_print):
        plan = sheet.plan
        stem = stem_of(plan.department.code, plan.department.name, plan.cycle.fiscal_year, taken)
        taken.add(stem.lower())
        hold.report(done=len(entries), word=f"{plan.department.name}{plan.cycle.fiscal_year}年")
        entries.append(_add(archive, hold, sheet, stem, formats))
        holds.append(str(plan.pk))
    hold.report(done=len(entries), word="编制目录")
    return entries, tuple(holds)


def _sheets(ids: Sequence[str], owner: User, *, with_print: bool) -> Iterator[ExportedText]:
    """The texts in order, a few in memory at a time; their prints are asked for as they come."""
    for start in range(0, len(ids), AHEAD):
        found = exportable(owner).with_text().in_bulk(ids[start : start + AHEAD])
        plans = sorted(found.values(), key=lambda plan: ids.index(str(plan.pk)))
        numbers = _versions(plans)
        sheets = []
        for plan in plans:
            if (text := text_for(owner, plan)) is not None:
                digest = sha256(text)
                sheets.append(ExportedText(plan, text, numbers.get((plan.pk, digest), ""), digest))
                if with_print:
                    printing.request_print(text, is_urgent=False)
        yield from sheets


def _versions(plans: Sequence[Plan]) -> dict[tuple[UUID, str], str]:
    """The number of the version by text and fingerprint."""
    kept = Snapshot.objects.filter(plan__in=plans).order_by("number").values_list("plan_id", "sha256", "number")
    return {(plan, digest): f"第{number}版" for plan, digest, number in kept}


def _add(archive: ZipFile, hold: Hold, sheet: ExportedText, stem: str, formats: Sequence[str]) -> IndexEntry:
    """One text in every format, and its line of the index; what could not be written is told there."""
    if any(FORMATS[name].needs_print for name in formats):
        _print(hold, sheet)
    written = [name for name in formats if _write(archive, sheet, FORMATS[name], f"{stem}{FORMATS[name].suffix}")]
    plan = sheet.plan
    return IndexEntry(
        department=plan.department.name,
        code=plan.department.code,
        year=str(plan.cycle.fiscal_year),
        state=plan.get_state_display(),
        version=sheet.version or "未送审的内容",
        sha256=sheet.sha256,
        pages=_pages(sheet) if "pdf" in written else "",
        files=tuple(f"{stem}{FORMATS[name].suffix}" for name in written),
        note="；".join(sheet.failures),
    )


def _write(archive: ZipFile, sheet: ExportedText, made: Format, name: str) -> bool:
    """One text in one format; False, with the reason noted, where it cannot be written."""
    if made.needs_print and sheet.path is None:
        lost = f"{made.label}的目录没有页码" if made.writer else f"{made.label}未能导出"
        sheet.failures.append(f"{lost}：{sheet.printed.message if sheet.printed else ''}")
    if not made.writer:
        if sheet.path:
            archive.write(sheet.path, name, ZIP_STORED)
        return sheet.path is not None
    text = sheet.text
    if made.names_department and not text.department:
        text = replace(text, department=sheet.plan.department.name)
    try:
        content = made.load()(text, *([sheet.paging] if made.is_paged else []))
    except OverlongCellError as error:
        sheet.failures.append(f"{made.label}未能导出：{error}")
        return False
    archive.writestr(name, content, ZIP_STORED if _is_packed(name) else None)
    return True


def _is_packed(name: str) -> bool:
    return name.endswith(_PACKED)


def _print(hold: Hold, sheet: ExportedText) -> None:
    """The print, made by this worker or by another. Where it cannot be made (a character has no glyph in our fonts),
    the text can stand in a Word file all the same, without page numbers."""
    printed = printing.request_print(sheet.text, is_urgent=False)
    while printed.state in (PrintState.WAITING, PrintState.RUNNING):
        hold.report()
        if not printing.print_next(hold.printer):
            time.sleep(PAUSE)
        printed = PrintedText.objects.defer("content").get(pk=printed.pk)
    sheet.printed = printed


def _pages(sheet: ExportedText) -> str:
    with PdfDocument(sheet.path) as document:
        return str(len(document))
