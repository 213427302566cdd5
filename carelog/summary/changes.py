"""What changed: the 7 days before the visit against the last 7, measure by measure.

Of a share that shows fewer of these days it is those that it shows.
Fractions are exact and in stored units; they are rounded when said.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from django.db.models import QuerySet

from carelog.clinical.body_figures import Fall, count_falls
from carelog.clinical.change import PERCENT, POINTS, lower_by, mcid
from carelog.clinical.pain import SEVERE_FROM
from carelog.clinical.statistics import Coverage, DayCount, baseline, days_at_least, mean
from carelog.entries.days import Day
from carelog.logs.models import FallEntry
from carelog.logs.models.falls import Kind
from carelog.patients.reading import read
from carelog.summary.logged_days import Reading

#: How long before the visit a weight may lie that stands for the week before it.
WEIGHED_WITHIN = 30


@dataclass(frozen=True, slots=True)
class Noticed:
    """Whether a change of pain (0-10) is one that people tend to notice, and by which measure.

    `points`: 2 points or more, either way. `share`: 30 % or more lower. Source: `mcid`.
    """

    points: bool
    share: bool

    @property
    def reached(self) -> bool:
        """Say whether it is by either."""
        return self.points or self.share


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """A measure before and now.

    What a row holds depends on its `kind`:

    - "mean": means over the logged days of both weeks, None where too few are logged; for pain
      also the mean of the first 14 logged days, and whether the change is one people notice.
    - "days": on how many of the logged days, in both weeks and in the whole period (`since`).
    - "count": how many in both weeks and in the period; no entry does not mean none.
    - "weight": the last one before the visit and the newest since, with their days.

    `unit` is UCUM. `before_days` and `now_days` say how many days were logged, None for counts.
    """

    slug: str
    kind: Literal["mean", "days", "count", "weight"]
    unit: str
    before: Fraction | None
    now: Fraction | None
    before_days: Coverage | None = None
    now_days: Coverage | None = None
    baseline: Fraction | None = None
    noticed: Noticed | None = None
    since: DayCount | None = None
    before_on: date | None = None
    now_on: date | None = None

    @property
    def difference(self) -> Fraction | None:
        """Return now minus before: of means in their unit, of weights in % of the first."""
        if self.before is None or self.now is None or self.kind in ("days", "count"):
            return None
        difference = self.now - self.before
        return 100 * difference / self.before if self.kind == "weight" else difference


@dataclass(frozen=True, slots=True)
class Changes:
    """The rows of the reader's scope."""

    rows: tuple[MeasureChange, ...]


#: Measures with a mean over the logged days: panel, domain, unit.
MEANS: tuple[tuple[str, str, str], ...] = (
    ("walking", "mobility", "min"),
    ("function", "mobility", ""),
    ("tiredness", "wellbeing", ""),
    ("sleep", "wellbeing", "h"),
    ("appetite", "food", ""),
)


def changes(reading: Reading) -> Changes:
    """Return every measure before and now."""
    rows: list[MeasureChange] = []
    if reading.sees("pain"):
        rows += _pain(reading)
    rows += [_mean(reading, slug, unit) for slug, domain, unit in MEANS if reading.sees(domain)]
    if reading.sees("food"):
        rows += _weight(reading)
    if reading.sees("mobility"):
        rows.append(_falls(reading))
    return Changes(tuple(rows))


def _pain(reading: Reading) -> list[MeasureChange]:
    worst, period = reading.days("pain"), reading.period
    windows = period.week_before, period.week_now, (period.end, period.days)
    before, now, since = (days_at_least(worst, *window, SEVERE_FROM) for window in windows)
    severe = MeasureChange(
        "severe_days",
        "days",
        "d",
        _if_enough(before),
        _if_enough(now),
        before.days,
        now.days,
        since=since,
    )
    # Of a share that begins later, the first logged days are not the first of the log.
    first = None if reading.access.starts else baseline(worst, period.end)
    return [
        _mean(reading, "pain", "", slug="worst_pain", first=first, notices=True),
        _mean(reading, "average", "", slug="average_pain", notices=True),
        severe,
    ]


def _if_enough(found: DayCount) -> Fraction | None:
    return Fraction(found.count) if found.days.enough else None


def _mean(
    reading: Reading,
    panel: str,
    unit: str,
    *,
    slug: str = "",
    first: Fraction | None = None,
    notices: bool = False,
) -> MeasureChange:
    values = reading.days(panel)
    before = mean(values, *reading.period.week_before)
    now = mean(values, *reading.period.week_now)
    return MeasureChange(
        slug or panel,
        "mean",
        unit,
        before.value,
        now.value,
        before.days,
        now.days,
        baseline=first,
        noticed=_noticed(before.value, now.value) if notices else None,
    )


def _noticed(before: Fraction | None, now: Fraction | None) -> Noticed | None:
    """Return by which of the two measures `mcid` finds a change, either way."""
    if before is None or now is None:
        return None
    if mcid(before, now) == "no clear change":
        return Noticed(points=False, share=False)
    points, share = lower_by(before, now)
    return Noticed(points=abs(points) >= POINTS, share=share >= PERCENT)


def _weight(reading: Reading) -> list[MeasureChange]:
    weights, period = reading.days("weight"), reading.period
    earliest = period.before - timedelta(days=WEIGHED_WITHIN - 1)
    before_on = max((day for day in weights if earliest <= day <= period.before), default=None)
    now_on = max((day for day in weights if period.since <= day <= period.end), default=None)
    if before_on is None or now_on is None:
        return []
    was, is_now = Fraction(weights[before_on]), Fraction(weights[now_on])
    return [
        MeasureChange("weight", "weight", "kg", was, is_now, before_on=before_on, now_on=now_on),
    ]


def _falls(reading: Reading) -> MeasureChange:
    period = reading.period
    days = {"start": period.shown_from, "end": period.end}
    events = [Fall(day) for (day,) in read(reading.access, (FallEntry,), _fall_days, **days)]

    def counted(end: date, window: int) -> int:
        return count_falls(events, end, window).falls

    in_period = Coverage(0, period.days)
    return MeasureChange(
        "falls",
        "count",
        "1",
        Fraction(counted(*period.week_before)),
        Fraction(counted(*period.week_now)),
        since=DayCount(counted(period.end, period.days), in_period),
    )


def _fall_days(falls: QuerySet, *, start: Day, end: Day) -> QuerySet:
    rows = falls.filter(kind=Kind.FALL, day__range=(start, end)).order_by()
    return rows.values_list("day")
