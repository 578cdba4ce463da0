"""A real gunicorn, on a port of its own."""

import os
import random
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import psutil
from django.db import connection

from tests.places import CHECKOUT

AS_LONG_AS_WE_LIVE = ("setpriv", "--pdeathsig", "TERM")  # util-linux: also when nobody is left to end it
GUNICORN = (sys.executable, "-m", "gunicorn", "config.wsgi")


@dataclass(frozen=True)
class Server:
    port: int
    process: psutil.Process

    def workers(self) -> list[psutil.Process]:
        """Those that live; one that was just killed may be gone at any moment."""
        alive = []
        for child in self.process.children():
            with suppress(psutil.NoSuchProcess):
                if child.status() != psutil.STATUS_ZOMBIE:
                    alive.append(child)
        return alive

    def kill_a_worker(self) -> None:
        """One of them, where one lives, at once and without a chance to tidy up; gunicorn starts another."""
        if alive := self.workers():
            with suppress(psutil.NoSuchProcess):
                random.choice(alive).kill()


@contextmanager
def serving(*, workers: int, environ: Mapping[str, str]) -> Iterator[Server]:
    """Sync workers until the end of the block. The socket listens before the server has started: who comes early
    waits. The application is loaded before the workers are made, so that a killed one is replaced at once."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(512)
        port = listening.getsockname()[1]
        options = f"--preload --workers {workers} --timeout 0 --no-control-socket --log-level critical"
        process = subprocess.Popen(
            [*AS_LONG_AS_WE_LIVE, *GUNICORN, *options.split(), "--bind", f"fd://{listening.fileno()}"],
            cwd=CHECKOUT,
            env=os.environ | environ,
            pass_fds=[listening.fileno()],
        )
    try:
        yield Server(port, psutil.Process(process.pid))
    finally:
        process.terminate()
        process.wait()


def as_the_test() -> dict[str, str]:
    """Settings and database of the running test, for the environment of another process."""
    its = connection.settings_dict
    url = f"sqlite:///{its['NAME']}"
    if connection.vendor == "postgresql":
        url = f"postgresql://{its['USER']}:{its['PASSWORD']}@{its['HOST']}:{its['PORT']}/{its['NAME']}"
    return {"DJANGO_SETTINGS_MODULE": "tests.stress.settings", "PERFORMANCE_TEXT_DATABASE": url}
