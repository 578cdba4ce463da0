import time
from typing import Any

from django.core.management.base import CommandParser

from jobs.management.looping import LoopingCommand
from projects.notices.mailing import remind, send_waiting, write_digests

ROUND = 600  # seconds between two looks at deadlines and digests


class Command(LoopingCommand):
    help = "消息进程：发送邮件、每日汇总、截止提醒。运行一次即结束；加 --loop 持续运行。"
    looked_at = float("-inf")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--loop", action="store_true", help="持续运行，结束用 Ctrl+C 或 SIGTERM")

    def handle(self, *args: Any, loop: bool, **options: Any) -> None:
        self.loop(once=not loop)

    def look(self) -> bool:
        if time.monotonic() - self.looked_at >= ROUND:
            remind()
            write_digests()
            self.looked_at = time.monotonic()
        send_waiting()
        return False
