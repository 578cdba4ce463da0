"""Two-step login as somebody of the bureau meets it: set up, asked for, used up, renewed, turned off, reset."""

import re
import time

import pyotp
import pytest
from django.test import Client
from django.urls import reverse

from departments.models import Role, User
from departments.two_step import accept_code, has_two_step, new_secret, set_up
from tests import builders

pytestmark = pytest.mark.django_db

PASSWORD = "Yunxi-2025"
WRONG = "验证码不正确或已经用过，请填写手机上当前显示的 6 位数字。"


@pytest.fixture
def user():
    return builders.a_user(Role.FINAL_REVIEWER, place=builders.a_region())


@pytest.fixture
def app(user):
    """The app on the phone, and the recovery codes on paper."""
    secret = new_secret()
    return pyotp.TOTP(secret), set_up(user, secret, 0)


def first_step(client, user, **fields):
    return client.post(reverse("login"), {"username": user.username, "password": PASSWORD, **fields})


def second_step(client, code):
    return client.post(reverse("login_code"), {"code": code})


def wrong_code(app) -> str:
    now = int(time.time()) // 30
    near = {app.generate_otp(now + n) for n in range(-2, 4)}
    return next(code for code in ("000000", "111111", "222222") if code not in near)


class TestSetUp:
    ADDRESS = reverse("two_step")

    def secret(self, page: str) -> str:
        return "".join(re.findall(r"<span>([A-Z2-7]{4})</span>", page))

    def test_shows_a_picture_and_the_same_secret_in_letters(self, log_in, user):
        client = log_in(user)

        pages = [client.get(self.ADDRESS).content.decode() for _ in range(2)]

        assert "<svg" in pages[0]
        assert len(self.secret(pages[0])) == 32
        assert self.secret(pages[0]) == self.secret(pages[1])
        assert not has_two_step(user)

    def test_takes_a_code_and_the_password_and_gives_ten_codes_once(self, log_in, user):
        client = log_in(user)
        secret = self.secret(client.get(self.ADDRESS).content.decode())

        answer = client.post(self.ADDRESS, {"code": pyotp.TOTP(secret).now(), "password": PASSWORD})

        codes = re.findall(r"<code>([A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4})</code>", answer.content.decode())
        assert len(codes) == 10
        assert accept_code(user, codes[0])
        assert client.get(self.ADDRESS).url == reverse("account")
        assert codes[1] not in client.get(reverse("account")).content.decode()
        assert "恢复码还有 9 个没有用过" in client.get(reverse("account")).content.decode()

    @pytest.mark.parametrize(
        ("code", "password", "sentence"),
        [
            ("right", "Yunxi-2024", "密码不正确，请重新填写。"),
            ("wrong", PASSWORD, "验证码不正确。请核对手机时间是否准确"),
            ("", PASSWORD, "请填写手机上显示的 6 位数字。"),
            ("right", "", "请填写当前密码。"),
        ],
    )
    def test_refuses_what_is_wrong_and_keeps_the_secret(self, log_in, user, code, password, sentence):
        client = log_in(user)
        secret = self.secret(client.get(self.ADDRESS).content.decode())
        codes = {"right": pyotp.TOTP(secret).now(), "wrong": wrong_code(pyotp.TOTP(secret)), "": ""}

        page = client.post(self.ADDRESS, {"code": codes[code], "password": password}).content.decode()

        assert sentence in page
        assert self.secret(page) == secret
        assert not has_two_step(user)

    def test_is_not_for_departments(self, log_in):
        assert log_in(builders.a_user(Role.UNIT_STAFF)).get(self.ADDRESS).status_code == 403


class TestLogin:
    def test_with_the_password_alone_is_none(self, client, user, app):
        answer = first_step(client, user)

        assert answer.url == reverse("login_code")
        assert client.get("/").status_code == 302
        assert user.name in client.get(answer.url).content.decode()

    def test_goes_on_with_the_code_to_the_page_asked_for(self, client, user, app):
        first_step(client, user, next="/inbox/")

        answer = second_step(client, app[0].now())

        assert answer.url == "/inbox/"
        assert client.get("/inbox/").status_code == 200

    def test_without_a_page_asked_for_goes_where_the_work_is(self, client, user, app):
        first_step(client, user)

        assert second_step(client, app[1][0]).url == reverse("desk")

    def test_never_goes_to_another_site(self, client, user, app):
        first_step(client, user, next="https://elsewhere.invalid/")

        assert second_step(client, app[0].now()).url == reverse("desk")

    def test_with_a_code_that_was_used_is_none(self, user, app):
        code = app[0].now()
        first, second = Client(), Client()
        first_step(first, user)
        first_step(second, user)

        second_step(first, code)
        page = second_step(second, code).content.decode()

        assert WRONG in page
        assert second.get("/").status_code == 302

    def test_with_a_wrong_code_says_so(self, client, user, app):
        first_step(client, user)

        assert WRONG in second_step(client, wrong_code(app[0])).content.decode()
        assert "请填写验证码。" in second_step(client, "").content.decode()

    def test_is_locked_by_five_wrong_codes_even_for_password_and_right_code(self, client, user, app):
        first_step(client, user)
        statuses = [second_step(client, wrong_code(app[0])).status_code for _ in range(5)]

        right = second_step(client, app[0].now())
        anew = first_step(client, user)

        assert statuses == [200, 200, 200, 200, 429]
        assert (right.status_code, anew.status_code) == (429, 429)
        assert client.get("/").status_code == 302

    def test_counts_wrong_passwords_and_wrong_codes_together(self, client, user, app):
        for _ in range(3):
            client.post(reverse("login"), {"username": user.username, "password": "Yunxi-2024"})
        first_step(client, user)

        statuses = [second_step(client, wrong_code(app[0])).status_code for _ in range(2)]

        assert statuses == [200, 429]

    def test_that_took_too_long_begins_anew(self, client, user, app):
        first_step(client, user)
        session = client.session
        session["pending_login"] = session["pending_login"] | {"since": int(time.time()) - 301}
        session.save()

        assert client.get(reverse("login_code")).url == reverse("login")
        assert second_step(client, app[0].now()).url == reverse("login")

    @pytest.mark.parametrize("change", ["disabled", "password"])
    def test_waits_for_nobody_who_was_disabled_or_got_a_new_password(self, client, user, app, change):
        first_step(client, user)
        if change == "disabled":
            User.objects.filter(pk=user.pk).update(is_active=False)
        else:
            user.set_password("Qingshan+2026")
            user.save()

        assert second_step(client, app[0].now()).url == reverse("login")

    def test_gets_a_new_session_with_the_code(self, client, user, app):
        first_step(client, user)
        before = client.session.session_key

        second_step(client, app[0].now())

        assert client.session.session_key != before
        assert "pending_login" not in client.session

    def test_of_an_account_without_it_is_one_step(self, client):
        assert first_step(client, builders.a_user(Role.UNIT_STAFF)).url == "/"


class TestLater:
    def test_recovery_codes_are_renewed_against_the_password(self, log_in, user, app):
        client = log_in(user)

        refused = client.post(reverse("recovery_codes"), {"password": "Yunxi-2024"}).content.decode()
        answer = client.post(reverse("recovery_codes"), {"password": PASSWORD}).content.decode()

        codes = re.findall(r"<code>([^<]+)</code>", answer)
        assert "密码不正确，请重新填写。" in refused
        assert len(codes) == 10
        assert not accept_code(user, app[1][0])
        assert accept_code(user, codes[0])

    def test_it_is_turned_off_against_the_password(self, log_in, user, app):
        client = log_in(user)

        refused = client.post(reverse("two_step_off"), {"password": "Yunxi-2024"})
        still = has_two_step(user)
        answer = client.post(reverse("two_step_off"), {"password": PASSWORD})

        assert (refused.status_code, still) == (200, True)
        assert answer.url == reverse("account")
        assert not has_two_step(user)

    def test_it_is_not_turned_off_where_it_is_the_rule(self, log_in, user, app, settings):
        settings.REQUIRE_TOTP_FOR_BUREAU = True

        assert log_in(user).post(reverse("two_step_off"), {"password": PASSWORD}).status_code == 403
        assert has_two_step(user)

    def test_after_a_reset_the_password_alone_lets_in(self, client, log_in, user, app):
        security = log_in(builders.a_user(Role.SECURITY_ADMIN, place=builders.a_region()))
        address = reverse("admin:departments_authenticator_delete", args=[user.authenticator.pk])

        page = security.get(address).content.decode()
        security.post(address, {"post": "yes"})

        assert user.authenticator.secret not in page
        assert first_step(client, user).url == reverse("desk")

    def test_the_secret_is_shown_to_no_administrator(self, log_in, user, app):
        security = log_in(builders.a_user(Role.SECURITY_ADMIN, place=builders.a_region()))

        pages = [
            security.get(reverse("admin:departments_authenticator_changelist")),
            security.get(reverse("admin:departments_authenticator_change", args=[user.authenticator.pk])),
        ]

        assert [page.status_code for page in pages] == [200, 200]
        assert not any(user.authenticator.secret in page.content.decode() for page in pages)


class TestAsARule:
    def test_comes_before_anything_else_and_then_all_is_open(self, client, user, settings):
        settings.DEMO, settings.REQUIRE_TOTP_FOR_BUREAU = False, True
        first_step(client, user)

        sent_to = client.get("/inbox/").url
        page = client.get(sent_to).content.decode()
        secret = "".join(re.findall(r"<span>([A-Z2-7]{4})</span>", page))
        client.post(sent_to, {"code": pyotp.TOTP(secret).now(), "password": PASSWORD})

        assert sent_to == reverse("two_step")
        assert "财政部门的账号须开通两步登录。请先开通，然后即可继续。" in page
        assert client.get("/inbox/").status_code == 200
