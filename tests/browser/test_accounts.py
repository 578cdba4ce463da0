"""The account's pages and the auditor's in a real browser: nothing that the Content-Security-Policy refuses, no page
wider than its window, and two-step login from the first code to the next login."""

import pyotp
import pytest
from playwright.sync_api import Page

from audit.log import Subject, record
from departments.models import Role
from reviews.log_words import Action
from tests import builders
from tests.browser.conftest import DESK, LAPTOP, PHONE, enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("size", [DESK, LAPTOP, PHONE], ids=["desk", "laptop", "phone"])
def test_the_auditors_page_begins_the_work_and_narrows(open_browser, size):
    auditor = builders.a_user(Role.AUDIT_ADMIN, place=builders.a_region())
    long = Subject("t1", "绩效文本 云溪县机关事务服务中心及其所属各单位 2025年部门预算绩效文本")
    for n in range(60):
        record(Action.VIEW, by=auditor, of=long, detail="说明" * 20, is_success=n % 7 > 0)
    page = open_browser(size)

    enter(page, auditor)
    assert page.get_by_role("heading", name="操作日志").is_visible()
    assert fits(page)
    page.get_by_label("结果").select_option("未成功")
    page.get_by_role("button", name="查找").click()

    assert page.locator(".entries tbody tr").count() == 9
    page.get_by_role("link", name="清除条件").click()
    page.get_by_role("link", name="较早的").click()
    assert page.locator(".entries tbody tr").count() == 12  # with the login and the first search
    assert fits(page)


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_two_step_login_from_the_picture_to_the_next_login(open_browser, size):
    user = builders.a_user(Role.AUDIT_ADMIN, place=builders.a_region())
    page = open_browser(size)
    enter(page, user)
    page.goto("/account/")
    page.get_by_role("link", name="开通两步登录").click()
    assert page.locator("svg.qr").is_visible()
    assert fits(page)
    app = pyotp.TOTP("".join(page.locator(".secret-letters span").all_inner_texts()))

    page.locator("input[name=code]").fill(app.now())
    page.locator("input[name=password]").fill("Yunxi-2025")
    page.get_by_role("button", name="开通").click()
    codes = page.locator(".codes code").all_inner_texts()
    assert fits(page)
    page.context.clear_cookies()
    page.goto("/account/login/")
    page.locator("input[name=username]").fill(user.username)
    page.locator("input[name=password]").fill("Yunxi-2025")
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("/account/login/code/")
    page.locator("input[name=code]").fill(codes[3].lower())
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("/audit/")
    page.goto("/account/")

    assert page.get_by_text("恢复码还有 9 个没有用过。").is_visible()
