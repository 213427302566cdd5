"""Columns of the rows a reader may see, by queries that are composed once where they see all.

A share of some days, and a model whose rows have a scope each, are composed anew each time.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import models

from carelog.compiled import CompiledRows, Parameter
from carelog.patients.access import Access
from carelog.patients.lookups import any_record, of_record

#: Takes the rows of each model and the values, returns columns of them by `values_list`.
Tell = Callable[..., "models.QuerySet[Any, Any]"]
FIELDS: "dict[type, type[models.Field[Any, Any]]]" = {
    date: models.DateField,
    datetime: models.DateTimeField,
}


def read(
    access: Access,
    kinds: tuple[type[models.Model], ...],
    tell: Tell,
    *fixed: object,
    **values: date | datetime | None,
) -> list[tuple[Any, ...]]:
    """Return what `tell(*rows of each kind, *fixed, **values)` says, of the rows `access` gives.

    `tell` gets a `Parameter` in place of each value that is not None, so all it may do with them is
    to ask the database. It is a function of a module, and what is fixed can be hashed.
    """
    if not all(map(access.sees_all, kinds)):
        return [*tell(*(access.rows(kind) for kind in kinds), *fixed, **values)]
    types = tuple((name, None if said is None else type(said)) for name, said in values.items())
    return _composed(kinds, tell, fixed, types).rows(patient=access.patient.pk, **values)


# There are as many as there are sets of domains that somebody shares.
@lru_cache(maxsize=512)
def _composed(
    kinds: tuple[type[models.Model], ...],
    tell: Tell,
    fixed: tuple[object, ...],
    types: tuple[tuple[str, type | None], ...],
) -> CompiledRows:
    places = {name: kind and Parameter(name, FIELDS[kind]()) for name, kind in types}
    rows = [of_record(kind, any_record()) for kind in kinds]
    return CompiledRows(kinds[0], lambda: tell(*rows, *fixed, **places))
