"""What a cycle tells the rules: its newest CheckSettings over the defaults of texts/checks.

Rules come and go with versions of this program. What a cycle said of one that is gone, or of a setting that it has no
more, is ignored, and its page says so; all else that it said holds.
"""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache, reduce
from typing import Any

from departments.models import Cycle
from findings.models import CheckSettings
from texts.checks import DEFAULT, Settings, SettingsError

Overrides = dict[str, Any]


def settings_of(cycle: Cycle) -> Settings:
    """The settings that count in a cycle now: one query."""
    newest = CheckSettings.objects.filter(cycle=cycle).order_by("-number").values_list("overrides", flat=True)
    return tuned(newest.first() or {})


def tuned(overrides: Overrides) -> Settings:
    """The defaults with these over them, as far as there is still somebody to be told."""
    return _tuned(json.dumps(overrides, sort_keys=True))


@lru_cache(maxsize=64)
def _tuned(overrides: str) -> Settings:
    """Kept: a settings value compiles its word lists once."""
    return DEFAULT.with_overrides(understood(json.loads(overrides))[0])


def understood(overrides: Overrides) -> tuple[Overrides, list[str]]:
    """What of stored overrides still means something, and a sentence for each piece that does not."""
    try:
        DEFAULT.with_overrides(overrides)
    except SettingsError:
        return _sorted_out(overrides)
    return overrides, []


def _sorted_out(overrides: Overrides) -> tuple[Overrides, list[str]]:
    known: Overrides = {}
    ignored = []
    for path, value in _single_settings(overrides):
        try:
            DEFAULT.with_overrides(reduce(lambda inner, name: {name: inner}, reversed(path), value))
        except SettingsError as error:
            ignored.append(str(error))
            continue
        owner = known
        for name in path[:-1]:
            owner = owner.setdefault(name, {})
        owner[path[-1]] = value
    return known, list(dict.fromkeys(ignored))


def _single_settings(overrides: Overrides) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Each setting with the names that lead to it: group, rule and key, or group and shared list."""
    for group, members in overrides.items():
        for name, value in members.items() if isinstance(members, Mapping) else ():
            if group == "rules" and isinstance(value, Mapping) and value:
                yield from (((group, name, key), one) for key, one in value.items())
            else:
                yield (group, name), value
