import signal
import time

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

from projects import printing
from projects.jobs import sweep
from reviews import jobs
from texts.writers.press import Press

PAUSE = 0.3  # seconds between two looks at the queue
SWEEP = 600  # seconds between two looks for what is to be removed


class Command(BaseCommand):
    help = "工作进程：为等待的文本制作 PDF（先做），并办理批量导出、导入。可同时运行多个；结束用 Ctrl+C 或 SIGTERM。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--once", action="store_true", help="做完排队的就结束")

    def handle(self, *args, once: bool, **options) -> None:
        self.is_stopping = False
        self.swept_at = float("-inf")
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        printer = Press()
        while not self.is_stopping:
            close_old_connections()
            worked = self._work(printer)
            if once and not worked:
                return
            if not worked:
                time.sleep(PAUSE)

    def _work(self, printer: Press) -> bool:
        """A print if one waits, else a job; what is old is removed in between."""
        try:
            if time.monotonic() - self.swept_at > SWEEP:
                self.swept_at = time.monotonic()
                sweep()
            return printing.work_once(printer) or jobs.work_once(printer, lambda: self.is_stopping)
        except OperationalError as error:  # the database restarts; the queue will still be there
            self.stderr.write(str(error))
            return False

    def _stop(self, *args) -> None:
        """After the print in hand; a job is given back and taken up by the next worker."""
        self.is_stopping = True
