"""What every test stands on: our own folders, plain static files, the database as it begins and what most tests begin
with, and which tests run again on PostgreSQL."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client, TransactionTestCase, override_settings

from departments.models import Department, Plan, User
from tests import builders, standing

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_reset_sequences"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what touches the database runs again: the rest cannot differ."""
    if not os.environ.get("PERFORMANCE_TEXT_DATABASE", "").startswith("postgresql"):
        return
    again = [item for item in items if _touches_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if not _touches_database(item)])
    items[:] = again


def _touches_database(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(names & DATABASE_FIXTURES)


@pytest.fixture(scope="session", autouse=True)
def _plain_surroundings():
    """Static files without a build, and quick password hashes."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        STORAGES={**django_settings.STORAGES, "staticfiles": plain},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(autouse=True)
def _files_of_its_own(tmp_path):
    """For every test."""
    with override_settings(
        MEDIA_ROOT=tmp_path / "files", PRINT_DIR=tmp_path / "prints", PUBLISHED_DIR=tmp_path / "published"
    ):
        yield


@pytest.fixture
def department() -> Department:
    return builders.a_department(name="云溪县教育局")


@pytest.fixture
def plan() -> Plan:
    """A complete text, stored."""
    return builders.a_plan()


@pytest.fixture
def log_in() -> Callable[[User], Client]:
    """A browser in which an account is logged in, without the login's own entry in the log."""

    def as_(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return as_


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """SQLite as it is used: a file in WAL mode, not Django's in-memory database that locks otherwise. It need not
    outlive a power cut, so nobody waits for the disk."""
    database = django_settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(Path(django_settings.VAR_DIR) / "test.sqlite3")
        database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The reference data is loaded once; after a test that commits, all is put back as it stands here."""
    with django_db_blocker.unblock():
        put_back = standing.remember()
    with pytest.MonkeyPatch.context() as django:
        django.setattr(TransactionTestCase, "_fixture_teardown", lambda case: put_back())
        yield
