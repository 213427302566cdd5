"""Medicines as their labels say, and the doses of them as they were logged."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from carelog.clinical.statistics import first_day
from carelog.entries.days import Day
from carelog.medications.models import Dose, Medication
from carelog.patients.reading import read
from carelog.summary.logged_days import Reading
from carelog.summary.section_values import Shortened, shorten

WEEK, MONTH = 7, 30


@dataclass(frozen=True, slots=True)
class Medicine:
    """A medicine, and the doses logged as taken or skipped in the last 7 and 30 days.

    `label` is its strength and what it is, `instructions` what the label says to do. `skips` are
    the codes of reasons with their number in the last 30 days, most first. What was not logged
    is in none of the numbers.
    """

    name: str
    label: str
    purpose: str
    instructions: str
    started_on: date
    stopped_on: date | None
    stop_reason: str
    taken7: int
    skipped7: int
    taken30: int
    skipped30: int
    skips: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Medicines:
    """What is taken now, most doses first, and what was stopped in the period, latest first."""

    current: Shortened[Medicine]
    stopped: Shortened[Medicine]


def medicines(reading: Reading) -> Medicines:
    """Return the medicines of the last day, and those stopped since the period began."""
    since, end = reading.period.since, reading.period.end
    rows = reading.access.rows(Medication).filter(started_on__lte=end)
    rows = rows.filter(Q(stopped_on=None) | Q(stopped_on__gte=since)).order_by("name", "pk")
    counts = _counts(reading, end)
    found = [_medicine(row, counts[row.pk]) for row in rows]
    # Stopped today is stopped; what a share does not reach yet is still taken.
    current = [one for one in found if one.stopped_on is None or one.stopped_on > end]
    stopped = [one for one in found if one not in current]
    return Medicines(
        shorten(sorted(current, key=lambda one: -(one.taken30 + one.skipped30))),
        shorten(sorted(stopped, key=lambda one: one.stopped_on or end, reverse=True)),
    )


def _counts(reading: Reading, end: date) -> dict[int, dict[str, tuple[int, int]]]:
    """Return how many doses of each medicine there are in 7 and in 30 days, by skip reason."""
    days = {"month": first_day(end, MONTH), "week": first_day(end, WEEK)}
    found: dict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
    for medicine, reason, *counts in read(reading.access, (Dose,), _counted, **days, end=end):
        found[medicine][reason] = counts[0], counts[1]
    return found


def _counted(doses: QuerySet, *, month: Day, week: Day, end: Day) -> QuerySet:
    rows = doses.filter(day__range=(month, end)).order_by().values("medication", "skip_reason")
    rows = rows.annotate(week=Count("pk", filter=Q(day__gte=week)), month=Count("pk"))
    return rows.values_list("medication", "skip_reason", "week", "month")


def _medicine(row: Medication, counts: dict[str, tuple[int, int]]) -> Medicine:
    taken7, taken30 = counts.get("", (0, 0))
    skipped = {reason: found for reason, found in counts.items() if reason}
    skips = sorted(((reason, n) for reason, (_, n) in skipped.items()), key=lambda x: (-x[1], x[0]))
    return Medicine(
        name=row.name,
        label=row.label_words(),
        purpose=row.purpose,
        instructions=row.instructions,
        started_on=row.started_on,
        stopped_on=row.stopped_on,
        stop_reason=row.stop_reason,
        taken7=taken7,
        skipped7=sum(week for week, _month in skipped.values()),
        taken30=taken30,
        skipped30=sum(month for _week, month in skipped.values()),
        skips=tuple(skips),
    )
