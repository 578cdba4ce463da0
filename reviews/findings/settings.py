"""What a cycle tells the rules: its newest CheckSettings over the defaults of texts/checks."""

import json
from functools import lru_cache
from typing import Any

from departments.models import Cycle
from reviews.models import CheckSettings
from texts.checks import DEFAULT, Settings, SettingsError


def settings_of(cycle: Cycle) -> Settings:
    """The settings that count in a cycle now: one query."""
    newest = CheckSettings.objects.filter(cycle=cycle).order_by("-number").values_list("overrides", flat=True)
    return tuned(newest.first() or {})


def tuned(overrides: dict[str, Any]) -> Settings:
    """The defaults with these over them; the bare defaults where a rule that they speak of is gone since."""
    return _tuned(json.dumps(overrides, sort_keys=True))


@lru_cache(maxsize=64)
def _tuned(overrides: str) -> Settings:
    """Kept: a settings value compiles its word lists once."""
    try:
        return DEFAULT.with_overrides(json.loads(overrides))
    except SettingsError:
        return DEFAULT
