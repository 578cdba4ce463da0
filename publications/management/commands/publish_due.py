import signal
import time

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

from publications.files import keep_files
from publications.publishing import publish_due

PAUSE = 2  # seconds between two looks


class Command(BaseCommand):
    help = "公开进程：公开到期的文本，保存排好的公开版 PDF。运行一次即结束；加 --loop 持续运行。可重复运行。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--loop", action="store_true", help="持续运行，结束用 Ctrl+C 或 SIGTERM")

    def handle(self, *args, loop: bool, **options) -> None:
        self.is_stopping = False
        if loop:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, self._stop)
        while True:
            close_old_connections()
            try:
                for line in publish_due():
                    self.stdout.write(line)
                keep_files()
            except OperationalError as error:  # the database restarts; what is due stays due
                self.stderr.write(str(error))
            if not loop or self.is_stopping:
                return
            time.sleep(PAUSE)

    def _stop(self, *args) -> None:
        self.is_stopping = True
