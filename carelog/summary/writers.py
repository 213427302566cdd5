"""Who wrote the entries of the period, and on how many of its days anything was written."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from carelog.clinical.statistics import Coverage
from carelog.entries.models import Dated
from carelog.logs.models import KINDS, CheckIn
from carelog.medications.models import Dose
from carelog.patients.models import Membership
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


def written_by(reading: Reading) -> tuple[Writer, ...]:
    """Return who wrote entries in the period, in the reader's scope, most first."""
    asked = [
        rows.values_list("recorded_by").annotate(entries=Count("pk")) for rows in _rows(reading)
    ]
    counts: dict[int | None, int] = {}
    for writer, entries in asked[0].union(*asked[1:], all=True) if asked else ():
        counts[writer] = counts.get(writer, 0) + entries
    places = Membership.objects.filter(patient=reading.access.patient, user__in=counts)
    known = {place.user_id: place for place in places.select_related("user")}
    by_link = reading.access.role == "link"
    found = [_writer(known.get(writer or 0), counts[writer], by_link) for writer in counts]
    return tuple(sorted(found, key=lambda one: (-one.entries, one.relation, one.name)))


def days_logged(reading: Reading) -> Coverage:
    """Return on how many days of the period anything was written, a day too ill included."""
    period = reading.period
    check_ins = reading.access.rows(CheckIn).filter(day__range=(period.since, period.end))
    asked = [rows.values_list("day").distinct() for rows in (*_rows(reading), check_ins.order_by())]
    return Coverage(asked[0].union(*asked[1:]).count(), period.days)


def _rows(reading: Reading) -> list[QuerySet]:
    days = (reading.period.since, reading.period.end)
    seen = [kind for kind in WRITTEN if reading.access.may_see(kind)]
    return [reading.access.rows(kind).filter(day__range=days).order_by() for kind in seen]


def _writer(place: Membership | None, entries: int, by_link: bool) -> Writer:
    if place is None:
        return Writer("", "", entries)
    is_own = place.relation == Membership.Relation.PATIENT
    return Writer(place.relation, "" if is_own or by_link else place.user.name, entries)
