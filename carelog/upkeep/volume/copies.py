"""Copying whole records inside the database: with a million rows, Python would take minutes.

A copy says what its source says, under the same keys: a key is unique within its record alone. The
statements are plain SQL, the same for both databases.
"""

from collections.abc import Sequence

from django.db import connection, models

from carelog.patients.models import Kept, Patient
from carelog.patients.models.kept import column_of
from carelog.upkeep.volume.book import Book

Pairs = Sequence[tuple[Book, Book]]


def copy_rows(model: type[models.Model], pairs: Pairs, above: str = "") -> int:
    """Copy the rows of each first record into the second; return how many rows came.

    `above` is the foreign key of a child to the row that has the record; the copy of that row,
    as of any other kept row a copy points to, must be there already.
    """
    quote = connection.ops.quote_name
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(quote(_name(field)) for field in fields)
    values = ", ".join(map(_value, fields))
    table, source = quote(model._meta.db_table), "line.patient_id"
    joined = ""
    if above:
        field = column_of(model, above)
        if field.related_model is None:
            raise TypeError(f"{above} leads to no row")
        parent = quote(field.related_model._meta.db_table)
        joined, source = f"JOIN {parent} up ON up.id = line.{field.column}", "up.patient_id"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}) "  # noqa: S608
            f"WITH pair (source, record, person) AS (VALUES {_marks(pairs)}) "
            f"SELECT {values} FROM {table} line {joined} "
            f"JOIN pair ON pair.source = {source} ORDER BY pair.record, line.id",
            [key for old, new in pairs for key in (old.patient.pk, new.patient.pk, new.owner.pk)],
        )
        return cursor.rowcount


def _marks(pairs: Pairs) -> str:
    return ", ".join(["(%s, %s, %s)"] * len(pairs))


def _name(field: models.Field) -> str:
    if field.column is None:
        raise TypeError(f"{field.name} has no column")
    return field.column


def _value(field: models.Field) -> str:
    """Return what a copy holds in a column: the new record, its owner, the copies of its rows."""
    quote = connection.ops.quote_name
    if field.related_model is Patient:
        return "pair.record"
    if field.name in ("recorded_by", "by"):
        return "pair.person"
    related = field.related_model
    if related is not None and issubclass(related, Kept):
        table = quote(related._meta.db_table)
        return (
            f"(SELECT new.id FROM {table} old JOIN {table} new ON new.uid = old.uid "  # noqa: S608
            f"WHERE old.id = line.{field.column} AND new.patient_id = pair.record)"
        )
    return f"line.{quote(_name(field))}"
