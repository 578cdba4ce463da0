"""Entries as CSV that a spreadsheet opens and does not run."""

import csv
from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import timezone

from audit.actions import label
from audit.models import AuditEntry
from texts.writers.safe_csv import BOM, harmless

MOST = 200_000  # lines a file: what a spreadsheet still opens, and a download that ends before its request does
CHUNK = 2000
HEAD = ("序号", "时间", "账号", "姓名", "操作", "对象", "对象标识", "结果", "来源地址", "说明", "校验值")


class _Line:
    """Where csv.writer writes: it gives the line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(found: QuerySet[AuditEntry], most: int = MOST) -> Iterator[str]:
    """The file, line by line. Each chunk is a query of its own, so a slow reader holds nothing open."""
    write = csv.writer(_Line()).writerow
    yield BOM + write(HEAD)
    count, number = 0, None
    while chunk := list(_older(found, number)[: min(CHUNK, most - count)]):
        yield from (write(map(harmless, _cells(entry))) for entry in chunk)
        count, number = count + len(chunk), chunk[-1].number
    if count == most and _older(found, number).exists():
        yield write([f"只列出最近的 {most} 条，更早的请缩小时间范围后再导出"])


def _older(found: QuerySet[AuditEntry], number: int | None) -> QuerySet[AuditEntry]:
    return found if number is None else found.filter(number__lt=number)


def _cells(entry: AuditEntry) -> tuple[str, ...]:
    return (
        str(entry.number),
        f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M:%S}",
        entry.account,
        entry.name,
        label(entry.action),
        entry.object_name,
        entry.object_id,
        "成功" if entry.is_success else "未成功",
        entry.address,
        entry.detail,
        entry.hash,
    )
