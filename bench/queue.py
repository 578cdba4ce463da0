"""The queue of a reviewer who has 3,000 texts: CPU of a web worker a page, beside empty views of the same server."""

import json
import os
import subprocess
import sys
import tempfile

from bench.editing import Cpu, log_in, own_site
from bench.table import Measured, Table
from tests.stress.browser import Browser
from tests.stress.server import serving

FIRST = "first page of those that wait (50 lines)"
PAGES = {
    FIRST: "/desk/",
    "all texts": "/desk/?tab=all",
    "one year, by department": "/desk/?tab=all&year=2025&sort=department",
    "found by name": "/desk/?tab=all&q=%E7%AC%AC77",
    "by budget": "/desk/?tab=all&sort=budget",
    "the last page": "/desk/?tab=all&page=60",
}


def queue(table: Table) -> None:
    """Beside three empty views: for nobody, behind the login with nothing on it, and this page without a text."""
    table.heading("Queue of 3,000 texts: CPU of the web worker a request (gunicorn, sync)")
    with tempfile.TemporaryDirectory() as folder:
        environ = own_site(folder)
        seed = [sys.executable, "-m", "bench.site.seed_queue"]
        made = json.loads(subprocess.run(seed, env=os.environ | environ, check=True, capture_output=True).stdout)
        with serving(workers=1, environ=environ) as server:
            idle, busy = log_in(server.port, made["idle"]), log_in(server.port, made["username"])
            _pages(table, idle, busy, Cpu(server.workers()[0].pid))


def _pages(table: Table, idle: Browser, busy: Browser, cpu: Cpu) -> None:
    nobody = Browser(busy.port)
    bare = cpu.of(lambda: nobody.ask("GET", "/bench/empty/"), 200)
    known = cpu.of(lambda: busy.ask("GET", "/bench/login/"), 100)
    empty = cpu.of(lambda: idle.ask("GET", PAGES[FIRST]), 50)
    table.row("empty view", bare, note=_ms(bare))
    table.row("empty view behind the login", known, bare, f"{_ms(known)}; of the empty view")
    table.row("the page of a reviewer with no text", empty, known, f"{_ms(empty)}; of the login's")
    for name, address in PAGES.items():
        page = cpu.of(lambda address=address: _shown(busy, address))
        ratio = f"{page.seconds / known.seconds:.1f} × the login's"
        table.row(name, page, empty, f"{_ms(page)}; of the page with no text, target 3; {ratio}")


def _ms(measured: Measured) -> str:
    return f"{measured.seconds * 1000:.2f} ms"


def _shown(browser: Browser, address: str) -> None:
    status, page = browser.ask("GET", address)
    if status != 200 or 'scope="row"' not in page:
        raise RuntimeError(f"{address} was answered with {status}")
