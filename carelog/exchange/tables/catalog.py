"""The tables of a record: which there are for a reader, and what stands in their columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from django.db import models
from django.db.models import Case, F, QuerySet, When
from django.db.models.functions import Cast
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from carelog.diary.kinds import RECORDED
from carelog.entries.models import Dated
from carelog.entries.words import NOTES
from carelog.exchange.tables.cells import Convert, asked_for, converter_of, heading, key, safe
from carelog.exchange.tables.people import NOBODY, people_of
from carelog.lazy import LazyStr
from carelog.logs.models import CheckIn, Entry, PainEntry, PainPlace
from carelog.medications.models import Dose
from carelog.patients.access import Access
from carelog.patients.models import Kept, Number
from carelog.patients.models.kept import column_of
from carelog.patients.models.share import between
from carelog.safety.models import RaisedWarning, Trigger, WarningState
from carelog.safety.states import states_of
from education.signs import WORDS

AT_ONCE = 500
YES = "yes"
WHEN = ("at", "zone", "day")
ENDS = ("ended_at", "ended_by_id", "ending")
#: The domain that a reader needs for a column beside that of its row, here as on every page.
ASIDE = dict.fromkeys(NOTES, "notes") | {"main_concern": "concern"}


def may_read(access: Access, name: str) -> bool:
    """Say whether a reader who sees a row may read a column of it."""
    return name not in ASIDE or access.sees(ASIDE[name])


#: What a table can be made of.
Filed = type[Kept] | type[RaisedWarning] | type[WarningState] | type[PainPlace]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, what is read of the database for it, how it is written."""

    head: str
    source: str | F | Cast | Case
    convert: Convert | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One file of rows. `model` says what a row is, `title` and `what` say it to the reader."""

    slug: str
    model: Filed
    title: LazyStr
    what: LazyStr


KIND_TABLES = tuple(
    Table(kind.slug, kind, capfirst(str(kind._meta.verbose_name_plural)), "") for kind in RECORDED
)
OTHER_TABLES = (
    Table("pain-places", PainPlace, _("Places of pain"), _("One line for each place that hurt.")),
    Table("check-ins", CheckIn, _("Check-ins"), _("One line for each time a day was told.")),
    Table("warnings", RaisedWarning, _("Warnings"), _("What CareLog said to do, and when.")),
    Table(
        "warning-states",
        WarningState,
        _("What became of warnings"),
        _("One line for each time one was seen, called about, dealt with or opened again."),
    ),
    Table("numbers", Number, _("Numbers to call"), ""),
)
TABLES: dict[str, Table] = {table.slug: table for table in (*KIND_TABLES, *OTHER_TABLES)}


def tables_of(access: Access) -> list[Table]:
    """Return the tables a reader may see. Whoever comes by a link sees no numbers to call."""
    return [
        table
        for table in TABLES.values()
        if access.may_see(PainEntry if issubclass(table.model, PainPlace) else table.model)
        and not (table.model is Number and access.role == "link")
    ]


def kept_rows(access: Access, model: Filed) -> QuerySet:
    """Return the rows of a table in the reader's scope, oldest first."""
    if issubclass(model, PainPlace):
        places = PainPlace.objects.filter(pain__in=access.rows(PainEntry))
        return places.order_by("pain__day", "pain__at", "pain__pk", "pk")
    if issubclass(model, WarningState):
        return states_of(access)
    if issubclass(model, Dated):
        return access.rows(model).order_by("day", "at", "pk")
    by_time = (model.dated_by,) if model.dated_by else ()
    return access.rows(model).order_by(*by_time, "pk")


def columns_of(access: Access, model: Filed) -> list[Column]:
    """Return the columns of a table: who, when and which version first, then what it says."""
    if issubclass(model, PainPlace):
        above = _shared(access, PainEntry, "pain__")
        return [*above, *(_column(PainPlace, name) for name in PainPlace.kept_fields)]
    if issubclass(model, RaisedWarning):
        return _of_warnings(access)
    if issubclass(model, WarningState):
        return _of_states(access)
    extra = [Column("medication", "medication__name", safe)] if model is Dose else []
    shared = (*WHEN, "note") if issubclass(model, Dated) else ()
    names = (*(name for name in model.kept_fields if name not in shared), *shared[-1:])
    seen = [name for name in names if may_read(access, name)]
    return [*_shared(access, model), *extra, *(_column(model, name) for name in seen)]


def _column(model: type[models.Model], name: str, before: str = "") -> Column:
    field = column_of(model, name)
    return Column(heading(field), asked_for(field, f"{before}{name}"), converter_of(field))


def _shared(access: Access, model: type[models.Model], before: str = "") -> list[Column]:
    times = WHEN if issubclass(model, Dated) else ()
    sitting = [_key("check_in", f"{before}check_in__uid")] if issubclass(model, Entry) else []
    return [
        _key("uid", f"{before}uid"),
        *(_column(model, name, before) for name in times),
        *_writer(access, F(f"{before}recorded_by_id"), "recorded_by"),
        Column("version", f"{before}version"),
        *sitting,
    ]


def _key(head: str, path: str) -> Column:
    return Column(head, asked_for(column_of(Kept, "uid"), path), key)


def _writer(access: Access, written: F | Case, head: str) -> list[Column]:
    people = people_of(access)
    names = {writer: safe(person.name) for writer, person in people.items()}
    relations = {writer: person.relation for writer, person in people.items()}
    return [
        Column(head, written, lambda writer: names.get(writer, NOBODY.name)),
        Column(f"{head}_relation", written, lambda writer: relations.get(writer, NOBODY.relation)),
    ]


def _of_warnings(access: Access) -> list[Column]:
    """Return the columns of warnings; of a share, what was before or after its days is empty."""
    end = {name: _in_share(access, "ended_at", name) for name in ENDS}
    begin = _in_share(access, "raised_at", "raised_at")
    texts = (_column(RaisedWarning, name) for name in ("title", "body", "meanwhile"))
    return [
        _key("uid", "uid"),
        _moment(RaisedWarning, "raised_at", begin),
        *_writer(access, F("raised_by_id"), "raised_by"),
        Column("rule", "rule"),
        Column("rules_version", "rules_version"),
        *_of_ticks(access),
        *texts,
        _moment(RaisedWarning, "ended_at", end["ended_at"]),
        *_writer(access, end["ended_by_id"], "ended_by"),
        Column("ending", end["ending"]),
    ]


def _of_ticks(access: Access) -> list[Column]:
    """Return which signs were ticked in the days of the reader, in codes and in words."""
    ticked: dict[object, dict[tuple[str, str], None]] = {}
    warnings = kept_rows(access, RaisedWarning).order_by().values("pk")
    rows = Trigger.objects.filter(between("at", *access.moments()), warning__in=warnings)
    for uid, facts in rows.order_by("at", "pk").values_list("warning__uid", "facts"):
        ticked.setdefault(uid, {}).update(dict.fromkeys((field, code) for field, code in facts))

    def signs(uid: UUID) -> str:
        return "; ".join(
            field if code == YES else f"{field}={code}" for field, code in ticked.get(uid, {})
        )

    def words(uid: UUID) -> str:
        return safe("; ".join(str(WORDS[field].of(code)) for field, code in ticked.get(uid, {})))

    return [Column("signs", "uid", signs), Column("ticked", "uid", words)]


def _of_states(access: Access) -> list[Column]:
    return [
        _key("uid", "uid"),
        _key("warning", "warning__uid"),
        _column(WarningState, "at"),
        *_writer(access, F("recorded_by_id"), "recorded_by"),
        Column("state", "state"),
        _column(WarningState, "text"),
        _key("takes_back", "takes_back__uid"),
    ]


def _in_share(access: Access, dated_by: str, name: str) -> F | Case:
    """Return a column as far as a moment beside it lies in the days of the share."""
    in_days = between(dated_by, *access.moments())
    return Case(When(in_days, then=name)) if in_days else F(name)


def _moment(model: type[models.Model], name: str, value: F | Case) -> Column:
    field = column_of(model, name)
    return Column(heading(field), Cast(value, models.TextField()), converter_of(field))


def rows_of(access: Access, slug: str) -> Iterator[Sequence[object]]:
    """Give the heads of a table, then its rows, oldest first, some hundreds in memory at most.

    Raises KeyError for a table that is not there for this reader.
    """
    table = {table.slug: table for table in tables_of(access)}[slug]
    columns = columns_of(access, table.model)
    yield [column.head for column in columns]
    values = kept_rows(access, table.model).values_list(*(column.source for column in columns))
    found = values.iterator(chunk_size=AT_ONCE)
    while some := list(islice(found, AT_ONCE)):
        # A column at a time: to go from cell to cell in each row would take longer.
        cells = zip(columns, zip(*some, strict=True), strict=True)
        written = [map(c.convert, values) if c.convert else values for c, values in cells]
        yield from zip(*written, strict=True)
