"""`make bench`: our speed, beside other programs in the same run; `python -m bench printing` is that section alone."""

import argparse
from collections.abc import Callable
from functools import partial

from bench.across import beside
from bench.checks import checks
from bench.compare import compare
from bench.editing import editing
from bench.jobs import TEXTS, jobs
from bench.levers import levers
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
    "levers": levers,
    "growth": growth,
    "compare": compare,
    "editing": editing,
    "queue": queue,
    "jobs": jobs,
}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("section", nargs="*", choices=SECTIONS, help="all of them unless some are named")
    parser.add_argument("--texts", type=int, default=TEXTS, help="of the export in `jobs`")
    chosen = parser.parse_args()
    wanted = chosen.section or SECTIONS
    SECTIONS["jobs"] = partial(jobs, texts=chosen.texts)
    rows = Table()
    for section in wanted:
        SECTIONS[section](rows)
