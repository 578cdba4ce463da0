"""A block from a spreadsheet, rows moved by mouse and keys: what arrives in the text, and what stays the same."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.draft_grid.test_paste import BLOCK, NINE_ROWS
from tests.browser.flows.conftest import paste, text_of
from texts.columns import names

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_nine_rows_of_six_cells_are_pasted_and_one_undo_takes_all_back(sit_down, author, plan, address):
    window = sit_down(author, address)
    before = text_of(plan)

    window.cell("level1").focus()
    paste(window.page, NINE_ROWS)
    preview = window.page.get_by_role("dialog", name="粘贴表格")
    expect(preview).to_contain_text("9 行：填入 6 行，新增 3 行；覆盖 22 格原有内容。")
    assert text_of(plan) == before
    preview.get_by_role("button", name="粘贴").click()
    window.until(lambda: rows_of(plan) == list(BLOCK))
    window.page.keyboard.press("Control+z")

    window.until(lambda: text_of(plan) == before)
    window.is_saved()
    assert window.cells("name") == [row.name for row in before.projects[0].indicators]


def test_moved_rows_keep_their_identity_and_their_place_in_the_document(sit_down, author, plan, address):
    window = sit_down(author, address)
    places = places_in_document(window.page, plan)
    window.open()
    identities = window.rows()
    first, second, *others, last = identities

    window.cell("name", row=5).focus()
    window.page.keyboard.press("Alt+ArrowUp")
    drag(window.page, row=0, onto=1)
    order = [second, first, *others[:-1], last, others[-1]]
    assert window.rows() == order
    window.until(lambda: [str(row.id) for row in text_of(plan).projects[0].indicators] == order)

    moved = places_in_document(window.page, plan)
    assert sorted(moved) == sorted(places)
    assert [place for place in moved if place.endswith(":target")] == [f"{row}:target" for row in order]


def rows_of(plan) -> list[tuple[str, ...]]:
    return [tuple(getattr(row, name) or "" for name in names()) for row in text_of(plan).projects[0].indicators]


def places_in_document(page: Page, plan) -> list[str]:
    """Every place of the reading view, in reading order; a merged level is its first row's and so no place of its own."""
    page.goto(reverse("plan_detail", args=[plan.pk]))
    places = page.locator(".official td[data-place], .official p[data-place]")
    return places.evaluate_all("all => all.map((each) => each.dataset.place)")


def drag(page: Page, *, row: int, onto: int) -> None:
    """By its handle, below another row."""
    page.locator("[data-handle]").nth(row).hover()
    page.mouse.down()
    box = page.locator("[data-grid] [data-row]").nth(onto).bounding_box()
    page.mouse.move(box["x"] + 600, box["y"] + box["height"] / 2, steps=4)
    page.mouse.move(box["x"] + 600, box["y"] + box["height"] - 3, steps=2)
    page.mouse.up()
