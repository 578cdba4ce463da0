"""Reads the environment, loudly: a setting that is missing or wrong stops the start with one sentence."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PREFIX = "PERFORMANCE_TEXT_"
TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def text(name: str, default: str | None = None) -> str:
    """The variable PERFORMANCE_TEXT_<name>. Raises ImproperlyConfigured when it is missing and has no default."""
    value = os.environ.get(PREFIX + name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set the environment variable {PREFIX}{name} (see README, Deployment).")
    return value


def flag(name: str, default: bool = False) -> bool:
    """The variable as yes or no. Raises ImproperlyConfigured for any other word."""
    value = text(name, "1" if default else "0").lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{PREFIX}{name} is {value!r}; write 1 or 0.")
    return value in TRUE


def number(name: str, default: int) -> int:
    """The variable as a whole number from 0 on. Raises ImproperlyConfigured for anything else."""
    value = text(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{PREFIX}{name} is {value!r}; write a whole number, 0 for none.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def database(name: str, default: Path) -> dict[str, Any]:
    """Django's DATABASES entry of a URL: postgresql://user:password@host:port/name, or sqlite:///path,
    relative after three strokes, absolute after four; SQLite at `default` where the variable is not set."""
    url = text(name, f"sqlite:///{default}")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(parts.path[1:])
    if parts.scheme in ("postgresql", "postgres"):
        return postgresql(parts)
    raise ImproperlyConfigured(f"{PREFIX}{name} is {url!r}; write postgresql://… or sqlite:///….")


def sqlite(path: str) -> dict[str, Any]:
    """SQLite that several processes may write: WAL, IMMEDIATE transactions, full synchronisation (no lost save)."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "config.sqlite3",  # Django's own, for pysqlite3
        "NAME": path,
        "CONN_MAX_AGE": None,  # closing the last one writes the whole log back: as dear as the save itself
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


def postgresql(parts: Any) -> dict[str, Any]:
    """PostgreSQL through a pool that survives a restart of the server under load."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 20}, **dict(parse_qsl(parts.query))},
    }


def mail(name: str, default: str) -> dict[str, Any]:
    """Django's e-mail settings of a URL: smtp://user:password@host:587?tls=1, smtps://… (port 465), console: (written
    to the terminal) or none: (nothing is sent; the inbox has everything)."""
    url = text(name, default)
    parts = urlsplit(url)
    backends = {"console": "console", "none": "dummy", "smtp": "smtp", "smtps": "smtp"}
    if parts.scheme not in backends or (parts.scheme.startswith("smtp") and not parts.hostname):
        raise ImproperlyConfigured(f"{PREFIX}{name} is {url!r}; write smtp://host:port, console: or none:.")
    return {
        "EMAIL_BACKEND": f"django.core.mail.backends.{backends[parts.scheme]}.EmailBackend",
        "EMAIL_HOST": parts.hostname or "",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": dict(parse_qsl(parts.query)).get("tls") == "1",
        "EMAIL_TIMEOUT": 20,
    }
