"""Keys as in Excel, pressed in a real browser."""

import pytest
from playwright.sync_api import Page

from tests.browser.draft_grid.page import cell, cells, clipboard, focus, ids, open_grid, row_id
from tests.builders import ROWS

pytestmark = pytest.mark.browser


class TestMoving:
    def test_arrows_enter_and_tab_go_from_cell_to_cell(self, page: Page):
        open_grid(page)
        cell(page, 0, "name").focus()

        places = [focus(page)]
        for key in ("ArrowDown", "Enter", "Shift+Enter", "ArrowUp", "Tab", "Shift+Tab"):
            page.keyboard.press(key)
            places.append(focus(page))

        assert places == [
            (0, "name"), (1, "name"), (2, "name"), (1, "name"), (0, "name"), (0, "description"), (0, "name"),
        ]  # fmt: skip

    def test_tab_goes_on_in_the_next_row_and_leaves_behind_the_last_cell(self, page: Page):
        open_grid(page)
        cell(page, 0, "basis").focus()

        page.keyboard.press("Tab")
        next_row = focus(page)
        page.keyboard.press("Control+End")
        last = focus(page)
        page.keyboard.press("Tab")

        assert (next_row, last) == ((1, "level1"), (5, "basis"))
        assert focus(page)[1] == "BUTTON"

    def test_home_and_end_go_to_the_ends_of_the_row_and_with_ctrl_of_the_grid(self, page: Page):
        open_grid(page)
        cell(page, 2, "name").focus()
        page.keyboard.press("ArrowRight")

        places = []
        for key in ("End", "Home", "Control+End", "Control+Home"):
            page.keyboard.press(key)
            places.append(focus(page))

        assert places == [(2, "basis"), (2, "level1"), (5, "basis"), (0, "level1")]

    def test_sideways_arrows_move_the_caret_first_and_the_cell_at_the_edge_of_the_text(self, page: Page):
        open_grid(page)
        cell(page, 0, "name").focus()
        page.keyboard.press("F2")

        page.keyboard.press("ArrowLeft")
        inside = focus(page)
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")

        assert (inside, focus(page)) == ((0, "name"), (0, "description"))

    def test_upward_arrows_walk_through_the_lines_of_a_long_text_first(self, page: Page):
        long = (*ROWS[1][:3], "甲" * 200, *ROWS[1][4:])
        open_grid(page, (ROWS[0], long, ROWS[2]))
        cell(page, 1, "description").focus()
        page.keyboard.press("F2")

        presses = 0
        while focus(page) == (1, "description") and presses < 40:
            page.keyboard.press("ArrowUp")
            presses += 1

        assert focus(page) == (0, "description")
        assert 3 < presses < 30


class TestEditing:
    def test_typing_replaces_a_cell_reached_by_key_and_escape_brings_it_back(self, page: Page):
        open_grid(page)
        cell(page, 0, "target").focus()
        page.keyboard.press("ArrowDown")

        page.keyboard.type("≥99%")
        typed = cell(page, 1, "target").input_value()
        page.keyboard.press("Escape")

        assert (typed, cell(page, 1, "target").input_value()) == ("≥99%", "≥98%")

    def test_alt_enter_breaks_the_line_where_a_cell_has_lines(self, page: Page):
        open_grid(page)
        for name in ("description", "name"):
            cell(page, 0, name).focus()
            page.keyboard.press("F2")
            page.keyboard.press("Alt+Enter")
            page.keyboard.type("b")

        assert cells(page)[0][2:4] == ["印制读本数量b", "全年印制乡土读本的册数\nb"]

    def test_keys_of_an_input_method_stay_with_it(self, page: Page):
        open_grid(page)
        cell(page, 0, "name").focus()
        devtools = page.context.new_cdp_session(page)
        devtools.send("Input.imeSetComposition", {"text": "yin", "selectionStart": 3, "selectionEnd": 3})
        devtools.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Enter", "windowsVirtualKeyCode": 229})

        assert focus(page) == (0, "name")


class TestRanges:
    def test_a_range_is_copied_as_text_with_tabs_and_as_a_table(self, page: Page):
        open_grid(page, ((*ROWS[0][:3], "一\n二", *ROWS[0][4:]), ROWS[1]))
        cell(page, 0, "level2").focus()
        page.keyboard.press("Home")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        for key in ("Shift+ArrowRight", "Shift+ArrowDown", "Control+c"):
            page.keyboard.press(key)

        assert (
            clipboard(page).replace("\r\n", "\n") == '印制读本数量\t"一\n二"\n印刷合格率\t验收合格册数占印制册数的比例'
        )
        assert "<td>一<br>二</td></tr><tr><td>印刷合格率</td>" in clipboard(page, "text/html")

    def test_a_range_drawn_with_the_mouse_is_cut_in_one_step(self, page: Page):
        open_grid(page)
        before = cells(page)
        cell(page, 0, "target").hover()
        page.mouse.down()
        cell(page, 1, "basis").hover()
        page.mouse.up()

        page.keyboard.press("Control+x")
        cut = cells(page)
        page.keyboard.press("Control+z")

        assert [row[4:] for row in cut[:3]] == [["", ""], ["", ""], list(ROWS[2][4:])]
        assert clipboard(page).replace("\r\n", "\n") == "≥1200册\t年度工作计划\n≥98%\t采购合同"
        assert cells(page) == before

    def test_delete_clears_a_range_and_a_shifted_press_stretches_one(self, page: Page):
        open_grid(page)
        cell(page, 0, "name").click()
        cell(page, 2, "name").click(modifiers=["Shift"])

        page.keyboard.press("Delete")

        assert [row[2] for row in cells(page)] == ["", "", "", *(row[2] for row in ROWS[3:])]
        assert focus(page) == (0, "name")


class TestRows:
    def test_ctrl_enter_adds_a_row_of_the_same_category_below(self, page: Page):
        open_grid(page)
        cell(page, 1, "target").focus()

        page.keyboard.press("Control+Enter")
        page.keyboard.type("装订合格率")

        assert cells(page)[2] == ["产出指标", "质量指标", "装订合格率", "", "", ""]
        assert focus(page) == (2, "name")
        assert [ids(page)[n] for n in (0, 1, 3, 4, 5, 6)] == [row_id(n) for n in range(6)]

    def test_ctrl_delete_takes_a_row_out_and_the_toast_brings_it_back(self, page: Page):
        open_grid(page)
        cell(page, 1, "target").focus()

        page.keyboard.press("Control+Delete")
        without, place = ids(page), focus(page)
        page.get_by_role("button", name="撤销").click()

        assert (without, place) == ([row_id(n) for n in (0, 2, 3, 4, 5)], (1, "target"))
        assert ids(page) == [row_id(n) for n in range(6)]
        assert cells(page) == [list(row) for row in ROWS]

    def test_alt_and_an_arrow_move_a_row_with_its_identity(self, page: Page):
        open_grid(page)
        cell(page, 0, "name").focus()

        page.keyboard.press("Alt+ArrowDown")
        page.keyboard.press("Alt+ArrowDown")
        moved, place = ids(page), focus(page)
        page.keyboard.press("Alt+ArrowUp")

        assert (moved, place) == ([row_id(n) for n in (1, 2, 0, 3, 4, 5)], (2, "name"))
        assert ids(page) == [row_id(n) for n in (1, 0, 2, 3, 4, 5)]
        assert cells(page)[1] == list(ROWS[0])
