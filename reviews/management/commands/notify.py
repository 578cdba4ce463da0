import signal
import time

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

from reviews.mailing import remind, send_waiting, write_digests

PAUSE = 2  # seconds between two looks at the queue
ROUND = 600  # seconds between two looks at deadlines and digests


class Command(BaseCommand):
    help = "消息进程：发送邮件、每日汇总、截止提醒。运行一次即结束；加 --loop 持续运行。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--loop", action="store_true", help="持续运行，结束用 Ctrl+C 或 SIGTERM")

    def handle(self, *args, loop: bool, **options) -> None:
        self.is_stopping = False
        if loop:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, self._stop)
        looked_at = float("-inf")
        while True:
            close_old_connections()
            try:
                if time.monotonic() - looked_at >= ROUND:
                    remind()
                    write_digests()
                    looked_at = time.monotonic()
                send_waiting()
            except OperationalError as error:  # the database restarts; the queue will still be there
                self.stderr.write(str(error))
            if not loop or self.is_stopping:
                return
            time.sleep(PAUSE)

    def _stop(self, *args) -> None:
        self.is_stopping = True
