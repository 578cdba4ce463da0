"""The configuration pages: cycles, indicator trees, library, departments, accounts. Not for drafting or review."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest


class ConfigurationAdminSite(AdminSite):
    site_header = "系统配置"
    site_title = "系统配置"
    index_title = "配置项"
    site_url = "/"

    def has_permission(self, request: HttpRequest) -> bool:
        """Whoever holds a role that configures something; each page asks for its own permission again."""
        user = request.user
        return user.is_authenticated and user.is_active and user.is_staff
