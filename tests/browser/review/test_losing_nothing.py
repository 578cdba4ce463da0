"""Words that were typed are there until the server has them: closed forms, expired sessions, lost answers, refusals."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from reviews.models import Comment, Thread
from tests.browser.conftest import DESK
from tests.browser.review.conftest import let_in
from tests.reviews.people import a_thread

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def complaints():
    """That an answer was missing or refused is what is tested: the console may say so."""

    class Heard(list):
        def append(self, words: str) -> None:
            if not words.startswith(("Failed to load resource", "htmx:", "502")):
                super().append(words)

    return Heard()


@pytest.fixture
def written(paper_of, case):
    """A form with words in it."""
    paper = paper_of(case.people.first, DESK)
    paper.target(0).click()
    paper.body.fill("请核实册数。")
    return paper


def test_a_closed_form_leaves_a_pencil_and_its_words(written):
    written.press("Escape")
    pencil = written.page.get_by_role("button", name="没提交的意见，继续写")
    expect(pencil).to_be_visible()

    written.target(1).click()
    expect(written.body).to_have_value("")
    pencil.click()

    expect(written.body).to_have_value("请核实册数。")


def test_a_pencil_hears_a_click_during_which_the_paper_moves(written):
    written.press("Escape")
    pencil = written.page.get_by_role("button", name="没提交的意见，继续写")
    pencil.hover()

    written.page.mouse.down()
    written.page.locator("[data-paper]").evaluate("(paper) => { paper.style.paddingRight = '1px'; }")
    written.page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    written.page.mouse.up()

    expect(written.body).to_have_value("请核实册数。")


def test_a_form_is_ready_as_soon_as_it_stands_there(paper_of, case):
    paper = paper_of(case.people.first, DESK)
    paper.page.evaluate(
        """() => new MutationObserver((_, watcher) => {
          const form = document.querySelector("[data-raise-form]");
          if (!form) return;
          watcher.disconnect();
          form.elements.body.value = "请核实册数。";
          form.querySelector("[data-by-enter]").click();
        }).observe(document.querySelector("[data-paper]"), { childList: true, subtree: true })"""
    )

    with paper.page.expect_response("**/threads/new/") as answer:
        paper.target(0).click()

    assert answer.value.request.headers.get("hx-request") == "true"
    expect(paper.marks).to_have_count(1)


def test_a_reloaded_page_opens_the_form_again(written):
    written.page.reload()

    expect(written.body).to_have_value("请核实册数。")
    expect(written.target(0)).to_be_in_viewport()


def test_sent_it_is_kept_no_longer(written):
    assert len(written.kept()) == 1

    written.press("Control+Enter")
    expect(written.marks).to_have_count(1)

    assert written.kept() == []
    expect(written.page.locator(".pencil")).to_have_count(0)


def test_an_expired_session_says_so_and_the_words_come_back_after_the_login(written, case):
    written.page.context.clear_cookies(name="session")

    written.form.get_by_role("button", name="提交意见").click()
    expect(written.form.get_by_role("alert")).to_contain_text("登录已过期，还没有提交。您写的内容还在这里")
    expect(written.body).to_have_value("请核实册数。")
    written.form.get_by_role("link", name="重新登录").click()
    written.page.get_by_label("账号").fill(case.people.first.username)
    written.page.get_by_label("密码").fill("Yunxi-2025")
    written.page.get_by_role("button", name="登录").click()
    expect(written.body).to_have_value("请核实册数。")
    written.press("Control+Enter")

    expect(written.marks).to_have_count(1)
    assert Thread.objects.get().comments.get().body == "请核实册数。"


def test_another_login_in_between_asks_for_a_fresh_page(written, case):
    written.page.context.clear_cookies(name="csrf")
    let_in(written.page, case.people.first)

    written.press("Control+Enter")
    expect(written.form.get_by_role("alert")).to_contain_text("页面已过期，没有提交。")
    written.form.get_by_role("link", name="刷新页面").click()
    expect(written.body).to_have_value("请核实册数。")
    written.press("Control+Enter")

    expect(written.marks).to_have_count(1)


def test_a_lost_answer_makes_no_second_thread(written):
    address = "**/threads/new/"
    written.page.route(address, lambda route: (route.fetch(), route.abort()))
    written.press("Control+Enter")
    expect(written.form.get_by_role("alert")).to_contain_text("没有连上服务器")
    assert Thread.objects.count() == 1

    written.page.unroute(address)
    written.page.reload()
    expect(written.body).to_have_value("请核实册数。")
    written.press("Control+Enter")

    expect(written.marks).to_have_count(1)
    expect(written.form).to_be_hidden()
    assert (Thread.objects.count(), Comment.objects.count()) == (1, 1)


def test_a_refusal_is_a_sentence_in_the_form(written, case):
    case.go("return")

    written.press("Control+Enter")

    expect(written.form.get_by_role("alert")).to_contain_text("重新送审后才能提意见")
    expect(written.body).to_have_value("请核实册数。")


def test_a_fault_of_the_server_is_told(written):
    written.page.route("**/threads/new/", lambda route: route.fulfill(status=502, body="<!doctype html>"))

    written.press("Control+Enter")

    expect(written.form.get_by_role("alert")).to_contain_text("服务器没能处理，还没有提交。")


def test_a_reply_half_written_stays_while_another_thread_is_answered(paper_of, case):
    a_thread(case, where="第一处")
    a_thread(case, where="第二处")
    paper = paper_of(case.people.first, DESK)
    first, second = paper.thread("第一处"), paper.thread("第二处")

    first.get_by_text("回复").first.click()
    first.get_by_label("回复").fill("写了一半")
    second.get_by_role("button", name="办结").click()
    expect(second).to_contain_text("已办结")

    expect(first.get_by_label("回复")).to_have_value("写了一半")
    paper.page.reload()
    expect(first.get_by_label("回复")).to_have_value("写了一半")
    first.get_by_role("button", name="回复").click()
    expect(first).to_contain_text("写了一半")
    assert paper.kept() == []


def test_logging_out_wipes_what_was_kept(written):
    written.page.locator(".top .menu summary").click()
    written.page.get_by_role("button", name="退出").click()
    written.page.wait_for_url(reverse("login"))

    assert written.kept() == []


def test_one_account_s_words_are_not_another_s(written, case):
    written.page.context.clear_cookies(name="session")
    written.page.goto("/account/login/")
    let_in(written.page, case.people.final)

    written.open()

    expect(written.page.locator(".pencil")).to_have_count(0)
    expect(written.form).to_be_hidden()
