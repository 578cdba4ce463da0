"""The configuration pages: cycles, indicator trees, library, departments, accounts. Not for drafting or review."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme

from config.audit.configuration import logged
from indicators.typed_bases import ModelAdmin


class ConfigurationAdminSite(AdminSite):
    site_header = "系统配置"
    site_title = "系统配置"
    index_title = "配置项"
    site_url = "/"

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: type[ModelAdmin[Any]] | None = None,
        **options: Any,
    ) -> None:
        """Every page that configures something writes the audit log, whoever made it."""
        super().register(model_or_iterable, logged(admin_class or ModelAdmin), **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """Whoever holds a role that configures something; each page asks for its own permission again."""
        user = request.user
        return user.is_authenticated and user.is_active and user.is_staff

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The site has one login page; who is logged in and comes here may not configure anything."""
        if request.user.is_authenticated:
            raise PermissionDenied
        wanted = request.GET.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()})
        return redirect_to_login(wanted if is_ours else reverse("admin:index"))

    def password_change(  # type: ignore[override] # Django promises a page of its own, ours leads to another
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The site has one page for it, with all its rules."""
        return redirect("password_change")
