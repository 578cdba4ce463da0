"""Whole processes: how long, and how much memory at the peak (the process and its children)."""

import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.table import RUNS, Measured, middle

_MEASURE = """
import resource, subprocess, sys, time
began = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
sys.exit(code)
"""
CHROMIUM = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
]


def once(command: list[str], environment: Mapping[str, str] | None = None) -> Measured:
    """The command as a cold process; the peak is that of its largest process."""
    measure = [sys.executable, "-c", _MEASURE, *command]
    done = subprocess.run(measure, capture_output=True, text=True, check=True, timeout=300, env=environment)
    seconds, peak = done.stdout.split()
    return Measured(float(seconds), float(peak))


def run(command: list[str], runs: int = RUNS) -> Measured:
    """The command as a cold process, several times."""
    return middle([once(command) for _ in range(runs)])


def own_peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def chromium_print(page: Path, pdf: Path, environment: Mapping[str, str]) -> Callable[[], Measured] | None:
    """Chromium's cold print of an HTML page, to be measured; None where it is not installed. It tags by itself."""
    program = shutil.which("chromium")
    if program is None:
        return None

    def cold() -> Measured:
        with tempfile.TemporaryDirectory() as profile:
            options = [*CHROMIUM, f"--user-data-dir={profile}", f"--print-to-pdf={pdf}"]
            return once([program, *options, page.as_uri()], environment)

    return cold


def libreoffice_print(document: Path) -> Measured | None:
    """LibreOffice's docx -> PDF as a cold process; None where it is not installed."""
    program = shutil.which("soffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [program, "--headless", profile, "--convert-to", "pdf", "--outdir", folder, str(document)]
        subprocess.run(command, capture_output=True, check=True, timeout=300)  # the first start makes the profile
        return run(command)
