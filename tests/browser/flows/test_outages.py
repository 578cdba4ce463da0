"""While one types in a project the line is cut, the login ends, the text is closed: the words arrive, or are kept."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.flows.conftest import text_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OUTAGE = 20  # seconds on the page's own clock


def test_the_line_is_cut_for_twenty_seconds_while_one_types(sit_down, author, plan, address):
    window = sit_down(author)
    window.page.clock.install()
    window.page.goto(address)
    window.is_ready()
    before = text_of(plan)
    words = "断网时写的字一个不能少，二十秒以后都要到。"

    window.page.context.set_offline(True)
    window.purpose.focus()
    window.page.keyboard.press("Control+End")
    for second in range(OUTAGE):
        window.page.keyboard.type(words[second])
        window.page.clock.run_for(1000)
    expect(window.state).to_have_text("⚠ 离线，已存本机")
    window.page.keyboard.type(words[OUTAGE:])
    assert text_of(plan) == before
    window.page.context.set_offline(False)
    window.page.clock.resume()

    window.until(lambda: text_of(plan).projects[0].purpose == before.projects[0].purpose + words)
    window.is_saved()
    window.until(lambda: window.journal() == [])


def test_the_login_ends_while_one_types_and_the_save_goes_on(sit_down, author, plan, address):
    window = sit_down(author, address)
    name = text_of(plan).projects[0].indicators[0].name
    Session.objects.all().delete()

    window.append("name", "甲")
    expect(window.state).to_contain_text("登录已过期，已存本机")
    expect(window.page.get_by_role("dialog", name="请重新登录")).to_be_visible()
    window.page.keyboard.type("乙")  # the dialog takes nobody's keyboard
    window.page.keyboard.press("F6")
    window.page.keyboard.type("Yunxi-2025")  # the account is filled in already
    window.page.keyboard.press("Enter")

    window.is_saved()
    expect(window.page.get_by_role("dialog")).to_have_count(0)
    expect(window.cell("name")).to_be_focused()
    window.until(lambda: text_of(plan).projects[0].indicators[0].name == f"{name}甲乙")


def test_letters_of_an_input_method_are_saved_as_the_words_they_become(sit_down, author, plan, address):
    window = sit_down(author, address)
    bodies = []
    window.page.on("request", lambda request: bodies.append(f"{request.url} {request.post_data}"))
    keyboard = window.page.context.new_cdp_session(window.page)

    window.type(window.field(":budget"), "7.00", over=True)
    window.cell("name").focus()
    for letters in ("d", "du", "dub", "duben"):
        place = {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)}
        keyboard.send("Input.imeSetComposition", place)
    window.until(lambda: window.journal() == ["7.00"])  # what was finished before is kept meanwhile
    assert window.cell("name").input_value() == "duben"
    keyboard.send("Input.insertText", {"text": "读本"})

    window.until(lambda: text_of(plan).projects[0].indicators[0].name == "读本")
    assert text_of(plan).projects[0].budget == "7.00"
    assert [body for body in bodies if "dub" in body] == []


def test_an_author_who_types_nothing_hears_that_the_text_is_closed_and_opened_again(sit_down, author, plan, address):
    window = sit_down(author, address)

    close(plan)
    window.listen()
    expect(window.page.get_by_role("dialog", name="现在只读")).to_contain_text("截止")
    expect(window.cell("name")).to_have_js_property("readOnly", True)
    expect(window.page.locator(".draft-steps")).to_be_hidden()
    close(plan, in_hours=1)
    window.listen()
    window.press("刷新此页")

    expect(window.is_ready().cell("name")).to_have_js_property("readOnly", False)


def close(plan, *, in_hours: float = -0.1) -> None:
    plan.cycle.submit_by = timezone.now() + timedelta(hours=in_hours)
    plan.cycle.save()


def test_a_text_that_is_closed_under_ones_hands_keeps_the_words_for_copying(sit_down, author, plan, address):
    window = sit_down(author, address)
    before = text_of(plan)
    close(plan)

    window.write(window.purpose, "来不及了")
    dialog = window.page.get_by_role("dialog", name="现在只读")
    expect(dialog).to_contain_text("截止")
    expect(window.state).to_contain_text("只读")
    expect(window.purpose).to_have_js_property("readOnly", True)
    words = f"{before.projects[0].purpose}来不及了"
    dialog.get_by_role("button", name="复制这些文字").click()
    assert window.page.evaluate("navigator.clipboard.readText()") == f"资金用途：\n{words}"
    window.until(lambda: window.journal() == [words])
    window.open()
    expect(window.recovery).to_contain_text("这里现在不能修改，可以复制留存。")

    window.recovery.get_by_role("button", name="复制").click()

    assert window.page.evaluate("navigator.clipboard.readText()") == words
    assert (text_of(plan), window.journal()) == (before, [words])
