"""Finding entries: the auditor's filter, and pages by key, which cost the same at the first and the millionth line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from audit.actions import groups, label
from audit.models import AuditEntry

PAGE = 50
MOST_ACCOUNTS = 50  # of a name that many bear
EVERYTHING = [("", "全部操作")]
OUTCOMES = {"": "全部结果", "1": "成功", "0": "未成功"}
MINUTE = timedelta(minutes=1)


class LogFilter(forms.Form):
    """All cells may stay empty. Times are Beijing time; `until` counts with its minute."""

    since = forms.DateTimeField(label="从", required=False, error_messages={"invalid": "请填写完整的日期和时间。"})
    until = forms.DateTimeField(label="到", required=False, error_messages={"invalid": "请填写完整的日期和时间。"})
    account = forms.CharField(label="账号或姓名", required=False, max_length=60)
    action = forms.ChoiceField(label="操作", required=False)
    object = forms.CharField(label="对象", required=False, max_length=100)
    address = forms.CharField(label="来源地址", required=False, max_length=45)
    outcome = forms.ChoiceField(label="结果", required=False, choices=OUTCOMES)

    def __init__(self, data: Mapping[str, str]) -> None:
        super().__init__(data)
        actions = self.fields["action"]
        if isinstance(actions, forms.ChoiceField):
            actions.choices = [*EVERYTHING, *groups()]
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "form-select" if hasattr(field, "choices") else "form-control"
            if name in ("since", "until"):
                field.widget = forms.DateTimeInput(
                    attrs=field.widget.attrs | {"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
                )

    def clean(self) -> dict[str, Any]:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since > until:
            self.add_error("until", "“到”不能早于“从”。")
        return self.cleaned_data

    @property
    def is_narrowing(self) -> bool:
        return any(self.data.get(name) for name in self.fields)

    def sentence(self) -> str:
        """What is asked for, in words."""
        asked = [(str(field.label), self._word(name)) for name, field in self.fields.items() if self.data.get(name)]
        return "；".join(f"{name}：{word}" for name, word in asked) or "全部"

    def _word(self, name: str) -> str:
        value = str(self.data[name])
        return {"action": label(value), "outcome": OUTCOMES.get(value, value)}.get(name, value)


def find_entries(chosen: LogFilter) -> QuerySet[AuditEntry]:
    """The entries of a valid filter, newest first. Numbers rise with time, so a span of time is a span of numbers."""
    cells = chosen.cleaned_data
    found = _between(AuditEntry.objects.order_by("-number"), cells["since"], cells["until"])
    if account := cells["account"].strip():
        found = found.filter(account__in=_accounts(account))
    if action := cells["action"]:
        found = found.filter(action=action)
    if thing := cells["object"].strip():
        found = found.filter(_called(thing))
    if address := cells["address"].strip():
        found = found.filter(address=address)
    if outcome := cells["outcome"]:
        found = found.filter(is_success=outcome == "1")
    return found


def _between(found: QuerySet[AuditEntry], since: datetime | None, until: datetime | None) -> QuerySet[AuditEntry]:
    if since:
        first = AuditEntry.objects.filter(at__gte=since).order_by("at", "number").values("number")[:1]
        found = found.filter(number__gte=first)
    if until:
        last = AuditEntry.objects.filter(at__lt=until + MINUTE).order_by("-at", "-number").values("number")[:1]
        found = found.filter(number__lte=last)
    return found


def _called(thing: str) -> Q:
    """By identity or part of the name. An identity of a text is a UUID, for which there is an index of its own."""
    try:
        return Q(object_id=str(UUID(thing)))
    except ValueError:
        return Q(object_id=thing) | Q(object_name__icontains=thing)


def _accounts(typed: str) -> list[str]:
    """The accounts that are called so or whose owner is, and what was typed itself: it may be no account at all."""
    named = get_user_model().objects.filter(Q(username=typed) | Q(name=typed)).values_list("username", flat=True)
    return [typed, *named[:MOST_ACCOUNTS]]


@dataclass(frozen=True, slots=True)
class LogPage:
    """Entries newest first; `newer` and `older` are the numbers to go on from, None at an end."""

    entries: list[AuditEntry]
    newer: int | None
    older: int | None


def page_of(found: QuerySet[AuditEntry], asked: Mapping[str, str]) -> LogPage:
    """The page before (older than) or after (newer than) a number; the newest without one. One query."""
    before, after = _number(asked.get("before")), _number(asked.get("after"))
    if after is not None:
        rows = list(found.filter(number__gt=after).order_by("number")[: PAGE + 1])
        has_newer, rows = len(rows) > PAGE, rows[PAGE - 1 :: -1] if len(rows) > PAGE else rows[::-1]
        return _page(rows, has_newer=has_newer, has_older=True)
    if before is not None:
        found = found.filter(number__lt=before)
    rows = list(found[: PAGE + 1])
    return _page(rows[:PAGE], has_newer=before is not None, has_older=len(rows) > PAGE)


def _page(rows: list[AuditEntry], *, has_newer: bool, has_older: bool) -> LogPage:
    newer = rows[0].number if rows and has_newer else None
    return LogPage(rows, newer, rows[-1].number if rows and has_older else None)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 19 else None
