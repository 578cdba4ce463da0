"""The grid on the page of a project asks the site: suggestions, and how a value prints."""

import pytest
from playwright.sync_api import Page, expect

from departments.models import Role
from projects.models import Project
from tests import builders
from tests.browser.conftest import LAPTOP, enter
from tests.browser.draft_grid.page import cell

pytestmark = pytest.mark.browser


@pytest.fixture
def project(transactional_db) -> Project:
    return builders.a_plan().projects.get()


@pytest.fixture
def page(open_browser, project) -> Page:
    """The project's page, opened by somebody of its department."""
    page = open_browser(LAPTOP)
    enter(page, builders.a_user(Role.DEPARTMENT_LEAD, place=project.plan.department))
    page.goto(f"/plans/{project.plan_id}/edit/projects/{project.pk}/")
    page.wait_for_selector("[data-draft][data-started] [data-grid].is-live")
    return page


def test_the_library_is_offered_while_typing(page: Page, project: Project):
    page.get_by_role("button", name="+ 经济效益指标").click()
    page.keyboard.type("率")

    expect(page.locator("[role=option]").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page.locator("[role=option]")).to_have_count(0)
    assert cell(page, 4, "level2").input_value() == "经济效益指标"
    assert "率" in cell(page, 4, "name").input_value()
    expect(page.locator("[data-value-offer] button").first).to_be_visible()


def test_how_a_value_prints_is_asked_of_the_server(page: Page, project: Project):
    cell(page, 0, "target").focus()
    page.keyboard.type("≧1300 册")

    expect(page.locator("[data-target-note]").first).to_have_text("印作 ≥1300册")
