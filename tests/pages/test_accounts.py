"""Log in, log out, change the password; what an office sees when it goes wrong."""

import time
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from departments.models import Role, User
from tests import builders

pytestmark = pytest.mark.django_db

LOGIN = "/account/login/"
WRONG = "账号或密码不正确，请核对后重试；连续 5 次不正确，该账号将在本机锁定 30 分钟。"


def attempt(client, user, password="Yunxi-2025", *, REMOTE_ADDR="127.0.0.1", **fields):  # noqa: N803 as WSGI names it
    return client.post(LOGIN, {"username": user.username, "password": password, **fields}, REMOTE_ADDR=REMOTE_ADDR)


class TestLanding:
    @pytest.mark.parametrize(
        ("role", "page"),
        [
            (Role.UNIT_STAFF, "plan_list"),
            (Role.DEPARTMENT_LEAD, "plan_list"),
            (Role.FIRST_REVIEWER, "desk"),
            (Role.FINAL_REVIEWER, "desk"),
            (Role.BUDGET_MANAGER, "plan_list"),
            (Role.SYSTEM_ADMIN, "admin:index"),
            (Role.SECURITY_ADMIN, "admin:index"),
            (Role.AUDIT_ADMIN, "audit_list"),
        ],
    )
    def test_is_where_the_work_of_a_role_is(self, client, role, page):
        department = builders.a_department()
        at_department = role in (Role.UNIT_STAFF, Role.DEPARTMENT_LEAD, Role.FIRST_REVIEWER)
        user = builders.a_user(role, place=department if at_department else department.region)

        response = attempt(client, user)

        assert response.url == reverse(page)
        assert client.get(response.url).status_code == 200

    def test_of_an_account_without_a_role_says_so(self, client):
        response = attempt(client, builders.a_user())

        page = client_text(client, response.url)
        assert "您的账号还没有角色" in page

    def test_of_who_drafts_and_reviews_is_the_list_of_texts(self, client):
        user = builders.a_user(Role.UNIT_STAFF)
        builders.join(user, Role.FINAL_REVIEWER, builders.a_region())

        assert attempt(client, user).url == "/"


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

    def test_ends_after_twelve_hours_however_busy(self, client):
        attempt(client, builders.a_user(Role.UNIT_STAFF))
        client.get("/")
        session = client.session
        session["began"] = int(time.time()) - 12 * 3600 - 1
        session.save()

        assert client.get("/").url == f"{LOGIN}?next=%2F&over=1"

    def test_of_a_disabled_account_ends_everywhere_at_once(self, log_in):
        user = builders.a_user(Role.UNIT_STAFF)
        office, home = log_in(user), log_in(user)
        before = [client.get("/").status_code for client in (office, home)]

        User.objects.filter(pk=user.pk).update(is_active=False)

        assert before == [200, 200]
        assert [client.get("/").status_code for client in (office, home)] == [302, 302]

    def test_loses_a_role_that_was_taken_away_at_once(self, log_in):
        user = builders.a_user(Role.AUDIT_ADMIN, place=builders.a_region())
        client = log_in(user)
        before = client.get(reverse("audit_list")).status_code

        user.memberships.all().delete()

        assert (before, client.get(reverse("audit_list")).status_code) == (200, 403)

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

    def test_that_is_changed_ends_all_other_sessions(self, log_in):
        user = builders.a_user(Role.UNIT_STAFF)
        here, elsewhere = log_in(user), log_in(user)

        self.change(here)

        assert (here.get("/").status_code, elsewhere.get("/").status_code) == (200, 302)

    def test_guessed_wrong_five_times_is_locked_like_a_login(self, log_in):
        user = builders.a_user(Role.UNIT_STAFF)
        client = log_in(user)

        statuses = [self.change(client, old="Yunxi-2024").status_code for _ in range(5)]
        right = self.change(client)

        assert statuses == [200, 200, 200, 200, 429]
        assert right.status_code == 429
        user.refresh_from_db()
        assert user.check_password("Yunxi-2025")

    def test_used_before_is_refused(self, log_in):
        user = builders.a_user(Role.UNIT_STAFF)
        client = log_in(user)
        self.change(client)

        response = self.change(client, old=self.NEW, new="Yunxi-2025")

        assert "最近 5 次用过的密码不能再用，请换一个。" in response.content.decode()

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

    def test_that_is_old_comes_first_with_its_reason(self, client, settings):
        settings.DEMO = False
        user = builders.a_user(Role.UNIT_STAFF)
        User.objects.update(password_set_at=timezone.now() - timedelta(days=91))

        attempt(client, user)
        sent_to = client.get("/").url

        assert sent_to == reverse("password_change")
        assert "您的密码已用满 90 天。请先换一个，然后即可继续。" in client_text(client, sent_to)

    def test_of_the_configuration_site_is_the_sites_own_page(self, log_in):
        client = log_in(builders.a_user(Role.SYSTEM_ADMIN, place=builders.a_region()))

        assert client.get(reverse("admin:password_change")).url == reverse("password_change")


def client_text(client, url: str) -> str:
    return client.get(url).content.decode()
