"""The configuration pages tell the log what they changed, in the transaction of the change.

Values of short cells (who, which role, until when, enabled or not) stand in the entry; passwords and long texts never.
"""

from collections.abc import Iterable
from typing import Any, cast

from django.contrib.admin.models import LogEntry
from django.db.models import Field, ForeignKey, Model, QuerySet
from django.forms import BaseForm, BaseFormSet, Form
from django.http import HttpRequest
from django.utils import timezone

from audit.log import record
from departments.account_request import logged_in
from departments.models import Authenticator
from indicators.typed_bases import ModelAdmin
from reviews.log_words import Action

LONGEST = 60  # characters of a value; longer ones are texts
SECRET = {"password", "secret"}


def logged(page: type[ModelAdmin[Any]]) -> type[ModelAdmin[Any]]:
    """The page with its entries in the log."""
    return type(page.__name__, (_Logged, page), {"__module__": page.__module__})


class _Logged(ModelAdmin[Any]):
    """Hangs on Django's own hooks, which every way of changing a row passes, always within its transaction."""

    def construct_change_message(
        self, request: HttpRequest, form: BaseForm, formsets: Iterable["BaseFormSet[Any]"], add: bool = False
    ) -> list[dict[str, dict[str, list[str]]]]:
        cast(_DetailedRequest, request).audit_detail = "；".join(_changes(form, add))
        return super().construct_change_message(request, cast(Form, form), formsets, add)

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> LogEntry:
        record(Action.CONFIGURE_ADD, by=logged_in(request), of=obj, detail=_detail(request, message))
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> LogEntry:
        is_reset = any("password" in part.get("changed", {}).get("fields", []) for part in message)
        action = Action.PASSWORD_RESET if is_reset else Action.CONFIGURE_CHANGE
        record(action, by=logged_in(request), of=obj, detail=_detail(request, message))
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[LogEntry]:
        for obj in queryset:
            action = Action.TWO_STEP_RESET if isinstance(obj, Authenticator) else Action.CONFIGURE_DELETE
            record(action, by=logged_in(request), of=obj, detail="；".join(_standing(obj)))
        return super().log_deletions(request, queryset)


class _DetailedRequest(HttpRequest):
    audit_detail: str


def _detail(request: HttpRequest, message: list[dict[str, dict[str, Any]]]) -> str:
    """What changed in the row itself, and which rows below it came, changed or went."""
    words = {"added": "新增", "changed": "修改", "deleted": "删除"}
    below = [
        f"{word}{part[verb]['name']} {part[verb]['object']}"
        for part in message
        for verb, word in words.items()
        if "object" in part.get(verb, {})
    ]
    return "；".join([own for own in [getattr(request, "audit_detail", "")] if own] + below)


def _changes(form: BaseForm, is_new: bool) -> Iterable[str]:
    cells = _cells(getattr(getattr(form, "instance", None), "_meta", None))
    for name in form.changed_data:
        if name not in cells:
            continue
        now, before = _shown(cells[name], form.cleaned_data.get(name)), _shown(cells[name], form.initial.get(name))
        yield f"{cells[name].verbose_name}：{now if is_new else f'{before}→{now}'}"


def _standing(row: Model) -> Iterable[str]:
    for cell in _cells(row._meta).values():
        if (value := getattr(row, cell.attname)) not in (None, ""):
            yield f"{cell.verbose_name}：{_shown(cell, value)}"


def _cells(meta: Any) -> "dict[str, Field[Any, Any]]":
    """The columns of which the log may speak."""
    fields = meta.concrete_fields if meta else ()
    return {field.name: field for field in fields if not field.primary_key and field.name not in SECRET}


def _shown(cell: "Field[Any, Any]", value: Any) -> str:
    """A value as people read it: the name of a row, the label of a choice, a local time."""
    if value is None or value == "":
        return "空"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(cell, ForeignKey) and not isinstance(value, Model):
        value = cell.related_model._default_manager.filter(pk=value).first() or value
    if cell.choices:
        value = dict(cell.flatchoices).get(value, value)
    if hasattr(value, "tzinfo"):
        value = f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    text = str(value)
    return text if len(text) <= LONGEST else f"（{len(text)} 字）"
