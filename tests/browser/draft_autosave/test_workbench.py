"""The page of a project as people have it: grid and autosave together, under the site's own security policy."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from departments.models import Plan
from tests.browser.desk import Desk, let_in, watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def project(chromium, live_server, complaints, plan, author):
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 1366, "height": 768}, locale="zh-CN")
    let_in(context, author, live_server.url)
    address = reverse("project_edit", args=[plan.pk, plan.projects.get().pk])
    yield Desk(watch(context.new_page(), complaints), address).open()
    context.close()
    assert complaints == []


def text_of(plan: Plan):
    return Plan.objects.with_text().get(pk=plan.pk).to_text()


def test_cells_and_rows_of_the_grid_are_saved_and_undone(project, plan):
    before = text_of(plan)
    names = project.page.locator('[data-cell^="indicator:"][data-cell$=":name"]')
    count = names.count()

    names.first.focus()
    project.page.keyboard.type("新的名称")
    project.page.keyboard.press("Control+Enter")
    expect(names).to_have_count(count + 1)
    project.page.keyboard.type("加的一行")
    project.page.keyboard.press("Tab")
    project.is_saved()
    indicators = text_of(plan).projects[0].indicators
    assert [row.name for row in indicators[:2]] == ["新的名称", "加的一行"]
    assert indicators[1].level2 == indicators[0].level2

    for _ in range(5):  # more than there are steps
        project.page.keyboard.press("Control+z")
    project.is_saved()
    project.until(lambda: text_of(plan) == before)


def test_a_sentence_beside_the_cell_says_what_is_expected(project, plan):
    percent = project.page.locator('[data-cell^="milestone:"]').first

    percent.fill("三成")

    message = project.page.locator('[data-message-for^="milestone:"]').first
    expect(message).to_contain_text("应为 0 至 100 的数字")
    expect(percent).to_have_attribute("aria-invalid", "true")
    percent.fill("0.3")  # it may be meant
    expect(message).to_contain_text("如指 30%，应写作 30。")
    expect(percent).not_to_have_attribute("aria-invalid", "true")
    percent.fill("30")
    expect(message).to_be_hidden()


def test_a_step_waits_for_the_last_words(project, plan):
    purpose = project.page.locator('[data-cell$=":purpose"]')
    project.write(purpose, "末句")

    project.page.get_by_role("link", name="阅读版式").click()

    project.page.wait_for_url(f"**/plans/{plan.pk}/")
    assert text_of(plan).projects[0].purpose.endswith("末句")
    expect(project.page.get_by_role("main")).to_contain_text("末句")
