"""The files of an edition: asked for when it is published, made by the print worker, then kept under their own hash.

A file that was published is never made again: its SHA-256 stands on the page, and people compare theirs with it.
"""

import hashlib
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from departments.models import Role
from departments.posts import holders
from jobs.models import PrintedText, PrintState
from jobs.printing import print_path, request_print
from jobs.whole_file import whole_file
from projects.models import Notice
from projects.notices.sending import send_notice
from publications.models import Publication, PublishedFile
from publications.models.publication import FileKind
from texts.model import Text
from texts.writers.docx import render_docx
from texts.writers.paging import Paging
from texts.writers.print.layout_version import layout_version

_MEANWHILE = "系统会继续尝试，间隔逐次加长；公众可先阅读网页版、下载数据。"


def stamp_of(publication: Publication) -> str:
    """The foot line of its print, before the hash: 2025年3月1日公开　第1版."""
    day = timezone.localdate(publication.published_at)
    return f"{day.year}年{day.month}月{day.day}日公开　第{publication.number}版"


def request_files(publication: Publication, text: Text) -> None:
    """Puts the print of a new edition into the queue, in the surrounding transaction."""
    request_print(text, stamp=stamp_of(publication))


def keep_files() -> int:
    """Keeps what the print worker has finished meanwhile; tells how many files. Done twice it does it once."""
    waiting = Publication.objects.exclude(files__kind=FileKind.PDF).filter(taken_down__isnull=True).addressed()
    return sum(_keep_files(publication) for publication in waiting.order_by("published_at", "pk"))


def _keep_files(publication: Publication) -> int:
    """The print, and the Word file with the page numbers of the print; the print last, because it ends the waiting."""
    text = publication.to_text()
    printed = request_print(text, stamp=stamp_of(publication))
    if printed.state == PrintState.FAILED:
        _tell(publication, f"{publication}的 PDF 未能排版：{printed.message}{_MEANWHILE}", "print_failed")
    if printed.state != PrintState.DONE:
        return 0
    if _was_told(publication, "print_failed"):
        _tell(publication, f"{publication}的 PDF 已经排好，公众可以下载。", "print_done")
    word = render_docx(text, Paging.from_json(printed.paging))
    return keep_file(publication, FileKind.DOCX, word) + keep_file(
        publication, FileKind.PDF, print_path(printed).read_bytes()
    )


def _tell(publication: Publication, line: str, what: str) -> None:
    """The final reviewers of the text, once."""
    if _was_told(publication, what):
        return
    users = list(holders(publication.plan, frozenset({Role.FINAL_REVIEWER})))
    turns = [user.pk for user in users]
    key = f"{what}:{publication.pk}"
    send_notice(users, key=key, line=line, at=timezone.now(), plan=publication.plan, turns=turns)


def _was_told(publication: Publication, what: str) -> bool:
    return Notice.objects.filter(key=f"{what}:{publication.pk}").exists()


def why_waiting(publication: Publication) -> str:
    """What the bureau reads in the place of an edition's files while there are none."""
    asked = PrintedText.objects.filter(sha256=publication.sha256, layout=layout_version(), stamp=stamp_of(publication))
    printed = asked.defer("content").first()
    if printed is None or printed.state != PrintState.FAILED:
        return "PDF 排版中"
    return f"PDF 未能排版：{printed.message}{_MEANWHILE}"


def keep_file(publication: Publication, kind: FileKind, content: bytes) -> bool:
    """Stores a file of an edition, once; False where another worker was quicker."""
    digest = hashlib.sha256(content).hexdigest()
    fields = {"kind": kind, "sha256": digest, "size": len(content), "made_at": timezone.now()}
    with whole_file(Path(settings.PUBLISHED_DIR) / digest[:2] / f"{digest}.{kind}") as file:
        file.write(content)
    try:
        with transaction.atomic():
            PublishedFile.objects.create(publication=publication, **fields)
    except IntegrityError:
        return False
    return True


def published_path(file: PublishedFile) -> Path:
    """Where it lies, named by its own hash."""
    return Path(settings.PUBLISHED_DIR) / file.sha256[:2] / f"{file.sha256}.{file.kind}"
