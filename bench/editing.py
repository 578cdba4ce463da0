"""Drafting over HTTP: CPU of a real gunicorn's worker for each request, beside an empty view of the same server."""

import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from itertools import count
from urllib.parse import urlencode

from bench.table import Measured, Table
from tests.stress.browser import Browser
from tests.stress.server import serving

ROUNDS = 3
FORM = "application/x-www-form-urlencoded"
VALUE = r'(?:[^>]*? value="([^"]*)")?[^>]*>(?:\n([^<]*)</textarea>)?'
FIELD = re.compile(rf'<(?:input|textarea)[^>]*? name="([^"]+)"{VALUE}')
TEMPLATE = re.compile(r"<template.*?</template>", re.DOTALL)
AUTHORS, SAVES = 6, 100  # of the mix


def editing(table: Table) -> None:
    """Pages, saves, and the same rows as Django's own formset; then a mix of saves by several authors."""
    with tempfile.TemporaryDirectory() as folder:
        environ = own_site(folder)
        seed = [sys.executable, "-m", "bench.site.seed"]
        made = json.loads(subprocess.run(seed, env=os.environ | environ, check=True, capture_output=True).stdout)
        with serving(workers=1, environ=environ) as server:
            browser = log_in(server.port, made["username"])
            _requests(table, browser, Cpu(server.workers()[0].pid), made)
        with serving(workers=4, environ=environ) as server:
            browsers = [log_in(server.port, made["username"]) for _ in range(AUTHORS)]
            _mix(table, browsers, made["usual"])


def own_site(folder: str) -> dict[str, str]:
    """A site of its own; on SQLite unless PERFORMANCE_TEXT_DATABASE names another database."""
    own = {"DJANGO_SETTINGS_MODULE": "bench.site.settings", "PERFORMANCE_TEXT_DEMO": "1"}
    return own | {"PERFORMANCE_TEXT_VAR": folder, "PYTHONWARNINGS": "ignore::UserWarning"}


def log_in(port: int, username: str) -> Browser:
    browser = Browser(port)
    browser.log_in(username, "Yunxi-2025")
    return browser


class Cpu:
    """The processor time of another process."""

    def __init__(self, pid: int) -> None:
        self._clock = (~pid << 3) | 2  # clock_getcpuclockid(3): all its threads, in nanoseconds

    def of(self, ask: Callable[[], object], requests: int = 20) -> Measured:
        """Seconds a request: the median of some rounds, after some that do not count."""
        rounds = []
        for n in range(ROUNDS + 1):
            before = time.clock_gettime(self._clock)
            for _ in range(requests if n else 3):
                ask()
            rounds.append((time.clock_gettime(self._clock) - before) / requests)
        return Measured(statistics.median(rounds[1:]))


def _requests(table: Table, browser: Browser, cpu: Cpu, made: dict) -> None:
    table.heading("Drafting: CPU of the web worker a request (gunicorn, sync)")
    usual, large, nobody = made["usual"], made["large"], Browser(browser.port)
    floor = cpu.of(lambda: _get(nobody, "/bench/empty/"), 200)

    def row(name: str, ask: Callable[[], object], most: int | None = None, beside: Measured = floor) -> Measured:
        measured = cpu.of(ask)
        words = "the plain formset" if beside is not floor else "the empty view"
        target = f"; target {most} ms" if most else ""
        table.row(name, measured, beside, f"{measured.seconds * 1000:.2f} ms; of {words}{target}")
        return measured

    table.row("empty view", floor, note=f"{floor.seconds * 1000:.2f} ms")
    row("view with one SELECT", lambda: _get(nobody, "/bench/select/"))
    row("empty view behind the login", lambda: _get(browser, "/bench/login/"))
    formset = row("60 rows x 9 fields as Django's formset", lambda: _get(browser, usual["formset"]))
    posted = row("the same posted, one field changed", _formset(browser, usual["formset"]))
    row("project page with 60 rows", lambda: _get(browser, usual["project"]), 60, formset)
    row("the same posted as a plain form, one cell changed", _form(browser, usual["project"]), 60, posted)
    row("autosave of one cell", _saves(browser, usual, cells=1), 6)
    row("a row saved (6 cells)", _saves(browser, usual, cells=6), 10)
    seen = json.loads(_get(browser, usual["save"]))["version"]
    row("heartbeat", lambda: _get(browser, f"{usual['save']}?seen={seen}"), 6)
    row("list of texts", lambda: _get(browser, usual["list"]), 60)
    row("text read (15 projects)", lambda: _get(browser, usual["read"]), 60)
    row("workbench, 15 projects", lambda: _get(browser, usual["workbench"]), 60)
    row("workbench, 200 projects", lambda: _get(browser, large["workbench"]))
    row("project page with 60 rows, 200 projects", lambda: _get(browser, large["project"]))


def _get(browser: Browser, address: str) -> str:
    return _answered(browser.ask("GET", address))


def _post(browser: Browser, address: str, form: dict[str, str]) -> str:
    browser.cookies.pop("messages", None)  # shown by the page that nobody opens here
    return _answered(browser.ask("POST", address, urlencode(form), FORM))


def _answered(answer: tuple[int, str]) -> str:
    status, page = answer
    if status not in (200, 302):
        raise RuntimeError(f"answered with {status}: {page[:300]}")
    return page


def _fields(page: str) -> dict[str, str]:
    """What a browser without JavaScript would send."""
    found = FIELD.findall(TEMPLATE.sub("", page))
    return {name: unescape(value or words) for name, value, words in found}


def _formset(browser: Browser, address: str) -> Callable[[], object]:
    form, turn = _fields(_get(browser, address)), count()
    return lambda: _post(browser, address, form | {"indicators-0-target": f"≥{next(turn)}册"})


def _form(browser: Browser, address: str) -> Callable[[], object]:
    form, turn = _fields(_get(browser, address)), count()
    place = next(name for name in form if re.fullmatch(r"indicator:[^:]+:target", name))

    def post() -> None:
        was = json.loads(form["was"]) | {place: form[place]}
        form.update({"was": json.dumps(was), place: f"≥{next(turn)}册"})
        _post(browser, address, form)

    return post


def _saves(browser: Browser, addresses: dict[str, str], *, cells: int, row: int = 1) -> Callable[[], dict]:
    """Saves as the page's script sends them: the first cells of a row, each over what it held before."""
    page = _fields(_get(browser, addresses["project"]))
    places = [name for name in page if name.startswith("indicator:")]
    mine = {name: page[name] for name in places[row * 6 : row * 6 + cells]}
    turn, seen = count(), 0

    def save() -> dict:
        nonlocal seen
        now = f"第{next(turn)}次写下的内容 {row}"
        changes = [_change(place, was, now) for place, was in mine.items()]
        told = browser.save(addresses["save"], {"seen": seen, "at": places[0], "cells": changes, "rows": []})
        seen = told["version"]
        mine.update(dict.fromkeys(mine, now))
        return told

    return save


def _change(place: str, was: str, now: str) -> dict[str, str]:
    kind, row, cell = place.split(":")
    return {"kind": kind, "id": row, "cell": cell, "was": was, "now": now}


def _mix(table: Table, browsers: list[Browser], addresses: dict[str, str]) -> None:
    """The last hour before a deadline: several authors of one text, rows and single cells in turn."""
    savers = [
        [_saves(browser, addresses, cells=cells, row=10 + 2 * n + (cells == 1)) for cells in (6, 1)]
        for n, browser in enumerate(browsers)
    ]

    def write(saves: list[Callable[[], dict]]) -> int:
        answers = [random.choice(saves)() for _ in range(SAVES)]
        return sum(cell["state"] != "saved" for told in answers for cell in told["cells"])

    began = time.perf_counter()
    with ThreadPoolExecutor(len(savers)) as pool:
        unsaved = sum(pool.map(write, savers))
    rate = AUTHORS * SAVES / (time.perf_counter() - began)
    note = f"{rate:.0f} requests a second, {unsaved} cells unsaved; target 100, 0 unsaved"
    table.row(f"rows and cells saved by {AUTHORS} authors, 4 workers", Measured(1 / rate), note=note)
