"""Whole processes: how long, and how much memory at the peak (the process and its children)."""

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.table import Measured

_MEASURE = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
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


def run(command: list[str], runs: int = 5) -> Measured:
    """The command as a cold process, `runs` times; the peak is that of its largest process."""
    times, peaks = [], []
    for _ in range(runs):
        began = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", _MEASURE, *command], capture_output=True, text=True, check=True, timeout=300
        )
        times.append(time.perf_counter() - began)
        peaks.append(float(done.stdout))
    return Measured(statistics.median(times), max(peaks))


def own_peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def chromium_print(page: Path) -> Measured | None:
    """Chromium's cold print of an HTML page; None where it is not installed."""
    program = shutil.which("chromium")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        options = [*CHROMIUM, f"--user-data-dir={folder}/profile", f"--print-to-pdf={folder}/out.pdf"]
        return run([program, *options, page.as_uri()])


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
