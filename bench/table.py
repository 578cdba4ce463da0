"""One table for everything measured: median of five, the reference beside it, the ratio."""

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

RUNS = 5


@dataclass(frozen=True)
class Measured:
    """Wall seconds (median of the runs) and, where a child process was measured, its peak memory in MB."""

    seconds: float
    peak_mb: float | None = None


def timed(action: Callable[[], object]) -> Measured:
    """One call; garbage is collected before, not within."""
    gc.collect()
    began = time.perf_counter()
    action()
    return Measured(time.perf_counter() - began)


def median_of(action: Callable[[], object], runs: int = RUNS) -> Measured:
    """Calls the action several times."""
    return middle([timed(action) for _ in range(runs)])


def in_turn(*measures: Callable[[], Measured], runs: int = RUNS) -> list[Measured]:
    """Several things measured again and again in turn: what else the machine does falls on all of them alike."""
    rounds = [[measure() for measure in measures] for _ in range(runs)]
    return [middle(runs_of_one) for runs_of_one in zip(*rounds, strict=True)]


def middle(runs: Sequence[Measured]) -> Measured:
    """The median of the times, the highest of the peaks."""
    peaks = [run.peak_mb for run in runs if run.peak_mb]
    return Measured(statistics.median(run.seconds for run in runs), max(peaks, default=None))


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
