from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.core.checks import Error, register


class ConfigurationSite(AdminConfig):
    """Django's admin, used for configuration only and entered by the site's own login."""

    default_site = "config.site.ConfigurationAdminSite"


@register(deploy=False)
def sqlite_is_safe(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[Error]:
    """SQLite 3.7.0 to 3.51.2 can corrupt a WAL database that several processes write: refuse to start on one."""
    import sqlite3  # noqa: PLC0415 whatever the settings put in its place

    if sqlite3.sqlite_version_info >= (3, 51, 3):
        return []
    return [
        Error(
            f"SQLite {sqlite3.sqlite_version} can corrupt the database under several processes.",
            hint="Install the pinned pysqlite3 (requirements/base.lock).",
            id="config.E001",
        )
    ]
