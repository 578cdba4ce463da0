"""A department in its yearly round, and the people who write its text, each before a window of their own."""

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from departments.models import Department, Plan, Role, User
from tests import builders
from tests.browser.conftest import LAPTOP
from tests.browser.desk import Desk, let_in, watch
from texts.model import Text


class Workbench(Desk):
    """A window with a page of a text: part one, or a project with its grid."""

    @property
    def purpose(self) -> Locator:
        return self.field(":purpose")

    def cell(self, name: str, row: int = 0) -> Locator:
        """A cell of the grid, by the number of its row (from 0)."""
        return self.page.locator("[data-grid] [data-row]").nth(row).locator(f'[data-cell$=":{name}"]')

    def field(self, place: str) -> Locator:
        """A cell by its place, or by the end of it."""
        return self.page.locator(f'[data-cell$="{place}"]')

    def rows(self) -> list[str]:
        """The identities of the grid's rows, in order."""
        return self.page.locator("[data-grid] [data-row]").evaluate_all(
            "rows => rows.map((row) => row.dataset.row.split(':')[1])"
        )

    def append(self, name: str, words: str, row: int = 0) -> None:
        """Types at the end of a cell of the grid; F2 puts the caret there, as in Excel."""
        self.cell(name, row).focus()
        self.page.keyboard.press("F2")
        self.page.keyboard.type(words)

    def cells(self, name: str) -> list[str]:
        """What stands in one column of the grid."""
        return self.page.locator(f'[data-grid] [data-cell$=":{name}"]').evaluate_all("all => all.map((c) => c.value)")

    def type(self, field: Locator, words: str, *, over: bool = False) -> None:
        """Types into a field that was clicked, `over` what stands there."""
        field.click()
        if over:
            self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def open_todo(self) -> None:
        """The column of what is missing and what is to be checked."""
        self.page.get_by_role("button", name="待办").click()

    def progress(self, *words: str) -> None:
        """Waits until the outline says of its parts and projects how far they are."""
        marks = self.page.locator("#outline li a > .visually-hidden")
        expect(marks).to_have_text(list(words))


@pytest.fixture
def department(transactional_db) -> Department:
    return builders.a_department(name="云溪县教育局")


@pytest.fixture
def author(department) -> User:
    return builders.a_user(Role.DEPARTMENT_LEAD, place=department, name="周雨桐")


@pytest.fixture
def other(department) -> User:
    return builders.a_user(Role.UNIT_STAFF, place=department, name="王立新")


@pytest.fixture
def plan(department) -> Plan:
    return builders.a_plan(department=department)


@pytest.fixture
def address(plan) -> str:
    """Where the text's one project is written."""
    return reverse("project_edit", args=[plan.pk, plan.projects.get().pk])


@pytest.fixture
def sit_down(chromium, live_server, complaints):
    """Opens a window for somebody, logged in."""
    contexts = []

    def open_(user: User, address: str = "/") -> Workbench:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": LAPTOP[0], "height": LAPTOP[1]},
            locale="zh-CN",
            permissions=["clipboard-read", "clipboard-write"],
        )
        contexts.append(context)
        let_in(context, user, live_server.url)
        window = Workbench(watch(context.new_page(), complaints), address)
        window.page.goto(address)
        return window.is_ready() if "/edit/" in address else window

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


def text_of(plan: Plan) -> Text:
    """What is stored now, as a value."""
    return Plan.objects.with_text().get(pk=plan.pk).to_text()


def paste(page: Page, words: str) -> None:
    """Ctrl+V of plain text."""
    page.evaluate("words => navigator.clipboard.writeText(words)", words)
    page.keyboard.press("Control+v")
