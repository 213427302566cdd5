"""Who wrote the entries of the period, and on how many of its days anything was written."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from carelog.clinical.statistics import Coverage
from carelog.dashboard.heard import heard_days
from carelog.entries.days import Day
from carelog.entries.models import Dated
from carelog.logs.models import KINDS, CheckIn
from carelog.medications.models import Dose
from carelog.patients.models import Kept, Membership
from carelog.patients.reading import Tell, read
from carelog.summary.logged_days import Reading

WRITTEN: tuple[type[Dated], ...] = (*KINDS, Dose)


@dataclass(frozen=True, slots=True)
class Writer:
    """How many entries one person wrote.

    `relation` is their code in this record, "" where it is not known any more. `name` is "" for
    the person themself, and for whoever reads by a link.
    """

    relation: str
    name: str
    entries: int


@dataclass(frozen=True, slots=True)
class DaysLogged:
    """On how many days something was written, and how many of them say *too ill*."""

    days: Coverage
    too_ill: int


def written_by(reading: Reading) -> tuple[Writer, ...]:
    """Return who wrote entries in the period, in the reader's scope, most first."""
    counts: dict[int | None, int] = {}
    for writer, entries in _read(reading, (*WRITTEN, CheckIn), _by_writer):
        counts[writer] = counts.get(writer, 0) + entries
    places = Membership.objects.filter(patient=reading.access.patient, user__in=counts)
    known = {place.user_id: place for place in places.select_related("user")}
    by_link = reading.access.role == "link"
    found = [_writer(known.get(writer or 0), counts[writer], by_link) for writer in counts]
    return tuple(sorted(found, key=lambda one: (-one.entries, one.relation, one.name)))


def days_logged(reading: Reading) -> DaysLogged:
    """Return on how many days of the period anything was written, a day too ill included."""
    access, since, end = reading.access, reading.period.since, reading.period.end
    days = Coverage(len(heard_days(access, since, end)), reading.period.days)
    return DaysLogged(days, sum(since <= day for day in reading.too_ill))


def _read(reading: Reading, kinds: tuple[type[Kept], ...], tell: Tell) -> list[tuple]:
    """Return what is told of the rows of the period, of the kinds in the reader's scope."""
    access, period = reading.access, reading.period
    seen = tuple(kind for kind in kinds if access.may_see(kind))
    return read(access, seen, tell, since=period.since, end=period.end) if seen else []


def _by_writer(*kinds: QuerySet, since: Day, end: Day) -> QuerySet:
    rows = [_told(rows).filter(day__range=(since, end)).order_by() for rows in kinds]
    counted = [rows.values_list("recorded_by").annotate(entries=Count("pk")) for rows in rows]
    return counted[0].union(*counted[1:], all=True)


def _told(rows: QuerySet) -> QuerySet:
    """Return the rows that say something: a check-in by itself says that someone is too ill."""
    return rows.filter(too_ill=True) if rows.model is CheckIn else rows


def _writer(place: Membership | None, entries: int, by_link: bool) -> Writer:
    if place is None:
        return Writer("", "", entries)
    is_own = place.relation == Membership.Relation.PATIENT
    return Writer(place.relation, "" if is_own or by_link else place.user.name, entries)
