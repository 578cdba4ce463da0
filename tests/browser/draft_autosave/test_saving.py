"""What is typed is stored, by one and by two, and nothing of it is lost where they meet."""

import json

import pytest
from playwright.sync_api import expect

from departments.models import Plan
from tests.browser.draft_autosave.conftest import cells_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_words_are_stored_after_a_pause_and_the_page_says_so(desk, author, plan):
    window = desk(author)
    before = cells_of(plan)

    window.write(window.purpose, "另购教具。")
    window.page.get_by_label("阶段").select_option("定稿")

    window.is_saved()
    assert cells_of(plan) == before | {"purpose": before["purpose"] + "另购教具。", "stage": "定稿"}


def test_only_the_changed_cell_travels_with_what_it_replaced(desk, author, plan):
    window = desk(author)
    before = cells_of(plan)

    with window.page.expect_request(lambda request: request.method == "POST") as sent:
        window.write(window.name, "（二期）")

    project = plan.projects.get()
    body = json.loads(sent.value.post_data)
    assert body["rows"] == []
    assert body["cells"] == [
        {
            "kind": "project",
            "id": str(project.pk),
            "cell": "name",
            "was": before["name"],
            "now": before["name"] + "（二期）",
        }
    ]
    assert body["at"] == f"project:{project.pk}:name"


def test_different_cells_merge_and_the_others_words_come_softly_marked(desk, author, other, plan):
    mine, theirs = desk(author), desk(other)
    before = cells_of(plan)

    mine.write(mine.purpose, "甲")
    theirs.write(theirs.name, "乙")
    mine.is_saved()
    theirs.is_saved()
    for window in (mine, theirs):
        window.listen()

    expect(mine.name).to_have_value(before["name"] + "乙")
    expect(mine.name).to_have_class("is-news")
    expect(theirs.purpose).to_have_value(before["purpose"] + "甲")
    assert cells_of(plan) == before | {"purpose": before["purpose"] + "甲", "name": before["name"] + "乙"}


def test_news_wait_until_the_author_leaves_the_cell(desk, author, other, plan):
    mine, theirs = desk(author), desk(other)
    before = cells_of(plan)["purpose"]
    mine.purpose.focus()

    theirs.write(theirs.purpose, "乙")
    theirs.is_saved()
    mine.listen()
    expect(mine.page.locator("[data-others]")).to_contain_text("王立新")
    expect(mine.purpose).to_have_value(before)
    mine.name.focus()

    expect(mine.purpose).to_have_value(before + "乙")


@pytest.mark.parametrize(
    ("choice", "kept"),
    [("用我的", "印读本，发到学校。"), ("用对方的", "印读本。购教具。"), ("合并后保存", "印读本，发到学校。购教具。")],
)
def test_in_the_same_cell_the_author_chooses(desk, author, other, plan, choice, kept):
    plan.projects.update(purpose="印读本。")
    mine, theirs = desk(author), desk(other)
    theirs.write(theirs.purpose, "购教具。")
    theirs.is_saved()

    mine.purpose.focus()
    mine.page.keyboard.press("Control+End")
    mine.page.keyboard.press("ArrowLeft")
    mine.page.keyboard.type("，发到学校")
    expect(mine.conflict).to_contain_text("王立新")
    expect(mine.conflict.locator("[data-theirs]")).to_have_text("印读本。购教具。")
    expect(mine.conflict.locator("[data-mine]")).to_have_text("印读本，发到学校。")
    expect(mine.state).to_contain_text("有冲突")
    mine.conflict.get_by_role("button", name=choice).click()

    mine.is_saved()
    expect(mine.purpose).to_have_value(kept)
    assert cells_of(plan)["purpose"] == kept


def test_the_author_goes_on_elsewhere_while_conflicts_wait_in_line(desk, author, other, plan):
    mine, theirs = desk(author), desk(other)
    before = cells_of(plan)
    theirs.write(theirs.purpose, "乙")
    theirs.write(theirs.name, "乙")
    theirs.is_saved()

    mine.write(mine.purpose, "甲")
    mine.write(mine.name, "甲")
    expect(mine.conflict).to_contain_text("资金用途")
    mine.write(mine.goal, "丙")
    mine.until(lambda: cells_of(plan)["goal"] == before["goal"] + "丙")
    mine.page.keyboard.press("F6")
    for _ in range(2):
        mine.conflict.get_by_role("button", name="用我的").press("Enter")

    mine.is_saved()
    words = {"goal": "丙", "purpose": "甲", "name": "甲"}
    assert cells_of(plan) == before | {cell: before[cell] + more for cell, more in words.items()}


def test_words_given_up_in_a_conflict_come_back_with_undo(desk, author, other, plan):
    mine, theirs = desk(author), desk(other)
    before = cells_of(plan)["purpose"]
    theirs.write(theirs.purpose, "乙")
    theirs.is_saved()
    mine.write(mine.purpose, "甲")
    mine.conflict.get_by_role("button", name="用对方的").click()
    expect(mine.purpose).to_have_value(before + "乙")

    mine.purpose.press("Control+z")

    expect(mine.purpose).to_have_value(before + "甲")


def test_everybody_sees_who_else_is_here_and_where(desk, author, other):
    mine, theirs = desk(author), desk(other)
    theirs.purpose.focus()
    theirs.listen()
    theirs.page.wait_for_load_state("networkidle")

    mine.listen()

    expect(mine.page.locator("[data-others]")).to_contain_text("王立新 在“资金用途”")
    expect(mine.page.locator(".other-mark")).to_have_text("王立新")


def test_a_text_that_was_sent_becomes_readonly_and_the_words_stay(desk, author, plan):
    window = desk(author)
    Plan.objects.filter(pk=plan.pk).update(state="submitted")
    before = cells_of(plan)

    window.write(window.purpose, "来不及了")

    expect(window.state).to_contain_text("只读")
    expect(window.page.get_by_label("未保存的文字")).to_have_value(f"资金用途：\n{before['purpose']}来不及了")
    expect(window.purpose).to_have_js_property("readOnly", True)
    assert cells_of(plan) == before
    assert window.journal() == [before["purpose"] + "来不及了"]


def test_a_readonly_page_takes_no_words(desk, author):
    window = desk(author, query="?readonly")

    expect(window.state).to_contain_text("只读")
    expect(window.purpose).to_have_js_property("readOnly", True)


def test_one_cell_too_long_keeps_no_other_from_being_saved(desk, author, plan):
    window = desk(author)
    before = cells_of(plan)

    window.goal.fill("长" * 20_001)
    window.write(window.name, "甲")

    window.until(lambda: cells_of(plan)["name"] == before["name"] + "甲")
    expect(window.state).to_contain_text("未能保存")
    expect(window.page.get_by_text("有 20001 字")).to_be_visible()
    window.goal.fill("短")
    window.is_saved()
    assert cells_of(plan)["goal"] == "短"
