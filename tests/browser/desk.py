"""Somebody who writes before a Chromium window: what the tests of the drafting pages share."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page, expect

from departments.models import User

expect.set_options(timeout=20_000)  # a machine shared with others may be slow; what is right comes at once


class Desk:
    """A window with a drafting page."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address

    def open(self) -> "Desk":
        self.page.goto(self.address)
        return self.is_ready()

    def is_ready(self) -> "Desk":
        self.page.locator("[data-draft][data-started]").wait_for()
        return self

    @property
    def purpose(self) -> Locator:
        return self.page.get_by_label("资金用途")

    @property
    def name(self) -> Locator:
        return self.page.get_by_label("项目名称")

    @property
    def state(self) -> Locator:
        return self.page.locator("[data-save-state]")

    @property
    def conflict(self) -> Locator:
        return self.page.get_by_role("dialog", name="有冲突")

    @property
    def recovery(self) -> Locator:
        return self.page.get_by_role("dialog", name="未保存的文字")

    def write(self, cell: Locator, words: str) -> None:
        """Types at the end of a cell, letter by letter."""
        cell.focus()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.type(words)

    def is_saved(self) -> None:
        expect(self.state).to_contain_text("已保存")

    def listen(self) -> None:
        """Asks for news now, as a window does that comes to the front."""
        self.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    def journal(self) -> list[str]:
        """The words in the browser's own database."""
        return self.page.evaluate(
            """async () => {
              const {recordsOf} = await import("/static/js/draft/store.js");
              const {user} = document.querySelector("[data-draft]").dataset;
              return (await recordsOf(user)).map((record) => record.now);
            }"""
        )

    def until(self, condition: Callable[[], bool]) -> None:
        """Waits while the page goes on."""
        last = time.monotonic() + 20
        while not condition():
            assert time.monotonic() < last
            self.page.wait_for_timeout(50)

    def log_in_again(self, user: User) -> None:
        """In the dialog that opens where the session has ended."""
        dialog = self.page.get_by_role("dialog", name="请重新登录")
        dialog.get_by_label("账号").fill(user.username)
        dialog.get_by_label("密码").fill("Yunxi-2025")
        dialog.get_by_role("button", name="登录并继续保存").click()


def let_in(context: BrowserContext, user: User, address: str) -> None:
    """A session without the login page."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


def watch(page: Page, complaints: list[str]) -> Page:
    """Everything a console says is a complaint, but that an answer was missing or refused: that is what we test."""
    page.set_default_timeout(20_000)
    page.on("pageerror", lambda error: complaints.append(f"{error}\n{error.stack}"))
    page.on(
        "console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") and _counts(m.text) else None
    )
    return page


def _counts(message: str) -> bool:
    return not message.startswith("Failed to load resource")


def browser_of(profile: Path) -> list[psutil.Process]:
    """The processes of the browser that has this profile."""
    found = psutil.process_iter(["cmdline"])
    return [process for process in found if f"--user-data-dir={profile}" in (process.info["cmdline"] or [])]


def kill(processes: list[psutil.Process]) -> float:
    """kill -9, as when the power goes; the moment before it."""
    assert processes
    at = time.monotonic()
    for process in processes:
        os.kill(process.pid, signal.SIGKILL)
    psutil.wait_procs(processes, timeout=10)
    return at
