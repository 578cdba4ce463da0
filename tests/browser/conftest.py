"""A real Chromium before a real server. Any error on the console fails the test, and so does a refused address."""

import os

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from departments.models import User

# Playwright's synchronous interface runs an event loop in this thread, and Django would refuse the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

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
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
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
    page.wait_for_url("/")
