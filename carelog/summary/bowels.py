"""Bowels beside what slows them: movements, stools, and days with an opioid or a laxative."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from carelog.clinical.body_figures import longest_between
from carelog.clinical.statistics import first_day
from carelog.entries.days import Day
from carelog.logs.models import BowelsEntry
from carelog.medications.models import Dose
from carelog.medications.models.choices import DrugClass
from carelog.patients.reading import read
from carelog.summary.logged_days import Reading
from carelog.summary.period import WEEK
from carelog.summary.tallies import Tally, tallies


@dataclass(frozen=True, slots=True)
class DaysTaken:
    """On how many days of the last week a dose of an opioid, or of a laxative, was logged."""

    opioid: int
    laxative: int


@dataclass(frozen=True, slots=True)
class Bowels:
    """The movements of the period.

    `last` is the newest day with one that the reader may see, `longest` the most days from one to
    the next within the period. `taken` is None without medicines in scope.
    """

    last: date | None
    longest: int | None
    moved: Tally | None
    stools: Tally | None
    taken: DaysTaken | None


def bowels(reading: Reading) -> Bowels | None:
    """Return what was logged of bowels, None where nothing was in the period."""
    found = tallies(reading, BowelsEntry, ("moved", "stool_form"))
    if not found:
        return None
    period = reading.period
    rows = read(reading.access, (BowelsEntry,), _moved_on, end=period.end)
    days = sorted({day for (day,) in rows})
    return Bowels(
        last=max(days, default=None),
        longest=longest_between(days, period.end, period.days),
        moved=found.get("moved"),
        stools=found.get("stool_form"),
        taken=_taken(reading) if reading.sees("medicines") else None,
    )


def _moved_on(rows: QuerySet, *, end: Day) -> QuerySet:
    return rows.filter(moved=True, day__lte=end).order_by().values_list("day").distinct()


def _taken(reading: Reading) -> DaysTaken:
    end = reading.period.end
    start = first_day(end, reading.period.seen(WEEK))
    rows = read(reading.access, (Dose,), _by_class, start=start, end=end)
    opioid = {day for day, drug_class, code in rows if code or drug_class == DrugClass.OPIOID}
    laxative = {day for day, drug_class, _code in rows if drug_class == DrugClass.LAXATIVE}
    return DaysTaken(len(opioid), len(laxative))


def _by_class(doses: QuerySet, *, start: Day, end: Day) -> QuerySet:
    of_these = ~Q(medication__opioid="") | Q(
        medication__drug_class__in=(DrugClass.OPIOID, DrugClass.LAXATIVE)
    )
    taken = doses.filter(of_these, skip_reason="", day__range=(start, end)).order_by()
    return taken.values_list("day", "medication__drug_class", "medication__opioid").distinct()
