"""The password rule that Django does not bring: three of four kinds of characters (GB/T 22239, 等保)."""

import re

from django.core.exceptions import ValidationError

CLASSES = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^a-zA-Z0-9]")


class CharacterClassValidator:
    """At least three of small letters, capital letters, digits, others."""

    def validate(self, password: str, user=None) -> None:
        if sum(bool(re.search(kind, password)) for kind in CLASSES) < 3:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self) -> str:
        return "密码须含小写字母、大写字母、数字、符号中的三种，例如 Qingshan-2025。"
