"""The line is cut, the session ends, the tab goes, the browser is killed: no word is lost, and nobody's is overwritten."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from departments.two_step import new_secret, set_up
from tests.browser.desk import let_in, watch
from tests.browser.draft_autosave.conftest import Desk, cells_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_line_is_cut_while_one_types(desk, author, plan):
    window = desk(author)
    before = cells_of(plan)
    window.write(window.purpose, "之前")
    window.is_saved()

    window.page.context.set_offline(True)
    window.write(window.purpose, "断网时")
    expect(window.state).to_contain_text("离线，已存本机")
    window.write(window.name, "也写")
    window.until(
        lambda: sorted(window.journal()) == sorted([before["purpose"] + "之前断网时", before["name"] + "也写"])
    )
    window.page.context.set_offline(False)

    window.is_saved()
    assert cells_of(plan) == before | {"purpose": before["purpose"] + "之前断网时", "name": before["name"] + "也写"}
    window.until(lambda: window.journal() == [])


def test_an_answer_that_never_came_is_no_conflict_with_oneself(desk, author, plan):
    window = desk(author)
    before = cells_of(plan)["purpose"]

    def store_without_answer(route):
        route.fetch()
        route.abort()

    window.page.route("**/save/", store_without_answer)
    window.write(window.purpose, "甲")
    expect(window.state).to_contain_text("离线")
    assert cells_of(plan)["purpose"] == before + "甲"
    window.write(window.purpose, "乙")
    window.page.unroute("**/save/")

    window.is_saved()
    assert cells_of(plan)["purpose"] == before + "甲乙"


def test_words_taken_back_while_the_answer_was_missing_are_taken_back(desk, author, plan):
    window = desk(author)
    before = cells_of(plan)["purpose"]

    def store_without_answer(route):
        route.fetch()
        route.abort()

    window.page.route("**/save/", store_without_answer)
    window.write(window.purpose, "甲")
    expect(window.state).to_contain_text("离线")
    window.purpose.press("Backspace")
    window.page.unroute("**/save/")

    window.is_saved()
    assert cells_of(plan)["purpose"] == before


def test_a_server_in_trouble_is_asked_again(desk, author, plan):
    window = desk(author)
    before = cells_of(plan)["purpose"]
    answers = iter([502, 503])

    def trouble(route):
        status = next(answers, None)
        if status:
            route.fulfill(status=status, body="")
        else:
            route.continue_()

    window.page.route("**/save/", trouble)
    window.write(window.purpose, "甲")

    window.is_saved()
    assert cells_of(plan)["purpose"] == before + "甲"


def test_the_session_ends_while_one_types_and_the_save_goes_on(desk, author, plan):
    window = desk(author)
    before = cells_of(plan)
    Session.objects.all().delete()

    window.write(window.purpose, "甲")
    expect(window.page.get_by_role("dialog", name="请重新登录")).to_be_visible()
    window.page.keyboard.type("乙")  # the login takes nobody's keyboard
    window.log_in_again(author)

    window.is_saved()
    expect(window.page.get_by_role("dialog")).to_have_count(0)
    assert cells_of(plan) == before | {"purpose": before["purpose"] + "甲乙"}


def test_a_login_in_two_steps_goes_on_too(desk, author, plan):
    window = desk(author)
    before = cells_of(plan)
    code = set_up(author, new_secret(), 0)[0]
    Session.objects.all().delete()

    window.write(window.purpose, "甲")
    window.log_in_again(author)
    dialog = window.page.get_by_role("dialog", name="请重新登录")
    expect(dialog.get_by_label("验证码")).to_be_focused()
    window.page.keyboard.type("AAAA-AAAA-AAAA\n")
    expect(dialog).to_contain_text("验证码不正确或已经用过")
    window.page.keyboard.type(f"{code}\n")

    window.is_saved()
    expect(dialog).to_have_count(0)
    window.until(lambda: cells_of(plan) == before | {"purpose": before["purpose"] + "甲"})


def test_another_account_may_not_save_these_words(desk, author, other, plan):
    window = desk(author)
    before = cells_of(plan)
    Session.objects.all().delete()
    window.write(window.purpose, "甲")

    window.log_in_again(other)

    dialog = window.page.get_by_role("dialog", name="请重新登录")
    expect(dialog).to_contain_text("这些文字是另一个账号写的")
    assert window.journal() == [before["purpose"] + "甲"]
    assert cells_of(plan) == before
    window.log_in_again(author)
    window.is_saved()
    assert cells_of(plan)["purpose"] == before["purpose"] + "甲"


def test_a_wrong_password_says_so(desk, author):
    window = desk(author)
    Session.objects.all().delete()
    window.write(window.purpose, "甲")
    dialog = window.page.get_by_role("dialog", name="请重新登录")
    dialog.get_by_label("账号").fill(author.username)
    dialog.get_by_label("密码").fill("falsch")

    dialog.get_by_role("button", name="登录并继续保存").click()

    expect(dialog).to_contain_text("账号或密码不正确")


def test_a_login_in_another_tab_is_enough(desk, author, live_server, plan):
    window = desk(author)
    before = cells_of(plan)["purpose"]
    Session.objects.all().delete()
    window.page.context.clear_cookies()
    let_in(window.page.context, author, live_server.url)
    Desk(window.page.context.new_page(), window.address).open().page.close()

    window.write(window.purpose, "甲")

    window.is_saved()
    assert cells_of(plan)["purpose"] == before + "甲"


def test_a_tab_closed_without_warning_sends_its_last_words(desk, author, plan):
    window = desk(author)
    before = cells_of(plan)["purpose"]
    window.write(window.purpose, "最后一句")
    onlooker = window.page.context.new_page()

    window.page.close()

    Desk(onlooker, window.address).until(lambda: cells_of(plan)["purpose"] == before + "最后一句")


def test_words_of_a_closed_tab_that_did_not_arrive_are_offered_not_applied(desk, author, plan, live_server):
    window = desk(author)
    before = cells_of(plan)
    Session.objects.all().delete()  # the closing tab's last request may arrive, but it stores nothing
    window.write(window.purpose, "甲")
    window.write(window.name, "乙")
    window.until(lambda: len(window.journal()) == 2)
    again = close_and_come_back(window, author, live_server)

    expect(again.recovery).to_contain_text("本机存有 2 处未保存的文字")
    expect(again.recovery).to_contain_text(before["purpose"] + "甲")
    assert cells_of(plan) == before
    lines = again.recovery.get_by_role("listitem")
    lines.filter(has_text="项目名称").get_by_role("button", name="放弃").click()
    lines.filter(has_text="资金用途").get_by_role("button", name="恢复").click()

    again.is_saved()
    expect(again.recovery).to_have_count(0)
    again.until(lambda: cells_of(plan) == before | {"purpose": before["purpose"] + "甲"})
    again.until(lambda: again.journal() == [])


def test_recovered_words_meet_newer_ones_in_a_conflict(desk, author, other, plan, live_server):
    window, before = desk(author), cells_of(plan)["purpose"]
    Session.objects.all().delete()
    window.write(window.purpose, "甲")
    window.until(lambda: window.journal() == [before + "甲"])
    theirs = desk(other)
    theirs.write(theirs.purpose, "乙")
    theirs.is_saved()
    theirs.until(lambda: cells_of(plan)["purpose"] == before + "乙")

    again = close_and_come_back(window, author, live_server)
    again.recovery.get_by_role("button", name="恢复", exact=True).click()

    expect(again.conflict.locator("[data-mine]")).to_have_text(before + "甲")
    expect(again.conflict.locator("[data-theirs]")).to_have_text(before + "乙")
    assert cells_of(plan)["purpose"] == before + "乙"


def close_and_come_back(window: Desk, author, live_server) -> Desk:
    """The tab is gone; its author logs in anew and opens the page again."""
    again = Desk(watch(window.page.context.new_page(), []), window.address)
    window.page.close()
    let_in(again.page.context, author, live_server.url)
    return again.open()


def test_logging_out_saves_first_and_leaves_nothing_in_the_browser(desk, author, plan):
    window = desk(author)
    before = cells_of(plan)["purpose"]
    window.write(window.purpose, "甲")

    window.page.locator("[data-menu] summary").click()
    window.page.get_by_role("button", name="退出").click()
    window.page.wait_for_url("**/login/")

    assert cells_of(plan)["purpose"] == before + "甲"
    assert records_left(window.page, author) == []


def test_logging_out_with_words_that_are_nowhere_else_asks_first(desk, author, plan):
    window = desk(author)
    window.page.route("**/save/**", lambda route: route.abort())
    window.write(window.purpose, "甲")
    window.until(lambda: len(window.journal()) == 1)

    window.page.locator("[data-menu] summary").click()
    window.page.get_by_role("button", name="退出").click()
    dialog = window.page.get_by_role("dialog", name="还有 1 处文字只存在本机")
    dialog.get_by_role("button", name="先不退出").click()
    assert len(window.journal()) == 1
    window.page.locator("[data-menu] summary").click()
    window.page.get_by_role("button", name="退出").click()
    dialog.get_by_role("button", name="清除并退出").click()
    window.page.wait_for_url("**/login/")

    assert records_left(window.page, author) == []


def records_left(page, user) -> list:
    return page.evaluate('async (id) => (await import("/static/js/draft/store.js")).recordsOf(id)', str(user.pk))
