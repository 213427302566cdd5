"""All CHECKs of a model asked in one statement, composed once, before a row is written."""

from collections.abc import Collection, Iterable
from contextlib import nullcontext
from functools import cache
from typing import Any

from django.db import DatabaseError, connections, models, router, transaction
from django.db.models.functions import Coalesce
from django.db.models.sql import Query

from carelog.compiled import Parameter, Statement


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
) -> tuple[Statement, dict[str, str]]:
    fields = [field for field in model._meta.local_concrete_fields if field.name in columns]
    query = Query(None)
    for field in fields:
        query.add_annotation(Parameter(field.name, field), field.name, select=False)
    query.add_annotation(models.Value(1), "_check")
    rules = models.Q(*_conditions(model, columns))
    query.add_q(models.Q(Coalesce(rules, True, output_field=models.BooleanField())))
    return Statement(query, using), {field.name: field.attname for field in fields}


def _conditions(model: type[models.Model], columns: frozenset[str]) -> list[Any]:
    rules = [rule for rule in model._meta.constraints if isinstance(rule, models.CheckConstraint)]
    # A rule over a column that is left out cannot be asked, here as in Django.
    return [
        rule.condition
        for rule in rules
        if isinstance(rule.condition, models.Q) and rule.condition.referenced_base_fields <= columns
    ]
