"""A text in review and the people around it, each before a Chromium window of their own."""

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from departments.models import User
from tests import builders
from tests.browser.conftest import LAPTOP
from tests.pages.reading import a_reason, in_review, text_of
from tests.reviews.people import Case

expect.set_options(timeout=20_000)  # a machine shared with others may be slow; what is right comes at once


@pytest.fixture
def case(transactional_db) -> Case:
    """Two projects, in first review, and a reason that the bureau gives."""
    a_reason()
    projects = (builders.a_project(), builders.a_project(name="校园足球场修缮"))
    return in_review(text=builders.a_text(projects=projects))


class Paper:
    """A window on the text as it looks."""

    def __init__(self, page: Page, case: Case) -> None:
        self.page, self.case = page, case
        self.text = text_of(case.plan)

    def open(self, anchor: str = "") -> "Paper":
        self.page.goto(reverse("plan_detail", args=[self.case.plan.pk]) + anchor)
        self.page.locator("[data-review][data-started]").wait_for()
        return self

    def target(self, row: int = 0, project: int = 0) -> Locator:
        """The cell of an indicator's target."""
        return self.cell(f"{self.text.projects[project].indicators[row].id}:target")

    def cell(self, place: str) -> Locator:
        return self.page.locator(f'[data-paper] [data-place="{place}"]').last

    @property
    def form(self) -> Locator:
        return self.page.get_by_role("dialog", name="提意见")

    @property
    def body(self) -> Locator:
        return self.form.get_by_label("意见", exact=True)

    @property
    def marks(self) -> Locator:
        return self.page.locator(".marks .mark")

    def thread(self, where: str) -> Locator:
        return self.page.locator(".thread").filter(has_text=where)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def walk_to(self, cell: Locator, key: str) -> None:
        """Presses a key until the cell has the focus."""
        for _ in range(60):
            if cell.evaluate("(cell) => cell === document.activeElement"):
                return
            self.page.keyboard.press(key)
        raise AssertionError("the cell was not reached")

    def kept(self) -> list[str]:
        return self.page.evaluate("Object.keys(sessionStorage).filter((name) => name.startsWith('unsent:'))")


def let_in(page: Page, user: User) -> None:
    """A session without the login page."""
    client = Client()
    client.force_login(user)
    name = django_settings.SESSION_COOKIE_NAME
    address = page.evaluate("window.location.origin")
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


@pytest.fixture
def paper_of(open_browser, case):
    """Opens the text for somebody."""

    def open_(user: User, size=LAPTOP, *, anchor: str = "") -> Paper:
        page = open_browser(size)
        page.set_default_timeout(20_000)
        page.goto("/account/login/")
        let_in(page, user)
        return Paper(page, case).open(anchor)

    return open_


@pytest.fixture
def window(open_browser, live_server):
    """A page for somebody at an address."""

    def open_(user, address, size=LAPTOP, **options):
        page = open_browser(size, **options)
        page.set_default_timeout(20_000)
        page.goto("/account/login/")
        let_in(page, user)
        page.goto(address)
        return page

    return open_
