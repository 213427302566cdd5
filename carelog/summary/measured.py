"""What is measured now and then: weight, and mood where it is shared."""

from dataclasses import dataclass
from datetime import date

from carelog.clinical.body_figures import WeightChange, weight_change
from carelog.clinical.numbers import Exact
from carelog.clinical.scores import phq4
from carelog.clinical.statistics import Extremes, extremes
from carelog.logs.models import MoodEntry
from carelog.logs.models.mood import ITEMS
from carelog.summary.logged_days import Reading


@dataclass(frozen=True, slots=True)
class Weight:
    """The newest weight in kg with its day, and its change over about 30 and about 180 days."""

    newest: tuple[date, Exact] | None
    month: WeightChange | None
    half_year: WeightChange | None


@dataclass(frozen=True, slots=True)
class Mood:
    """Last and highest of the days drawn: distress (0-10), and the total of the PHQ-4 (0-12)."""

    distress: Extremes
    phq4: Extremes


def weight(reading: Reading) -> Weight:
    """Return the newest weight of the last 400 days, and how it changed."""
    weights, end = reading.days("weight"), reading.period.end
    newest = max(weights, default=None)
    return Weight(
        newest=None if newest is None else (newest, weights[newest]),
        month=weight_change(weights, end, 30),
        half_year=weight_change(weights, end, 180),
    )


def mood(reading: Reading) -> Mood:
    """Return the numbers of mood. A PHQ-4 with a question left out has no total."""
    period = reading.period
    rows = reading.access.rows(MoodEntry).filter(day__range=(period.shown_from, period.end))
    distress: dict[date, int] = {}
    totals: dict[date, int] = {}
    for row in rows.order_by("day", "at", "pk").values("day", "distress", *ITEMS):
        day, number, total = row["day"], row["distress"], phq4(row).total
        if number is not None:
            distress[day] = max(number, distress.get(day, 0))
        if total is not None:
            totals[day] = total
    window = period.days_shown
    return Mood(extremes(distress, period.end, window), extremes(totals, period.end, window))
