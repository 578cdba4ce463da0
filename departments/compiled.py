"""Statements compiled once, with slots for each call's values: what prepared.py takes of Django's private parts."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from types import SimpleNamespace
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery, UpdateQuery
from django.db.models.sql.constants import ROW_COUNT

from departments.prepared import Slot


class Statement:
    """A compiled query. What the compiler knows of its columns is kept with its SQL; connections are never kept."""

    def __init__(self, query: Any) -> None:
        self._compiler = query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            built = self._compiler.as_sql()
            self._sql, self._params = built[0] if isinstance(built, list) else built  # an INSERT's are a list
        except EmptyResultSet:  # says itself that it can find nothing
            self._sql, self._params = "", ()
        self._compiler.connection = None

    def compiler(self, values: Mapping[str, Any]) -> Any:
        """One (an SQLCompiler) that is ready to run, with these values in its slots."""
        ready = copy(self._compiler)
        ready.connection = to = connections[DEFAULT_DB_ALIAS]  # this thread's
        params = self.params(values, to)
        ready.as_sql = lambda *args, **kwargs: (self._sql, params)
        return ready

    def params(self, values: Mapping[str, Any], to: BaseDatabaseWrapper) -> tuple[Any, ...]:
        return tuple(param.fill(values, to) if isinstance(param, Slot) else param for param in self._params)

    def run(self, values: Mapping[str, Any]) -> int:
        """How many rows were changed."""
        changed: int = self.compiler(values).execute_sql(ROW_COUNT)
        return changed

    def run_many(self, many: Iterable[Mapping[str, Any]]) -> None:
        """The statement once for each of these, in one go."""
        to = connections[DEFAULT_DB_ALIAS]
        with to.cursor() as cursor:
            cursor.executemany(self._sql, [self.params(values, to) for values in many])


class Selection(Statement):
    """The rows of a QuerySet, as it would give them itself."""

    def __init__(self, queryset: QuerySet[Any, Any]) -> None:
        super().__init__(queryset.query)
        self._iterable: Any = queryset._iterable_class
        self._query: Any = queryset.query

    def rows(self, values: Mapping[str, Any]) -> list[Any]:
        query = copy(self._query)
        query.get_compiler = lambda *args, **kwargs: self.compiler(values)
        asked = SimpleNamespace(db=DEFAULT_DB_ALIAS, query=query, _known_related_objects={}, _fields=None)
        return list(self._iterable(asked))


def update(queryset: QuerySet[Any], cells: Mapping[str, Any]) -> Statement:
    query: Any = queryset.query.chain(UpdateQuery)
    query.add_update_values(cells)
    query.clear_ordering(force=True)
    return Statement(query)


def upsert(model: type[Model], key: Sequence[str], cells: Sequence[str]) -> Statement:
    of_name = {field.name: field for field in model._meta.concrete_fields}
    key_fields, cell_fields = ([of_name[name] for name in names] for names in (key, cells))
    fields = [*key_fields, *cell_fields]
    query = InsertQuery(model, on_conflict=OnConflict.UPDATE, update_fields=cell_fields, unique_fields=key_fields)
    query.insert_values(fields, [model(**{field.attname: Slot(field.attname, field) for field in fields})])
    return Statement(query)
