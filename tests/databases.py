"""The database of a test run is a copy of one that was migrated once: two seconds less for every worker and every run.

What the copy depends on is in its name (migrations, models, reference data, releases), so a change makes another. For
SQLite it is a file under var/, for PostgreSQL a database beside those of the workers.
"""

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import django
from django.db import connection

from tests.places import CHECKOUT

FOLDER = CHECKOUT / "var/test-databases"
#: whatever migrations, the reference data and what is put up after a migration are made of
MADE_OF = (
    "*/migrations/*.py",
    "*/models.py",
    "*/models/*.py",
    "audit/*.py",
    "indicators/*.py",
    "indicators/data/*",
    "tests/standing.py",
)


def fingerprint() -> str:
    digest = hashlib.sha256(django.__version__.encode())
    for path in sorted(path for pattern in MADE_OF for path in CHECKOUT.glob(pattern)):
        digest.update(str(path.relative_to(CHECKOUT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


class SQLiteTemplate:
    """Workers that find none each make one; they are the same, and the last one stays."""

    def __init__(self) -> None:
        self._file = FOLDER / f"{fingerprint()}.sqlite3"
        self._mine = Path(str(connection.settings_dict["TEST"]["NAME"]))

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Lays a copy where Django will look for the test's database."""
        with suppress(FileNotFoundError):
            shutil.copyfile(self._file, self._mine)
        yield

    def keep(self) -> None:
        """The database as it stands now is what later runs begin with."""
        if self._file.exists():
            return
        FOLDER.mkdir(parents=True, exist_ok=True)
        for old in FOLDER.glob("*.sqlite3"):
            old.unlink(missing_ok=True)
        with tempfile.TemporaryDirectory(dir=FOLDER) as aside, connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [f"{aside}/made"])
            os.replace(f"{aside}/made", self._file)


class PostgreSQLTemplate:
    """One worker makes it, the others of the run wait for it."""

    def __init__(self) -> None:
        self._name = f"template_{fingerprint()}"
        self._mine = connection.creation._get_test_db_name()
        server = connection.settings_dict["PORT"] or "default"
        self._turn = Path(tempfile.gettempdir()) / f"performance-text-template-{server}.lock"

    @contextmanager
    def lent(self) -> Iterator[None]:
        with self._turn.open("a") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            self._copy(self._name, to=self._mine)
            yield

    def keep(self) -> None:
        self._copy(self._mine, to=self._name, replace=False)

    def _copy(self, name: str, *, to: str, replace: bool = True) -> None:
        """Where there is no `name` yet, nothing is copied."""
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname IN (%s, %s)", [name, to])
            there = {row[0] for row in cursor.fetchall()}
            if to in there and not replace:
                return
            cursor.execute(f'DROP DATABASE IF EXISTS "{to}" WITH (FORCE)')
            if name in there:
                cursor.execute(f'CREATE DATABASE "{to}" TEMPLATE "{name}"')


def template() -> SQLiteTemplate | PostgreSQLTemplate:
    return PostgreSQLTemplate() if connection.vendor == "postgresql" else SQLiteTemplate()
