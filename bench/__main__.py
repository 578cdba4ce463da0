"""`make bench`: our speed, beside other programs in the same run; `python -m bench printing` is that section alone."""

import argparse
from collections.abc import Callable

from bench.across import beside
from bench.checks import checks
from bench.compare import compare
from bench.editing import editing
from bench.printing import growth, printing
from bench.queue import queue
from bench.table import Table, median_of
from bench.texts import samples
from texts.readers import read


def automatic_review(table: Table) -> None:
    checks(table)
    beside(table)


def reading(table: Table) -> None:
    table.heading("Reading (in process, warm)")
    for path in samples():
        data = path.read_bytes()
        table.row(path.name, median_of(lambda path=path, data=data: read(path.name, data)))


SECTIONS: dict[str, Callable[[Table], None]] = {
    "checks": automatic_review,
    "reading": reading,
    "printing": printing,
    "growth": growth,
    "compare": compare,
    "editing": editing,
    "queue": queue,
}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("section", nargs="*", choices=SECTIONS, help="all of them unless some are named")
    wanted = parser.parse_args().section or SECTIONS
    rows = Table()
    for section in wanted:
        SECTIONS[section](rows)
