"""A comparison under the hands: switched at once, walked through by key and button, read beside each other, on a phone."""

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, LAPTOP, PHONE
from tests.builders import a_project, a_text
from tests.compare.versions import with_ids
from texts.compare import compare
from texts.writers.html.differences import render_comparison

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHEETS = (
    "css/site.css",
    "css/official-screen.css",
    "css/reading.css",
    "css/compare/document.css",
    "css/compare/head.css",
    "css/compare/tables.css",
)


def show(page: Page, *, only_changes: bool = False) -> None:
    """A page with a comparison of a text whose second project, first measure and goal changed."""
    old = with_ids(a_text(projects=tuple(a_project(name=f"项目{n}", code=str(n)) for n in range(1, 9))))
    first, second, *others = old.projects
    rows = (replace(second.indicators[0], target="≥1350册"), *second.indicators[1:])
    edited = replace(second, budget="7.00", indicators=rows)
    new = replace(old, projects=(first, edited, *others), overall_goal=(old.overall_goal[0], "全年新增学位800个。"))
    html = render_comparison(compare(old, new), only_changes=only_changes, switch="/account/login/?changes=1")
    page.goto("/account/login/?changes=0")
    sheets = "".join(f'<link rel="stylesheet" href="/static/{sheet}">' for sheet in SHEETS)
    page.set_content(
        f'<!doctype html><html lang="zh-Hans"><head><meta name="viewport" content="width=device-width">'
        f'<link rel="icon" href="/static/img/seal.svg">{sheets}</head>'
        f'<body><main><div class="desk">{html}</div></main><script src="/static/js/compare.js"></script></body></html>'
    )


def test_the_switch_folds_what_is_the_same_at_once_and_keeps_the_address(page):
    show(page)
    switch = page.locator("[data-compare-switch]")
    expect(page.get_by_text("项目3绩效目标表")).to_be_visible()

    switch.click()

    expect(page.get_by_text("紧扣县委、县政府部署")).to_be_hidden()
    expect(page.locator(".project").nth(2).get_by_role("table").first).to_be_hidden()
    expect(page.locator(".project").nth(1).get_by_role("table").first).to_be_visible()
    expect(page.locator(".project").nth(2)).to_contain_text("未改动")
    assert page.url.endswith("?changes=1")

    switch.click()
    expect(page.get_by_text("紧扣县委、县政府部署")).to_be_visible()
    assert page.url.endswith("?changes=0")


def test_keys_and_buttons_walk_from_change_to_change(page):
    show(page)
    at = page.locator("[data-compare-at]")
    expect(at).to_have_text("共 3 处")

    page.keyboard.press("j")
    expect(at).to_have_text("第 1 处，共 3 处")
    expect(page.locator("#change-1")).to_be_focused()
    page.get_by_role("button", name="下一处").click()
    page.keyboard.press("j")
    expect(page.locator("#change-3")).to_be_in_viewport()
    page.keyboard.press("j")
    expect(at).to_have_text("第 3 处，共 3 处")
    page.get_by_role("button", name="上一处").click()
    expect(page.locator("#change-2")).to_be_focused()


def test_a_changed_number_leads_to_its_place(page):
    show(page, only_changes=True)

    page.locator(".compare-numbers a", has_text="印制读本数量").click()

    expect(page.locator("#change-3")).to_be_in_viewport()
    expect(page.locator("#change-3")).to_contain_text("1350册")
    page.keyboard.press("k")
    expect(page.locator("#change-2")).to_be_focused()


def test_old_and_new_stand_beside_each_other_where_there_is_room(open_browser):
    wide, narrow = open_browser(DESK), open_browser(LAPTOP)
    show(wide)
    show(narrow)

    both, split = ".official .has-split > .both", ".official .has-split > .split"
    expect(wide.locator(split)).to_be_visible()
    expect(wide.locator(both)).to_be_hidden()
    expect(narrow.locator(split)).to_be_hidden()
    expect(narrow.locator(both)).to_be_visible()
    was, now = (wide.locator(f"{split} .{side}").bounding_box() for side in ("was", "now"))
    assert was["x"] + was["width"] <= now["x"]
    assert was["y"] == now["y"]


def test_a_level_label_comes_back_where_only_changes_are_shown(page):
    show(page, only_changes=True)
    changed = page.locator("#change-3 .level").first

    assert changed.locator("span").bounding_box()["width"] > 10


@pytest.mark.parametrize("size", [DESK, LAPTOP, PHONE], ids=str)
@pytest.mark.parametrize("only_changes", [True, False])
def test_does_not_scroll_sideways(open_browser, size, only_changes):
    page = open_browser(size)

    show(page, only_changes=only_changes)

    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_without_scripts_the_switch_is_a_link(open_browser):
    page = open_browser(scripts=False)
    show(page, only_changes=True)

    expect(page.get_by_text("紧扣县委、县政府部署")).to_be_hidden()
    expect(page.get_by_role("button", name="下一处")).to_be_hidden()
    page.get_by_role("link", name="看全文").click()

    page.wait_for_url("**/account/login/?changes=1")
