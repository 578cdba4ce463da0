import signal
import time

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

from projects.printing import work_once
from texts.writers.press import Press

PAUSE = 0.3  # seconds between two looks at the queue
PARENT_CHECK = 5  # seconds


class Command(BaseCommand):
    help = "排版进程：为等待的文本和审核意见制作 PDF。可同时运行多个；结束用 Ctrl+C 或 SIGTERM。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--once", action="store_true", help="做完排队的就结束")

    def handle(self, *args, once: bool, **options) -> None:
        self.is_stopping = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        press = Press()
        while not self.is_stopping:
            close_old_connections()
            try:
                worked = work_once(press)
            except OperationalError as error:  # the database restarts; the queue will still be there
                self.stderr.write(str(error))
                worked = False
            if once and not worked:
                return
            if not worked:
                time.sleep(PAUSE)

    def _stop(self, *args) -> None:
        """After the print in hand."""
        self.is_stopping = True
