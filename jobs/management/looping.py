"""What our processes beside the site have in common: they look, pause and look again until they are asked to end."""

import signal
import time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections


class LoopingCommand(BaseCommand):
    """A subclass says what one look is. A database that restarts ends no process: what waits will still be there."""

    pause = 2.0  # seconds between two looks that found nothing
    is_stopping = False

    def look(self) -> bool:
        """Does what waits; tells whether the next look should follow at once."""
        raise NotImplementedError

    def loop(self, *, once: bool) -> None:
        """Looks until SIGTERM or Ctrl+C; `once` until a look finds nothing."""
        if not once:
            self.heed_signals()
        while not self.is_stopping:
            close_old_connections()
            if self._look():
                continue
            if once:
                return
            time.sleep(self.pause)

    def heed_signals(self) -> None:
        """Ends after what is in hand when asked to."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)

    def _look(self) -> bool:
        try:
            return self.look()
        except OperationalError as error:
            self.stderr.write(str(error))
            return False

    def _stop(self, *args: Any) -> None:
        self.is_stopping = True
