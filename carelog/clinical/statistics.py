"""Figures over the logged days of a window, for the summary a clinician reads.

A window is a number of whole days with `end` as its last. A day without an entry is never a
zero: it is left out, and each figure carries how many days were logged. Averages and rates are
None when too few are; counts and extremes are what was logged, to be shown only when `enough`.
Fractions are exact and rounded only when shown. Windows of no days raise ValueError.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from carelog.clinical.change import enough
from carelog.clinical.numbers import Exact

BASELINE_DAYS = 14
FUNCTION_LEVELS = 5


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many days of a window were logged."""

    logged: int
    window: int

    @property
    def enough(self) -> bool:
        """Whether a figure resting on these days may be shown."""
        return enough(self.logged, self.window)


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean over logged days in the unit of the number; None when too few are logged."""

    value: Fraction | None
    days: Coverage


@dataclass(frozen=True, slots=True)
class DayCount:
    """A number of days, of so many logged."""

    count: int
    days: Coverage


@dataclass(frozen=True, slots=True)
class WeekChange:
    """`difference` is now minus before, in the unit of the number; None without both means."""

    now: Mean
    before: Mean

    @property
    def difference(self) -> Fraction | None:
        """Positive when the number went up, whether that is good or not."""
        if self.now.value is None or self.before.value is None:
            return None
        return self.now.value - self.before.value


@dataclass(frozen=True, slots=True)
class FunctionLevels:
    """The function level, 0 (as before the illness) to 4 (full help, in bed all day).

    `last` is the newest day with a level up to the end of the window, and may lie before its
    start. `days_at[n]` is the number of logged days at level n; `worst` is the highest of them.
    """

    last: tuple[date, int] | None
    worst: int | None
    days_at: tuple[int, ...]
    days: Coverage


@dataclass(frozen=True, slots=True)
class Extremes:
    """Last and highest value, each with its day.

    `last` may lie before the window; `highest` is the newest of equals inside it.
    """

    last: tuple[date, Exact] | None
    highest: tuple[date, Exact] | None
    days: Coverage


def mean(values: Mapping[date, Exact], end: date, window: int) -> Mean:
    """The mean of the logged days of the window."""
    inside = days_in_window(values, end, window)
    days = Coverage(len(inside), window)
    # Whole numbers and decimals add up exactly, and much faster than fractions of each.
    total = Fraction(sum(values[day] for day in inside))
    return Mean(total / len(inside) if days.enough else None, days)


def days_at_least(
    values: Mapping[date, Exact], end: date, window: int, threshold: Exact
) -> DayCount:
    """How many logged days of the window reach `threshold`."""
    inside = days_in_window(values, end, window)
    count = sum(values[day] >= threshold for day in inside)
    return DayCount(count, Coverage(len(inside), window))


def week_mean(values: Mapping[date, Exact], end: date) -> Mean:
    """The mean of seven days, those logged of them, with `end` as the last."""
    return mean(values, end, 7)


def week_change(values: Mapping[date, Exact], end: date) -> WeekChange:
    """The last 7 days against the 7 before them."""
    return WeekChange(week_mean(values, end), week_mean(values, end - timedelta(days=7)))


def baseline(values: Mapping[date, Exact], end: date) -> Fraction | None:
    """The mean of the first 14 logged days up to `end`; None while there are fewer."""
    first = sorted(day for day in values if day <= end)[:BASELINE_DAYS]
    if len(first) < BASELINE_DAYS:
        return None
    return sum((Fraction(values[day]) for day in first), Fraction()) / BASELINE_DAYS


def function_levels(levels: Mapping[date, int], end: date, window: int = 30) -> FunctionLevels:
    """Last, worst and days at each function level.

    Raises ValueError for a level outside 0-4.
    """
    if any(level not in range(FUNCTION_LEVELS) for level in levels.values()):
        raise ValueError("a function level lies between 0 and 4")
    inside = [levels[day] for day in days_in_window(levels, end, window)]
    return FunctionLevels(
        last=max(((day, level) for day, level in levels.items() if day <= end), default=None),
        worst=max(inside, default=None),
        days_at=tuple(inside.count(level) for level in range(FUNCTION_LEVELS)),
        days=Coverage(len(inside), window),
    )


def extremes(values: Mapping[date, Exact], end: date, window: int) -> Extremes:
    """Last and highest of a score, such as PHQ-4, distress or tiredness."""
    inside = days_in_window(values, end, window)
    last = max((day for day in values if day <= end), default=None)
    highest = max(inside, key=lambda day: (values[day], day), default=None)
    return Extremes(
        last=None if last is None else (last, values[last]),
        highest=None if highest is None else (highest, values[highest]),
        days=Coverage(len(inside), window),
    )


def longest_gap(logged: Collection[date], end: date, window: int, today: date) -> int:
    """Most days in a row without an entry, in days of the window.

    Days before the very first entry do not count, nor does `today` while it is still open.
    """
    inside = days_in_window(logged, end, window)
    first = min((day for day in logged if day <= end), default=None)
    if first is None:
        return 0
    start = max(first, first_day(end, window))
    still_open = end == today and end not in inside
    after = end if still_open else end + timedelta(days=1)
    edges = [start - timedelta(days=1), *inside, after]
    return max(0, *((b - a).days - 1 for a, b in pairwise(edges)))


def days_in_window(days: Collection[date], end: date, window: int) -> list[date]:
    """The days that lie in the window of `window` days ending with `end`, each once, in order."""
    start = first_day(end, window)
    return sorted({day for day in days if start <= day <= end})


def first_day(end: date, window: int) -> date:
    """The first day of a window of so many days with `end` as the last: 30 days are 30."""
    if window < 1:
        raise ValueError("a window has at least one day")
    return end - timedelta(days=window - 1)
