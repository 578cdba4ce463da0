"""What an attacker tries before any page: a session of his own choosing, forms of other sites, foreign hosts."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from departments.models import Role
from tests import builders

pytestmark = pytest.mark.django_db

LOGIN = reverse("login")


@pytest.fixture
def lead():
    return builders.a_user(Role.DEPARTMENT_LEAD, place=builders.a_plan().department)


def enter(client, user, **more):
    return client.post(LOGIN, {"username": user.username, "password": "Yunxi-2025", **more})


def test_a_session_that_was_known_before_the_login_is_worth_nothing(lead):
    client = Client()
    session = client.session
    session["planted"] = "1"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = planted = session.session_key

    enter(client, lead)

    assert client.cookies[settings.SESSION_COOKIE_NAME].value != planted
    stranger = Client()
    stranger.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert stranger.get(reverse("account")).status_code == 302


def test_a_session_is_over_with_the_logout(lead):
    client = Client()
    enter(client, lead)
    known = client.cookies[settings.SESSION_COOKIE_NAME].value

    client.post(reverse("logout"))

    stranger = Client()
    stranger.cookies[settings.SESSION_COOKIE_NAME] = known
    assert stranger.get(reverse("account")).status_code == 302


@pytest.mark.parametrize("cookie", [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME])
def test_no_script_and_no_other_site_reads_a_cookie(lead, cookie):
    client = Client()
    client.get(LOGIN)

    enter(client, lead)

    said = client.cookies[cookie]
    assert (said["httponly"], said["samesite"], said["path"], said["domain"]) == (True, "Lax", "/", "")


@pytest.mark.parametrize("name", ["logout", "plan_start", "import_new", "notices_read", "password_change"])
def test_a_form_of_another_site_does_nothing(lead, name):
    client = Client(enforce_csrf_checks=True)
    client.force_login(lead)

    answer = client.post(reverse(name), {})

    assert answer.status_code == 403


@pytest.mark.parametrize(
    "there",
    ["//192.0.2.1/", "https://192.0.2.1/", "\\\\192.0.2.1", "javascript:alert(1)", "///x.example", "/\\x.example"],
)
def test_the_login_leads_to_no_other_site(lead, there):
    answer = enter(Client(), lead, next=there)

    assert answer.status_code == 302
    assert answer["Location"] == "/"


@pytest.mark.parametrize("host", ["x.example", "127.0.0.1.x.example", "127.0.0.1:80@x.example", "x\nSet-Cookie: a=b"])
def test_a_foreign_host_is_refused(client, settings, host):
    settings.ALLOWED_HOSTS = ["127.0.0.1"]

    answer = client.get(LOGIN, headers={"host": host})

    assert answer.status_code == 400
    assert "x.example" not in answer.content.decode()


def test_a_body_larger_than_any_form_is_refused_in_words(lead, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    client = Client(raise_request_exception=False)
    client.force_login(lead)

    answer = client.post(reverse("plan_start"), {"words": "字" * 5000})

    assert answer.status_code in (400, 413)
    assert "Traceback" not in answer.content.decode()
