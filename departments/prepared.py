"""Statements that run with every save, built once.

To build a statement costs Django ten times what SQLite needs to answer it. A prepared one is an ordinary QuerySet with
a `Slot` wherever each call has a value of its own; it is turned into SQL at its first call, and later calls fill the
slots. Whatever is no slot is compiled in, so a function that prepares depends on its (hashable) arguments alone:

    @prepared
    def _posts() -> QuerySet:
        return Membership.objects.filter(user=Slot("user", Membership.user.field))

    _posts().rows(user=7)

Nothing of an answer is kept: each call asks the database.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, Generic, ParamSpec, TypeVar, overload

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery, UpdateQuery
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.constants import ROW_COUNT

Row = TypeVar("Row")
Answer = TypeVar("Answer")
Shape = ParamSpec("Shape")

KEPT = 512  # statements a function that prepares; the shapes of a busy hour are some dozens


class Slot(Expression):
    """The place of a value that comes with the call. `field` says how the database wants it."""

    def __init__(self, name: str, field: "Field[Any, Any]", nth: int | None = None) -> None:
        super().__init__(output_field=field)
        self.name, self.nth = name, nth

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        return "%s", [self]

    def fill(self, values: Mapping[str, Any], to: BaseDatabaseWrapper) -> Any:
        """The value of a call as this database takes it."""
        value = values[self.name]
        if self.nth is not None:
            value = value[min(self.nth, len(value) - 1)]
        return self.output_field.get_db_prep_save(value, to)


def slots(name: str, field: "Field[Any, Any]", room: int) -> list[Slot]:
    """For the right side of an `in`: the call gives a sequence of one to `room` values, the last one fills the rest."""
    return [Slot(name, field, nth) for nth in range(room)]


def room_for(count: int) -> int:
    """The next power of two: so many values of an `in` share one statement."""
    return 1 << (count - 1).bit_length()


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

    def run_many(self, many: Iterable[Mapping[str, Any]]) -> None:
        """The statement once for each of these, in one go."""
        to = connections[DEFAULT_DB_ALIAS]
        with to.cursor() as cursor:
            cursor.executemany(self._sql, [self.params(values, to) for values in many])


class Prepared(Generic[Row]):
    """A query with slots: `rows` gives what its QuerySet would, instances, dicts or tuples."""

    def __init__(self, queryset: QuerySet[Any, Row]) -> None:
        self._iterable: Any = queryset._iterable_class
        self._query: Any = queryset.query
        self._statement = Statement(queryset.query)

    def rows(self, **values: Any) -> list[Row]:
        query = copy(self._query)
        query.get_compiler = lambda *args, **kwargs: self._statement.compiler(values)
        asked = SimpleNamespace(db=DEFAULT_DB_ALIAS, query=query, _known_related_objects={}, _fields=None)
        return list(self._iterable(asked))

    def first(self, **values: Any) -> Row | None:
        return next(iter(self.rows(**values)), None)


class PreparedUpdate:
    """An UPDATE with slots in its conditions and its values."""

    def __init__(self, queryset: QuerySet[Any], cells: Mapping[str, Any]) -> None:
        query: Any = queryset.query.chain(UpdateQuery)
        query.add_update_values(cells)
        query.clear_ordering(force=True)
        self._statement = Statement(query)

    def run(self, **values: Any) -> int:
        """How many rows were changed."""
        changed: int = self._statement.compiler(values).execute_sql(ROW_COUNT)
        return changed


class PreparedUpsert:
    """INSERT of one row, or UPDATE of the one that has the same `key`; every cell is a slot of its own name."""

    def __init__(self, model: type[Model], *, key: Sequence[str], cells: Sequence[str]) -> None:
        of_name = {field.name: field for field in model._meta.concrete_fields}
        key_fields, cell_fields = ([of_name[name] for name in names] for names in (key, cells))
        fields = [*key_fields, *cell_fields]
        query = InsertQuery(model, on_conflict=OnConflict.UPDATE, update_fields=cell_fields, unique_fields=key_fields)
        query.insert_values(fields, [model(**{field.attname: Slot(field.attname, field) for field in fields})])
        self._statement = Statement(query)

    def run(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Each row gives its cells by the names of their columns (`plan_id`)."""
        self._statement.run_many(rows)


@overload
def prepared(build: Callable[Shape, QuerySet[Any, Row]]) -> Callable[Shape, Prepared[Row]]: ...


@overload
def prepared(build: Callable[Shape, Answer]) -> Callable[Shape, Answer]: ...


def prepared(build: Callable[..., Any]) -> Callable[..., Any]:
    """The statement that `build` describes, made once for each of its arguments."""

    @lru_cache(maxsize=KEPT)
    def ready(*shape: Any) -> Any:
        built = build(*shape)
        return Prepared(built) if isinstance(built, QuerySet) else built

    return ready
