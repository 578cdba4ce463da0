"""Log in, log out, change the password; what an office sees when it goes wrong."""

import time

import pytest
from django.urls import reverse

from departments.models import Role, User
from tests import builders

pytestmark = pytest.mark.django_db

LOGIN = "/account/login/"
WRONG = "账号或密码不正确，请核对后重试；连续 5 次不正确，该账号将在本机锁定 30 分钟。"


def attempt(client, user, password="Yunxi-2025", **fields):
    return client.post(LOGIN, {"username": user.username, "password": password, **fields})


class TestLogIn:
    def test_opens_the_list_of_texts(self, client):
        user = builders.a_user(Role.UNIT_STAFF)

        response = attempt(client, user)

        assert (response.status_code, response.url) == (302, "/")
        assert client.get("/").status_code == 200

    def test_goes_back_to_the_page_asked_for(self, client):
        user = builders.a_user(Role.UNIT_STAFF)

        asked = client.get("/imports/new/")
        page = client_text(client, asked.url)
        response = attempt(client, user, next="/imports/new/")

        assert asked.url == f"{LOGIN}?next=/imports/new/"
        assert "请先登录，登录后打开您要的页面。" in page
        assert response.url == "/imports/new/"

    def test_never_goes_to_another_site(self, client):
        response = attempt(client, builders.a_user(), next="https://elsewhere.invalid/")

        assert response.url == "/"

    @pytest.mark.parametrize("case", ["wrong password", "unknown account", "disabled account"])
    def test_says_the_same_sentence_whatever_is_wrong(self, client, case):
        user = builders.a_user(is_active=case != "disabled account")
        if case == "unknown account":
            user = User(username="nobody")

        response = attempt(client, user, password="Yunxi-2024" if case == "wrong password" else "Yunxi-2025")

        assert response.status_code == 200
        assert WRONG in response.content.decode()

    def test_is_locked_after_five_failures_even_for_the_right_password(self, client):
        user = builders.a_user()
        for _ in range(5):
            attempt(client, user, password="Yunxi-2024")

        response = attempt(client, user)

        assert response.status_code == 429
        assert f"账号“{user.username}”在本机连续 5 次登录不成功，已锁定 30 分钟。" in response.content.decode()

    def test_reloads_the_page_whose_fragment_meets_the_login(self, client):
        response = client.get(LOGIN, headers={"HX-Request": "true"})

        assert response.headers["HX-Refresh"] == "true"


class TestSession:
    def test_that_was_idle_too_long_ends_with_a_sentence_and_a_way_back(self, client):
        attempt(client, builders.a_user(Role.UNIT_STAFF))
        session = client.session
        session["seen"] = int(time.time()) - 31 * 60
        session.save()

        response = client.get("/imports/new/")

        assert response.url == f"{LOGIN}?next=%2Fimports%2Fnew%2F&over=1"
        assert "已自动退出。登录后回到刚才的页面。" in client_text(client, response.url)
        assert client.get("/").status_code == 302

    def test_ends_on_log_out(self, log_in):
        client = log_in(builders.a_user(Role.UNIT_STAFF))

        response = client.post(reverse("logout"), follow=True)

        assert response.redirect_chain == [(LOGIN, 302)]
        assert "已退出。" in response.content.decode()
        assert client.get("/").status_code == 302

    def test_does_not_end_by_following_a_link(self, log_in):
        client = log_in(builders.a_user(Role.UNIT_STAFF))

        assert client.get(reverse("logout")).status_code == 405
        assert client.get("/").status_code == 200


class TestPassword:
    NEW = "Qingshan+2026"

    def change(self, client, old="Yunxi-2025", new=NEW, again=None):
        fields = {"old_password": old, "new_password1": new, "new_password2": again or new}
        return client.post(reverse("password_change"), fields)

    def test_is_changed_and_the_session_goes_on(self, log_in):
        user = builders.a_user(Role.UNIT_STAFF)
        client = log_in(user)

        response = self.change(client)

        user.refresh_from_db()
        assert response.url == "/"
        assert "密码已修改，下次登录请用新密码。" in client_text(client, "/")
        assert user.check_password(self.NEW)

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"old": "Yunxi-2024"}, "原密码不正确，请重新填写。"),
            ({"again": "Qingshan+2027"}, "两次填写的新密码不一致，请重新填写。"),
            ({"new": "Yunxi-2025"}, "新密码与原密码相同，请换一个。"),
            ({"new": "Qing-2026"}, "密码太短，至少要有 10 个字符。"),
            ({"new": "qingshanlvshui"}, "密码须含小写字母、大写字母、数字、符号中的三种"),
        ],
    )
    def test_that_will_not_do_is_refused_with_its_reason(self, log_in, fields, sentence):
        user = builders.a_user(Role.UNIT_STAFF)

        response = self.change(log_in(user), **fields)

        user.refresh_from_db()
        assert sentence in response.content.decode()
        assert user.check_password("Yunxi-2025")

    def test_given_by_the_administrator_comes_before_anything_else(self, log_in, settings):
        settings.DEMO = False
        user = builders.a_user(Role.UNIT_STAFF, must_change_password=True)
        client = log_in(user)

        sent_to = client.get("/").url
        page = client_text(client, sent_to)
        self.change(client)

        assert sent_to == reverse("password_change")
        assert "您现在用的是管理员给的初始密码" in page
        assert client.get("/").status_code == 200


def client_text(client, url: str) -> str:
    return client.get(url).content.decode()
