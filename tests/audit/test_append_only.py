"""The database itself refuses to change or delete a line, to fork the chain and to put its end back."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from audit.chain import verify
from audit.log import record
from audit.models import AuditEntry, AuditHead
from reviews.log_words import Action
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("the chain stands on triggers and on a locked row")]

COLUMNS = "number, at, account, name, address, action, object_id, object_name, is_success, detail, previous, hash"


def copied(number: str, previous: str = "previous") -> str:
    """Entry 2 once more, in another place."""
    return (
        f"INTO audit_auditentry ({COLUMNS}) SELECT {number}, at, account, name, address, action, object_id,"
        f" object_name, is_success, detail, {previous}, hash FROM audit_auditentry WHERE number = 2"
    )


REFUSED = {
    "change": "UPDATE audit_auditentry SET detail = 'x' WHERE number = 1",
    "change all": "UPDATE audit_auditentry SET account = ''",
    "delete": "DELETE FROM audit_auditentry WHERE number = 3",
    "delete all": "DELETE FROM audit_auditentry",
    "insert in between": "INSERT " + copied("4", "'x'"),
    "insert a fork": "INSERT " + copied("3"),
    "insert far away": "INSERT " + copied("9"),
    "head back": "UPDATE audit_audithead SET number = 1",
    "head away": "DELETE FROM audit_audithead",
    "second head": "INSERT INTO audit_audithead (id, number, hash) VALUES (2, 0, 'x')",
}
OF_ONE_VENDOR = {
    "postgresql": {
        "truncate": "TRUNCATE audit_auditentry",
        "truncate head": "TRUNCATE audit_audithead",
    },
    "sqlite": {
        "replace": "INSERT OR REPLACE " + copied("2"),
        "replace head": "INSERT OR REPLACE INTO audit_audithead (id, number, hash) VALUES (1, 0, 'x')",
    },
}
STATEMENTS = REFUSED | OF_ONE_VENDOR[connection.vendor]


@pytest.mark.parametrize("case", STATEMENTS)
def test_is_refused(case):
    for _ in range(3):
        record(Action.VIEW, by=builders.a_user())
    connection.check_constraints()  # as after a commit: PostgreSQL has nothing left to look at

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(STATEMENTS[case])

    assert verify().is_whole
    assert AuditEntry.objects.count() == 3


@pytest.mark.parametrize(
    "change",
    [
        lambda: AuditEntry.objects.update(detail="x"),
        lambda: AuditEntry.objects.all().delete(),
        lambda: AuditEntry.objects.first().save(),
        lambda: AuditHead.objects.all().delete(),
    ],
)
def test_is_refused_through_the_models_too(change):
    record(Action.VIEW, by=builders.a_user())

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()


def test_emptying_the_database_is_refused_where_data_are_real(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="操作日志只增不减"):
        call_command("flush", interactive=False)


@pytest.mark.django_db(transaction=True)
def test_the_demo_can_be_emptied_and_is_sealed_again():
    record(Action.VIEW, by=builders.a_user())

    call_command("flush", interactive=False, verbosity=0)

    assert not AuditEntry.objects.exists()
    record(Action.VIEW, by=None)
    with pytest.raises(DatabaseError, match="append-only"):
        AuditEntry.objects.all().delete()
