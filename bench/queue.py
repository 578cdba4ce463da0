"""The queue of a reviewer who has 3,000 texts: CPU of a web worker a page, beside empty views of the same server."""

import json
import os
import subprocess
import sys
import tempfile

from bench.editing import Cpu, log_in, own_site
from bench.table import Table
from tests.stress.browser import Browser
from tests.stress.server import serving

PAGES = {
    "first page of those that wait (50 lines)": "/desk/",
    "all texts": "/desk/?tab=all",
    "one year, by department": "/desk/?tab=all&year=2025&sort=department",
    "found by name": "/desk/?tab=all&q=%E7%AC%AC77",
    "by budget": "/desk/?tab=all&sort=budget",
    "the last page": "/desk/?tab=all&page=60",
}


def queue(table: Table) -> None:
    """The target is 3 × an empty view behind the login, which knows who asks but shows nothing."""
    table.heading("Queue of 3,000 texts: CPU of the web worker a request (gunicorn, sync)")
    with tempfile.TemporaryDirectory() as folder:
        environ = own_site(folder)
        seed = [sys.executable, "-m", "bench.site.seed_queue"]
        made = json.loads(subprocess.run(seed, env=os.environ | environ, check=True, capture_output=True).stdout)
        with serving(workers=1, environ=environ) as server:
            _pages(table, log_in(server.port, made["username"]), Cpu(server.workers()[0].pid))


def _pages(table: Table, browser: Browser, cpu: Cpu) -> None:
    nobody = Browser(browser.port)
    empty = cpu.of(lambda: nobody.ask("GET", "/bench/empty/"), 200)
    known = cpu.of(lambda: browser.ask("GET", "/bench/login/"), 100)
    framed = cpu.of(lambda: browser.ask("GET", "/inbox/"), 50)
    table.row("empty view", empty, note=f"{empty.seconds * 1000:.2f} ms")
    table.row("empty view behind the login", known, empty, f"{known.seconds * 1000:.2f} ms; of the empty view")
    table.row("an empty page in the same frame", framed, known, f"{framed.seconds * 1000:.2f} ms; of the login's")
    for name, address in PAGES.items():
        page = cpu.of(lambda address=address: _shown(browser, address))
        ratio = f"{page.seconds / empty.seconds:.0f} × the empty view"
        table.row(name, page, known, f"{page.seconds * 1000:.2f} ms; of the login's, {ratio}; target 3")


def _shown(browser: Browser, address: str) -> None:
    status, page = browser.ask("GET", address)
    if status != 200 or 'scope="row"' not in page:
        raise RuntimeError(f"{address} was answered with {status}")
