"""What each lever on WeasyPrint's insides gains of a first print: all of them beside all but that one, in turn."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from bench.table import Measured, Table
from bench.texts import ROOT, load, longest
from texts.writers.weasyprint_levers import LEVERS, SWITCH

RUNS = 11
LEAST = 1.03  # below, a lever is not worth its code; `justify` is for looks


def levers(table: Table) -> None:
    size = f"{longest().stem} ({len(load(longest()).projects)} projects)"
    table.heading(f"Levers of a first print of {size}: lowest CPU time of {RUNS} runs in turn")
    with ExitStack() as stack:
        every, none = (stack.enter_context(first_prints(switch)) for switch in ("all", "none"))
        whole, plain = lowest_in_turn(every, none)
        table.row("all levers", whole)
        table.row("none: WeasyPrint's public interface", plain, whole, "of all levers")
    for name in LEVERS:
        off = [other for other, (_, needed) in LEVERS.items() if other == name or name in needed]
        with first_prints("all") as every, first_prints(",".join(f"-{other}" for other in off)) as without:
            whole, less = lowest_in_turn(every, without)
        is_worth_it = name == "justify" or less.seconds >= LEAST * whole.seconds
        table.row(
            f"without {' and '.join(off)}", less, whole, "of all levers" if is_worth_it else "of all levers: TOO LITTLE"
        )


def lowest_in_turn(*measures: Callable[[], Measured]) -> list[Measured]:
    """The lowest of many runs is what a print takes: what else the machine does only adds to CPU time."""
    rounds = [[measure() for measure in measures] for _ in range(RUNS)]
    return [min(runs, key=lambda run: run.seconds) for runs in zip(*rounds, strict=True)]


@contextmanager
def first_prints(switch: str) -> Iterator[Callable[[], Measured]]:
    """A process that prints when it is called, and is measured."""
    command = [sys.executable, "-m", "bench.print_first", str(longest())]
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, SWITCH: switch}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:

        def measure() -> Measured:
            child.stdin.write("print\n")
            child.stdin.flush()
            return Measured(float(child.stdout.readline()))

        yield measure
        child.stdin.close()
