"""What a cycle tells the rules: its newest CheckSettings over the defaults of texts/checks."""

import json
from functools import lru_cache

from departments.models import Cycle
from reviews.models import CheckSettings
from texts.checks import DEFAULT, Settings


def settings_of(cycle: Cycle) -> Settings:
    """The settings that count in a cycle now: one query."""
    newest = CheckSettings.objects.filter(cycle=cycle).order_by("-number").values_list("overrides", flat=True)
    return _tuned(json.dumps(newest.first() or {}, sort_keys=True))


@lru_cache(maxsize=64)
def _tuned(overrides: str) -> Settings:
    """Kept: a settings value compiles its word lists once."""
    return DEFAULT.with_overrides(json.loads(overrides))
