"""People who write in one text, each before a Chromium window of their own."""

import pytest
from django.urls import reverse
from playwright.sync_api import Locator

from departments.models import Plan, Role, User
from tests import builders
from tests.browser import desk as desks
from tests.browser.desk import let_in, watch


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


class Desk(desks.Desk):
    """A window with our page of a text."""

    @property
    def goal(self) -> Locator:
        return self.page.get_by_label("总体绩效目标")

    @property
    def rows(self) -> Locator:
        return self.page.get_by_label("绩效目标", exact=True)


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
