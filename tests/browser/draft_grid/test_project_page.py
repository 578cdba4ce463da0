"""The grid on the page of a project: what is pasted and moved arrives in the text."""

import pytest
from playwright.sync_api import Page, expect

from departments.models import Plan, Role
from projects.models import Project
from tests import builders
from tests.browser.conftest import LAPTOP, enter
from tests.browser.draft_grid.page import cell, put_on_clipboard
from tests.browser.draft_grid.test_paste import BLOCK, NINE_ROWS
from texts.interchange import INDICATOR_CELLS

pytestmark = pytest.mark.browser


@pytest.fixture
def project(transactional_db) -> Project:
    return builders.a_plan().projects.get()


@pytest.fixture
def page(open_browser, project) -> Page:
    """The project's page, opened by somebody of its department."""
    page = open_browser(LAPTOP)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    enter(page, builders.a_user(Role.DEPARTMENT_LEAD, place=project.plan.department))
    page.goto(f"/plans/{project.plan_id}/edit/projects/{project.pk}/")
    page.wait_for_selector("[data-draft][data-started] [data-grid].is-live")
    return page


def rows_of(project: Project) -> list[tuple[str, ...]]:
    """What the text says now, row by row."""
    plan = Plan.objects.with_text().get(pk=project.plan_id)
    return [
        tuple(getattr(row, name) or "" for name in INDICATOR_CELLS) for row in plan.to_text().projects[0].indicators
    ]


def test_a_pasted_block_is_stored_in_one_save(page: Page, project: Project):
    cell(page, 0, "level1").focus()
    put_on_clipboard(page, text=NINE_ROWS)

    page.keyboard.press("Control+v")
    expect(page.get_by_role("dialog")).to_be_visible()
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        page.keyboard.press("Enter")
    expect(page.locator("[data-save-state]")).to_contain_text("已保存")

    assert rows_of(project) == list(BLOCK)


def test_moved_rows_keep_their_identity(page: Page, project: Project):
    before = list(project.indicators.values_list("pk", flat=True))

    cell(page, 5, "name").focus()
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("[data-save-state]")).to_contain_text("已保存")

    assert list(project.indicators.values_list("pk", flat=True)) == [*before[:4], before[5], before[4]]


def test_the_library_is_offered_while_typing(page: Page, project: Project):
    page.get_by_role("button", name="+ 经济效益指标").click()
    page.keyboard.type("率")

    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page.get_by_role("option")).to_have_count(0)
    assert cell(page, 4, "level2").input_value() == "经济效益指标"
    assert "率" in cell(page, 4, "name").input_value()
    expect(page.locator("[data-value-offer] button").first).to_be_visible()


def test_how_a_value_prints_is_asked_of_the_server(page: Page, project: Project):
    cell(page, 0, "target").focus()
    page.keyboard.type("≧1300 册")

    expect(page.locator("[data-target-note]").first).to_have_text("印作 ≥1300册")
