"""What a chart or a rule needs of a logged number: what it is, and its value day by day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from carelog.clinical.numbers import Exact

Bin = Literal["day", "week", "month"]

DAYS_DRAWN_SINGLY = 180
DAYS_DRAWN_AS_WEEKS = 1096


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that can be drawn. `bounds` are the lowest and highest possible value, in `unit`.

    `per_day` says which of several values on one day stands for the day; `better` is
    "lower", "higher" or None where neither direction is better.
    """

    field: str
    unit: str
    bounds: tuple[float, float]
    per_day: str = "max"
    better: str | None = "lower"


@dataclass(frozen=True, slots=True)
class Point:
    """One bin of a series. `day` is its first day, `n` the number of logged days in it.

    In a day bin, mean and highest are both the value of that day.
    """

    day: date
    mean: float
    highest: float
    n: int = 1


@dataclass(frozen=True, slots=True)
class Series:
    """The logged bins of a measure from `start` to `end` (both included), oldest first.

    A bin without an entry has no point: nothing is filled in.
    """

    measure: Measure
    bin: Bin
    start: date
    end: date
    points: tuple[Point, ...]


def bin_for(start: date, end: date) -> Bin:
    """The bin that keeps a window of whole days (both ends included) within about 180 points.

    Raises ValueError when the window ends before it starts.
    """
    days = (end - start).days + 1
    if days < 1:
        raise ValueError("a window cannot end before it starts")
    if days <= DAYS_DRAWN_SINGLY:
        return "day"
    return "week" if days <= DAYS_DRAWN_AS_WEEKS else "month"


def bin_start(day: date, bin: Bin) -> date:
    """First day of the bin that holds `day`; weeks start on Monday."""
    if bin == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if bin == "month" else day


def next_bin(day: date, bin: Bin) -> date:
    """First day of the bin after the one that holds `day`."""
    longest = {"day": 1, "week": 7, "month": 31}[bin]
    return bin_start(bin_start(day, bin) + timedelta(days=longest), bin)


def bin_days(
    values: Mapping[date, Exact] | Mapping[date, float], measure: Measure, start: date, end: date
) -> Series:
    """Values of single days as a series from `start` to `end` in bins of a day, week or month.

    Each bin has the mean and the highest of its days; a bin without a day is left out.
    """
    bin = bin_for(start, end)
    held: list[tuple[date, list[float]]] = []
    until = date.min
    for day in sorted(day for day in values if start <= day <= end):
        if day >= until:
            held.append((bin_start(day, bin), []))
            until = next_bin(day, bin)
        held[-1][1].append(float(values[day]))
    points = tuple(
        Point(first, sum(found) / len(found), max(found), len(found)) for first, found in held
    )
    return Series(measure, bin, start, end, points)


def runs(series: Series) -> list[tuple[Point, ...]]:
    """The points split wherever a bin is missing, so that a line can break there."""
    found: list[list[Point]] = []
    for point in series.points:
        if found and next_bin(found[-1][-1].day, series.bin) == point.day:
            found[-1].append(point)
        else:
            found.append([point])
    return [tuple(run) for run in found]


def named_days(series: Series, most: int) -> tuple[list[date], str]:
    """At most `most` days of a series to name on its time axis, and by what: day, month, year.

    Short windows count on from their first day; longer ones name first days of months.
    """
    first, last = bin_start(series.start, series.bin), bin_start(series.end, series.bin)
    window = (last - first).days + 1
    for step in (1, 2, 7, 14):
        if window <= step * most:
            return [first + timedelta(days=n) for n in range(0, window, step)], "day"
    years = range(first.year, last.year + 1)
    firsts = [date(year, month, 1) for year in years for month in range(1, 13)]
    firsts = [day for day in firsts if first <= day <= last]
    step = 1
    while len(kept := [d for d in firsts if (d.year * 12 + d.month - 1) % step == 0]) > most:
        step = {2: 3, 3: 4, 4: 6}.get(step, step * 2)
    if series.bin == "day":
        return kept, "day"
    return kept, "year" if step >= 12 else "month"
