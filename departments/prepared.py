"""Statements that run with every save, built once.

To build a statement costs Django ten times what SQLite needs to answer it. A prepared one is an ordinary QuerySet with
a `Slot` wherever each call has a value of its own; it is turned into SQL at its first call, and later calls fill the
slots. Whatever is no slot is compiled in, so a function that prepares depends on its (hashable) arguments alone:

    @prepared
    def _posts() -> QuerySet:
        return Membership.objects.filter(user=Slot("user", Membership.user.field))

    _posts().rows(user=7)

Nothing of an answer is kept: each call asks the database.

What it takes of Django's private parts stands in one module, departments/compiled.py, which is loaded only where
PREPARED_STATEMENTS is on. With it off (the environment's PERFORMANCE_TEXT_PREPARED=0) each call runs the same QuerySet
the ordinary way, with the same answers and as many queries, only slower: so a release of Django that moves those parts
can be taken the same day.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from types import ModuleType
from typing import Any, Generic, ParamSpec, TypeVar, overload

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
Answer = TypeVar("Answer")
Shape = ParamSpec("Shape")

KEPT = 512  # statements a function that prepares; the shapes of a busy hour are some dozens

#: while a query runs the ordinary way: what its slots stand for
_values: ContextVar[Mapping[str, Any] | None] = ContextVar("values of slots", default=None)


@contextmanager
def _standing_for(values: Mapping[str, Any]) -> Iterator[None]:
    token = _values.set(values)
    try:
        yield
    finally:
        _values.reset(token)


class Slot(Expression):
    """The place of a value that comes with the call. `field` says how the database wants it."""

    def __init__(self, name: str, field: "Field[Any, Any]", nth: int | None = None) -> None:
        super().__init__(output_field=field)
        self.name, self.nth = name, nth

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        values = _values.get()
        return "%s", [self if values is None else self.fill(values, connection)]

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


def compiled() -> ModuleType:
    """The module that knows Django's compiler; whoever runs without it never loads it."""
    from departments import compiled  # noqa: PLC0415

    return compiled


class Prepared(Generic[Row]):
    """A query with slots: `rows` gives what its QuerySet would, instances, dicts or tuples."""

    def __init__(self, queryset: QuerySet[Any, Row]) -> None:
        self._queryset = queryset
        self._statement = compiled().Selection(queryset) if settings.PREPARED_STATEMENTS else None

    def rows(self, **values: Any) -> list[Row]:
        if self._statement is None:
            with _standing_for(values):
                return list(self._queryset.all())
        found: list[Row] = self._statement.rows(values)
        return found

    def first(self, **values: Any) -> Row | None:
        return next(iter(self.rows(**values)), None)


class PreparedUpdate:
    """An UPDATE with slots in its conditions and its values."""

    def __init__(self, queryset: QuerySet[Any], cells: Mapping[str, Any]) -> None:
        self._queryset, self._cells = queryset, cells
        self._statement = compiled().update(queryset, cells) if settings.PREPARED_STATEMENTS else None

    def run(self, **values: Any) -> int:
        """How many rows were changed."""
        if self._statement is None:
            with _standing_for(values):
                return self._queryset.all().update(**self._cells)
        changed: int = self._statement.run(values)
        return changed


class PreparedUpsert:
    """INSERT of one row, or UPDATE of the one that has the same `key`; every cell is a slot of its own name."""

    def __init__(self, model: type[Model], *, key: Sequence[str], cells: Sequence[str]) -> None:
        self._model, self._key, self._cells = model, key, cells
        self._statement = compiled().upsert(model, key, cells) if settings.PREPARED_STATEMENTS else None

    def run(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Each row gives its cells by the names of their columns (`plan_id`)."""
        if self._statement is None:
            made = [self._model(**row) for row in rows]
            self._model._default_manager.bulk_create(
                made, update_conflicts=True, unique_fields=self._key, update_fields=self._cells
            )
            return
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
