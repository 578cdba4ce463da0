from typing import Any

from django.core.management.base import CommandParser

from jobs.management.looping import LoopingCommand
from publications.files import keep_files
from publications.publishing import publish_due


class Command(LoopingCommand):
    help = "公开进程：公开到期的文本，保存排好的公开版 PDF。运行一次即结束；加 --loop 持续运行。可重复运行。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--loop", action="store_true", help="持续运行，结束用 Ctrl+C 或 SIGTERM")

    def handle(self, *args: Any, loop: bool, **options: Any) -> None:
        self.loop(once=not loop)

    def look(self) -> bool:
        for line in publish_due():
            self.stdout.write(line)
        keep_files()
        return False
