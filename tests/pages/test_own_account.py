"""我的账号: what an account is shown of itself, and of nobody else."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from departments.models import Role, User
from tests import builders
from tests.pages.test_accounts import attempt, client_text

pytestmark = pytest.mark.django_db


class TestOwnAccount:
    def test_says_who_one_is_where_one_logged_in_and_how_old_the_password_is(self, client):
        department = builders.a_department(name="云溪县教育局")
        user = builders.a_user(Role.DEPARTMENT_LEAD, place=department, name="周雨桐")
        user.memberships.update(starts_on=date(2025, 3, 1), ends_on=date(2099, 3, 31))
        User.objects.update(password_set_at=timezone.now() - timedelta(days=10))
        attempt(client, user, password="Yunxi-2024", REMOTE_ADDR="10.9.9.9")
        attempt(client, user, REMOTE_ADDR="10.2.3.4")

        page = client_text(client, reverse("account"))

        words = ["周雨桐", user.username, "单位审核人（云溪县教育局）", "2025年3月1日起 至2099年3月31日"]
        words += ["10 天前设置，80 天后须更换", "10.2.3.4", "10.9.9.9", "账号或密码不正确"]
        assert [word for word in words if word not in page] == []
        assert "两步登录</dt>" not in page  # offered to the bureau

    def test_offers_two_step_login_to_the_bureau(self, log_in):
        user = builders.a_user(Role.FINAL_REVIEWER, place=builders.a_region())

        assert "开通两步登录" in client_text(log_in(user), reverse("account"))

    def test_shows_nobody_elses_logins(self, client, log_in):
        attempt(client, builders.a_user(), REMOTE_ADDR="10.9.9.9")

        page = client_text(log_in(builders.a_user(Role.UNIT_STAFF)), reverse("account"))

        assert "10.9.9.9" not in page
        assert "还没有登录记录。" in page

    def test_changes_nothing(self, log_in, stored):
        client = log_in(builders.a_user(Role.FINAL_REVIEWER, place=builders.a_region()))
        before = stored()

        for name in ("account", "two_step", "password_change"):
            assert client.get(reverse(name)).status_code == 200

        assert stored() == before
