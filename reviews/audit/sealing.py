"""The triggers by which the database itself keeps the log append-only, and the one way past them.

They refuse UPDATE, DELETE and TRUNCATE of entries, an INSERT anywhere but at the end of the chain (so a fork cannot be
stored, nor SQLite's INSERT OR REPLACE used against a line), and any move of the head but one step forward; and it is
the insert itself that moves the head. Taking them away needs the right to alter the table: on PostgreSQL let the web
server's role be another than the tables' owner.

SQLite's ALTER TABLE as Django does it makes the table anew, without its triggers: a migration that touches these two
tables ends with seal().
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

ENTRY, HEAD = "reviews_auditentry", "reviews_audithead"

#: name -> (table, when, condition under which it is refused; "" for always). The head's come first: they are put up
#: and taken away in the order in which every writer locks the two tables, so the two never wait for each other.
_RULES = {
    "audit_head_delete": (HEAD, "DELETE", ""),
    "audit_head_advance": (HEAD, "UPDATE", "NEW.number <> OLD.number + 1"),
    "audit_head_once": (HEAD, "INSERT", f"EXISTS (SELECT 1 FROM {HEAD})"),  # noqa: S608
    "audit_entry_update": (ENTRY, "UPDATE", ""),
    "audit_entry_delete": (ENTRY, "DELETE", ""),
    "audit_entry_append": (
        ENTRY,
        "INSERT",
        f"NOT EXISTS (SELECT 1 FROM {HEAD} WHERE number = NEW.number - 1 AND hash = NEW.previous)",  # noqa: S608
    ),
}
_ADVANCE = f"UPDATE {HEAD} SET number = NEW.number, hash = NEW.hash, at = NEW.at;"  # noqa: S608
_TRUNCATED = {"audit_head_truncate": HEAD, "audit_entry_truncate": ENTRY}
_SENTENCE = "the audit log is append-only"


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} {f'WHEN {condition} ' if condition else ''}"
        f"BEGIN SELECT RAISE(ABORT, '{_SENTENCE}'); END"
        for name, (table, event, condition) in _RULES.items()
    ] + [f"CREATE TRIGGER audit_entry_advance AFTER INSERT ON {ENTRY} BEGIN {_ADVANCE} END"]


def _postgresql() -> list[str]:
    """One function a rule: the condition of a trigger itself may not look at other rows."""
    refusal = f"RAISE EXCEPTION '{_SENTENCE}' USING ERRCODE = 'restrict_violation';"
    made = []
    for name, (table, event, condition) in _RULES.items():
        body = f"IF {condition} THEN {refusal} END IF; RETURN NEW;" if condition else refusal
        made += _function(name, body, f"BEFORE {event} ON {table} FOR EACH ROW")
    for name, table in _TRUNCATED.items():
        made += _function(name, refusal, f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT")
    return made + _function("audit_entry_advance", f"{_ADVANCE} RETURN NULL;", f"AFTER INSERT ON {ENTRY} FOR EACH ROW")


def _function(name: str, body: str, when: str) -> list[str]:
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$",
        f"CREATE TRIGGER {name} {when} EXECUTE PROCEDURE {name}()",
    ]


def seal(to: BaseDatabaseWrapper = connection) -> None:
    """Puts the triggers in their place."""
    _run(to, _postgresql() if to.vendor == "postgresql" else _sqlite())


def unseal(to: BaseDatabaseWrapper = connection) -> None:
    """Takes them away; the database asks for the right to do so."""
    tables = {name: table for name, (table, _, _) in _RULES.items()} | {"audit_entry_advance": ENTRY}
    if to.vendor == "postgresql":
        _run(to, [f"DROP TRIGGER {name} ON {table}" for name, table in (_TRUNCATED | tables).items()])
    else:
        _run(to, [f"DROP TRIGGER {name}" for name in tables])


def _run(to: BaseDatabaseWrapper, statements: list[str]) -> None:
    with to.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def unsealed() -> Iterator[None]:
    """Within it, entries may be taken out: one transaction, at whose end the triggers stand again."""
    with transaction.atomic():
        unseal()
        yield
        seal()
