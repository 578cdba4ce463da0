"""What helps while typing: 指标值 as it prints, suggestions, sums, what is left to 100 %, counters."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.draft_grid.page import cell, cells, focus, open_grid
from tests.builders import ROWS

pytestmark = pytest.mark.browser

BLANK = ("产出指标", "数量指标", "", "", "", "")


class TestTargets:
    def test_the_printed_form_is_shown_where_it_differs_and_taken_at_a_press(self, page: Page):
        open_grid(page)
        cell(page, 1, "target").focus()

        page.keyboard.type("≧95百分比")
        offer = page.locator("[data-target-note] button")
        expect(offer).to_have_text("≥95%")
        offer.click()

        assert cells(page)[1][4] == "≥95%"
        expect(page.locator("[data-target-note] button")).to_have_count(0)

    def test_operators_and_units_are_put_in_at_a_press(self, page: Page):
        open_grid(page)
        cell(page, 1, "target").focus()

        page.keyboard.type("40")
        page.get_by_role("button", name="≤", exact=True).click()
        page.get_by_role("button", name="人次", exact=True).click()
        page.get_by_role("button", name="场", exact=True).click()
        page.get_by_role("button", name="≥", exact=True).click()

        assert (cells(page)[1][4], focus(page)) == ("≥40场", (1, "target"))


class TestSuggestions:
    def test_one_is_chosen_by_keys_and_fills_name_and_description_but_offers_the_value(self, page: Page):
        open_grid(page, (BLANK, ROWS[1]))
        box = cell(page, 0, "name")
        box.focus()

        page.keyboard.type("印")
        expect(page.locator("[role=option]")).to_have_count(2)
        expect(page.locator("[role=option]").first).to_contain_text("上年 ≥1100册")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        expect(box).to_have_attribute("aria-activedescendant", page.locator("[role=option]").first.get_attribute("id"))
        page.keyboard.press("Enter")

        assert cells(page)[0] == ["产出指标", "数量指标", "印制读本数量", "全年印制读本的册数", "", ""]
        assert focus(page) == (0, "name")
        expect(box).to_have_attribute("aria-expanded", "false")

        page.get_by_role("button", name="上年 ≥1100册").click()
        assert cells(page)[0][4] == "≥1100册"

    def test_escape_closes_the_list_first_and_a_second_one_restores_the_cell(self, page: Page):
        open_grid(page)
        cell(page, 0, "name").focus()
        page.keyboard.type("印")
        expect(page.locator("[role=option]").first).to_be_visible()

        page.keyboard.press("Escape")
        first = cells(page)[0][2]
        expect(page.locator("[role=option]")).to_have_count(0)
        page.keyboard.press("Escape")

        assert (first, cells(page)[0][2]) == ("印", ROWS[0][2])

    def test_a_press_takes_one_and_keeps_what_is_described_already(self, page: Page):
        open_grid(page, (("产出指标", "质量指标", "", "自己的描述", "", ""),))
        cell(page, 0, "name").focus()
        page.keyboard.type("印刷")

        page.get_by_role("option", name="印刷合格率").click()

        assert cells(page)[0][2:4] == ["印刷合格率", "自己的描述"]


class TestSums:
    def test_the_parts_add_up_or_the_difference_is_said_in_words(self, page: Page):
        open_grid(page)
        note = page.locator("[data-sum-note]")
        expect(note).to_have_text("财政资金与其他资金合计 6.00 万元，与预算数一致。")

        page.get_by_label("其他资金").fill("0.10")
        expect(note).to_have_text("财政资金与其他资金合计 6.10 万元，比预算数多 0.10 万元。")
        page.get_by_label("预算数").fill("1,322.00")
        expect(note).to_have_text("财政资金与其他资金合计 6.10 万元，比预算数少 1315.90 万元。")
        page.get_by_label("预算数").fill("")
        page.get_by_role("button", name="填入预算数").click()

        expect(page.get_by_label("预算数")).to_have_value("6.10")
        expect(note).to_have_class("sum-note is-right")

    def test_the_payment_plan_says_what_is_left_and_marks_a_fall(self, page: Page):
        open_grid(page)
        note = page.locator("[data-milestone-note]")
        expect(note).to_have_text("累计至 100%。")

        page.get_by_label("12月底").fill("95")
        expect(note).to_have_text("累计 95%，还剩 5%。")
        page.get_by_label("10月底").fill("50")

        expect(note).to_have_text("10月底（50%）低于6月底（60%）：累计数不应减少。累计 95%，还剩 5%。")
        expect(page.get_by_label("10月底")).to_have_class("form-control is-falling")

    def test_a_long_text_is_counted(self, page: Page):
        open_grid(page)

        page.get_by_label("资金用途").fill("用于印制面向中小学的乡土读本")

        expect(page.locator(".counter")).to_have_text("14/10，超出 4 字")
