"""Every answer of every daily entry in one long table: a line an answer, oldest first."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from django.db.models.functions import Cast

from carelog.diary.kinds import RECORDED, SITTING
from carelog.entries.models import Dated, Recorded
from carelog.exchange.tables.catalog import AT_ONCE, WHEN, kept_rows, may_read
from carelog.exchange.tables.cells import (
    NO_CODES,
    Convert,
    asked_for,
    converter_of,
    key,
    moment,
    safe,
    unit_of,
)
from carelog.exchange.tables.people import NOBODY, people_of
from carelog.logs.models import CheckIn, PainEntry, PainPlace
from carelog.medications.models import Dose
from carelog.patients.access import Access
from carelog.patients.models.kept import column_of

SLUG = "daily"
HEADS = (
    *("day", "at [UTC]", "zone", "kind", "place", "field", "value", "unit"),
    *("recorded_by", "recorded_by_relation", "uid", "version"),
)
SHARED = (*WHEN, "uid", "version", "recorded_by")
#: They say where, and stand in a column of their own.
WHERE = ("site", "side")
#: What a line can be an answer of.
Told = type[Dated] | type[PainPlace]
EMPTY: tuple[object, ...] = (None, "", NO_CODES)


@dataclass(frozen=True, slots=True)
class Answer:
    """A column of a kind as a line: its name, its unit, how its value is written."""

    name: str
    unit: str
    source: str | Cast
    convert: Convert | None


def lines_of(access: Access) -> Iterator[list]:
    """Give the heads, then a line for each answer of the reader's scope, by day and time."""
    yield list(HEADS)
    people = people_of(access)
    told: tuple[type[Recorded] | type[PainPlace], ...] = (*RECORDED, PainPlace)
    sources = [
        _rows(access, place, model)
        for place, model in enumerate(told)
        if issubclass(model, Dated | PainPlace)
    ]
    sources.append(_too_ill(access, len(told)))
    for _when, slug, answers, row in heapq.merge(*sources, key=itemgetter(0)):
        at, zone, day, uid, version, writer = row[: len(SHARED)]
        where, values = row[len(SHARED)], row[len(SHARED) + 1 :]
        person = people.get(writer, NOBODY)
        written = moment(at)
        by = (safe(person.name), person.relation, key(uid), version)
        for answer, value in zip(answers, values, strict=True):
            if value not in EMPTY:
                text = answer.convert(value) if answer.convert else value
                yield [day, written, zone, slug, where, answer.name, text, answer.unit, *by]


def _too_ill(access: Access, place: int) -> Iterator[tuple]:
    """Give the days that were too ill for an answer: heard from, and told like one."""
    field = column_of(CheckIn, "too_ill")
    answer = Answer(field.name, "", "", converter_of(field))
    names = ("opened_at", *SHARED[1:])
    shared = [asked_for(column_of(CheckIn, name), name) for name in names]
    found = kept_rows(access, CheckIn).filter(too_ill=True).order_by("day", "opened_at", "pk")
    for number, row in enumerate(found.values_list(*shared)):
        yield (row[2], row[0], place, number), SITTING, [answer], (*row, "", True)


def _answers(access: Access, model: Told) -> list[Answer]:
    """Return what is read of a model: whatever a person answers, and the note.

    Of a place its name too, so that one of which nothing more was said has a line.
    """
    if issubclass(model, PainPlace):
        own: tuple[str, ...] = ("site", *PainPlace.detail_fields)
    else:
        own = _own(model)
    carried = tuple(name for name in ("carried_from",) if name in model.kept_fields)
    names = [name for name in (*own, *carried) if may_read(access, name)]
    fields = [column_of(model, name) for name in names]
    found = [Answer(f.name, unit_of(f), asked_for(f, f.name), converter_of(f)) for f in fields]
    medicine = [Answer("medication", "", "medication__name", safe)] if model is Dose else []
    return [*medicine, *found]


def _own(kind: type[Dated]) -> tuple[str, ...]:
    return (*kind.own_fields(), "note")


def _rows(access: Access, place: int, model: Told) -> Iterator[tuple]:
    """Give (when, kind, answers, values) of one model; values are SHARED, where, the answers."""
    kind: type[Dated] = PainEntry if issubclass(model, PainPlace) else model
    before, where = ("", ()) if kind is model else ("pain__", WHERE)
    answers = _answers(access, model)
    shared = (asked_for(column_of(kind, name), f"{before}{name}") for name in SHARED)
    wanted = [*shared, *where, *(answer.source for answer in answers)]
    found = kept_rows(access, model).values_list(*wanted).iterator(chunk_size=AT_ONCE)
    first, last = len(SHARED), len(SHARED) + len(where)
    for number, row in enumerate(found):
        values = (*row[:first], ".".join(row[first:last]), *row[last:])
        at, day = row[0], row[2]
        yield (day, at, place, number), kind.slug, answers, values
