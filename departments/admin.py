"""Configuration of places, cycles and accounts. Which role sees which page: reviews/permissions.py."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, BaseUserCreationForm

from departments.models import Cycle, Department, Extension, Membership, Region, Unit, User


@admin.register(Region)
class RegionAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "finance_bureau"]
    search_fields = ["code", "name"]


class UnitInline(admin.TabularInline):
    model = Unit
    extra = 0


@admin.register(Department)
class DepartmentAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "region"]
    list_filter = ["region"]
    list_select_related = ["region"]
    search_fields = ["code", "name"]
    inlines = [UnitInline]


@admin.register(Cycle)
class CycleAdmin(admin.ModelAdmin):
    list_display = ["name", "region", "tree", "submit_by", "is_open"]
    list_filter = ["region", "is_open"]
    list_select_related = ["region", "tree"]


@admin.register(Extension)
class ExtensionAdmin(admin.ModelAdmin):
    """Extensions are granted with a reason; who granted one is noted, not chosen."""

    list_display = ["department", "cycle", "until", "reason", "granted_by", "granted_at"]
    list_filter = ["cycle"]
    list_select_related = ["department", "cycle", "granted_by"]

    def save_model(self, request, obj, form, change) -> None:
        obj.granted_by = request.user
        super().save_model(request, obj, form, change)


class AccountCreationForm(BaseUserCreationForm):
    class Meta:
        model = User
        fields = ["username", "name", "email"]


class AccountForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["username", "name", "email", "is_active", "must_change_password"]


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Accounts: the system administrator makes them; what they may do is the security administrator's (memberships)."""

    form = AccountForm
    add_form = AccountCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ["username", "name", "is_active", "last_login"]
    list_filter = ["is_active"]
    search_fields = ["username", "name"]
    ordering = ["username"]
    filter_horizontal = []
    fieldsets = [(None, {"fields": ["username", "name", "email", "is_active", "must_change_password"]})]
    add_fieldsets = [(None, {"fields": ["username", "name", "email", "password1", "password2"]})]


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin):
    list_display = ["user", "role", "region", "department", "unit", "starts_on", "ends_on"]
    list_filter = ["role", "region"]
    list_select_related = ["user", "region", "department", "unit"]
    search_fields = ["user__username", "user__name"]
    autocomplete_fields = ["user", "department"]
