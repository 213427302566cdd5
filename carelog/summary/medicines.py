"""Medicines: how much of each was logged as taken, and what their labels say."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Max, Q, QuerySet, Sum

from carelog.clinical.statistics import days_in_window, first_day
from carelog.entries.days import Day
from carelog.medications.models import Dose, Medication
from carelog.medications.models.choices import StrengthUnit
from carelog.patients.reading import read
from carelog.safety.facts import IS_BONE
from carelog.summary.logged_days import Reading
from carelog.summary.section_values import Shortened, shorten

WEEK, MONTH = 7, 30


#: Units of a strength in which the doses of a day add up; a patch works by the hour.
ADDED_UP = {StrengthUnit.MG, StrengthUnit.MCG, StrengthUnit.G, StrengthUnit.IU, StrengthUnit.UNITS}
Taken = dict[date, tuple[int, Decimal]]


@dataclass(frozen=True, slots=True)
class Week:
    """What was logged as taken in a week, or in the fewer days of it that a share shows.

    `low` and `high` are the least and the most on one of its `days` with a dose, in the `unit` of
    the label; where that is "", in doses. Days without a dose are in neither: nobody may have
    written it down.
    """

    doses: int
    days: int
    low: Decimal
    high: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Medicine:
    """A medicine, and the doses of it logged as taken or skipped in the last 7 and 30 days.

    `before` is the week before the visit. `skips` are the codes of reasons with their number in
    the last 30 days, most first. `last_on` is the newest day of a bone medicine. What was not
    logged is in none of the numbers.
    """

    row: Medication
    now: Week
    before: Week
    skipped7: int
    taken30: int
    skipped30: int
    skips: tuple[tuple[str, int], ...]
    last_on: date | None

    @property
    def name(self) -> str:
        """Return its name."""
        return self.row.name

    @property
    def taken7(self) -> int:
        """Return how many doses were taken in the last 7 days."""
        return self.now.doses

    @property
    def stopped_on(self) -> date | None:
        """Return since when it is stopped."""
        return self.row.stopped_on


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
    doses, last = _doses(reading), _last_of_bone_agents(reading)
    found = [_medicine(reading, row, doses[row.pk], last.get(row.pk)) for row in rows]
    # Stopped today is stopped; what a share does not reach yet is still taken.
    current = [one for one in found if one.stopped_on is None or one.stopped_on > end]
    stopped = [one for one in found if one not in current]
    return Medicines(
        shorten(sorted(current, key=lambda one: -(one.taken30 + one.skipped30))),
        shorten(sorted(stopped, key=lambda one: one.stopped_on or end, reverse=True)),
    )


#: Of one medicine: by reason of skipping, "" for taken, the doses and units of each day.
Doses = dict[str, Taken]


def _doses(reading: Reading) -> dict[int, Doses]:
    """Return the doses of the last 30 days and of the week before, by medicine."""
    period = reading.period
    before, days = period.week_before
    found: dict[int, Doses] = defaultdict(lambda: defaultdict(dict))
    rows = read(
        *(reading.access, (Dose,), _counted),
        month=first_day(period.end, MONTH),
        end=period.end,
        week=first_day(before, days),
        before=before,
    )
    for medicine, day, reason, doses, units in rows:
        found[medicine][reason][day] = doses, units or Decimal()
    return found


def _counted(doses: QuerySet, *, month: Day, end: Day, week: Day, before: Day) -> QuerySet:
    inside = doses.filter(Q(day__range=(month, end)) | Q(day__range=(week, before)))
    rows = inside.order_by().values("medication", "day", "skip_reason")
    counted = rows.annotate(doses=Count("pk"), taken=Sum("units"))
    return counted.values_list("medication", "day", "skip_reason", "doses", "taken")


def _last_of_bone_agents(reading: Reading) -> dict[int, date]:
    kinds = (Dose, Medication)
    return dict(read(reading.access, kinds, _last_days, end=reading.period.end))


def _last_days(doses: QuerySet, medicines: QuerySet, *, end: Day) -> QuerySet:
    of_bone = medicines.filter(IS_BONE).values("pk")
    taken = doses.filter(medication__in=of_bone, skip_reason="", day__lte=end).order_by()
    return taken.values("medication").annotate(last=Max("day")).values_list("medication", "last")


def _medicine(reading: Reading, row: Medication, doses: Doses, last_on: date | None) -> Medicine:
    period = reading.period
    week = (period.end, period.seen(WEEK))
    taken = doses.get("", {})
    skipped = {reason: days for reason, days in doses.items() if reason}
    month = {reason: _number(days, period.end, MONTH) for reason, days in skipped.items()}
    skips = sorted(((r, n) for r, n in month.items() if n), key=lambda x: (-x[1], x[0]))
    return Medicine(
        row=row,
        now=_week(row, taken, *week),
        before=_week(row, taken, *period.week_before),
        skipped7=sum(_number(days, *week) for days in skipped.values()),
        taken30=_number(taken, period.end, MONTH),
        skipped30=sum(month.values()),
        skips=tuple(skips),
        last_on=last_on,
    )


def _number(days: Taken, end: date, window: int) -> int:
    return sum(days[day][0] for day in days_in_window(days, end, window))


def _week(row: Medication, taken: Taken, end: date, window: int) -> Week:
    inside = [taken[day] for day in days_in_window(taken, end, window)]
    strength = row.strength if row.strength is not None else row.strength_per_ml
    unit = row.strength_unit if row.strength_unit in ADDED_UP else ""
    amounts = [units * strength if strength and unit else Decimal(n) for n, units in inside]
    return Week(
        doses=sum(doses for doses, _units in inside),
        days=len(inside),
        low=min(amounts, default=Decimal()),
        high=max(amounts, default=Decimal()),
        unit=unit,
    )
