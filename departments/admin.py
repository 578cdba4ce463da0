"""Configuration of places, cycles and accounts. Which role sees which page: reviews/permissions.py."""

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, BaseUserCreationForm
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from departments.account_request import logged_in
from departments.models import Authenticator, Cycle, Department, Extension, Membership, Region, Unit, User
from departments.two_step import turn_off
from indicators.typed_bases import ModelAdmin, ModelForm, TabularInline
from texts.columns import OPTIONAL

if TYPE_CHECKING:  # whose accounts Django's own classes are about
    _UserAdmin = UserAdmin[User]
    _BaseUserCreationForm = BaseUserCreationForm[User]
    _AdminPasswordChangeForm = AdminPasswordChangeForm[User]
else:
    _UserAdmin, _BaseUserCreationForm, _AdminPasswordChangeForm = (
        UserAdmin,
        BaseUserCreationForm,
        AdminPasswordChangeForm,
    )


@admin.register(Region)
class RegionAdmin(ModelAdmin[Region]):
    list_display = ["code", "name", "finance_bureau"]
    search_fields = ["code", "name"]


class UnitInline(TabularInline[Unit, Department]):
    model = Unit
    extra = 0


@admin.register(Department)
class DepartmentAdmin(ModelAdmin[Department]):
    list_display = ["code", "name", "region"]
    list_filter = ["region"]
    list_select_related = ["region"]
    search_fields = ["code", "name"]
    inlines = [UnitInline]


class MonthsField(forms.Field):
    """Months as one writes them, "3、6、10、12", kept as a list of numbers."""

    def prepare_value(self, value: list[int] | str | None) -> str | None:
        return "、".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: str | None) -> list[int]:
        words = [word for word in re.split(r"[\s、，,]+", value or "") if word]
        if not all(re.fullmatch("[0-9]{1,2}", word) for word in words):
            raise ValidationError("应为月份，用顿号隔开，例如 3、6、10、12。")
        return [int(word) for word in words]


class CycleForm(ModelForm[Cycle]):
    milestones = MonthsField(label="支出计划时点", help_text="资金支出计划各时点的月份，例如 3、6、10、12")
    columns = forms.MultipleChoiceField(
        label="增加的指标栏目",
        choices=[(column.name, column.label) for column in OPTIONAL],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="绩效指标表在通用栏目之外增加的栏目；不勾选的栏目处处不出现，已填的内容保留",
    )


@admin.register(Cycle)
class CycleAdmin(ModelAdmin[Cycle]):
    form = CycleForm
    list_display = ["name", "region", "tree", "submit_by", "is_open"]
    list_filter = ["region", "is_open"]
    list_select_related = ["region", "tree"]


@admin.register(Extension)
class ExtensionAdmin(ModelAdmin[Extension]):
    """Extensions are granted with a reason; who granted one is noted, not chosen."""

    list_display = ["department", "cycle", "until", "reason", "granted_by", "granted_at"]
    list_filter = ["cycle"]
    list_select_related = ["department", "cycle", "granted_by"]

    def save_model(self, request: HttpRequest, obj: Extension, form: Any, change: bool) -> None:
        obj.granted_by = logged_in(request)
        super().save_model(request, obj, form, change)


class AccountCreationForm(_BaseUserCreationForm):
    class Meta:
        model = User
        fields = ["username", "name", "email"]


class AccountForm(ModelForm[User]):
    class Meta:
        model = User
        fields = ["username", "name", "email", "is_active", "must_change_password"]


class PasswordResetForm(_AdminPasswordChangeForm):
    """A password that the administrator knows is one for a single login."""

    def save(self, commit: bool = True) -> User:
        self.user.must_change_password = True
        user: User = super().save(commit)
        return user


@admin.register(User)
class AccountAdmin(_UserAdmin):
    """Accounts: the system administrator makes them; what they may do is the security administrator's (memberships)."""

    form = AccountForm
    add_form = AccountCreationForm
    change_password_form = PasswordResetForm
    list_display = ["username", "name", "is_active", "last_login"]
    list_filter = ["is_active"]
    search_fields = ["username", "name"]
    ordering = ["username"]
    filter_horizontal = []
    fieldsets = [(None, {"fields": ["username", "name", "email", "is_active", "must_change_password"]})]
    add_fieldsets = [(None, {"fields": ["username", "name", "email", "password1", "password2"]})]


@admin.register(Authenticator)
class AuthenticatorAdmin(ModelAdmin[Authenticator]):
    """两步登录, only to be reset: deleting the row lets its owner in with the password and set up anew."""

    list_display = ["user", "set_up_at"]
    list_select_related = ["user"]
    search_fields = ["user__username", "user__name"]
    fields = ["user", "set_up_at"]

    def delete_model(self, request: HttpRequest, obj: Authenticator) -> None:
        turn_off(obj.user)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Authenticator]) -> None:
        for authenticator in queryset.select_related("user"):
            turn_off(authenticator.user)


class MembershipForm(ModelForm[Membership]):
    """`granted_by` is whoever fills it in; the page sets it."""

    granted_by: User

    def clean_user(self) -> User:
        user: User = self.cleaned_data["user"]
        if user == self.granted_by:
            raise ValidationError("不能给自己授予角色，请由另一位安全管理员办理。")
        return user


@admin.register(Membership)
class MembershipAdmin(ModelAdmin[Membership]):
    """Nobody grants, changes or takes away a role of their own."""

    form = MembershipForm
    list_display = ["user", "role", "region", "department", "unit", "starts_on", "ends_on"]
    list_filter = ["role", "region"]
    list_select_related = ["user", "region", "department", "unit"]
    search_fields = ["user__username", "user__name"]
    autocomplete_fields = ["user", "department"]

    def get_form(
        self, request: HttpRequest, obj: Membership | None = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm[Membership]]:
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"granted_by": request.user})

    def has_change_permission(self, request: HttpRequest, obj: Membership | None = None) -> bool:
        return super().has_change_permission(request, obj) and not _is_own(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Membership | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not _is_own(request, obj)


def _is_own(request: HttpRequest, membership: Membership | None) -> bool:
    return membership is not None and membership.user_id == request.user.pk
