"""What the database itself refuses or does: declared on a model, put up after every migration.

    class Snapshot(models.Model):
        triggers = (Refused("UPDATE", "versions are never changed"),)

SQLite's ALTER TABLE as Django does it makes a table anew, without its triggers, and says nothing; where another
table's trigger looks at that table, it fails. So no migration speaks of triggers: on SQLite they are taken away before
migrations run (pre_migrate), and on both engines what is declared is compared with what stands whenever migrate, flush
or the making of a test's database has ended (post_migrate), and what is missing, altered or no longer declared is put
right. Both are connected in audit/apps.py. `manage.py check --database default` names what does not stand.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Warning
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

OURS = ("_refused", "_followed")  # what the names of our triggers end with


@dataclass(frozen=True, slots=True)
class Refused:
    """INSERT, UPDATE, DELETE or TRUNCATE of a row is refused, always or `when`: SQL over NEW and OLD. Only PostgreSQL
    knows TRUNCATE."""

    event: str
    sentence: str
    when: str = ""

    @property
    def name(self) -> str:
        return f"{self.event.lower()}_refused"

    def sqlite(self, table: str) -> str:
        when = f" WHEN {self.when}" if self.when else ""
        refusal = f"BEGIN SELECT RAISE(ABORT, '{self.sentence}'); END"
        return f"CREATE TRIGGER {table}_{self.name} BEFORE {self.event} ON {table}{when} {refusal}"

    def postgresql(self) -> tuple[str, str]:
        """When it runs, and the body of its function: the condition of a trigger itself may not look at other rows."""
        refusal = f"RAISE EXCEPTION '{self.sentence}' USING ERRCODE = 'restrict_violation';"
        each = "STATEMENT" if self.event == "TRUNCATE" else "ROW"
        body = f"IF {self.when} THEN {refusal} END IF; RETURN NEW;" if self.when else refusal
        return f"BEFORE {self.event} ON {{table}} FOR EACH {each}", f"BEGIN {body} END"


@dataclass(frozen=True, slots=True)
class Followed:
    """INSERT, UPDATE or DELETE of a row is followed by a statement of SQL over NEW and OLD."""

    event: str
    by: str

    @property
    def name(self) -> str:
        return f"{self.event.lower()}_followed"

    def sqlite(self, table: str) -> str:
        return f"CREATE TRIGGER {table}_{self.name} AFTER {self.event} ON {table} BEGIN {self.by}; END"

    def postgresql(self) -> tuple[str, str]:
        return f"AFTER {self.event} ON {{table}} FOR EACH ROW", f"BEGIN {self.by}; RETURN NULL; END"


#: bits of pg_trigger.tgtype
_BITS = {"ROW": 1, "BEFORE": 2, "INSERT": 4, "DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}


def declared(model: type[Model]) -> tuple[Refused | Followed, ...]:
    """The triggers of a model."""
    return getattr(model, "triggers", ())


def put_up(models: Iterable[type[Model]], to: BaseDatabaseWrapper) -> None:
    """Makes the triggers of these models as they are declared; those that stand so already are left alone."""
    for model in _tabled(models, to):
        standing, wanted = _standing(model, to), _wanted(model, to)
        for name in standing:
            if standing[name] != wanted.get(name) and name.endswith(OURS):
                _run(to, [_drop(name, model, to)])
        for trigger in declared(model):
            name = f"{model._meta.db_table}_{trigger.name}"
            if name in wanted and standing.get(name) != wanted[name]:
                _run(to, _create(trigger, model._meta.db_table, to))


def take_away(models: Iterable[type[Model]], to: BaseDatabaseWrapper) -> None:
    """Takes them away; the database asks for the right to do so."""
    for model in models:
        _run(to, [_drop(name, model, to) for name in _standing(model, to) if name.endswith(OURS)])


def missing(models: Iterable[type[Model]], to: BaseDatabaseWrapper) -> list[str]:
    """The names of declared triggers that do not stand, or not as they are declared."""
    return [
        name
        for model in _tabled(models, to)
        for name, definition in _wanted(model, to).items()
        if _standing(model, to).get(name) != definition
    ]


def take_away_before_migrate(sender: AppConfig, using: str, plan: list[Any], **kwargs: Any) -> None:
    """Receives pre_migrate, once an app. PostgreSQL alters a table and keeps its triggers."""
    connection = connections[using]
    if plan and connection.vendor == "sqlite":
        take_away(_tabled(sender.get_models(), connection), connection)


def put_up_after_migrate(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Receives post_migrate, once an app."""
    put_up(sender.get_models(), connections[using])


def triggers_stand(app_configs: Any, databases: Iterable[str] | None, **kwargs: Any) -> list[CheckMessage]:
    """A warning a trigger: an error would also stop the migration that puts it up."""
    return [
        Warning(f"{name} does not stand in the database.", hint="Run manage.py migrate.", id="audit.W001")
        for using in databases or ()
        for name in missing(apps.get_models(), connections[using])
    ]


def _tabled(models: Iterable[type[Model]], to: BaseDatabaseWrapper) -> Iterator[type[Model]]:
    """Those that declare something and have a table, for a migration may lead back."""
    candidates = [model for model in models if declared(model)]
    tables = to.introspection.table_names() if candidates else ()
    return (model for model in candidates if model._meta.db_table in tables)


def _wanted(model: type[Model], to: BaseDatabaseWrapper) -> dict[str, Any]:
    """Name -> how the database describes the trigger when it stands as it should."""
    table = model._meta.db_table
    if to.vendor == "sqlite":
        return {f"{table}_{each.name}": each.sqlite(table) for each in declared(model) if each.event != "TRUNCATE"}
    return {f"{table}_{each.name}": _described(each) for each in declared(model)}


def _described(trigger: Refused | Followed) -> tuple[int, str, str]:
    when, body = trigger.postgresql()
    return sum(bit for word, bit in _BITS.items() if word in when.split()), "O", body


def _standing(model: type[Model], to: BaseDatabaseWrapper) -> dict[str, Any]:
    """Name -> description of what stands on the table."""
    table = model._meta.db_table
    with to.cursor() as cursor:
        if to.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
            return dict(cursor.fetchall())
        cursor.execute(
            "SELECT tgname, tgtype, tgenabled, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
            " WHERE tgrelid = %s::regclass AND NOT tgisinternal",
            [table],
        )
        return {name: (int(kind), str(enabled), source) for name, kind, enabled, source in cursor.fetchall()}


def _create(trigger: Refused | Followed, table: str, to: BaseDatabaseWrapper) -> list[str]:
    if to.vendor == "sqlite":
        return [trigger.sqlite(table)]
    (when, body), name = trigger.postgresql(), f"{table}_{trigger.name}"
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$",
        f"CREATE TRIGGER {name} {when.format(table=table)} EXECUTE FUNCTION {name}()",
    ]


def _drop(name: str, model: type[Model], to: BaseDatabaseWrapper) -> str:
    return f"DROP TRIGGER {name}" + ("" if to.vendor == "sqlite" else f" ON {model._meta.db_table}")


def _run(to: BaseDatabaseWrapper, statements: list[str]) -> None:
    with to.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
