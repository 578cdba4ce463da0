"""One table for everything measured: median of five, the reference beside it, the ratio."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

RUNS = 5


@dataclass(frozen=True)
class Measured:
    """Wall seconds (median of the runs) and, where a child process was measured, its peak memory in MB."""

    seconds: float
    peak_mb: float | None = None


def median_of(action: Callable[[], object], runs: int = RUNS) -> Measured:
    """Calls the action several times; collects garbage before each, not within."""
    times = []
    for _ in range(runs):
        gc.collect()
        began = time.perf_counter()
        action()
        times.append(time.perf_counter() - began)
    return Measured(statistics.median(times))


class Table:
    """Rows as they are measured, printed at once: a run takes minutes and should show that it lives."""

    def __init__(self) -> None:
        print(f"{'what':<58} {'median s':>9} {'peak MB':>8} {'ratio':>7}  beside")
        print("-" * 104)

    def heading(self, title: str) -> None:
        print(f"\n{title}")

    def row(self, name: str, measured: Measured, beside: Measured | None = None, note: str = "") -> None:
        memory = f"{measured.peak_mb:8.0f}" if measured.peak_mb else " " * 8
        ratio = f"{measured.seconds / beside.seconds:7.2f}" if beside else " " * 7
        print(f"{_wide(name, 58)} {measured.seconds:9.3f} {memory} {ratio}  {note}", flush=True)


def _wide(text: str, width: int) -> str:
    """Padded for a terminal, where a Chinese character takes two columns."""
    taken = sum(2 if ord(character) > 0x2E7F else 1 for character in text)
    return text + " " * max(0, width - taken)
