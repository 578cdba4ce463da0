"""One-time codes and recovery codes: which count, and that none counts twice."""

import threading
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from django.db import connections

from departments.models import Authenticator, RecoveryCode, Role
from departments.two_step import (
    accept_code,
    has_two_step,
    matching_step,
    new_secret,
    qr_picture,
    renew_codes,
    set_up,
    turn_off,
)
from tests import builders

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 31, 4, 0, 0, tzinfo=UTC)


@pytest.fixture
def user():
    return builders.a_user(Role.FINAL_REVIEWER, place=builders.a_region())


@pytest.fixture
def app(user):
    """The app on the phone, set up for the account: it shows the code of a moment."""
    secret = new_secret()
    set_up(user, secret, 0)
    return pyotp.TOTP(secret).at


class TestOfTheApp:
    @pytest.mark.parametrize(
        ("seconds", "counts"), [(0, True), (-30, True), (30, True), (-60, False), (60, False), (3600, False)]
    )
    def test_counts_around_its_moment_for_clocks_that_differ(self, user, app, seconds, counts):
        assert accept_code(user, app(NOON + timedelta(seconds=seconds)), at=NOON) is counts

    def test_counts_once(self, user, app):
        code = app(NOON)

        assert [accept_code(user, code, at=NOON + timedelta(seconds=n)) for n in (0, 1, 30)] == [True, False, False]

    def test_of_before_one_that_counted_counts_no_more(self, user, app):
        assert accept_code(user, app(NOON), at=NOON)

        assert not accept_code(user, app(NOON - timedelta(seconds=30)), at=NOON)
        assert accept_code(user, app(NOON + timedelta(seconds=30)), at=NOON)

    def test_that_proved_the_app_does_not_log_in(self, user):
        secret = new_secret()
        code = pyotp.TOTP(secret).at(NOON)

        set_up(user, secret, matching_step(secret, code, NOON))

        assert not accept_code(user, code, at=NOON)

    @pytest.mark.parametrize("typed", ["{0} {1}", "{0}-{1}", " {0}{1}\n"])
    def test_may_be_typed_with_gaps(self, user, app, typed):
        code = app(NOON)

        assert accept_code(user, typed.format(code[:3], code[3:]), at=NOON)

    def test_may_be_typed_in_wide_digits(self, user, app):
        wide = app(NOON).translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})

        assert accept_code(user, wide, at=NOON)

    @pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "٠٠٠٠٠٠", "0" * 40])
    def test_of_another_form_is_none(self, user, app, typed):
        assert not accept_code(user, typed, at=NOON)

    def test_of_another_account_is_none(self, app):
        other = builders.a_user()

        assert not accept_code(other, app(NOON), at=NOON)


class TestOfRecovery:
    def test_counts_once_each(self, user):
        codes = set_up(user, new_secret(), 0)

        assert len(set(codes)) == 10
        assert [accept_code(user, code) for code in codes] == [True] * 10
        assert [accept_code(user, code) for code in codes] == [False] * 10

    def test_may_be_typed_small_and_without_strokes(self, user):
        code = set_up(user, new_secret(), 0)[0]

        assert accept_code(user, code.lower().replace("-", " "))

    def test_is_its_own_accounts_alone(self, user):
        other = builders.a_user()
        codes = set_up(user, new_secret(), 0)

        assert not accept_code(other, codes[0])

    def test_is_kept_as_a_hash(self, user):
        codes = set_up(user, new_secret(), 0)

        kept = set(RecoveryCode.objects.values_list("digest", flat=True))
        assert all(len(digest) == 64 for digest in kept)
        assert kept.isdisjoint({*codes, *(code.replace("-", "") for code in codes)})

    def test_is_void_when_renewed(self, user):
        old = set_up(user, new_secret(), 0)
        new = renew_codes(user)

        assert not accept_code(user, old[0])
        assert accept_code(user, new[0])

    def test_is_void_when_turned_off(self, user):
        codes = set_up(user, new_secret(), 0)

        turn_off(user)

        assert not has_two_step(user)
        assert not accept_code(user, codes[0])


def test_the_picture_is_an_inline_drawing_without_styles(user):
    secret = new_secret()

    svg = qr_picture(user, secret)

    assert svg.startswith("<svg ")
    assert "style" not in svg
    assert secret not in svg


@pytest.mark.django_db(transaction=True)
def test_two_logins_at_once_with_one_code_are_one():
    user = builders.a_user()
    secret = new_secret()
    codes = set_up(user, secret, 0)
    tries = [pyotp.TOTP(secret).at(NOON)] * 4 + [codes[0]] * 4
    together = threading.Barrier(len(tries))
    taken: list[str] = []

    def log_in(code: str) -> None:
        together.wait(timeout=30)
        if accept_code(user, code, at=NOON):
            taken.append(code)
        connections.close_all()

    threads = [threading.Thread(target=log_in, args=(code,)) for code in tries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(taken) == sorted({tries[0], codes[0]})
    assert Authenticator.objects.get().last_step == int(NOON.timestamp()) // 30
