"""An export as PDF by two workers: texts a minute from nothing printed, again with every print stored, peak memory."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import psutil

from bench.table import Measured, Table

WORKERS = 2
TEXTS = 100
LOOK = 0.05  # seconds between two looks at the workers' memory
AGAIN = "import django; django.setup(); from jobs.models import Job; Job.objects.update(state='waiting', token=0)"


def jobs(table: Table, texts: int = TEXTS) -> None:
    """The same zip twice: as on the evening of the deadline, and once more."""
    with tempfile.TemporaryDirectory() as folder:
        environ = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.stress.settings",
            "PERFORMANCE_TEXT_DEMO": "1",
            "PERFORMANCE_TEXT_VAR": folder,
        }
        Path(folder, "static").mkdir()
        _run("-m", "bench.site.seed_jobs", str(texts), environ=environ)
        table.heading(f"Export of {texts} texts of 15 projects as PDF, {WORKERS} workers (peak: the larger worker)")
        first = _worked(environ)
        table.row("nothing printed yet", first, note=_pace(texts, first, folder))
        _run("-c", AGAIN, environ=environ)
        again = _worked(environ)
        table.row("every print stored", again, first, f"of the first; {_pace(texts, again, folder)}")


def _run(*words: str, environ: Mapping[str, str]) -> None:
    subprocess.run([sys.executable, *words], env=environ, check=True, stdout=subprocess.DEVNULL)


def _worked(environ: Mapping[str, str]) -> Measured:
    """From the start of the workers (cold) until the queue is empty."""
    command = [sys.executable, "manage.py", "print_worker", "--once"]
    began, peak = time.perf_counter(), 0
    workers = [psutil.Popen(command, env=environ) for _ in range(WORKERS)]
    while any(worker.poll() is None for worker in workers):
        peak = max([peak, *(_memory(worker) for worker in workers)])
        time.sleep(LOOK)
    return Measured(time.perf_counter() - began, peak / 1024 / 1024)


def _memory(worker: psutil.Popen) -> int:
    try:
        return worker.memory_info().rss
    except psutil.NoSuchProcess:
        return 0


def _pace(texts: int, measured: Measured, folder: str) -> str:
    (path,) = Path(folder, "files", "jobs").glob("*/*.zip")
    size = path.stat().st_size / 1_000_000
    return f"{texts / measured.seconds * 60:.0f} texts a minute, zip of {size:.1f} MB"
