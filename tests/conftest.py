"""What every test stands on: our own folders, plain static files, the database as it begins and what most tests begin
with, and which of them run in which pass."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client, TransactionTestCase, override_settings

from departments.models import Department, Plan, User
from tests import builders, databases, passes, standing


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pass", dest="test_pass", choices=sorted(passes.PASSES), help="which tests run: tests/passes.py")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A pass takes its tests; without one, all that was named runs."""
    if chosen := config.getoption("test_pass"):
        left = [item for item in items if not passes.takes(chosen, passes.traits_of(item))]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if passes.takes(chosen, passes.traits_of(item))]


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
def django_db_keepdb() -> bool:
    """A copy that was laid ready is migrated no more; it goes with its folder or its cluster."""
    return True


@pytest.fixture(scope="session")
def template(django_db_modify_db_settings, django_db_blocker):
    """Lent while the database is made."""
    with django_db_blocker.unblock(), ExitStack() as stack:
        template = databases.template()
        stack.enter_context(template.lent())
        yield template, stack


@pytest.fixture(scope="session")
def django_db_setup(template, django_db_setup, django_db_blocker):
    """The reference data is loaded once; after a test that commits, all is put back as it stands here."""
    kept, lent = template
    with django_db_blocker.unblock():
        standing.complete()
        kept.keep()
        lent.close()
        put_back = standing.remember()
    with pytest.MonkeyPatch.context() as django:
        django.setattr(TransactionTestCase, "_fixture_teardown", lambda case: put_back())
        yield
