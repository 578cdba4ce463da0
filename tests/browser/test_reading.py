"""From the login to the official PDF, with mouse, keyboard, phone, and without JavaScript."""

import json

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from departments.models import Role
from jobs.printing import print_next
from tests import builders
from tests.browser.conftest import DESK, LAPTOP, PHONE, enter
from texts.interchange import to_json
from texts.writers.print.official_pdf import Printer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def text():
    projects = tuple(builders.a_project(name=f"项目{n}", budget=f"{n}.00") for n in range(1, 9))
    return builders.a_text(projects=projects)


@pytest.fixture
def plan(department, text):
    return builders.a_plan(text, department=department)


@pytest.fixture
def user(department):
    return builders.a_user(Role.UNIT_STAFF, place=department)


def has_no_sideways_scroll(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_from_login_to_pdf_and_json(page, user, plan, text, tmp_path):
    enter(page, user)
    page.get_by_role("rowheader").get_by_role("link", name="云溪县教育局").click()
    expect(page.locator("h1").first).to_contain_text("云溪县教育局 2025年部门预算绩效文本")

    with page.expect_download() as json_file:
        page.locator(".step-menu summary").click()
        page.get_by_role("link", name="下载 JSON").click()
    page.get_by_role("button", name="下载 PDF").click()
    expect(page.get_by_text("正在排版…")).to_be_visible()
    with page.expect_download() as pdf_file:
        print_next(Printer())
        expect(page.get_by_text("PDF 已排好，下载已开始")).to_be_visible()

    pdf_file.value.save_as(tmp_path / "text.pdf")
    json_file.value.save_as(tmp_path / "text.json")
    assert pdf_file.value.suggested_filename == "云溪县教育局2025年部门预算绩效文本（草案）.pdf"
    assert (tmp_path / "text.pdf").read_bytes().startswith(b"%PDF-")
    assert json.loads((tmp_path / "text.json").read_text(encoding="utf-8")) == to_json(text)


def test_a_finished_pdf_comes_at_the_first_click(page, user, plan):
    enter(page, user)
    page.get_by_role("button", name="下载 PDF").click()
    print_next(Printer())
    page.goto("/")

    with page.expect_download() as download:
        page.get_by_role("button", name="下载 PDF").click()

    assert download.value.suggested_filename.endswith(".pdf")


def test_the_outline_leads_and_follows(page, user, plan):
    enter(page, user)
    page.goto(reverse("plan_detail", args=[plan.pk]))
    outline = page.get_by_role("navigation", name="目录")

    outline.get_by_role("link", name="5. 项目5").click()
    expect(page.locator("#project-5")).to_be_in_viewport()
    expect(outline.locator("[aria-current]")).to_contain_text("5. 项目5")

    page.keyboard.press("j")
    expect(outline.locator("[aria-current]")).to_contain_text("6. 项目6")
    page.keyboard.press("k")
    page.keyboard.press("k")
    expect(outline.locator("[aria-current]")).to_contain_text("4. 项目4")


def test_the_outline_folds_away(page, user, plan):
    enter(page, user)
    page.goto(reverse("plan_detail", args=[plan.pk]))
    button = page.locator("[data-fold]")

    button.click()
    expect(page.locator("#outline")).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")

    button.click()
    expect(page.locator("#outline")).to_be_visible()


def test_an_address_opens_at_its_project(page, user, plan):
    enter(page, user)

    page.goto(reverse("plan_detail", args=[plan.pk]) + "#project-7")

    expect(page.locator("#project-7")).to_be_in_viewport()
    top, covered = page.evaluate(
        "[document.getElementById('project-7').getBoundingClientRect().top,"
        " document.querySelector('.bar').getBoundingClientRect().bottom]"
    )
    assert top >= covered


def test_a_text_of_200_projects_is_found_in(page, user, department):
    projects = tuple(builders.a_project(name=f"项目{n}") for n in range(1, 201))
    plan = builders.a_plan(builders.a_text(projects=projects), department=department)
    enter(page, user)
    page.goto(reverse("plan_detail", args=[plan.pk]))

    page.get_by_label("在目录中查找项目").fill("项目187")
    page.get_by_role("link", name="187. 项目187").click()

    expect(page.locator("#project-187")).to_be_in_viewport()


def test_a_phone_shows_outline_or_text(open_browser, user, plan):
    page = open_browser(PHONE)
    enter(page, user)
    page.goto(reverse("plan_detail", args=[plan.pk]))
    outline, paper = page.locator("#outline"), page.locator(".desk")
    expect(outline).to_be_hidden()

    page.get_by_role("button", name="目录", exact=True).click()
    expect(paper).to_be_hidden()
    outline.get_by_role("link", name="3. 项目3").click()

    expect(outline).to_be_hidden()
    expect(page.locator("#project-3")).to_be_in_viewport()


@pytest.mark.parametrize("size", [DESK, LAPTOP, PHONE], ids=str)
def test_no_page_scrolls_sideways(open_browser, user, plan, size):
    page = open_browser(size)
    page.goto("/account/login/")
    fitting = {"/account/login/": has_no_sideways_scroll(page)}
    enter(page, user)

    for address in (
        "/",
        reverse("plan_detail", args=[plan.pk]),
        reverse("plan_pdf", args=[plan.pk]),
        "/imports/new/",
        "/account/password/",
    ):
        page.goto(address)
        fitting[address] = has_no_sideways_scroll(page)

    assert [address for address, fits in fitting.items() if not fits] == []


def test_works_without_scripts(open_browser, user, plan):
    page = open_browser(scripts=False)
    enter(page, user)
    page.get_by_role("rowheader").get_by_role("link", name="云溪县教育局").click()
    page.get_by_role("navigation", name="目录").get_by_role("link", name="2. 项目2").click()
    expect(page.locator("#project-2")).to_be_in_viewport()

    page.get_by_role("button", name="下载 PDF").click()
    expect(page.get_by_text("正在排版…")).to_be_visible()
    with page.expect_download() as download:
        print_next(Printer())

    assert download.value.suggested_filename.endswith(".pdf")


def test_works_by_keyboard(page, user, plan):
    page.goto("/account/login/")
    page.keyboard.type(user.username)
    page.keyboard.press("Tab")
    page.keyboard.type("Yunxi-2025")
    page.keyboard.press("Enter")
    page.wait_for_url("/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="修改密码")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="修改密码")).to_be_hidden()
    expect(page.locator("summary")).to_be_focused()


def test_a_session_that_ended_while_waiting_goes_to_the_login_and_back(page, user, plan):
    enter(page, user)
    page.get_by_role("button", name="下载 PDF").click()
    expect(page.get_by_text("正在排版…")).to_be_visible()

    page.context.clear_cookies(name="session")
    page.get_by_label("账号").fill(user.username)
    page.get_by_label("密码").fill("Yunxi-2025")
    page.get_by_role("button", name="登录").click()

    expect(page.get_by_text("正在排版…")).to_be_visible()
