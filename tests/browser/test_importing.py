"""An office file on its way to a draft, in a real browser."""

import pytest
from playwright.sync_api import expect

from departments.models import Role
from tests import builders
from tests.browser.conftest import PHONE, enter
from tests.places import SAMPLES
from texts.interchange import loads

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAMPLE = SAMPLES / "yunxi-jiaoyu-2025.docx"


@pytest.fixture
def expected():
    return loads(SAMPLE.with_suffix(".json").read_bytes())


@pytest.fixture
def user(expected):
    department = builders.a_department(name=expected.department)
    builders.a_cycle(department.region)
    return builders.a_user(Role.DEPARTMENT_LEAD, place=department)


def test_upload_look_store_read(page, user, expected):
    enter(page, user)
    page.get_by_role("main").get_by_role("link", name="导入文件").click()

    page.get_by_label("文件", exact=True).set_input_files(SAMPLE)
    page.get_by_role("button", name="读取", exact=True).click()
    expect(page.locator(".bar h1")).to_have_text(f"核对“{SAMPLE.name}”")
    expect(page.locator(".desk")).to_contain_text(expected.projects[0].name)
    expect(page.locator(".source")).to_contain_text(expected.projects[-1].name)

    page.get_by_role("button", name="存为草稿").click()
    expect(page.get_by_text(f"已将“{SAMPLE.name}”存为草稿。")).to_be_visible()
    expect(page.locator("#outline")).to_contain_text(expected.projects[-1].name)


def test_storing_again_asks_first(page, user):
    enter(page, user)
    for _ in range(2):
        page.goto("/imports/new/")
        page.get_by_label("文件", exact=True).set_input_files(SAMPLE)
        page.get_by_role("button", name="读取", exact=True).click()
        page.get_by_role("button", name="存为草稿").click()
    expect(page.get_by_text("要用文件替换它，请先确认替换。")).to_be_visible()

    page.get_by_role("button", name="替换已有草稿").click()

    expect(page.get_by_text("存为草稿。")).to_be_visible()


def test_a_file_is_dropped_on_the_field(page, user):
    enter(page, user)
    page.goto("/imports/new/")

    page.evaluate(
        """() => {
          const files = new DataTransfer();
          files.items.add(new File(["{}"], "教育局.json"));
          const zone = document.querySelector("[data-drop]");
          zone.dispatchEvent(new DragEvent("dragover", {dataTransfer: files, cancelable: true}));
          zone.dispatchEvent(new DragEvent("drop", {dataTransfer: files, cancelable: true}));
        }"""
    )

    assert page.evaluate("document.querySelector('#id_file').files[0].name") == "教育局.json"
    page.get_by_role("button", name="读取", exact=True).click()
    expect(page.locator("#id_file_error")).to_contain_text("应为“performance-text/1”")


def test_a_file_too_large_is_told_before_it_is_sent(page, user, settings, tmp_path):
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    large = tmp_path / "大.docx"
    large.write_bytes(b"x" * 2 * 1024 * 1024)
    enter(page, user)
    page.goto("/imports/new/")

    page.get_by_label("文件", exact=True).set_input_files(large)

    expect(page.get_by_text("“大.docx”有 2.0 MB，超过 1.0 MB 的上限，请换一个文件。")).to_be_visible()


def test_a_phone_shows_the_text_or_its_source(open_browser, user):
    page = open_browser(PHONE)
    enter(page, user)
    page.goto("/imports/new/")
    page.get_by_label("文件", exact=True).set_input_files(SAMPLE)
    page.get_by_role("button", name="读取", exact=True).click()
    expect(page.locator(".side")).to_be_hidden()

    page.get_by_role("button", name="原文").click()

    expect(page.locator(".side")).to_be_visible()
    expect(page.locator(".desk")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
