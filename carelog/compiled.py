"""What is asked of the database with nearly every request, composed into SQL once, not each time.

Composing is nine tenths of what such a question costs Django. What becomes of an answer is
Django's own, step by step as in its `ModelIterable` and its `Q.check`.
"""

from collections.abc import Callable, Mapping
from functools import cache
from types import SimpleNamespace
from typing import Any, Generic, TypeVar, cast

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.constants import OnConflict
from django.db.models.expressions import SQLiteNumericMixin
from django.db.models.query import get_related_populators
from django.db.models.sql import InsertQuery, Query, UpdateQuery

Row = TypeVar("Row", bound=models.Model)


class Parameter(SQLiteNumericMixin, models.Expression):
    """The place of a value in compiled SQL, sent as its field would send it.

    `is_written` says that it becomes the value of a column, and is not compared with one.
    """

    def __init__(
        self, name: str, output_field: "models.Field[Any, Any]", *, is_written: bool = False
    ) -> None:
        super().__init__(output_field=output_field)
        self.name, self.is_written = name, is_written

    def prepared(self, value: object, connection: BaseDatabaseWrapper) -> Any:
        """Return a value as it is sent to a database."""
        field = self.output_field
        prepare = field.get_db_prep_save if self.is_written else field.get_db_prep_value
        return prepare(value, connection)

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Return a placeholder, and this parameter in place of its value."""
        return "%s", [self]

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        """Say the type, which PostgreSQL cannot tell of an empty value; no length, as it cuts."""
        kind = self.output_field.cast_db_type(connection) or "text"
        return f"%s::{kind.partition('(')[0]}", [self]


class Statement:
    """SQL with its parameters, for one database, to be sent with other values each time."""

    def __init__(self, query: Query, using: str) -> None:
        self.using = using
        self.compiler: Any = query.get_compiler(using)
        composed = self.compiler.as_sql()
        [(self.sql, self.parameters)] = composed if isinstance(composed, list) else [composed]

    def first(self, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """Return the first row of what a question is answered, or None."""
        with connections[self.using].cursor() as cursor:
            cursor.execute(self.sql, self._sent(values))
            found: tuple[Any, ...] | None = cursor.fetchone()
        return found

    def all(self, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Return every row of what a question is answered."""
        with connections[self.using].cursor() as cursor:
            cursor.execute(self.sql, self._sent(values))
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def run(self, values: Mapping[str, Any]) -> int:
        """Write, and return how many rows that was."""
        with connections[self.using].cursor() as cursor:
            cursor.execute(self.sql, self._sent(values))
            return int(cursor.rowcount)

    def _sent(self, values: Mapping[str, Any]) -> list[Any]:
        connection = connections[self.using]
        return [
            p.prepared(values[p.name], connection) if isinstance(p, Parameter) else p
            for p in self.parameters
        ]


class CompiledQuery(Generic[Row]):
    """A query for one row, the first in its order, composed when a database is first asked it.

    Args:
        model: whose row it is.
        compose: returns the query set, with a `Parameter` wherever a value differs each time.
            That must be all that differs.
    """

    def __init__(self, model: type[Row], compose: Callable[[], models.QuerySet[Row]]) -> None:
        self._model, self._compose = model, compose
        self._composed: dict[str, _Look[Row]] = {}

    def row_or_none(self, **values: Any) -> Row | None:
        """Return the row for these values of the parameters, by their names, or None."""
        using = router.db_for_read(self._model)
        if using not in self._composed:
            self._composed[using] = _Look(self._compose().using(using)[:1])
        return self._composed[using].row_or_none(values)


class _Look(Generic[Row]):
    """A query set's statement, and how a row is made of what that answers."""

    def __init__(self, queryset: models.QuerySet[Row]) -> None:
        self.model, self.statement = queryset.model, Statement(queryset.query, queryset.db)
        compiler = self.statement.compiler
        columns = [expression for expression, _sql, _alias in compiler.select]
        self.converters = compiler.get_converters(columns)
        indexes = compiler.klass_info["select_fields"]
        self.own = slice(indexes[0], indexes[-1] + 1)
        self.names = [column.target.attname for column in columns[self.own]]
        # The stubs are of a later Django.
        self.related = get_related_populators(  # type: ignore[call-arg]
            compiler.klass_info, compiler.select, queryset.db
        )

    def row_or_none(self, values: Mapping[str, Any]) -> Row | None:
        found = self.statement.first(values)
        if found is None:
            return None
        if self.converters:
            [found] = self.statement.compiler.apply_converters([found], self.converters)
        row = self.model.from_db(self.statement.using, self.names, found[self.own])
        for populator in self.related:
            populator.populate(found, row)
        return row


class CompiledRows:
    """Some columns of many rows, composed when a database is first asked for them.

    Args:
        model: whose rows they are.
        compose: returns them by `values_list`, with a `Parameter` wherever a value differs each
            time.
    """

    def __init__(
        self, model: type[models.Model], compose: Callable[[], models.QuerySet[Any, Any]]
    ) -> None:
        self._model, self._compose = model, compose
        self._composed: dict[str, _Columns] = {}

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """Return the rows for these values of the parameters, by their names."""
        using = router.db_for_read(self._model)
        if using not in self._composed:
            self._composed[using] = _Columns(self._compose().using(using))
        return self._composed[using].rows(values)


class _Columns:
    """A statement, and how its columns become values."""

    def __init__(self, queryset: models.QuerySet[Any, Any]) -> None:
        self.statement = Statement(queryset.query, queryset.db)
        compiler = self.statement.compiler
        columns = [expression for expression, _sql, _alias in compiler.select[: compiler.col_count]]
        self.converters = compiler.get_converters(columns)

    def rows(self, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        found, compiler = self.statement.all(values), self.statement.compiler
        if not self.converters:
            return found
        return [tuple(row) for row in compiler.apply_converters(found, self.converters)]


class CompiledUpdate:
    """A change of some rows, composed when a database is first asked it.

    Args:
        model: whose rows they are.
        compose: returns the rows and what their columns are to say, with a `Parameter` wherever a
            value differs each time.
    """

    def __init__(
        self,
        model: type[Row],
        compose: Callable[[], tuple[models.QuerySet[Row], dict[str, Parameter]]],
    ) -> None:
        self._model, self._compose = model, compose
        self._composed: dict[str, Statement] = {}

    def run(self, **values: Any) -> int:
        """Change the rows for these values of the parameters; return how many were there."""
        using = router.db_for_write(self._model)
        if using not in self._composed:
            rows, said = self._compose()
            query: Any = rows.query.chain(UpdateQuery)
            query.add_update_values(said)
            self._composed[using] = Statement(query, using)
        return self._composed[using].run(values)


def insert(row: models.Model, *, unless_there: bool = False) -> None:
    """Write a new row, without asking for its key.

    Args:
        row: it is sent as `save` would send it; what listens to signals is not told.
        unless_there: whether a row that a rule of uniqueness refuses is left as it stands.
    """
    using = router.db_for_write(type(row))
    fields, statement = _insert(type(row), unless_there, using)
    statement.run({field.name: field.pre_save(row, True) for field in fields})


@cache
def _insert(
    model: type[models.Model], unless_there: bool, using: str
) -> "tuple[list[models.Field[Any, Any]], Statement]":
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    places = {f.attname: Parameter(f.name, f, is_written=True) for f in fields}
    query = InsertQuery(model, on_conflict=OnConflict.IGNORE if unless_there else None)
    # As raw, so that it asks the stand-in for nothing but its columns.
    query.insert_values(fields, [cast(models.Model, SimpleNamespace(**places))], raw=True)
    return fields, Statement(query, using)
