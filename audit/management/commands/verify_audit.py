from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.actions import LogAction
from audit.archive import verify_file
from audit.chain import Point, Walked, verify
from audit.log import Subject, command_line, record
from audit.models import AuditEntry


class Command(BaseCommand):
    help = "核验操作日志：从头走完校验链，指出第一条断开的。请每日运行一次，并把末条的“序号:校验值”抄存在系统之外。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--noted", metavar="序号:校验值", help="再与以前抄存的一条核对")
        parser.add_argument("--file", type=Path, help="核验归档文件，不核验数据库")

    def handle(self, *args: Any, noted: str | None, file: Path | None, **options: Any) -> None:
        if file:
            walked = self._of(file)
        else:
            walked = verify()
            self._note(walked)
        if not walked.is_whole:
            raise CommandError(f"链不完整：{walked.fault}（第 {walked.last.number} 条以前完好）。")
        if noted and not file:
            self._compare(noted)
        self.stdout.write(f"链完整：第 {walked.first.number + 1}–{walked.last.number} 条，共 {walked.count} 条。")
        self.stdout.write(f"末条 {walked.last}")

    def _of(self, file: Path) -> Walked:
        try:
            return verify_file(file)
        except (OSError, ValueError) as error:
            raise CommandError(f"{file}：{error}") from None

    def _note(self, walked: Walked) -> None:
        """The auditor's page shows when all was last verified, and how that went."""
        detail = f"全部 {walked.count} 条核验无误" if walked.is_whole else walked.fault
        record(
            LogAction.LOG_VERIFY,
            by=None,
            account=command_line(),
            of=Subject(str(walked.last), f"第 {walked.first.number + 1}–{walked.last.number} 条"),
            detail=detail,
            is_success=walked.is_whole,
        )

    def _compare(self, noted: str) -> None:
        """A chain that was made anew from some entry on is whole in itself: only what was noted elsewhere tells."""
        try:
            point = Point.parse(noted)
        except ValueError as error:
            raise CommandError(str(error)) from None
        if not AuditEntry.objects.filter(number=point.number, hash=point.hash).exists():
            raise CommandError(f"第 {point.number} 条与抄存的校验值不符：这一条或更早的日志被重写过。")
