"""A real Chromium before a real server. Any error on the console fails the test, and so does a refused address."""

import os
from pathlib import Path
from threading import Lock, get_ident
from time import monotonic, sleep

import pytest
from django.core.signals import request_finished, request_started
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from departments.models import User

# Playwright's synchronous interface runs an event loop in this thread, and Django would refuse the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

BROWSER = "/usr/bin/chromium"
# The same engine without the browser around it, where it is installed: the same pages for half the processor's time.
SHELL = Path(os.environ.get("PERFORMANCE_TEXT_CHROMIUM", "/usr/bin/chromium-headless-shell"))
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]
DESK, LAPTOP, PHONE = (1440, 900), (1366, 768), (390, 844)


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=SHELL if SHELL.exists() else BROWSER, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What a console said that it should not have, and answers that were faults."""
    return []


@pytest.fixture
def open_browser(chromium: Browser, live_server, complaints):
    """Opens a window of a size, with or without JavaScript."""
    contexts: list[BrowserContext] = []

    def open_(size: tuple[int, int] = LAPTOP, *, scripts: bool = True) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": size[0], "height": size[1]},
            locale="zh-CN",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        return _watched(context.new_page(), complaints)

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


def _watched(page: Page, complaints: list[str]) -> Page:
    page.set_default_timeout(10_000)
    page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", lambda r: complaints.append(f"{r.status} {r.url}") if r.status >= 500 else None)
    return page


@pytest.fixture
def page(open_browser) -> Page:
    return open_browser()


def enter(page: Page, user: User) -> None:
    """Logs in as people do."""
    page.goto("/account/login/")
    page.get_by_label("账号").fill(user.username)
    page.get_by_label("密码").fill("Yunxi-2025")
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(lambda address: "/account/login/" not in address)  # each role has a first page of its own


@pytest.fixture(autouse=True)
def _let_the_server_finish(transactional_db):
    """A closed page's last request may still run: the tables are emptied only after it (else PostgreSQL sees a deadlock)."""
    under_way: set[object] = set()
    lock = Lock()

    def began(sender, environ=None, **_):
        with lock:
            under_way.add(get_ident())

    def ended(sender, **_):
        with lock:
            under_way.discard(get_ident())

    request_started.connect(began)
    request_finished.connect(ended)
    yield
    asked = quiet_since = monotonic()
    while monotonic() - quiet_since < 0.3 and monotonic() - asked < 20:
        if under_way:
            quiet_since = monotonic()
        sleep(0.02)
    request_started.disconnect(began)
    request_finished.disconnect(ended)
