"""Accounts over time: passwords wear out, stand-ins come and go on their days, and nobody's name is lost."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.apps import apps
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import models
from django.db.models import ProtectedError
from django.utils import timezone

from config import environment
from departments.duties import duty_of
from departments.models import Authenticator, Membership, Plan, RecoveryCode, Role, User
from departments.models.accounts import SEPARATED_ROLES
from departments.passwords import expires_at
from departments.two_step import new_secret, set_up
from projects.models import Mailing, Notice, Presence
from reviews.models import ReadMark
from reviews.permissions import CONFIGURED
from tests import builders

pytestmark = pytest.mark.django_db


def take(user: User, *passwords: str) -> None:
    for password in passwords:
        user.set_password(password)
        user.save()


class TestHistory:
    def test_refuses_the_last_five(self):
        user = builders.a_user()
        passwords = [f"Qingshan+{n}" for n in range(1, 7)]
        take(user, *passwords)

        refused = []
        for password in ("Yunxi-2025", *passwords):
            try:
                validate_password(password, user)
            except ValidationError as error:
                refused.append((password, error.messages))

        sentence = ["最近 5 次用过的密码不能再用，请换一个。"]
        assert refused == [(password, sentence) for password in passwords[1:]]

    def test_is_each_accounts_own(self):
        one, other = builders.a_user(), builders.a_user()
        take(one, "Qingshan+2026")

        assert validate_password("Qingshan+2026", other) is None

    def test_can_be_relaxed(self, settings):
        settings.PASSWORD_HISTORY = 0
        user = builders.a_user()

        assert validate_password("Yunxi-2025", user) is None

    def test_a_better_hash_of_the_same_password_is_no_new_one(self, settings):
        user = builders.a_user()
        before = user.password_set_at
        settings.PASSWORD_HASHERS = [
            "django.contrib.auth.hashers.PBKDF2PasswordHasher",
            "django.contrib.auth.hashers.MD5PasswordHasher",
        ]

        assert user.check_password("Yunxi-2025")

        user.refresh_from_db()
        assert user.password.startswith("pbkdf2")
        assert user.used_passwords.count() == 1
        assert user.password_set_at == before


class TestTerm:
    @pytest.fixture(autouse=True)
    def _real(self, settings):
        settings.DEMO = False

    def test_begins_with_every_new_password(self):
        user = builders.a_user()
        User.objects.update(password_set_at=timezone.now() - timedelta(days=99))
        user.refresh_from_db()

        take(user, "Qingshan+2026")

        user.refresh_from_db()
        assert timezone.now() - user.password_set_at < timedelta(minutes=1)

    @pytest.mark.parametrize(("days", "is_due"), [(89, False), (91, True)])
    def test_is_ninety_days(self, days, is_due):
        user = builders.a_user(password_set_at=timezone.now() - timedelta(days=days))
        User.objects.update(password_set_at=timezone.now() - timedelta(days=days))
        user.refresh_from_db()

        duty = duty_of(user, since=timezone.now())

        assert (duty.sentence if duty else None) == (
            "您的密码已用满 90 天。请先换一个，然后即可继续。" if is_due else None
        )

    def test_that_ends_while_one_writes_waits_for_the_next_login(self):
        user = builders.a_user()
        User.objects.update(password_set_at=timezone.now() - timedelta(days=90, minutes=1))
        user.refresh_from_db()

        assert duty_of(user, since=timezone.now() - timedelta(minutes=2)) is None
        assert duty_of(user, since=timezone.now()).page == "password_change"

    def test_can_be_relaxed(self, settings):
        settings.PASSWORD_DAYS = 0
        user = builders.a_user()
        User.objects.update(password_set_at=timezone.now() - timedelta(days=9999))
        user.refresh_from_db()

        assert expires_at(user) is None
        assert duty_of(user, since=timezone.now()) is None


class TestTwoStepAsADuty:
    @pytest.fixture(autouse=True)
    def _real(self, settings):
        settings.DEMO = False

    @pytest.mark.parametrize("role", Role)
    def test_is_the_bureaus_where_a_setting_says_so(self, settings, role):
        at_department = role in (Role.UNIT_STAFF, Role.DEPARTMENT_LEAD, Role.FIRST_REVIEWER)
        user = builders.a_user(role, place=builders.a_department() if at_department else builders.a_region())

        duties = []
        for required in (False, True):
            settings.REQUIRE_TOTP_FOR_BUREAU = required
            duty = duty_of(user, since=timezone.now())
            duties.append(duty.page if duty else None)

        is_of_department = role in (Role.UNIT_STAFF, Role.DEPARTMENT_LEAD)
        assert duties == [None, None if is_of_department else "two_step"]

    def test_is_done_by_setting_it_up(self, settings):
        settings.REQUIRE_TOTP_FOR_BUREAU = True
        user = builders.a_user(Role.FINAL_REVIEWER, place=builders.a_region())

        set_up(user, new_secret(), 0)

        assert duty_of(user, since=timezone.now()) is None


class TestStandIn:
    """代理: from a first day to a last one, both whole days in Beijing."""

    @pytest.fixture
    def user(self):
        user = builders.a_user(Role.FINAL_REVIEWER, place=builders.a_region())
        user.memberships.update(starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 31))
        return user

    @pytest.mark.parametrize(
        ("moment", "counts"),
        [
            (datetime(2026, 2, 28, 15, 59, 59, tzinfo=UTC), False),  # 23:59:59 of 28 February in Beijing
            (datetime(2026, 2, 28, 16, 0, 0, tzinfo=UTC), True),  # midnight of 1 March
            (datetime(2026, 3, 15, 4, 0, 0, tzinfo=UTC), True),
            (datetime(2026, 3, 31, 15, 59, 59, tzinfo=UTC), True),  # 23:59:59 of 31 March
            (datetime(2026, 3, 31, 16, 0, 0, tzinfo=UTC), False),  # midnight of 1 April
        ],
    )
    def test_counts_on_its_days(self, user, moment, counts):
        assert user.memberships.in_force(moment).exists() is counts

    def test_without_an_end_goes_on(self, user):
        user.memberships.update(ends_on=None)

        assert user.memberships.in_force(datetime(2099, 1, 1, tzinfo=UTC)).exists()

    def test_counts_now_when_no_moment_is_named(self, user):
        today = timezone.localdate()

        counting = []
        for first, last in ((today, today), (today + timedelta(days=1), None), (None, today - timedelta(days=1))):
            user.memberships.update(starts_on=first, ends_on=last)
            counting.append(user.memberships.in_force().exists())

        assert counting == [True, False, False]


class TestSeparated:
    """三员分立: beside its one role such an account holds none."""

    @pytest.mark.parametrize("role", SEPARATED_ROLES)
    def test_administrator_holds_no_other_role(self, role):
        administrator = builders.a_user(role, place=builders.a_region())
        reviewer = builders.a_user(Role.FINAL_REVIEWER, place=builders.a_region())

        for user, another in ((administrator, Role.FINAL_REVIEWER), (reviewer, role)):
            with pytest.raises(ValidationError, match="三员分立，不能兼任其他角色。"):
                Membership(user=user, role=another, region=builders.a_region()).full_clean()

    def test_may_be_who_has_left_the_other_role(self):
        user = builders.a_user(Role.FINAL_REVIEWER, place=builders.a_region())
        user.memberships.update(ends_on=timezone.localdate() - timedelta(days=1))

        assert Membership(user=user, role=Role.AUDIT_ADMIN, region=builders.a_region()).full_clean() is None

    def test_is_no_rule_for_business_roles(self):
        user = builders.a_user(Role.FINAL_REVIEWER, place=builders.a_region())

        assert Membership(user=user, role=Role.BUDGET_MANAGER, region=builders.a_region()).full_clean() is None


class TestWhoeverLeaves:
    def test_keeps_the_name_on_what_they_did(self):
        plan = builders.a_plan()
        author = plan.created_by

        User.objects.filter(pk=author.pk).update(is_active=False)

        assert str(Plan.objects.get().created_by) == author.name
        with pytest.raises(ProtectedError):
            author.delete()

    def test_never_did_anything_is_still_not_deleted(self):
        with pytest.raises(ProtectedError):
            builders.a_user().delete()

    def test_no_role_may_delete_an_account(self):
        assert "departments.delete_user" not in CONFIGURED

    def test_every_trace_protects_its_account(self):
        """But what is the account's own, speaks to it alone, or is gone in a minute anyway."""
        ours = ("audit", "departments", "findings", "jobs", "projects", "reviews")
        fields = [
            field
            for app in ours
            for model in apps.get_app_config(app).get_models()
            for field in model._meta.concrete_fields
            if field.is_relation and field.related_model is User
        ]

        kept = {field.model for field in fields if field.remote_field.on_delete is not models.PROTECT}

        assert len(fields) > 10
        assert kept <= {Authenticator, RecoveryCode, Presence, Notice, Mailing, ReadMark}


class TestSettings:
    def test_a_number_is_read(self, monkeypatch):
        monkeypatch.setenv("PERFORMANCE_TEXT_PASSWORD_DAYS", "0")

        assert environment.number("PASSWORD_DAYS", 90) == 0
        assert environment.number("PASSWORD_HISTORY", 5) == 5

    @pytest.mark.parametrize("value", ["never", "-1", "9.5", ""])
    def test_anything_else_stops_the_start(self, monkeypatch, value):
        monkeypatch.setenv("PERFORMANCE_TEXT_PASSWORD_DAYS", value)

        with pytest.raises(ImproperlyConfigured, match="write a whole number, 0 for none"):
            environment.number("PASSWORD_DAYS", 90)
