"""What a bureau may tune: each rule on or off, its level, thresholds and word lists. One value, read from one file.

    DEFAULT.with_overrides({
        "rules": {"plan_not_100": {"on": False}, "uniform_targets": {"level": "warning"}},
        "words": {"accepted_words": {"add": ["保持稳定"]}},
    })

An override has the shape of data/defaults.toml; a list is replaced, or changed by {"add": [...], "remove": [...]}.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, cast

from texts.checks.finding import Level

Value = bool | Decimal | str | tuple[str, ...] | tuple[tuple[str, ...], ...]
_KINDS = {bool: "是或否（true、false）", Decimal: "数字", str: "文字", tuple: "列表"}


class SettingsError(ValueError):
    """An override that cannot be taken; the message names the rule and the key, what was found, what is expected."""


@dataclass(frozen=True, slots=True)
class Options:
    """What one rule may be told. Word lists that several rules read come from the shared ones."""

    on: bool
    level: Level
    values: Mapping[str, Value]
    shared: Mapping[str, Value]
    _patterns: dict[tuple[str, bool], re.Pattern[str]] = field(default_factory=dict, init=False, compare=False)

    def _get(self, key: str) -> Value:
        return self.values[key] if key in self.values else self.shared[key]

    def number(self, key: str) -> Decimal:
        """A threshold."""
        return cast(Decimal, self._get(key))

    def flag(self, key: str) -> bool:
        """A switch."""
        return self._get(key) is True

    def text(self, key: str) -> str:
        """A word or an alphabet."""
        return cast(str, self._get(key))

    def words(self, key: str) -> tuple[str, ...]:
        """A word list, in the order of the file."""
        return cast(tuple[str, ...], self._get(key))

    def rows(self, key: str) -> tuple[tuple[str, ...], ...]:
        """A table: rows of words."""
        return cast(tuple[tuple[str, ...], ...], self._get(key))

    def any_of(self, key: str) -> re.Pattern[str]:
        """A pattern of the list's words, the longest first; one that never matches for an empty list."""
        return self._pattern(key, at_end=False)

    def ends_in(self, key: str) -> re.Pattern[str]:
        """A pattern of the list's words at the end."""
        return self._pattern(key, at_end=True)

    def _pattern(self, key: str, *, at_end: bool) -> re.Pattern[str]:
        known = self._patterns.get((key, at_end))
        if known is None:
            known = self._patterns[key, at_end] = any_word(self.words(key), at_end=at_end)
        return known


def any_word(words: Iterable[str], *, at_end: bool = False) -> re.Pattern[str]:
    """A pattern of the words, the longest first; one that never matches for none."""
    alternatives = "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"
    return re.compile(f"(?:{alternatives})$" if at_end else alternatives)


@dataclass(frozen=True, slots=True)
class Settings:
    """Every rule's Options by slug, and the version that findings were made with."""

    version: str
    rules: Mapping[str, Options]
    shared: Mapping[str, Value]
    labels: Mapping[str, str]

    @classmethod
    def load(cls, source: str, levels: Mapping[str, Level]) -> "Settings":
        """The settings of a TOML document; `levels` holds every rule with the level that its author gave it."""
        data = tomllib.loads(source, parse_float=Decimal)
        shared = {key: _value(found) for key, found in data["words"].items()}
        rules = {}
        for slug, level in levels.items():
            given = {key: _value(found) for key, found in data["rules"].get(slug, {}).items()}
            on, named = given.pop("on", True), given.pop("level", level.value)
            rules[slug] = Options(on is True, Level(str(named)), given, shared)
        unknown = set(data["rules"]) - set(levels)
        if unknown:
            raise SettingsError(f"没有名为“{sorted(unknown)[0]}”的检查规则。")
        return cls(data["version"], rules, shared, data["labels"])

    def with_overrides(self, overrides: Mapping[str, Any]) -> "Settings":
        """These settings with a cycle's own; the version says so. Raises SettingsError (one Chinese sentence)."""
        if not overrides:
            return self
        groups = _mapping(overrides, "检查设置")
        if unknown := sorted(set(groups) - {"rules", "words"}):
            raise SettingsError(f"检查设置中没有“{unknown[0]}”，只能写 rules 和 words。")
        words = _mapping(groups.get("words", {}), "words")
        shared = {**self.shared, **{k: _changed(self.shared, k, v, "共用词表") for k, v in words.items()}}
        rules = {slug: replace(options, shared=shared) for slug, options in self.rules.items()}
        for slug, changes in _mapping(groups.get("rules", {}), "rules").items():
            if slug not in rules:
                raise SettingsError(f"没有名为“{slug}”的检查规则。")
            rules[slug] = _tuned(slug, rules[slug], _mapping(changes, f"规则“{slug}”的设置"))
        digest = hashlib.sha256(json.dumps(overrides, sort_keys=True, default=str).encode()).hexdigest()[:8]
        return replace(self, version=f"{self.version}+{digest}", rules=rules, shared=shared)


def _tuned(slug: str, options: Options, changes: Mapping[str, Any]) -> Options:
    values = dict(options.values)
    for key, value in changes.items():
        if key == "on":
            if not isinstance(value, bool):
                raise SettingsError(f"规则“{slug}”的 on 为“{value}”，应为 true 或 false。")
            options = replace(options, on=value)
        elif key == "level":
            options = replace(options, level=_level(slug, value))
        else:
            values[key] = _changed(values, key, value, f"规则“{slug}”")
    return replace(options, values=values)


def _level(slug: str, value: Any) -> Level:
    try:
        return Level(value)
    except ValueError:
        raise SettingsError(f"规则“{slug}”的 level 为“{value}”，应为 error、warning 或 info。") from None


def _changed(values: Mapping[str, Value], key: str, given: Any, owner: str) -> Value:
    """The value that an override gives a key: of the same kind as the default."""
    if key not in values:
        known = "、".join(sorted(values)) or "on、level"
        raise SettingsError(f"{owner}没有设置项“{key}”，可以设置的有：{known}。")
    standing = values[key]
    if isinstance(standing, tuple) and isinstance(given, Mapping):
        return _edited(standing, key, given, owner)
    value = _value(given)
    if type(value) is not type(standing) or not _fits(value, standing):
        raise SettingsError(f"{owner}的“{key}”为“{given}”，应为{_KINDS[type(standing)]}。")
    return value


def _edited(standing: tuple[Any, ...], key: str, given: Mapping[str, Any], owner: str) -> Value:
    if set(given) - {"add", "remove"} or not all(isinstance(part, list) for part in given.values()):
        raise SettingsError(f"{owner}的“{key}”应为列表，或 add、remove 两个列表。")
    added, removed = (cast(tuple[Any, ...], _value(given.get(name, []))) for name in ("add", "remove"))
    if not _fits(added, standing):
        raise SettingsError(f"{owner}的“{key}”新增的内容与原有各项格式不同。")
    kept = [item for item in standing if item not in removed]
    return (*kept, *(item for item in added if item not in kept))


def _fits(given: Value, standing: Value) -> bool:
    """Whether a list holds what the standing one does: words, or rows as long, with figures in the same columns."""
    if not isinstance(given, tuple) or not isinstance(standing, tuple) or not given or not standing:
        return True
    if isinstance(standing[0], str):
        return all(isinstance(item, str) for item in given)
    columns = list(zip(*standing, strict=False))
    figures = [all(cell.isdecimal() for cell in column) for column in columns]
    return all(
        isinstance(row, tuple)
        and len(row) >= len(columns)
        and all(cell.isdecimal() for cell, is_figure in zip(row, figures, strict=False) if is_figure)
        for row in given
    )


def _value(found: Any) -> Value:
    """A value of TOML or JSON as a frozen one."""
    if isinstance(found, bool | str):
        return found
    if isinstance(found, int | float | Decimal) and Decimal(str(found)).is_finite():
        return Decimal(str(found))
    if isinstance(found, list):
        if all(isinstance(item, str) for item in found):
            return tuple(found)
        if all(isinstance(item, list) and all(isinstance(cell, str) for cell in item) for item in found):
            return tuple(tuple(row) for row in found)
    raise SettingsError(f"“{found}”不能作为设置，应为数字、文字、是或否，或文字的列表。")


def _mapping(found: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(found, Mapping):
        raise SettingsError(f"{name}应为一组名称和值，写成 {{…}}。")
    return found
