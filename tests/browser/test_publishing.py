"""From the final reviewer's button to a citizen's screen, and what a correction does to what was read before."""

import hashlib

import pytest
from playwright.sync_api import expect

from publications.addresses import address_of
from publications.models import Publication
from tests.browser.conftest import PHONE, enter
from tests.publications.publishing import approved, corrected, two_projects

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def case(transactional_db):
    return approved(text=two_projects(), classified=(2,))


def test_published_read_by_a_stranger_corrected_and_marked(open_browser, case):
    final = open_browser()
    enter(final, case.people.final)
    final.goto(f"/plans/{case.plan.pk}/")
    final.get_by_role("link", name="公开", exact=True).last.click()
    expect(final.get_by_role("checkbox", name="2. 校园足球场修缮费")).to_be_disabled()
    final.get_by_role("button", name="公开", exact=True).click()
    expect(final.get_by_text("第1版已公开。")).to_be_visible()

    made = Publication.objects.addressed().get()
    stranger = open_browser(PHONE, scripts=False)
    stranger.goto("/public/")
    stranger.get_by_role("link", name=str(made.plan)).click()
    expect(stranger.get_by_role("heading", level=1).first).to_contain_text("2025年部门预算绩效文本")
    stranger.get_by_role("navigation", name="目录").get_by_role("link", name="乡土读本印制费").click()
    expect(stranger.get_by_role("heading", level=1)).to_have_text("乡土读本印制费")
    expect(stranger.get_by_text("校园足球场修缮费")).to_have_count(0)
    assert stranger.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert stranger.context.cookies() == []

    corrected(case)
    stranger.goto(address_of(made))
    expect(stranger.get_by_text("资金用途有误，予以更正。").first).to_be_visible()
    stranger.get_by_role("link", name="查看").click()
    expect(stranger.get_by_role("note")).to_contain_text("已更正。这是第 1 版")


def test_a_file_is_checked_in_the_browser(page, case, tmp_path):
    enter(page, case.people.final)
    page.goto(f"/publications/{case.plan.pk}/")
    page.get_by_role("button", name="公开", exact=True).click()
    page.get_by_text("第1版已公开。").wait_for()
    made = Publication.objects.addressed().get()
    file = tmp_path / "text.json"
    file.write_bytes(page.request.get(address_of(made, "public_text_json")).body())
    assert hashlib.sha256(file.read_bytes()).hexdigest() == made.sha256

    page.goto("/public/check/")
    page.get_by_label("选择文件").set_input_files(file)
    expect(page.get_by_text("一致。")).to_be_visible()

    file.write_bytes(b"changed")
    page.get_by_label("选择文件").set_input_files(file)
    expect(page.get_by_text("没有找到。")).to_be_visible()
