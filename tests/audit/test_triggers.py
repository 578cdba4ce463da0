"""What is declared on a model stands in the database: after every migration, also after one that makes a table anew."""

import pytest
from django.apps import apps
from django.core.checks import Tags, run_checks
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from audit.models import AuditEntry, AuditHead
from audit.triggers import Followed, Refused, declared, missing, put_up, take_away
from reviews.models import StepRecord
from tests.places import CHECKOUT
from tests.reviews.people import a_case

pytestmark = pytest.mark.both_databases("the chain stands on triggers and on a locked row")

DECLARING = [model for model in apps.get_models() if declared(model)]


def names_of(model) -> set[str]:
    """All of this engine: SQLite knows no TRUNCATE."""
    table, is_sqlite = model._meta.db_table, connection.vendor == "sqlite"
    return {f"{table}_{each.name}" for each in declared(model) if not (is_sqlite and each.event == "TRUNCATE")}


ANEW = """
from django.apps import apps
from django.db import migrations

field = apps.get_model("{app}", "{model}")._meta.get_field("{field}").clone()
field.null = not field.null


class Migration(migrations.Migration):
    dependencies = [("{app}", "{last}")]
    operations = [migrations.AlterField("{model}", "{field}", field)]
"""


KNOWN = """
from importlib import import_module

Migration = import_module("{app}.migrations.{name}").Migration
"""


@pytest.fixture
def alter(tmp_path, monkeypatch, settings):
    """Migrates a model's table by a migration that alters a column, and back: on SQLite it is made anew, twice."""

    def migrate(model) -> None:
        app = model._meta.app_label
        column = next(each for each in model._meta.concrete_fields if not each.primary_key and not each.is_relation)
        folder = tmp_path / f"altering_{app}_{tmp_path.name}"
        folder.mkdir()
        (folder / "__init__.py").touch()
        known = sorted(path.stem for path in (CHECKOUT / app / "migrations").glob("0*.py"))
        for name in known:
            (folder / f"{name}.py").write_text(KNOWN.format(app=app, name=name))
        anew = ANEW.format(app=app, model=model.__name__, field=column.name, last=known[-1])
        (folder / "9999_anew.py").write_text(anew)
        monkeypatch.syspath_prepend(tmp_path)
        settings.MIGRATION_MODULES = {app: folder.name}
        call_command("migrate", app, verbosity=0)
        assert missing(apps.get_models(), connection) == []
        call_command("migrate", app, known[-1], verbosity=0)

    return migrate


def test_the_migrations_leave_all_of_them_standing(db):
    assert {"AuditEntry", "AuditHead", "IssuedOpinion", "Publication", "PublishedFile", "Snapshot"} < {
        model.__name__ for model in DECLARING
    }
    assert missing(apps.get_models(), connection) == []
    assert run_checks(tags=[Tags.database], databases=["default"]) == []


@pytest.mark.thorough("a migration of each table")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", DECLARING, ids=lambda model: model.__name__)
def test_they_stand_again_after_a_migration_that_makes_the_table_anew(model, alter):
    alter(model)

    assert missing(apps.get_models(), connection) == []


@pytest.mark.django_db(transaction=True)
def test_a_step_is_never_changed_after_one_either(alter):
    a_case().go("submit")

    alter(StepRecord)

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        StepRecord.objects.update(comment="x")


@pytest.mark.parametrize("model", DECLARING, ids=lambda model: model.__name__)
def test_a_model_without_its_triggers_is_named_by_the_check(db, model):
    take_away([model], connection)

    found = run_checks(tags=[Tags.database], databases=["default"])

    assert {message.msg.partition(" ")[0] for message in found} == names_of(model)
    assert {message.hint for message in found} == {"Run manage.py migrate."}


def test_what_stands_otherwise_than_it_is_declared_is_put_right(db, monkeypatch):
    monkeypatch.setattr(AuditHead, "triggers", (Refused("DELETE", "another sentence"), Followed("INSERT", "SELECT 1")))
    before = missing([AuditHead], connection)

    put_up([AuditHead], connection)

    table = AuditHead._meta.db_table
    assert set(before) == {f"{table}_delete_refused", f"{table}_insert_followed"}
    assert missing([AuditHead], connection) == []
    AuditHead.objects.update(number=7)  # no longer declared, so no longer refused
    with pytest.raises(DatabaseError, match="another sentence"), transaction.atomic():
        AuditHead.objects.all().delete()


def test_what_stands_as_it_is_declared_is_left_alone(db, django_assert_num_queries):
    with django_assert_num_queries(3):  # the tables, and what stands on each
        put_up([AuditHead, AuditEntry], connection)
