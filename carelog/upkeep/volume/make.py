"""Writing a volume: some records in bulk, all further ones as copies of these."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, models, transaction
from django.db.models import Model

from carelog.logs.models import PainPlace
from carelog.patients.models import Revision
from carelog.upkeep.past import at
from carelog.upkeep.volume import people
from carelog.upkeep.volume.book import Book
from carelog.upkeep.volume.copies import copy_rows
from carelog.upkeep.volume.course import fill
from carelog.upkeep.volume.days import Days

#: So many courses are made for the others; who comes after these has the days of one of them.
COURSES = 27
ROWS = 2000


@dataclass(frozen=True)
class Size:
    """How much is written: days of the first record, how many records, days of the others."""

    days: int
    patients: int
    other_days: int


def make_volume(seed: int, size: Size, now: datetime) -> Counter[str]:
    """Write the days up to `now` (UTC), in place of any volume before; return rows by table.

    Same seed, size and moment, same content. Each row has the revision of its first save. What
    is not made: warnings, and the log of who opened a record. Some records at a time are one
    transaction. Raises NotSeeded, and writes nothing, where records or addresses are there that
    no volume made.
    """
    people.refuse_others()
    people.clear()
    written: Counter[str] = Counter()
    with at(now):
        _write(seed, range(1, 2), size.days, written)
        last = min(1 + COURSES, size.patients)
        books = _write(seed, range(2, last + 1), size.other_days, written)
        _analyze(written)
        for first in range(last + 1, size.patients + 1, COURSES):
            numbers = range(first, min(first + COURSES, size.patients + 1))
            _copy(seed, books, numbers, written)
    _analyze(written)
    return written


@transaction.atomic
def _write(seed: int, numbers: range, length: int, written: Counter[str]) -> list[Book]:
    """Write a course of its own for each of some people."""
    books = _begin(seed, numbers, written)
    for number, book in zip(numbers, books, strict=True):
        fill(book, Days(seed, number - 1, length, book.patient.created_at))
    for model in people.ORDER:
        _bulk(model, [row for book in books for row in book.rows[model]], written)
    _bulk(PainPlace, [child for book in books for child in book.children], written)
    _bulk(Revision, [revision for book in books for revision in book.revisions], written)
    return books


@transaction.atomic
def _copy(seed: int, books: list[Book], numbers: range, written: Counter[str]) -> None:
    """Give some more people the days of those who have been written."""
    pairs = list(zip(books, _begin(seed, numbers, written), strict=False))
    kept: tuple[type[Model], ...] = (*people.ORDER, Revision)
    for model in kept:
        written[model._meta.db_table] += copy_rows(model, pairs)
    written[PainPlace._meta.db_table] += copy_rows(PainPlace, pairs, above="pain")


def _begin(seed: int, numbers: range, written: Counter[str]) -> list[Book]:
    for model in people.ONE_EACH:
        written[model._meta.db_table] += len(numbers)
    return people.begin(seed, numbers)


def _bulk(model: type[models.Model], rows: list, written: Counter[str]) -> None:
    model._base_manager.bulk_create(rows, batch_size=ROWS)
    written[model._meta.db_table] += len(rows)


def _analyze(written: Counter[str]) -> None:
    """Let the database count its tables anew, so that it plans for what is there now."""
    with connection.cursor() as cursor:
        for table in written:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")
