"""People who write in one text, each before a Chromium window of their own."""

import time
from collections.abc import Callable

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Locator, Page, expect

from departments.models import Plan, Role, User
from tests import builders

expect.set_options(timeout=20_000)  # a machine shared with others may be slow; what is right comes at once


@pytest.fixture(autouse=True)
def _with_our_page(settings):
    settings.ROOT_URLCONF = "tests.browser.draft_autosave.site"


@pytest.fixture
def plan(transactional_db) -> Plan:
    return builders.a_plan()


@pytest.fixture
def author(plan) -> User:
    return builders.a_user(Role.UNIT_STAFF, place=plan.department, name="周雨桐")


@pytest.fixture
def other(plan) -> User:
    return builders.a_user(Role.DEPARTMENT_LEAD, place=plan.department, name="王立新")


class Desk:
    """A window with the page of a text."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address

    def open(self) -> "Desk":
        self.page.goto(self.address)
        self.page.locator("[data-draft][data-started]").wait_for()
        return self

    @property
    def goal(self) -> Locator:
        return self.page.get_by_label("总体绩效目标")

    @property
    def purpose(self) -> Locator:
        return self.page.get_by_label("资金用途")

    @property
    def name(self) -> Locator:
        return self.page.get_by_label("项目名称")

    @property
    def rows(self) -> Locator:
        return self.page.get_by_label("绩效目标", exact=True)

    @property
    def state(self) -> Locator:
        return self.page.locator("[data-save-state]")

    @property
    def conflict(self) -> Locator:
        return self.page.get_by_role("dialog", name="有冲突")

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


def let_in(context: BrowserContext, user: User, address: str) -> None:
    """A session without the login page."""
    client = Client()
    client.force_login(user)
    name = django_settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


def watch(page: Page, complaints: list[str]) -> Page:
    """Everything a console says is a complaint, but that an answer was missing or refused: that is what we test."""
    page.set_default_timeout(20_000)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") and _counts(m.text) else None
    )
    return page


def _counts(message: str) -> bool:
    return not message.startswith("Failed to load resource")


@pytest.fixture
def desk(chromium, live_server, complaints, plan):
    """Opens the text for somebody."""
    contexts = []

    def open_(user: User, *, query: str = "") -> Desk:
        context = chromium.new_context(
            base_url=live_server.url, viewport={"width": 1366, "height": 768}, locale="zh-CN"
        )
        contexts.append(context)
        let_in(context, user, live_server.url)
        return Desk(watch(context.new_page(), complaints), reverse("draft", args=[plan.pk]) + query).open()

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


def cells_of(plan: Plan) -> dict[str, str]:
    """What is stored now in the cells of the page."""
    plan.refresh_from_db()
    project = plan.projects.get()
    return {"goal": plan.overall_goal, "purpose": project.purpose, "name": project.name, "stage": plan.stage}


def rows_of(plan: Plan) -> list[str]:
    return list(plan.projects.get().goals.values_list("text", flat=True))
