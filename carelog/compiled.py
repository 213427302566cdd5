"""What is asked of the database with nearly every request, composed into SQL once, not each time.

Composing is nine tenths of what such a question costs Django. What becomes of an answer is
Django's own, step by step as in its `ModelIterable` and its `Q.check`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import nullcontext
from functools import cache
from typing import Any, Generic, TypeVar

from django.db import DatabaseError, connections, models, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import SQLiteNumericMixin
from django.db.models.functions import Coalesce
from django.db.models.query import get_related_populators
from django.db.models.sql import Query

Row = TypeVar("Row", bound=models.Model)


class Parameter(SQLiteNumericMixin, models.Expression):
    """The place of a value in compiled SQL; `output_field` says how it is sent."""

    def __init__(self, name: str, output_field: "models.Field[Any, Any]") -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Return a placeholder, and this parameter in place of its value."""
        return "%s", [self]

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        """Say the type, which PostgreSQL cannot tell of an empty value; no length, as it cuts."""
        kind = self.output_field.cast_db_type(connection) or "text"
        return f"%s::{kind.partition('(')[0]}", [self]


class _Statement:
    """SQL with its parameters, for one database."""

    def __init__(self, query: Query, using: str) -> None:
        self.using = using
        self.compiler: Any = query.get_compiler(using)
        self.sql, self.parameters = self.compiler.as_sql()

    def first(self, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        connection = connections[self.using]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [_sent(p, values, connection) for p in self.parameters])
            found: tuple[Any, ...] | None = cursor.fetchone()
        return found


def _sent(parameter: object, values: Mapping[str, Any], connection: BaseDatabaseWrapper) -> Any:
    if not isinstance(parameter, Parameter):
        return parameter
    return parameter.output_field.get_db_prep_value(values[parameter.name], connection)


class CompiledQuery(Generic[Row]):
    """A query for one row at most, composed when a database is first asked it.

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
            self._composed[using] = _Look(self._compose().using(using).order_by()[:1])
        return self._composed[using].row_or_none(values)


class _Look(Generic[Row]):
    """A query set's statement, and how a row is made of what that answers."""

    def __init__(self, queryset: models.QuerySet[Row]) -> None:
        self.model, self.statement = queryset.model, _Statement(queryset.query, queryset.db)
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


class CheckedAtOnce(models.Model):
    """Asks the database about all CHECKs of a model in one statement."""

    class Meta:
        abstract = True

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Ask about all CHECKs at once; only where one is broken, which.

        Raises ValidationError with the words of each broken rule.
        """
        columns = {field.name for field in self._meta.concrete_fields} - {*(exclude or ())}
        try:
            is_sound = holds(self, columns, router.db_for_write(type(self)))
        except DatabaseError:
            is_sound = False
        if not is_sound:
            super().validate_constraints(exclude)
            return
        left_out = None if exclude is None else set(exclude)
        for rule in self._meta.constraints:
            if not isinstance(rule, models.CheckConstraint):
                rule.validate(type(self), self, exclude=left_out)


def holds(row: models.Model, columns: Iterable[str], using: str) -> bool:
    """Say whether a row keeps to all CHECKs of its model that are about these columns alone.

    One statement asks it, as Django does for one CHECK at a time: what is unknown holds. Raises
    DatabaseError for values that the database cannot compare.
    """
    statement, values = _check(type(row), frozenset(columns), using)
    said = {name: getattr(row, attribute) for name, attribute in values.items()}
    in_a_change = connections[using].in_atomic_block
    with transaction.atomic(using) if in_a_change else nullcontext():
        return statement.first(said) is not None


@cache
def _check(
    model: type[models.Model], columns: frozenset[str], using: str
) -> tuple[_Statement, dict[str, str]]:
    fields = [field for field in model._meta.local_concrete_fields if field.name in columns]
    query = Query(None)
    for field in fields:
        query.add_annotation(Parameter(field.name, field), field.name, select=False)
    query.add_annotation(models.Value(1), "_check")
    rules = models.Q(*_conditions(model, columns))
    query.add_q(models.Q(Coalesce(rules, True, output_field=models.BooleanField())))
    return _Statement(query, using), {field.name: field.attname for field in fields}


def _conditions(model: type[models.Model], columns: frozenset[str]) -> list[Any]:
    rules = [rule for rule in model._meta.constraints if isinstance(rule, models.CheckConstraint)]
    # A rule over a column that is left out cannot be asked, here as in Django.
    return [
        rule.condition
        for rule in rules
        if isinstance(rule.condition, models.Q) and rule.condition.referenced_base_fields <= columns
    ]
