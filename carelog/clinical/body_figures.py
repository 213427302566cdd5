"""Figures of single events and measurements: falls, bowels and weight."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from carelog.clinical.numbers import Exact
from carelog.clinical.statistics import days_in_window

# How far a reference weight may lie from the wanted day. Choices of this project; the windows
# of 30 and 180 days are those of weight-loss criteria (5 % in 1 month, 10 % in 6 months:
# White JV et al., J Acad Nutr Diet 2012;112:730-738).
REFERENCE_WITHIN = {30: 7, 180: 21}


@dataclass(frozen=True, slots=True)
class Fall:
    """A fall, or nearly one (`near`), and whether it hurt the person."""

    day: date
    near: bool = False
    injured: bool = False


@dataclass(frozen=True, slots=True)
class Falls:
    """Counts of events in a window; `injuries` are those of falls and near falls together."""

    falls: int
    near_falls: int
    injuries: int


@dataclass(frozen=True, slots=True)
class WeightChange:
    """Two weights in kg with their days, and the change between them."""

    now: tuple[date, Exact]
    reference: tuple[date, Exact]

    @property
    def percent(self) -> Fraction:
        """Change in % of the reference weight; negative is a loss."""
        now, then = Fraction(self.now[1]), Fraction(self.reference[1])
        return 100 * (now - then) / then


def count_falls(events: Iterable[Fall], end: date, window: int) -> Falls:
    """The falls logged in the `window` days ending with `end`; no entry does not mean no fall.

    Raises ValueError for a window of no days.
    """
    inside = [event for event in events if days_in_window([event.day], end, window)]
    near = sum(event.near for event in inside)
    return Falls(
        falls=len(inside) - near,
        near_falls=near,
        injuries=sum(event.injured for event in inside),
    )


def weight_change(weights: Mapping[date, Exact], today: date, days: int) -> WeightChange | None:
    """The newest weight up to `today` (kg) against the one closest to `days` (30, 180) before.

    Counted back from the day of the newest weight, so that the two really lie so far apart;
    within 7 days of 30, within 21 of 180; of two equally close the earlier. None when there is
    no such weight. Raises ValueError for other `days`, and for a weight of zero or less.
    """
    if days not in REFERENCE_WITHIN:
        raise ValueError("weights are compared over 30 or 180 days")
    if any(weight <= 0 for weight in weights.values()):
        raise ValueError("a weight is more than zero")
    newest = max((day for day in weights if day <= today), default=None)
    if newest is None:
        return None
    wanted = newest - timedelta(days=days)
    # The earlier of equals comes first in a sorted list, and min keeps the first.
    closest = min(sorted(weights), key=lambda day: abs((day - wanted).days))
    if abs((closest - wanted).days) > REFERENCE_WITHIN[days]:
        return None
    return WeightChange((newest, weights[newest]), (closest, weights[closest]))


def longest_between(days: Collection[date], end: date, window: int) -> int | None:
    """Most days from one of these days to the next, of those that stand in the window.

    None for fewer than two: the time before the first and after the last lies between no two.
    What happened on a day without an entry is not known, so this is a figure of what was logged.
    Raises ValueError for a window of no days.
    """
    inside = days_in_window(days, end, window)
    return max(((b - a).days for a, b in pairwise(inside)), default=None)
