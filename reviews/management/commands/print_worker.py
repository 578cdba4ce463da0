import time
from typing import Any

from django.core.management.base import CommandParser

from jobs import printing
from jobs.management.looping import LoopingCommand
from reviews.background.runs import sweep, worker
from texts.writers.print.press import Press

SWEEP = 600  # seconds between two looks for what is to be removed


class Command(LoopingCommand):
    help = "工作进程：为等待的文本制作 PDF（先做），并办理批量导出、导入。可同时运行多个；结束用 Ctrl+C 或 SIGTERM。"
    pause = 0.3
    swept_at = float("-inf")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="做完排队的就结束")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        self.heed_signals()  # with --once too: a job in hand is given back
        self.press = Press()
        self.loop(once=once)

    def look(self) -> bool:
        """A print if one waits, else a job, which is given back when the process has to end; what is old is removed."""
        if time.monotonic() - self.swept_at > SWEEP:
            self.swept_at = time.monotonic()
            sweep()
        return printing.print_next(self.press) or worker.work_next(self.press, lambda: self.is_stopping)
