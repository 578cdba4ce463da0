"""What stands in the database before every test: what the migrations put there, and the reference data.

A test within a transaction is rolled back. After one that commits (browsers, races, processes of their own) everything
is put back as it stood. Django's flush, whose place this takes, empties and seals each table and makes every right and
content type anew, each time: half a second on PostgreSQL.
"""

from collections.abc import Callable

import pysqlite3
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from indicators.actions import load_reference_data


def complete() -> None:
    """A migrated database gets what every test finds in it, and on PostgreSQL what it is put back from."""
    load_reference_data()
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA IF NOT EXISTS standing")
        for table in connection.introspection.table_names():
            cursor.execute(f"CREATE TABLE IF NOT EXISTS standing.{table} AS TABLE {table}")


def remember() -> Callable[[], None]:
    """Puts everything back as it is now, in a complete database."""
    put_back = _postgresql() if connection.vendor == "postgresql" else _sqlite()

    def and_forget() -> None:
        put_back()
        ContentType.objects.clear_cache()

    return and_forget


def _sqlite() -> Callable[[], None]:
    """The whole file, page by page: a few milliseconds."""
    copy = pysqlite3.connect(":memory:", check_same_thread=False)
    connection.ensure_connection()
    connection.connection.backup(copy)

    def put_back() -> None:
        connection.ensure_connection()
        copy.backup(connection.connection)

    return put_back


def _postgresql() -> Callable[[], None]:
    """Table by table, where a test left one otherwise than it was. As a replica's: no trigger refuses, no row is looked
    up for its references, and the locks are a row's."""
    tables = connection.introspection.table_names()
    prints = " UNION ALL ".join(
        f"SELECT '{table}', md5(string_agg(row::text, '' ORDER BY row::text)) FROM {table} row" for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(prints)
        then = set(cursor.fetchall())

    def put_back() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(prints)
            changed = [table for table, _ in set(cursor.fetchall()) - then]
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table in changed:
                cursor.execute(f"DELETE FROM {table}")
                cursor.execute(f"INSERT INTO {table} SELECT * FROM standing.{table}")

    return put_back
