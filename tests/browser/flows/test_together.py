"""Two people in one project: other cells merge, the same cell asks, and no word of either is lost."""

import pytest
from playwright.sync_api import expect

from tests.browser.flows.conftest import text_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_write_in_one_project_at_once(sit_down, author, other, plan, address):
    mine, theirs = sit_down(author, address), sit_down(other, address)
    before = text_of(plan).projects[0]

    for words in ("一", "二", "三"):
        mine.append("name", words)
        theirs.append("basis", words)
    mine.until(lambda: rows_of(plan)[0].name == f"{before.indicators[0].name}一二三")
    theirs.until(lambda: rows_of(plan)[0].basis == f"{before.indicators[0].basis}一二三")
    mine.listen()
    expect(mine.page.locator("[data-others]")).to_contain_text("编制人 王立新 在“第1行 指标值确定依据”")
    expect(mine.cell("basis")).to_have_value(f"{before.indicators[0].basis}一二三")

    theirs.write(theirs.purpose, "乙方一句。")
    theirs.until(lambda: text_of(plan).projects[0].purpose == f"{before.purpose}乙方一句。")
    mine.write(mine.purpose, "甲方一句。")
    expect(mine.conflict).to_contain_text("王立新")
    assert mine.purpose.input_value() == f"{before.purpose}甲方一句。"
    assert mine.conflict.locator("mark").all_inner_texts() == ["甲方一句。", "乙方一句。"]
    mine.conflict.get_by_role("button", name="合并后保存").click()

    mine.until(lambda: text_of(plan).projects[0].purpose == f"{before.purpose}甲方一句。乙方一句。")
    mine.is_saved()
    theirs.cell("name", row=1).focus()
    theirs.listen()
    expect(theirs.purpose).to_have_value(f"{before.purpose}甲方一句。乙方一句。")
    mine.until(lambda: mine.journal() == [])
    theirs.until(lambda: theirs.journal() == [])


def rows_of(plan):
    return text_of(plan).projects[0].indicators
