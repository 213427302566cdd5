"""Flares of pain: how often, how bad and how long, and what eased them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from statistics import median_low

from django.db.models import Q, QuerySet

from carelog.clinical.statistics import first_day
from carelog.entries.days import Day
from carelog.logs.models import BreakthroughEntry
from carelog.medications.models import Dose
from carelog.patients.reading import read
from carelog.summary.logged_days import Reading
from carelog.summary.period import WEEK

#: From this share of the pain gone on, in per cent, "half or more" is said.
HALF = 50


@dataclass(frozen=True, slots=True)
class DosesWithRelief:
    """The doses of the period of which it was written how they helped.

    Of `rated` doses `eased` had half of the pain gone or more. `before` is the least and the most
    pain before a dose, `minutes` how long until it was noticed; None where none is written.
    """

    rated: int
    eased: int
    before: tuple[int, int, int] | None
    minutes: tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class Relief:
    """The flares of the period, and how doses helped; None for what was not logged or shared."""

    flares: "Flares | None"
    doses: DosesWithRelief | None


@dataclass(frozen=True, slots=True)
class Flares:
    """The flares logged in the period.

    They lie on `days` days, `week` of them in the last days of the period. `minutes` and
    `relief_minutes` are the shortest, the middle and the longest time, None where none is
    written. Of `rated` flares with a relief `eased` had half of the pain gone or more. `triggers`
    and `medicines` are codes and words with how often, most first.
    """

    count: int
    days: int
    week: int
    highest: tuple[date, int]
    minutes: tuple[int, int, int] | None
    rated: int
    eased: int
    relief_minutes: tuple[int, int, int] | None
    triggers: tuple[tuple[str, int], ...]
    medicines: tuple[tuple[str, int], ...]


def relief(reading: Reading) -> Relief | None:
    """Return flares and what doses did, None where neither was logged."""
    found = Relief(_flares(reading), _doses(reading) if reading.sees("medicines") else None)
    return found if found.flares or found.doses else None


def _flares(reading: Reading) -> Flares | None:
    period = reading.period
    rows = read(reading.access, (BreakthroughEntry,), _told, since=period.since, end=period.end)
    if not rows:
        return None
    days, peaks, minutes, triggers, medicines, relief, after = zip(*rows, strict=True)
    week = first_day(period.end, period.seen(WEEK))
    rated = [share for share in relief if share is not None]
    worst = max(peaks)
    return Flares(
        count=len(rows),
        days=len({*days}),
        week=sum(day >= week for day in days),
        highest=max((day, peak) for day, peak in zip(days, peaks, strict=True) if peak == worst),
        minutes=_spread(minutes),
        rated=len(rated),
        eased=sum(share >= HALF for share in rated),
        relief_minutes=_spread(after),
        triggers=tuple(Counter(filter(None, triggers)).most_common()),
        medicines=tuple(Counter(filter(None, medicines)).most_common()),
    )


def _doses(reading: Reading) -> DosesWithRelief | None:
    period = reading.period
    rows = read(reading.access, (Dose,), _helped, since=period.since, end=period.end)
    if not rows:
        return None
    at, before, share, noticed = zip(*rows, strict=True)
    rated = [percent for percent in share if percent is not None]
    times = zip(at, noticed, strict=True)
    minutes = tuple(int((then - when).total_seconds() // 60) for when, then in times if then)
    return DosesWithRelief(
        len(rated), sum(percent >= HALF for percent in rated), _spread(before), _spread(minutes)
    )


def _helped(doses: QuerySet, *, since: Day, end: Day) -> QuerySet:
    said = Q(pain_before__isnull=False) | Q(relief_pct__isnull=False) | Q(relief_at__isnull=False)
    inside = doses.filter(said, skip_reason="", day__range=(since, end)).order_by("day", "at", "pk")
    return inside.values_list("at", "pain_before", "relief_pct", "relief_at")


def _told(rows: QuerySet, *, since: Day, end: Day) -> QuerySet:
    inside = rows.filter(day__range=(since, end)).order_by("day", "at", "pk")
    return inside.values_list(
        *("day", "peak", "minutes", "trigger", "medicine_taken"),
        *("relief_pct", "relief_after_minutes"),
    )


def _spread(values: tuple[int | None, ...]) -> tuple[int, int, int] | None:
    said = sorted(value for value in values if value is not None)
    return (said[0], median_low(said), said[-1]) if said else None
