"""One author as a process: takes an order as JSON, saves, and writes a line for every save that was answered.

Run as `python -m tests.stress.author`. An order names the port and account, what to do (`overlapping` or `alone`), how
often, and the cells with what stands in them. Every save carries a mark of its own, so that the marks which are found
in the end tell what became of each.
"""

import json
import random
import sys
from uuid import uuid4

from tests.stress.browser import Browser


def main() -> None:
    order = json.load(sys.stdin)
    browser = Browser(order["port"], most=order["most_repeats"])
    browser.log_in(order["username"], order["password"])
    do = {"overlapping": overlapping, "alone": alone}[order["do"]]
    do(browser, order)


def overlapping(browser: Browser, order: dict) -> None:
    """Appends a mark to a few cells that others write in too, each over what this author last heard of it."""
    known, seen = dict(order["cells"]), 0
    for number in range(order["saves"]):
        mark = f"[{order['username']}.{number}]"
        places = random.sample(list(known), random.randint(1, 2))
        cells = {place: (known[place], known[place] + mark) for place in places}
        told = browser.save(order["address"], _body(order, seen, cells, mark if number % 10 == 0 else ""))
        seen = told["version"]
        known |= {key: news["value"] for news in told["news"] if (key := _place(news)) in known}
        outcomes = dict(zip(places, told["cells"], strict=True))
        known |= {place: outcome["value"] for place, outcome in outcomes.items()}
        _tell(mark=mark, cells=outcomes, rows=told["rows"])


def alone(browser: Browser, order: dict) -> None:
    """Writes the same mark into all cells, which are this author's own, and adds a row with it."""
    standing = order["cells"]
    for number in range(order["saves"]):
        mark = f"[{order['username']}.{number}]"
        cells = {place: (was, mark) for place, was in standing.items()}
        told = browser.save(order["address"], _body(order, 0, cells, mark))
        standing = dict.fromkeys(standing, mark)
        states = sorted({outcome["state"] for outcome in (*told["cells"], *told["rows"])})
        _tell(author=order["username"], mark=mark, states=states, repeats=browser.repeats)


def _body(order: dict, seen: int, cells: dict[str, tuple[str, str]], row: str) -> dict:
    changes = [
        {**dict(zip(("kind", "id", "cell"), place.split(":"), strict=True)), "was": was, "now": now}
        for place, (was, now) in cells.items()
    ]
    goal = {"do": "add", "kind": "goal", "id": str(uuid4()), "parent": order["project"], "cells": {"text": row}}
    return {"seen": seen, "cells": changes, "rows": [goal] if row else []}


def _place(news: dict) -> str:
    return f"{news['kind']}:{news['place']}"


def _tell(**line) -> None:
    sys.stdout.write(f"{json.dumps(line)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
