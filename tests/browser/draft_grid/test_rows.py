"""Rows by buttons, mouse and finger; how levels merge; what a phone shows."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.draft_grid.page import cell, cells, focus, ids, open_grid, row_id
from tests.builders import ROWS

pytestmark = pytest.mark.browser

SAME = [("产出指标", "数量指标", f"指标{n}", "", "", "") for n in range(3)]


def press_button(page: Page, row: int, do: str) -> None:
    page.locator("[data-handle]").nth(row).click()
    page.locator("[data-grid] [data-row]").nth(row).locator(f'[data-do="{do}"]').click()


def drag(page: Page, row: int, *, onto: int, below: bool) -> None:
    """From the handle of one row to the upper or lower edge of another."""
    page.locator("[data-handle]").nth(row).hover()
    page.mouse.down()
    box = page.locator("[data-grid] [data-row]").nth(onto).bounding_box()
    page.mouse.move(box["x"] + 600, box["y"] + box["height"] / 2, steps=4)
    page.mouse.move(box["x"] + 600, box["y"] + (box["height"] - 3 if below else 3), steps=2)


def merged(page: Page) -> list[tuple[bool, bool]]:
    return [
        tuple(pair)
        for pair in page.evaluate(
            "() => Array.from(document.querySelectorAll('[data-grid] [data-row]'), (row) => ['level1', 'level2'].map("
            "(level) => row.querySelector(`.is-${level}`).classList.contains('is-merged')))"
        )
    ]


class TestButtons:
    def test_a_row_is_copied_moved_and_removed_with_its_identity(self, page: Page):
        open_grid(page)

        press_button(page, 1, "copy")
        copied = cells(page)
        press_button(page, 0, "down")
        press_button(page, 3, "up")
        press_button(page, 5, "remove")

        assert copied == [list(ROWS[0]), list(ROWS[1]), *map(list, ROWS[1:])]
        assert [row[2] for row in cells(page)] == [ROWS[n][2] for n in (1, 0, 2, 1, 3, 5)]
        assert [ids(page)[n] for n in (0, 1, 2, 4, 5)] == [row_id(n) for n in (1, 0, 2, 3, 5)]

    def test_the_button_below_adds_at_the_end(self, page: Page):
        open_grid(page)

        page.get_by_role("button", name="+ 指标").click()

        assert cells(page)[6] == ["满意度指标", "服务对象满意度指标", "", "", "", ""]
        assert focus(page) == (6, "name")


class TestDragging:
    @pytest.mark.parametrize(
        ("row", "onto", "below", "order"),
        [(0, 3, True, (1, 2, 3, 0, 4, 5)), (4, 0, False, (4, 0, 1, 2, 3, 5)), (2, 2, True, (0, 1, 2, 3, 4, 5))],
    )
    def test_a_row_stands_where_it_was_let_go(self, page: Page, row, onto, below, order):
        open_grid(page)

        drag(page, row, onto=onto, below=below)
        page.mouse.up()

        assert ids(page) == [row_id(n) for n in order]
        assert cells(page) == [list(ROWS[n]) for n in order]

    def test_escape_lets_it_go_where_it_was(self, page: Page):
        open_grid(page)

        drag(page, 0, onto=4, below=True)
        expect(page.locator(".is-drop")).to_have_count(1)
        page.keyboard.press("Escape")
        page.mouse.up()

        assert ids(page) == [row_id(n) for n in range(6)]
        expect(page.locator(".is-drop, .is-dragged")).to_have_count(0)

    def test_a_finger_drags_too(self, open_page):
        page = open_page(PHONE)
        open_grid(page)
        devtools = page.context.new_cdp_session(page)
        page.locator("[data-handle]").nth(1).scroll_into_view_if_needed()
        handle = page.locator("[data-handle]").nth(1).bounding_box()
        above = page.locator("[data-grid] [data-row]").nth(0).bounding_box()
        x = handle["x"] + handle["width"] / 2

        touch = {"x": x, "y": handle["y"] + 8}
        devtools.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [touch]})
        for y in (touch["y"] - 30, above["y"] + 100, above["y"] + 40):
            devtools.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y}]})
        devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

        assert ids(page) == [row_id(n) for n in (1, 0, 2, 3, 4, 5)]


class TestLooks:
    def test_levels_merge_downwards_and_again_after_every_change(self, page: Page):
        open_grid(page, (*SAME, ROWS[1]))
        before = merged(page)

        cell(page, 1, "level2").fill("质量指标")
        after_typing = merged(page)
        cell(page, 3, "name").focus()
        page.keyboard.press("Alt+ArrowUp")
        page.keyboard.press("Alt+ArrowUp")

        assert before == [(False, False), (True, True), (True, True), (True, False)]
        assert after_typing == [(False, False), (True, False), (True, False), (True, False)]
        assert merged(page) == [(False, False), (True, False), (True, True), (True, False)]

    def test_on_a_phone_every_row_is_a_card_within_the_width(self, open_page):
        page = open_page(PHONE)
        open_grid(page)

        boxes = page.evaluate(
            "() => Array.from(document.querySelectorAll('[data-grid] [data-cell]'), (cell) => {"
            " const box = cell.getBoundingClientRect(); return [box.left, box.right, box.height]; })"
        )

        assert [box for box in boxes if box[0] < 0 or box[1] > 390 or box[2] < 35] == []
        assert page.evaluate("document.documentElement.scrollWidth") == 390

    def test_a_cell_is_as_high_as_its_text(self, page: Page):
        open_grid(page)
        cell(page, 0, "description").fill("甲" * 120)

        heights = cell(page, 0, "description").evaluate("(cell) => [cell.clientHeight, cell.scrollHeight]")

        assert heights[0] == heights[1] > 60
