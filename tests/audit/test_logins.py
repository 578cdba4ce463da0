"""Logins, failures, the lock, logouts and password changes in the log; and where they came from."""

import time

import pyotp
import pytest
from django.test import RequestFactory
from django.urls import reverse

from audit.models import AuditEntry
from audit.origin import client_address
from departments.models import Role
from departments.two_step import new_secret, set_up
from tests import builders

pytestmark = pytest.mark.django_db

WRONG = "账号或密码不正确"


def attempt(client, username, password="Yunxi-2025", **extra):
    return client.post(reverse("login"), {"username": username, "password": password}, **extra)


def logged() -> list[tuple]:
    columns = ("account", "action", "is_success", "detail")
    return list(AuditEntry.objects.order_by("number").values_list(*columns))


class TestLogin:
    def test_and_logout(self, client):
        user = builders.a_user(Role.UNIT_STAFF)

        attempt(client, user.username, REMOTE_ADDR="10.2.3.4")
        client.post(reverse("logout"))

        assert logged() == [(user.username, "login", True, ""), (user.username, "logout", True, "")]
        entry = AuditEntry.objects.get(number=1)
        assert (entry.user_id, entry.name, entry.address) == (user.pk, user.name, "10.2.3.4")

    def test_that_fails_names_the_account_only_where_there_is_one(self, client):
        user, disabled = builders.a_user(), builders.a_user(is_active=False)

        attempt(client, user.username, "Yunxi-2024")
        attempt(client, disabled.username)
        attempt(client, "Yunxi-2025")  # a password in the wrong field
        attempt(client, "")
        attempt(client, "a\x00b")

        assert logged() == [
            (user.username, "login", False, WRONG),
            (disabled.username, "login", False, WRONG),
            ("Yu…（无此账号）", "login", False, WRONG),
            ("（未填账号）", "login", False, WRONG),
            ("a …（无此账号）", "login", False, WRONG),
        ]
        assert "Yunxi" not in str(list(AuditEntry.objects.values()))

    def test_the_fifth_failure_is_the_lock(self, client):
        user = builders.a_user()

        for _ in range(5):
            attempt(client, user.username, "Yunxi-2024")
        attempt(client, user.username)

        assert logged() == [
            *[(user.username, "login", False, WRONG)] * 4,
            *[(user.username, "lockout", False, "连续多次不正确，已锁定")] * 2,
        ]

    def test_a_second_login_in_a_session_that_is_open_is_none(self, log_in):
        attempt(log_in(builders.a_user(Role.UNIT_STAFF)), "anybody")

        assert logged() == []

    def test_in_two_steps_is_two_entries(self, client):
        user, secret = builders.a_user(Role.FINAL_REVIEWER, place=builders.a_region()), new_secret()
        set_up(user, secret, 0)

        attempt(client, user.username)
        client.post(reverse("login_code"), {"code": "000000" if pyotp.TOTP(secret).now() != "000000" else "111111"})
        client.post(reverse("login_code"), {"code": pyotp.TOTP(secret).now()})

        assert logged() == [
            (user.username, "login_first_step", True, ""),
            (user.username, "login", False, "验证码不正确"),
            (user.username, "login", True, "手机验证码"),
        ]


class TestSession:
    def test_that_ends_by_itself_is_logged(self, client):
        user = builders.a_user(Role.UNIT_STAFF)
        client.force_login(user)
        session = client.session
        session["seen"] = int(time.time()) - 31 * 60
        session.save()

        client.get("/", REMOTE_ADDR="10.2.3.4")

        assert logged() == [(user.username, "session_over", True, "")]
        assert AuditEntry.objects.get().address == "10.2.3.4"

    def test_a_logout_without_a_login_is_nothing(self, client):
        client.post(reverse("logout"))

        assert logged() == []


class TestPassword:
    def test_that_is_changed_or_not_is_logged_without_it(self, log_in):
        user = builders.a_user(Role.UNIT_STAFF)
        client = log_in(user)

        for old in ("Yunxi-2024", "Yunxi-2025"):
            new = "Qingshan+2026"
            fields = {"old_password": old, "new_password1": new, "new_password2": new}
            client.post(reverse("password_change"), fields)

        assert logged() == [(user.username, "password", False, "填写有误"), (user.username, "password", True, "")]
        assert "20" not in "".join(AuditEntry.objects.values_list("detail", flat=True))


class TestAddress:
    @pytest.mark.parametrize(
        ("remote", "forwarded", "behind_proxy", "expected"),
        [
            ("10.2.3.4", "", False, "10.2.3.4"),
            ("10.2.3.4", "8.8.8.8", False, "10.2.3.4"),  # a claim that nobody of ours made
            ("127.0.0.1", "10.2.3.4", True, "10.2.3.4"),
            ("127.0.0.1", "8.8.8.8, 10.2.3.4", True, "10.2.3.4"),  # what the client claims comes before
            ("127.0.0.1", "", True, "127.0.0.1"),
            ("127.0.0.1", "nonsense", True, None),
            ("::ffff:10.2.3.4", "", False, "10.2.3.4"),
            ("2001:DB8::0:1", "", False, "2001:db8::1"),
            ("", "", False, None),
        ],
    )
    def test_honours_a_proxy_only_where_there_is_one(self, settings, remote, forwarded, behind_proxy, expected):
        settings.BEHIND_PROXY = behind_proxy
        headers = {"X-Forwarded-For": forwarded} if forwarded else {}

        request = RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers)

        assert client_address(request) == expected

    def test_the_lock_counts_by_the_same_address(self, client, settings):
        settings.BEHIND_PROXY = True
        user = builders.a_user()
        for _ in range(5):
            attempt(client, user.username, "Yunxi-2024", headers={"X-Forwarded-For": "8.8.8.8, 10.0.0.1"})

        there = attempt(client, user.username, headers={"X-Forwarded-For": "9.9.9.9, 10.0.0.1"})
        elsewhere = attempt(client, user.username, headers={"X-Forwarded-For": "10.0.0.1, 10.0.0.2"})

        assert (there.status_code, elsewhere.status_code) == (429, 302)
