"""What was written, in words: what it says, and what changed from one state to the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from carelog.accounts.models import User
from carelog.entries import quantities
from carelog.entries.columns import Quantity
from carelog.entries.models import Recorded
from carelog.entries.quantities import unit_for
from carelog.entries.row_keys import RowKey, RowKeyOrNone
from carelog.patients.fields import CodesField
from carelog.patients.models import KeptState
from carelog.patients.models.kept import column_of

HIDDEN = {"at", "zone"}
#: Columns that only a reader whose scope has notes may see.
NOTES = {"note", "notes"}
EMPTY: tuple[object, ...] = (None, "", [])
MOST_IN_SHORT = 4


@dataclass(frozen=True)
class AnswerLine:
    """One thing an entry says: "worst in the last 24 hours: 6"."""

    label: str
    value: str


@dataclass(frozen=True)
class AnswerChange:
    """One field that a save changed: "was 4, now 6"."""

    label: str
    was: str
    now: str


def answered(row: Recorded, reader: User | None = None, *, notes: bool = True) -> list[AnswerLine]:
    """Return what a row says, in the reader's units, without what was left unanswered."""
    kind = type(row)
    # Nobody is asked where an answer was carried over from, and everybody is told.
    carried = tuple(name for name in ("carried_from",) if name in kind.kept_fields)
    names = [*kind.own_fields(), *carried]
    return lines_of(row, tuple(name for name in names if notes or name not in NOTES), reader)


def side_by_side(
    stored: Recorded, mine: Recorded, reader: User | None, *, notes: bool
) -> list[AnswerChange]:
    """Return what is stored and what is about to be saved in its place; "" where unanswered."""
    more = ("note",) if notes and "note" in stored.kept_fields else ()
    theirs, own = (
        {line.label: line.value for line in (*answered(row, reader), *lines_of(row, more, reader))}
        for row in (stored, mine)
    )
    return [
        AnswerChange(label, theirs.get(label, ""), own.get(label, ""))
        for label in dict.fromkeys((*theirs, *own))
    ]


def lines_of(
    row: models.Model, names: tuple[str, ...], reader: User | None = None
) -> list[AnswerLine]:
    """Return what some columns of a row say, without what was left unanswered."""
    values = {name: getattr(row, name) for name in names}
    zone, record = getattr(row, "zone", ""), getattr(row, "patient_id", None)
    kind = type(row)
    return [
        AnswerLine(
            label_of(kind, name, vars(row)), in_words(kind, name, value, reader, zone, record)
        )
        for name, value in values.items()
        if value not in EMPTY or (value == "" and word_for_nothing(kind, name))
    ]


def word_for_nothing(model: type[models.Model], name: str) -> str:
    """Return what "" says in a column where it is an answer, such as "taken"; else ""."""
    return str(dict(getattr(model._meta.get_field(name), "flatchoices", ())).get("", ""))


def in_short(row: Recorded, reader: User | None = None) -> str:
    """Return a row in one line: "worst 6, average 4"."""
    own = row.short_words()
    if own is not None:
        return own
    kind = type(row)
    words = kind.brief or {name: _lower(label_of(kind, name)) for name in kind.own_fields()}
    said = [
        f"{word} {in_words(kind, name, value, reader)}".strip()
        for name, word in words.items()
        if (value := getattr(row, name)) not in EMPTY
    ]
    return ", ".join(said[:MOST_IN_SHORT]) or _("nothing but a note")


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:].rstrip("?")


def label_of(model: type[models.Model], name: str, said: Mapping[str, Any] | None = None) -> str:
    """Return a column's label, or that of the rows under an entry, with a capital letter.

    `said` is what a row or a snapshot holds: an answer keeps the words it was asked in.
    """
    field = model._meta.get_field(name)
    then = model.words_then(name, said) if said is not None and issubclass(model, Recorded) else ""
    own = (
        field.verbose_name
        if isinstance(field, models.Field)
        else field.related_model._meta.verbose_name_plural
    )
    label = str(then or own)
    return label[:1].upper() + label[1:]


def in_words(
    model: type[models.Model],
    name: str,
    value: Any,
    reader: User | None = None,
    zone: str = "",
    record: int | None = None,
) -> str:
    """Return a stored value in words and in the reader's units; an empty one as "not answered".

    In a snapshot a decimal, a day and a time are text. A time is that of the zone, else UTC.
    A key names a row of the record, which is asked for its name.
    """
    if value in EMPTY:
        return (word_for_nothing(model, name) if value == "" else "") or _("not answered")
    if value is True or value is False:
        return _("yes") if value else _("no")
    if issubclass(model, Recorded) and model._meta.get_field(name).is_relation:
        return ", ".join(model.child_in_words(name, child) for child in value)
    column = column_of(model, name)
    if isinstance(column, RowKey | RowKeyOrNone):
        row = _rows_named(model, column).filter(patient=record, uid=value).first()
        return row.heading() if row else _("not found")
    if isinstance(column, CodesField):
        return ", ".join(str(dict(column.codes).get(code, code)) for code in value)
    if isinstance(column, Quantity):
        return quantities.in_words(Decimal(str(value)), unit_for(column.unit, reader))
    if isinstance(column, models.DateTimeField):
        moment = (parse_datetime(str(value)) or value).astimezone(ZoneInfo(zone or "UTC"))
        return date_format(moment, "j F Y, H:i")
    if isinstance(column, models.DateField):
        return date_format(parse_date(str(value)) or value, "j F Y")
    return str(dict(column.flatchoices).get(value, value))


def _rows_named(
    model: type[models.Model], column: RowKey | RowKeyOrNone
) -> models.Manager[Recorded]:
    named = column_of(model, column.of).related_model
    if named is None or not issubclass(named, Recorded):
        raise TypeError(f"{column.of} leads to no rows that have a name")
    return named._default_manager


def changes(
    model: type[Recorded],
    before: KeptState,
    after: KeptState,
    *,
    notes: bool = True,
    reader: User | None = None,
) -> list[AnswerChange]:
    """Return the fields that differ between two states, in words; the note only if it may show."""
    hidden = HIDDEN if notes else HIDDEN | NOTES

    def said(revision: KeptState, name: str) -> str:
        states = revision.snapshot
        zone, record = states.get("zone", ""), revision.patient_id
        return in_words(model, name, states.get(name), reader, zone, record)

    return [
        AnswerChange(label_of(model, name, after.snapshot), said(before, name), said(after, name))
        for name in after.snapshot
        if name not in hidden and before.snapshot.get(name) != after.snapshot[name]
    ]
