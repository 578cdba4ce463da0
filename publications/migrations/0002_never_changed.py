"""Editions, their files and their withdrawals stay as they were written: the database itself refuses to change them."""

from django.db import migrations

TABLES = ("publications_publication", "publications_publishedfile", "publications_takendown")
MESSAGE = "published editions are never changed"


def refuse_changes(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    if is_postgresql:
        schema_editor.execute(
            "CREATE FUNCTION publications_never_changed() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$"
        )
    for table in TABLES:
        body = (
            "FOR EACH ROW EXECUTE FUNCTION publications_never_changed()"
            if is_postgresql
            else f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )
        schema_editor.execute(f"CREATE TRIGGER {table}_never_changed BEFORE UPDATE ON {table} {body}")


def allow_changes(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        schema_editor.execute(f"DROP TRIGGER {table}_never_changed" + (f" ON {table}" if is_postgresql else ""))
    if is_postgresql:
        schema_editor.execute("DROP FUNCTION publications_never_changed()")


class Migration(migrations.Migration):
    dependencies = [("publications", "0001_publications")]

    operations = [migrations.RunPython(refuse_changes, allow_changes)]
