"""Password rules that Django does not bring (GB/T 22239, 等保), or does not say in Chinese."""

import re

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError

CLASSES = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^a-zA-Z0-9]")


class LengthValidator(MinimumLengthValidator):
    """Django's own rule; its sentence has no Chinese translation in 5.2."""

    def get_error_message(self) -> str:
        return f"密码太短，至少要有 {self.min_length} 个字符。"


class CharacterClassValidator:
    """At least three of small letters, capital letters, digits, others."""

    def validate(self, password: str, user=None) -> None:
        if sum(bool(re.search(kind, password)) for kind in CLASSES) < 3:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self) -> str:
        return "密码须含小写字母、大写字母、数字、符号中的三种，例如 Qingshan-2025。"
