"""Undo and redo across cells and rows, with the keys people know."""

import pytest
from playwright.sync_api import expect

from tests.browser.draft_autosave.conftest import cells_of, rows_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: What the buttons and keys of the grid call.
ROWS = """async ([what, ...rest]) => {
  const rows = await import("/static/js/draft/rows.js");
  const all = Array.from(document.querySelectorAll("[data-row]"));
  const table = document.querySelector("[data-rows]");
  if (what === "add") rows.addRow("goal", {parent: table.dataset.parent, after: all[rest[0]], cells: {text: rest[1]}});
  if (what === "move") rows.moveRow(all[rest[0]], rest[1] === null ? null : all[rest[1]]);
  if (what === "remove") rows.removeRow(all[rest[0]]);
}"""


def values(window) -> list[str]:
    return window.rows.evaluate_all("fields => fields.map((field) => field.value)")


def test_cells_go_back_one_after_the_other_and_forth_again(desk, author, plan):
    window = desk(author)
    before = cells_of(plan)
    window.write(window.purpose, "甲")
    window.write(window.name, "乙")
    window.is_saved()

    window.page.keyboard.press("Control+z")
    expect(window.name).to_have_value(before["name"])
    expect(window.purpose).to_have_value(before["purpose"] + "甲")
    window.page.keyboard.press("Control+z")
    expect(window.purpose).to_have_value(before["purpose"])
    window.is_saved()
    assert cells_of(plan) == before

    window.page.keyboard.press("Control+y")
    window.page.keyboard.press("Control+Shift+z")
    window.is_saved()
    assert cells_of(plan) == before | {"name": before["name"] + "乙", "purpose": before["purpose"] + "甲"}


def test_rows_added_moved_and_removed_are_stored_and_all_undone(desk, author, plan):
    window = desk(author)
    first, second = rows_of(plan)
    text = plan.__class__.objects.with_text().get(pk=plan.pk).to_text()

    for change in (["add", 0, "新增"], ["move", 0, 2], ["remove", 1]):
        window.page.evaluate(ROWS, change)
    window.write(window.rows.first, "改")
    assert values(window) == ["新增改", first]
    window.is_saved()
    assert rows_of(plan) == ["新增改", first]

    window.goal.focus()
    for _ in range(4):
        window.page.keyboard.press("Control+z")
    assert values(window) == [first, second]
    window.is_saved()
    assert plan.__class__.objects.with_text().get(pk=plan.pk).to_text() == text


def test_what_one_paste_did_is_one_step(desk, author, plan):
    window = desk(author)
    before = values(window)

    window.page.evaluate(
        """async () => {
          const rows = await import("/static/js/draft/rows.js");
          const {parent} = document.querySelector("[data-rows]").dataset;
          document.querySelectorAll("[data-row] input").forEach((field, index) => {
            field.value = `第${index}行`;
            field.dispatchEvent(new Event("input", {bubbles: true}));
          });
          rows.addRow("goal", {parent, cells: {text: "又一行"}});
        }"""
    )
    window.is_saved()
    assert rows_of(plan) == ["第0行", "第1行", "又一行"]
    window.page.keyboard.press("Control+z")

    window.is_saved()
    assert values(window) == before
    assert rows_of(plan) == before


def test_the_last_words_of_a_removed_row_come_back_with_it(desk, author, plan):
    window = desk(author)
    before = rows_of(plan)

    window.write(window.rows.first, "末句")
    window.page.evaluate(ROWS, ["remove", 0])
    window.until(lambda: rows_of(plan) == before[1:])
    window.goal.focus()
    window.page.keyboard.press("Control+z")

    window.until(lambda: rows_of(plan) == [before[0] + "末句", before[1]])


def test_undo_leaves_another_persons_newer_words_alone(desk, author, other, plan):
    mine, theirs = desk(author), desk(other)
    before = cells_of(plan)["purpose"]
    mine.write(mine.purpose, "甲")
    mine.is_saved()
    mine.name.focus()
    theirs.listen()
    expect(theirs.purpose).to_have_value(before + "甲")
    theirs.write(theirs.purpose, "乙")
    theirs.is_saved()
    mine.listen()
    expect(mine.purpose).to_have_value(before + "甲乙")

    mine.page.keyboard.press("Control+z")

    expect(mine.page.get_by_role("status").last).to_contain_text("1 处已有他人的新内容")
    expect(mine.purpose).to_have_value(before + "甲乙")


def test_rows_that_another_added_are_followed_at_a_click(desk, author, other, plan):
    mine, theirs = desk(author), desk(other)
    before = rows_of(plan)
    theirs.page.evaluate(ROWS, ["add", 0, "他人新增"])
    theirs.is_saved()

    mine.listen()
    mine.page.get_by_role("button", name="刷新此表").click()

    expect(mine.rows).to_have_count(3)
    assert values(mine) == [before[0], "他人新增", before[1]]


def test_a_row_in_which_another_wrote_is_not_removed_unseen(desk, author, other, plan):
    mine, theirs = desk(author), desk(other)
    before = rows_of(plan)
    theirs.write(theirs.rows.first, "他人")
    theirs.is_saved()

    mine.page.evaluate(ROWS, ["remove", 0])

    expect(mine.page.get_by_text("改过这一行，所以没有删除").first).to_be_visible()
    expect(mine.rows.first).to_have_value(before[0] + "他人")
    assert rows_of(plan) == [before[0] + "他人", before[1]]


def test_a_row_that_another_removed_comes_back_for_the_words_written_in_it(desk, author, other, plan):
    mine, theirs = desk(author), desk(other)
    before = rows_of(plan)
    theirs.page.evaluate(ROWS, ["remove", 0])
    theirs.is_saved()

    mine.write(mine.rows.first, "我的")
    mine.conflict.get_by_role("button", name="恢复这一行并保存").click()

    mine.is_saved()
    assert rows_of(plan) == [before[0] + "我的", before[1]]
