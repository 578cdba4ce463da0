"""The versions of a cycle's settings: added, never changed; what changed from one to the next, in sentences."""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from departments.models import Cycle, Plan, User
from findings.checking import found_in
from findings.last_year import newest_sent, sent_last_years
from findings.models import CheckSettings
from findings.settings import tuned, understood
from findings.tuning.settings_form import typed_words
from projects.models import Snapshot
from texts.checks import DEFAULT, RULES, Level, Settings, check
from texts.checks.settings import Value
from texts.interchange import clean

LONGEST_NOTE = 200
PREVIEW_SECONDS = 8.0


class StaleSettingsError(ValueError):
    """Somebody saved in between; the message says who, and what changed."""


def newest_of(cycle: Cycle) -> CheckSettings | None:
    """The version that counts."""
    return cycle.check_settings.select_related("made_by").order_by("-number").first()


def settings_in(version: CheckSettings | None) -> Settings:
    """The settings of a version, without what speaks of rules that are gone; the defaults where there is none yet."""
    return tuned(version.overrides if version else {})


def ignored_in(version: CheckSettings | None) -> list[str]:
    """What a version says that means nothing any more: a sentence each."""
    return understood(version.overrides)[1] if version else []


@transaction.atomic
def keep_settings(
    cycle: Cycle, overrides: dict[str, Any], *, number: int, note: str, by: User
) -> tuple[CheckSettings | None, list[str]]:
    """A new version over version `number` (0: the defaults), and what it changes; the standing one where nothing does.

    Raises StaleSettingsError, and SettingsError where the overrides speak of rules that are gone.
    """
    Cycle.objects.select_for_update().only("pk").get(pk=cycle.pk)
    newest = newest_of(cycle)
    if number != (newest.number if newest else 0):
        raise StaleSettingsError(_stale(cycle, number, newest))
    before, after = settings_in(newest), DEFAULT.with_overrides(overrides)
    changed = list(settings_changes(before, after))
    if not changed:
        return newest, []
    note = (clean(note) or "；".join(changed))[:LONGEST_NOTE]
    made = {"overrides": overrides, "note": note, "made_by": by, "made_at": timezone.now()}
    return CheckSettings.objects.create(cycle=cycle, number=number + 1, **made), changed


def _stale(cycle: Cycle, number: int, newest: CheckSettings | None) -> str:
    if newest is None:
        return "检查设置已被清空，请核对后重新保存。"
    seen = cycle.check_settings.filter(number=number).first()
    what = "；".join(list(settings_changes(settings_in(seen), settings_in(newest)))[:8]) or "没有实际改动"
    return f"{newest.made_by}刚刚保存了第{newest.number}版：{what}。您的改动还没有保存，请核对后再保存一次。"


@dataclass(frozen=True, slots=True)
class SettingsVersion:
    """A version as the list shows it."""

    row: CheckSettings
    changed: list[str]


def settings_versions(cycle: Cycle) -> list[SettingsVersion]:
    """The newest first, each with what it changed."""
    rows = list(cycle.check_settings.select_related("made_by").order_by("number"))
    before = [DEFAULT, *map(settings_in, rows)]
    found = [
        SettingsVersion(row, list(settings_changes(was, settings_in(row))))
        for row, was in zip(rows, before, strict=False)
    ]
    return found[::-1]


def settings_changes(before: Settings, after: Settings) -> Iterator[str]:
    """What differs, a sentence a setting."""
    for slug, rule in RULES.items():
        was, now = before.rules[slug], after.rules[slug]
        state = [options.level.label if options.on else "停用" for options in (was, now)]
        if state[0] != state[1]:
            yield f"{rule.title}：{state[0]}→{state[1]}"
        for key in was.values:
            if was.values[key] != now.values[key]:
                yield f"{rule.title}：{_difference(key, was.values[key], now.values[key])}"
    for key, value in before.shared.items():
        if value != after.shared[key]:
            yield _difference(key, value, after.shared[key])


def _difference(key: str, was: Value, now: Value) -> str:
    label = DEFAULT.labels[key]
    if not isinstance(was, tuple) or not isinstance(now, tuple):
        return f"{label} {typed_words(was)}→{typed_words(now)}"
    added: list[Any] = [x for x in now if x not in was]
    removed: list[Any] = [x for x in was if x not in now]
    parts = [f"{verb}{typed_words(tuple(items))}" for verb, items in (("增加 ", added), ("删去 ", removed)) if items]
    return f"{label} {'，'.join(parts) or '改了次序'}".replace("\n", "、")


@dataclass(frozen=True, slots=True)
class Preview:
    """What new settings would find in the texts that the bureau has: counts by level before and after."""

    total: int
    checked: int
    before: dict[str, int]
    after: dict[str, int]

    @property
    def sentence(self) -> str:
        counts = "，".join(f"{one.label} {self.before[one]}→{self.after[one]}" for one in Level)
        first = f"（时间有限，先看前 {self.checked} 个）" if self.checked < self.total else ""
        return f"按新设置检查本批次已送审的 {self.total} 个文本{first}：{counts}。"


def preview_of(cycle: Cycle, before: Settings, after: Settings, *, seconds: float = PREVIEW_SECONDS) -> Preview:
    """Checks what was sent last of each text, as many as the time allows; only the rules that change run again."""
    narrow = _affected(before, after)
    was, now = _only(before, narrow), _only(after, narrow)
    counts: dict[str, Counter[Level]] = {"before": Counter(), "after": Counter()}
    until, checked = time.monotonic() + seconds, 0
    sent = sent_snapshots(cycle)
    last_years = sent_last_years(Plan.objects.filter(cycle=cycle).select_related("cycle"))
    for snapshot in sent.iterator(chunk_size=20):
        if time.monotonic() > until:
            break
        text, earlier = snapshot.to_text(), last_years.get(snapshot.plan.department_id)
        last_year = earlier.to_text() if earlier else None
        whole = Counter(found.level for found in found_in(text, before, last_year))
        counts["before"] += whole
        counts["after"] += whole - Counter(found.level for found in check(text, settings=was, last_year=last_year))
        counts["after"] += Counter(found.level for found in check(text, settings=now, last_year=last_year))
        checked += 1
    before_after = [{str(one): counts[name][one] for one in Level} for name in ("before", "after")]
    return Preview(sent.count(), checked, *before_after)


def sent_snapshots(cycle: Cycle) -> QuerySet[Snapshot]:
    """What was sent last of each text that the bureau has, in the order of the departments."""
    return newest_sent(Plan.objects.filter(cycle=cycle)).order_by("plan__department__code")


def _affected(before: Settings, after: Settings) -> frozenset[str]:
    """The rules whose findings may change: all of them where a shared list did."""
    if before.shared != after.shared:
        return frozenset(RULES)
    return frozenset(slug for slug in RULES if before.rules[slug] != after.rules[slug])


def _only(settings: Settings, slugs: frozenset[str]) -> Settings:
    """The settings with every other rule off."""
    rules = {slug: one if slug in slugs else replace(one, on=False) for slug, one in settings.rules.items()}
    return replace(settings, rules=rules)
