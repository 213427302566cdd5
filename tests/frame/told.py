"""Where a recorded column comes out: who asks it, what answers it, who sees it, in which files.

Measured, not stated: a row is kept once whole and once with another answer in one column, and an
output that differs tells it. The summary and the Bundle are made in parts, and of these the ones
that read the table of the row: no other can differ.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, partial
from types import SimpleNamespace
from unittest.mock import patch

from django.db import IntegrityError, connection, models, transaction

from carelog.exchange.fhir import bundle
from carelog.exchange.tables.catalog import TABLES, columns_of
from carelog.exchange.tables.json import facts_of, lists_of
from carelog.patients.access import Access
from carelog.patients.models import Patient
from carelog.summary.logged_days import Reading
from carelog.summary.patient_facts import patient_facts
from carelog.summary.period import Period, period_of
from carelog.summary.sections import SECTIONS, Section
from carelog.summary.words.head import head
from carelog.summary.words.reader import Reader
from tests import cast
from tests.frame.told_asked import ASKED, TODAY, Asked


class Look:
    """A look at a record as it stands now, with an example or another answer in it."""

    def __init__(self, access: Access, row: models.Model) -> None:
        self.access, self.row = access, row

    @cached_property
    def period(self) -> Period:
        """Return the days of the summary, which all its sections share."""
        return period_of(self.access, None, TODAY)


@dataclass(frozen=True)
class Part:
    """A part of an output: the page of a row, a section of the summary, a Bundle of one maker."""

    output: str
    says: Callable[[Look], str]


def _section(section: Section, look: Look) -> str:
    reader = Reader.of(look.access, look.period)
    return repr(section.words(section.numbers(Reading(look.access, look.period)), reader))


def _bundle(make: Callable, look: Look) -> str:
    days = {"since": TODAY, "today": TODAY, "generated_at": cast.NOON}
    with patch.object(bundle, "MAKERS", (make,)):
        return repr(bundle.bundle_of(look.access, **days))


def _head(look: Look) -> str:
    who = patient_facts(look.access)
    return repr(head(SimpleNamespace(who=who, period=look.period), look.access))


PARTS = (
    Part("team", _head),
    *(Part("team", partial(_section, section)) for section in SECTIONS),
    *(Part("fhir", partial(_bundle, make)) for make in bundle.MAKERS),
)
#: What each part asks of a record that holds everything. It is looked at once.
_questions: dict[Part, str] = {}


def parts_of(access: Access, asked: Asked) -> list[Part]:
    """Return the page and the parts that read a table, those that ask the least first.

    Nobody has to ask the database for whose record it is.
    """
    if not _questions:
        _questions.update(questions(access))
    table = connection.ops.quote_name(asked.model._meta.db_table)
    reading = [part for part in PARTS if asked.model is Patient or table in _questions[part]]
    page = Part("page", lambda look: repr(asked.page(look.access, look.row)))
    return [page, *sorted(reading, key=lambda part: len(_questions[part]))]


def questions(access: Access) -> dict[Part, str]:
    """Return the SQL of each part, in a record with an example of all that is asked."""
    found: dict[Part, list[str]] = {part: [] for part in PARTS}
    with transaction.atomic():
        rows = [asked.keep(access) for asked in ASKED.values()]
        for part, asked_for in found.items():

            def note(execute: Callable, sql: str, *more: object, said: list = asked_for) -> object:
                said.append(sql)
                return execute(sql, *more)

            with connection.execute_wrapper(note):
                part.says(Look(access, rows[0]))
        transaction.set_rollback(True)
    return {part: " ".join(said) for part, said in found.items()}


@contextmanager
def kept(access: Access, asked: Asked, /, **values: object) -> Iterator[Look]:
    """Keep an example with some values changed, for as long as it is looked at."""
    with transaction.atomic():
        row = asked.keep(access, **values)
        yield Look(replace(access, patient=row) if isinstance(row, Patient) else access, row)
        transaction.set_rollback(True)


def told(access: Access, asked: Asked) -> dict[str, str]:
    """Return the lines of the table for the columns of what is asked."""
    parts = parts_of(access, asked)
    with kept(access, asked) as look:
        whole = {part: part.says(look) for part in parts}
        answer = "line" if asked.line(look.access, look.row) else "saved"
    files = filed(access, asked)
    return {
        f"{asked.slug}.{name}": " ".join(
            (
                "form" if name in asked.form.base_fields else "-",
                answer,
                *(one if one in found else "-" for one in ("page", "team")),
                files.get(name, "-"),
                "fhir" if "fhir" in found else "-",
            )
        )
        for name in asked.names
        for found in [comes_out(access, asked, name, whole)]
    }


def filed(access: Access, asked: Asked) -> dict[str, str]:
    """Return the columns that leave in a table, or in the file with everything alone."""
    if asked.model is Patient:
        return dict.fromkeys(facts_of(access), "json")
    if asked.slug not in TABLES:
        with kept(access, asked):
            [row] = dict(lists_of(access))[asked.slug]
        return dict.fromkeys(row["fields"], "json")
    columns = columns_of(access, TABLES[asked.slug].model)
    return {column.head.split(" ")[0]: "csv" for column in columns}


def comes_out(access: Access, asked: Asked, name: str, whole: dict[Part, str]) -> set[str]:
    """Return the outputs in which another answer in a column makes a part say something else."""
    found: set[str] = set()
    try:
        with kept(access, asked, **asked.other(name)) as look:
            for part, said in whole.items():
                if part.output not in found and part.says(look) != said:
                    found.add(part.output)
    except IntegrityError:
        raise AssertionError(f"{asked.slug}.{name} needs another answer in OTHER") from None
    return found
