"""Where it hurts: each place named in the period, and the newest pain entry with its numbers."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from carelog.entries.days import Day
from carelog.logs.models import PainEntry
from carelog.logs.models.pain import SCORES
from carelog.logs.pain_places import Places, places_of
from carelog.patients.reading import read
from carelog.summary.logged_days import Reading


@dataclass(frozen=True, slots=True)
class LastPain:
    """The scores of the newest pain entry of the period by their field, and its day."""

    day: date
    scores: dict[str, int]


@dataclass(frozen=True, slots=True)
class WhereItHurts:
    """The places of the period, and its newest pain entry; None without one."""

    places: Places
    last_pain: LastPain | None


def where_it_hurts(reading: Reading) -> WhereItHurts:
    """Return where it hurt in the period, in three queries."""
    period = reading.period
    places = places_of(reading.access, period.since, period.end)
    rows = read(reading.access, (PainEntry,), _newest, start=period.since, end=period.end)
    return WhereItHurts(places, _last_pain(*rows[0]) if rows else None)


def _newest(rows: QuerySet, *, start: Day, end: Day) -> QuerySet:
    newest = rows.filter(day__range=(start, end)).order_by("-day", "-at", "-pk")
    return newest.values_list("day", *SCORES)[:1]


def _last_pain(day: date, *scores: int | None) -> LastPain:
    given = {name: score for name, score in zip(SCORES, scores, strict=True) if score is not None}
    return LastPain(day, given)
