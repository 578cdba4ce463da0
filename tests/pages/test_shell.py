"""What holds for every page: its frame, its headers, nothing inline, nothing changed by looking at it."""

import re

import pytest
from django.test import Client, override_settings
from django.urls import path

from departments.models import Role
from departments.models.states import SENT_STATES, State
from jobs.models import PrintedText
from projects.models import ImportedFile
from tests import builders
from texts.interchange import to_json

pytestmark = pytest.mark.django_db

INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:|\shx-on", re.IGNORECASE)
PAPER = re.compile(r'<article class="official".*</article>', re.DOTALL)  # a document with headings of its own
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
}


def break_down(request):
    raise RuntimeError("云溪县教育局 budget 6.00")


urlpatterns = [path("break-down/", break_down)]


@pytest.fixture
def pages(log_in):
    """Every page that somebody who drafts can open, by address."""
    department = builders.a_department()
    user = builders.a_user(Role.UNIT_STAFF, place=department)
    plan = builders.a_plan(department=department)
    imported = ImportedFile.objects.create(
        uploaded_by=user,
        department=department,
        cycle=plan.cycle,
        name="教育局2025.docx",
        size=1,
        sha256="0" * 64,
        text=to_json(builders.a_text()),
        problems=[{"at": "第1行", "found": "<b>", "expected": "不属于任何段落"}],
        source=[{"at": "第1行", "text": "<b>"}],
    )
    client = log_in(user)
    addresses = [
        "/",
        "/?q=x",
        f"/plans/{plan.pk}/",
        f"/plans/{plan.pk}/pdf/",
        "/imports/new/",
        f"/imports/{imported.pk}/",
        "/account/password/",
        "/nowhere/",
    ]
    found = {address: client.get(address) for address in addresses}
    return found | {"/account/login/": Client().get("/account/login/"), "403": _forbidden(log_in, department)}


def _forbidden(log_in, department):
    return log_in(builders.a_user(Role.FINAL_REVIEWER, place=department)).get("/imports/new/")


def test_every_page_has_language_title_one_main_heading_and_a_main_part(pages):
    for address, response in pages.items():
        page = PAPER.sub("", response.content.decode())
        assert re.search(r'<html lang="zh-Hans">', page), address
        assert re.search(r"<title>[^<·]*[\u4e00-\u9fff][^<]* · 绩效文本</title>", page), address
        assert page.count("<main") == 1, address
        assert page.count("<h1") == 1, address


def test_every_page_of_the_frame_can_be_skipped_into(pages):
    without_frame = {"/nowhere/", "403"}

    skippable = {address for address, r in pages.items() if '<a class="skip" href="#main">' in r.content.decode()}

    assert skippable == set(pages) - without_frame


def test_no_page_carries_anything_inline(pages):
    assert {address: INLINE.findall(r.content.decode()) for address, r in pages.items()} == {a: [] for a in pages}


def test_what_a_file_says_is_shown_as_words(pages):
    assert [address for address, response in pages.items() if "<b>" in response.content.decode()] == []


def test_every_answer_carries_the_headers_of_isolation(pages):
    for address, response in pages.items():
        assert set(response.headers["Content-Security-Policy"].split("; ")) == POLICY, address
        assert response.headers["X-Content-Type-Options"] == "nosniff", address
        assert response.headers["Referrer-Policy"] == "same-origin", address
        assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin", address
        assert response.headers["X-Frame-Options"] == "DENY", address


def test_pages_of_somebody_are_kept_in_no_cache(pages):
    kept = {address for address, r in pages.items() if r.headers.get("Cache-Control") != "private, no-store"}

    assert kept == {"/account/login/"}


def test_looking_changes_nothing(log_in, stored):
    department = builders.a_department()
    plan = builders.a_plan(department=department)
    client = log_in(builders.a_user(Role.UNIT_STAFF, place=department))
    before = stored()

    for address in ("/", "/imports/new/", "/account/password/"):
        client.get(address)
    for name in ("", "json/", "pdf/", "pdf/progress/"):
        client.get(f"/plans/{plan.pk}/{name}")

    assert stored() == before
    assert PrintedText.objects.count() == 0


@pytest.mark.parametrize("address", ["/", "/imports/new/", "/account/password/"])
def test_nobody_gets_in_without_logging_in(client, address):
    response = client.get(address)

    assert (response.status_code, response.url) == (302, f"/account/login/?next={address}")


class TestErrors:
    def test_a_wrong_address_says_what_it_may_mean(self, client):
        response = client.get("/nowhere/")

        assert response.status_code == 404
        assert "没有找到这一页" in response.content.decode()

    def test_a_missing_right_says_whom_to_ask(self, log_in):
        response = log_in(builders.a_user(Role.FINAL_REVIEWER)).get("/imports/new/")

        assert response.status_code == 403
        assert "请与安全管理员联系" in response.content.decode()

    def test_a_form_from_elsewhere_is_refused(self):
        user = builders.a_user(Role.UNIT_STAFF)
        client = Client(enforce_csrf_checks=True)
        client.force_login(user)

        response = client.post("/account/logout/")

        assert response.status_code == 403
        assert "页面已过期" in response.content.decode()

    @override_settings(ROOT_URLCONF="tests.pages.test_shell")
    def test_a_fault_tells_nothing_of_the_data(self, log_in):
        client = log_in(builders.a_user(Role.UNIT_STAFF))
        client.raise_request_exception = False

        response = client.get("/break-down/")

        page = response.content.decode()
        assert response.status_code == 500
        assert "系统出了问题" in page
        assert [word for word in ("云溪县", "6.00", "RuntimeError", "Traceback") if word in page] == []

    def test_a_malformed_host_is_refused(self, client):
        response = client.get("/", headers={"host": "elsewhere.invalid"})

        assert response.status_code == 400
        assert "这个请求无法处理" in response.content.decode()


class TestConfiguration:
    @pytest.mark.parametrize(
        ("role", "status"),
        [
            (Role.BUDGET_MANAGER, 200),
            (Role.SYSTEM_ADMIN, 200),
            (Role.SECURITY_ADMIN, 200),
            (Role.AUDIT_ADMIN, 403),
            (Role.UNIT_STAFF, 403),
            (Role.FINAL_REVIEWER, 403),
        ],
    )
    def test_opens_for_those_who_configure(self, log_in, role, status):
        client = log_in(builders.a_user(role))

        response = client.get("/configuration/", follow=True)

        linked = 'href="/configuration/"' in client.get("/").content.decode()
        assert (response.status_code, linked) == (status, status == 200)

    @pytest.mark.parametrize(
        ("role", "names"),
        [
            (Role.BUDGET_MANAGER, ["意见类别", "指标体系", "指标库", "指标库版本", "编报批次", "延期", "公开规则"]),
            (Role.SYSTEM_ADMIN, ["行政区划", "账号", "部门"]),
            (Role.SECURITY_ADMIN, ["两步登录", "任职", "行政区划", "账号", "部门"]),
        ],
    )
    def test_lists_what_the_role_configures(self, log_in, role, names):
        page = log_in(builders.a_user(role)).get("/configuration/").content.decode()

        found = re.findall(r'<th scope="row" id="[^"]+">\s*(?:<a [^>]*>)?([^<]+)', page)
        assert sorted(name.strip() for name in found) == sorted(names)
        assert INLINE.findall(page) == []

    @pytest.mark.parametrize(
        ("role", "address"),
        [
            (Role.BUDGET_MANAGER, "departments/cycle/add/"),
            (Role.BUDGET_MANAGER, "indicators/indicatortree/add/"),
            (Role.SYSTEM_ADMIN, "departments/user/add/"),
            (Role.SYSTEM_ADMIN, "departments/department/add/"),
            (Role.SECURITY_ADMIN, "departments/membership/add/"),
        ],
    )
    def test_forms_open_with_nothing_inline(self, log_in, role, address):
        response = log_in(builders.a_user(role)).get(f"/configuration/{address}")

        assert response.status_code == 200
        assert INLINE.findall(response.content.decode()) == []

    def test_has_no_login_page_of_its_own(self, client):
        assert client.get("/configuration/", follow=True).redirect_chain[-1] == (
            "/account/login/?next=/configuration/",
            302,
        )
        assert client.get("/configuration/login/?next=/configuration/departments/").url == (
            "/account/login/?next=/configuration/departments/"
        )
        assert client.get("/configuration/login/?next=https://elsewhere.invalid/").url == (
            "/account/login/?next=/configuration/"
        )


def test_texts_of_every_state_are_shown_with_icon_and_word(log_in):
    region = builders.a_region()
    for state in State:
        builders.a_plan(department=builders.a_department(region=region), state=state)

    page = log_in(builders.a_user(Role.FINAL_REVIEWER, place=region)).get("/").content.decode()

    words = re.findall(r'<span class="tag tag-\w+"><svg class="icon" aria-hidden="true">.*?</svg>([^<]+)</span>', page)
    assert sorted(words) == sorted(state.label for state in State if state in SENT_STATES)
