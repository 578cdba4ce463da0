"""Entries older than half a year leave the database for a file, and the chain still holds.

A line cannot be deleted, so this is the one privileged way: in a single transaction the triggers are taken away, the
archived entries deleted, the triggers put back, and an entry added whose object is the last archived number and hash:
the anchor on which the first remaining entry stands. The file is one entry a line in its canonical form with its hash;
its own first and last hash chain it to the file before and to the database.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from audit.actions import LogAction
from audit.chain import Point, Walked, beginning, content, rows_after, walk
from audit.log import Subject, command_line, record
from audit.models import AuditEntry
from audit.sealing import unsealed

KEPT = timedelta(days=180)  # GB/T 22239: half a year at least


class NotArchivedError(ValueError):
    """Nothing was archived; the message says why."""


def archive(before: datetime, path: Path) -> Walked:
    """Moves the entries before a moment into a new file. Raises NotArchivedError; then nothing has changed."""
    if before > timezone.now() - KEPT:
        raise NotArchivedError(f"日志至少保留 {KEPT.days} 天，只能归档 {timezone.now() - KEPT:%Y-%m-%d} 以前的。")
    if path.exists():
        raise NotArchivedError(f"文件 {path} 已存在，请换一个名称。")
    last = AuditEntry.objects.filter(at__lt=before).aggregate(number=Max("number"))["number"]
    if last is None:
        raise NotArchivedError("这个日期以前没有日志。")
    walked = walk(rows_after(0, last), beginning())
    if not walked.is_whole:
        raise NotArchivedError(f"链不完整，不能归档：{walked.fault}。")
    digest = _write(path, rows_after(0, last))
    with transaction.atomic():
        with unsealed():
            AuditEntry.objects.filter(number__lte=last).delete()
        span = Subject(str(walked.last), f"第 {walked.first.number + 1}–{last} 条")
        detail = f"归档 {walked.count} 条，文件 SHA-256 {digest}"
        record(LogAction.LOG_ARCHIVE, by=None, account=command_line(), of=span, detail=detail)
    return walked


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> str:
    """Whole or not at all: written aside, on the disk, then renamed. Gives the file's SHA-256."""
    digest = hashlib.sha256()
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as aside:
        for row in rows:
            line = json.dumps({"entry": content(row).decode(), "hash": row["hash"]}, ensure_ascii=False) + "\n"
            aside.write(line.encode())
            digest.update(line.encode())
        aside.flush()
        os.fsync(aside.fileno())
    Path(aside.name).replace(path)
    return digest.hexdigest()


def verify_file(path: Path) -> Walked:
    """Walks an archived file by itself, from the point that its first entry names. Raises ValueError for others."""
    with path.open(encoding="utf-8") as file:
        first = _row(file.readline())
        file.seek(0)
        return walk(map(_row, file), Point(first["number"] - 1, first["previous"]))


def _row(line: str) -> dict[str, Any]:
    try:
        kept = json.loads(line)
        row: dict[str, Any] = json.loads(kept["entry"])
        return row | {"at": parse_datetime(row["at"]), "hash": kept["hash"]}
    except (ValueError, KeyError, TypeError):
        raise ValueError(f"这一行不是归档的日志：{line[:60]!r}") from None
