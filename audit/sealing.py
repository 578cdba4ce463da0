"""The one way past the triggers by which the database keeps the log append-only (they stand in audit/models.py).

Taking them away needs the right to alter the table: on PostgreSQL let the web server's role be another than the
tables' owner.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from audit.models import AuditEntry, AuditHead
from audit.triggers import put_up, take_away

#: in the order in which every writer locks the two tables, so that the two never wait for each other
LOG = (AuditHead, AuditEntry)


@contextmanager
def unsealed() -> Iterator[None]:
    """Within it, entries may be taken out: one transaction, at whose end the triggers stand again."""
    with transaction.atomic():
        take_away(LOG, connection)
        yield
        put_up(LOG, connection)
