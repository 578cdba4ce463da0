"""The login beside the work, for an account with two-step login or with a duty to be done first."""

from datetime import timedelta

import pyotp
import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from departments.models import User
from departments.two_step import new_secret, set_up
from tests.browser.draft_autosave.conftest import cells_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD, NEW = "Yunxi-2025", "Qingshan+2026"


def first_step(window, user):
    dialog = window.page.get_by_role("dialog", name="请重新登录")
    dialog.get_by_label("账号").fill(user.username)
    dialog.get_by_label("密码").fill(PASSWORD)
    dialog.get_by_role("button", name="登录并继续保存").click()
    return dialog


def test_the_code_is_asked_in_the_same_place_and_the_save_goes_on(desk, author, plan):
    secret = new_secret()
    set_up(author, secret, 0)
    window = desk(author)
    before = cells_of(plan)["purpose"]
    Session.objects.all().delete()
    window.write(window.purpose, "甲")

    dialog = first_step(window, author)
    code = dialog.get_by_label("验证码")
    expect(code).to_be_focused()
    expect(dialog.get_by_label("密码")).to_be_hidden()
    expect(dialog.locator(".panel-error")).to_have_text("")
    code.fill("12345")
    window.page.keyboard.press("Enter")
    expect(dialog).to_contain_text("验证码不正确或已经用过")
    code.fill(pyotp.TOTP(secret).now())
    window.page.keyboard.press("Enter")

    window.is_saved()
    expect(window.page.get_by_role("dialog")).to_have_count(0)
    assert cells_of(plan)["purpose"] == before + "甲"


def test_a_duty_is_done_in_another_tab_and_nothing_is_lost(desk, author, plan, settings):
    window = desk(author)
    before = cells_of(plan)["purpose"]
    settings.DEMO = False
    User.objects.filter(pk=author.pk).update(password_set_at=timezone.now() - timedelta(days=91))
    Session.objects.all().delete()
    window.write(window.purpose, "甲")

    dialog = first_step(window, author)
    expect(dialog).to_contain_text("请先在新窗口完成“修改密码”，再回到这里继续保存。")
    tab = window.page.context.new_page()
    tab.goto("/account/password/")
    for name, words in (("old_password", PASSWORD), ("new_password1", NEW), ("new_password2", NEW)):
        tab.locator(f"input[name={name}]").fill(words)
    tab.get_by_role("button", name="修改密码").click()
    tab.wait_for_url(lambda address: "/account/password/" not in address)
    tab.close()
    dialog.get_by_role("button", name="登录并继续保存").click()

    window.is_saved()
    expect(window.page.get_by_role("dialog")).to_have_count(0)
    assert cells_of(plan)["purpose"] == before + "甲"
