from datetime import datetime, time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone
from django.utils.dateparse import parse_date

from audit.archive import NotArchivedError, archive


class Command(BaseCommand):
    help = (
        "归档操作日志：把某日以前的移到文件，数据库里留下衔接的锚点。至少保留 180 天。须以数据表属主的账号连接数据库。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--before", required=True, metavar="YYYY-MM-DD", help="归档这一天以前的，北京时间")
        parser.add_argument("--to", required=True, type=Path, metavar="FILE", help="新文件，例如 audit-2025H1.jsonl")

    def handle(self, *args: Any, before: str, to: Path, **options: Any) -> None:
        try:
            day = parse_date(before)
        except ValueError:
            day = None
        if day is None:
            raise CommandError(f"“{before}”应为日期，例如 --before 2025-07-01。")
        try:
            walked = archive(timezone.make_aware(datetime.combine(day, time.min)), to)
        except NotArchivedError as error:
            raise CommandError(str(error)) from None
        except DatabaseError as error:
            raise CommandError(f"没有归档，文件 {to} 作废：{error}") from None
        self.stdout.write(f"已归档第 {walked.first.number + 1}–{walked.last.number} 条到 {to}，末条 {walked.last}")
