"""Password rules that Django does not bring (GB/T 22239, 等保), or does not say in Chinese."""

import re
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils import timezone

from departments.models import UsedPassword, User

CLASSES = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^a-zA-Z0-9]")


class LengthValidator(MinimumLengthValidator):
    """Django's own rule; its sentence has no Chinese translation in 5.2."""

    def get_error_message(self) -> str:
        return f"密码太短，至少要有 {self.min_length} 个字符。"


class CharacterClassValidator:
    """At least three of small letters, capital letters, digits, others."""

    def validate(self, password: str, user: User | None = None) -> None:
        if sum(bool(re.search(kind, password)) for kind in CLASSES) < 3:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self) -> str:
        return "密码须含小写字母、大写字母、数字、符号中的三种，例如 Qingshan-2025。"


class HistoryValidator:
    """The last few passwords of an account (PERFORMANCE_TEXT_PASSWORD_HISTORY, five) are none it may take again.

    Django calls `password_changed` after every save of an account with a new password, wherever it was set.
    """

    def validate(self, password: str, user: User | None = None) -> None:
        if user is None or user.pk is None or not settings.PASSWORD_HISTORY:
            return
        used = user.used_passwords.values_list("password", flat=True)[: settings.PASSWORD_HISTORY]
        if any(check_password(password, one) for one in used):
            raise ValidationError(self.get_help_text(), code="password_used")

    def password_changed(self, password: str, user: User | None = None) -> None:
        if user is None:
            return
        user.password_set_at = timezone.now()
        UsedPassword.objects.create(user=user, password=user.password, set_at=user.password_set_at)
        User.objects.filter(pk=user.pk).update(password_set_at=user.password_set_at)

    def get_help_text(self) -> str:
        return f"最近 {settings.PASSWORD_HISTORY} 次用过的密码不能再用，请换一个。"


def expires_at(user: User) -> datetime | None:
    """When the account's password is due for a change; None where passwords have no term."""
    if not settings.PASSWORD_DAYS:
        return None
    return user.password_set_at + timedelta(days=settings.PASSWORD_DAYS)
