"""The configuration pages write the log: what was changed from what to what, and never a password."""

from datetime import date

import pytest
from django.contrib.admin import site
from django.forms.models import model_to_dict
from django.urls import reverse

from audit.models import AuditEntry
from departments.models import Membership, Role, User
from departments.two_step import has_two_step, new_secret, set_up
from tests import builders

pytestmark = pytest.mark.django_db

NEW = "Qingshan+2026"


@pytest.fixture
def act(log_in):
    """Posts to a configuration page in a role; the page must take it unless `status` says otherwise."""

    def as_(role, name, fields, *args, status=302):
        user = builders.a_user(role, place=builders.a_region())
        answer = log_in(user).post(reverse(f"admin:{name}", args=args), fields)
        assert answer.status_code == status, answer.content.decode()
        return user

    return as_


def logged() -> list[tuple]:
    columns = ("action", "object_name", "is_success", "detail")
    return list(AuditEntry.objects.order_by("number").values_list(*columns))


def test_every_page_of_the_site_writes_the_log():
    assert {type(page).__mro__[1].__name__ for page in site._registry.values()} == {"_Logged"}


def test_a_new_account(act):
    fields = {"username": "zhou", "name": "周雨桐", "email": "", "password1": NEW, "password2": NEW}

    by = act(Role.SYSTEM_ADMIN, "departments_user_add", fields)

    entry = AuditEntry.objects.get()
    assert (entry.account, entry.object_id) == (by.username, str(User.objects.get(username="zhou").pk))
    assert logged() == [("configure_add", "账号 周雨桐", True, "账号：zhou；姓名：周雨桐")]


def test_an_account_disabled(act):
    user = builders.a_user(name="周雨桐")
    fields = {"username": user.username, "name": "周雨彤", "email": ""}  # an unticked box is not sent

    act(Role.SYSTEM_ADMIN, "departments_user_change", fields, user.pk)

    assert logged() == [("configure_change", "账号 周雨彤", True, "姓名：周雨桐→周雨彤；启用：是→否")]


def test_a_password_reset_is_one_for_a_single_login_and_ends_all_sessions(act, log_in):
    user = builders.a_user(Role.UNIT_STAFF, name="周雨桐")
    client = log_in(user)
    fields = {"password1": NEW, "password2": NEW, "usable_password": "true"}

    act(Role.SYSTEM_ADMIN, "auth_user_password_change", fields, user.pk)

    user.refresh_from_db()
    assert user.check_password(NEW)
    assert user.must_change_password
    assert client.get("/").status_code == 302
    assert logged() == [("password_reset", "账号 周雨桐", True, "")]


def test_a_membership_granted_changed_and_taken_away(act):
    user, region = builders.a_user(name="周雨桐"), builders.a_region(name="云溪县")
    fields = {"user": user.pk, "role": Role.FINAL_REVIEWER, "region": region.pk, "department": "", "unit": ""}

    act(Role.SECURITY_ADMIN, "departments_membership_add", fields)
    membership = Membership.objects.get(user=user)
    act(Role.SECURITY_ADMIN, "departments_membership_change", fields | {"ends_on": "2026-03-31"}, membership.pk)
    act(Role.SECURITY_ADMIN, "departments_membership_delete", {"post": "yes"}, membership.pk)

    name = "任职 周雨桐：绩效科审核人（云溪县）"
    assert logged() == [
        ("configure_add", name, True, "账号：周雨桐；角色：绩效科审核人；行政区划：云溪县"),
        ("configure_change", name, True, "至：空→2026-03-31"),
        ("configure_delete", name, True, "账号：周雨桐；角色：绩效科审核人；行政区划：云溪县；至：2026-03-31"),
    ]


def test_a_cycle(act):
    cycle = builders.a_cycle(builders.a_region())
    standing = {name: value for name, value in model_to_dict(cycle).items() if value not in (None, False)}
    changed = {"measures": "新的措施" * 30, "submit_by_0": "2025-11-21", "submit_by_1": "18:00"}
    fields = standing | {"milestones": "3、6、10、12"} | changed
    del fields["is_open"]  # an unticked box is not sent

    act(Role.BUDGET_MANAGER, "departments_cycle_change", fields, cycle.pk)

    (action, name, is_success, detail), *_ = logged()
    assert (action, name, is_success) == ("configure_change", "编报批次 2025年部门预算", True)
    assert "送审截止：空→2025-11-21 18:00" in detail
    assert "开放编报：是→否" in detail
    assert "→（120 字）" in detail
    assert "新的措施" not in detail


def test_rows_below_one(act):
    department = builders.a_department(name="云溪县教育局")
    fields = {
        "region": department.region_id,
        "code": department.code,
        "name": department.name,
        "units-TOTAL_FORMS": 1,
        "units-INITIAL_FORMS": 0,
        "units-0-code": f"{department.code}001",
        "units-0-name": "云溪县教育局本级",
    }

    act(Role.SYSTEM_ADMIN, "departments_department_change", fields, department.pk)

    unit = f"{department.code}001云溪县教育局本级"
    assert logged() == [("configure_change", "部门 云溪县教育局", True, f"新增预算单位 {unit}")]


def test_two_step_login_reset_by_the_security_administrator(act):
    user = builders.a_user(Role.FINAL_REVIEWER, place=builders.a_region(), name="周雨桐")
    set_up(user, new_secret(), 0)

    act(Role.SECURITY_ADMIN, "departments_authenticator_delete", {"post": "yes"}, user.authenticator.pk)

    ((action, name, is_success, detail),) = logged()
    assert (action, is_success) == ("two_step_reset", True)
    assert name.startswith("两步登录 周雨桐：")
    assert user.authenticator.secret not in name + detail
    assert not has_two_step(user)
    assert not user.recovery_codes.exists()


def test_several_reset_at_once(act):
    users = [builders.a_user(Role.FINAL_REVIEWER, place=builders.a_region()) for _ in range(2)]
    for user in users:
        set_up(user, new_secret(), 0)
    chosen = [user.authenticator.pk for user in users]
    fields = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}

    act(Role.SECURITY_ADMIN, "departments_authenticator_changelist", fields)

    assert [action for action, *_ in logged()] == ["two_step_reset"] * 2
    assert not any(has_two_step(user) for user in users)


def test_what_is_refused_is_a_failure(act):
    user = builders.a_user()

    act(Role.BUDGET_MANAGER, "departments_user_change", {"name": "x"}, user.pk, status=403)
    act(Role.SECURITY_ADMIN, "auth_user_password_change", {}, user.pk, status=403)

    assert logged() == [
        ("configure_change", "账号", False, "没有权限"),
        ("password_reset", "账号", False, "没有权限"),
    ]
    assert set(AuditEntry.objects.values_list("object_id", flat=True)) == {str(user.pk)}


def test_whoever_configures_nothing_is_a_failure_at_the_door(log_in):
    client = log_in(builders.a_user(Role.AUDIT_ADMIN, place=builders.a_region()))

    assert client.get(reverse("admin:departments_user_changelist"), follow=True).status_code == 403

    assert logged() == [("configure_change", "", False, "没有权限")]


def test_a_form_that_is_wrong_changes_and_logs_nothing(act):
    act(Role.SYSTEM_ADMIN, "departments_user_add", {"username": ""}, status=200)

    assert logged() == []


class TestNobodyGrantsThemselves:
    @pytest.fixture
    def admin(self):
        return builders.a_user(Role.SECURITY_ADMIN, place=builders.a_region())

    def test_a_role(self, admin, log_in):
        region = builders.a_region()
        fields = {"user": admin.pk, "role": Role.FINAL_REVIEWER, "region": region.pk}

        page = log_in(admin).post(reverse("admin:departments_membership_add"), fields).content.decode()

        assert "不能给自己授予角色，请由另一位安全管理员办理。" in page
        assert admin.memberships.count() == 1

    def test_the_role_of_another(self, admin, log_in):
        other = builders.a_user(Role.FINAL_REVIEWER, place=builders.a_region()).memberships.get()
        fields = {"user": admin.pk, "role": other.role, "region": other.region_id}

        log_in(admin).post(reverse("admin:departments_membership_change", args=[other.pk]), fields)

        other.refresh_from_db()
        assert other.user_id != admin.pk

    @pytest.mark.parametrize("page", ["change", "delete"])
    def test_a_longer_time_nor_less(self, admin, log_in, page):
        own = admin.memberships.get()
        Membership.objects.update(ends_on=date(2099, 1, 1))
        fields = {"user": admin.pk, "role": own.role, "region": own.region_id, "post": "yes"}

        answer = log_in(admin).post(reverse(f"admin:departments_membership_{page}", args=[own.pk]), fields)

        assert answer.status_code == 403
        own.refresh_from_db()
        assert own.ends_on == date(2099, 1, 1)

    def test_one_by_the_list(self, admin, log_in):
        own = admin.memberships.get()
        fields = {"action": "delete_selected", "_selected_action": [own.pk], "post": "yes"}

        log_in(admin).post(reverse("admin:departments_membership_changelist"), fields)

        assert admin.memberships.count() == 1
