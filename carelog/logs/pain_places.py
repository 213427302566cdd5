"""Where it hurt in a period: what was said of each place, and never of one place with another.

A place is a site with its side. It was *named* on a day if any pain entry of that day holds it,
typed or carried over; what was carried over says nothing anew, and a number was always typed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Generic, TypeVar

from carelog.clinical.bones import SITES
from carelog.clinical.change import POINTS
from carelog.clinical.statistics import first_day
from carelog.logs.pain_namings import WEEK, Naming, first_days_of, namings_of
from carelog.patients.access import Access

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Latest(Generic[T]):
    """What was said last, and on which day."""

    value: T
    day: date


@dataclass(frozen=True, slots=True)
class Ticked:
    """A yes: on how many days, the last of them, and the day of a later no."""

    days: int
    last: date
    no_since: date | None = None


@dataclass(frozen=True, slots=True)
class PlaceFigures:
    """What was said of one place in a period. Numbers are 0 to 10.

    It was named on `days`, on `carried_days` of them only carried over, the last time on
    `last_day`; the first time ever, as far as the reader sees, on `first_day`. `highest` has the
    newest of its days. `week` and `week_before` are the highest of the last 7 days and of the 7
    before, None without a number or where the reader does not see all of both weeks. The rest is
    as said last; a yes that became a no is kept with both days.
    """

    code: str
    days: int
    carried_days: int
    first_day: date
    last_day: date
    highest: Latest[int] | None
    last: Latest[int] | None
    week: int | None
    week_before: int | None
    is_new: bool
    said_new: Latest[bool] | None
    ticks: dict[str, Ticked]
    team_knows: Latest[bool] | None
    pattern: Latest[str] | None
    qualities: Latest[Sequence[str]] | None
    worse_with: Latest[Sequence[str]] | None
    better_with: Latest[Sequence[str]] | None

    @property
    def is_worse(self) -> bool:
        """Say whether the last week's highest is at least 2 points above that of the week before.

        The 2 points are those that people tend to notice (`carelog/clinical/change.py`).
        """
        if self.week is None or self.week_before is None:
            return False
        return self.week - self.week_before >= POINTS


@dataclass(frozen=True, slots=True)
class Places:
    """The places named in a period, new or worse ones first, then by highest number.

    `days` are those on which any place was named. `seen_from` is the first day of a share, before
    which nothing is known, None without one.
    """

    days: int = 0
    places: tuple[PlaceFigures, ...] = ()
    seen_from: date | None = None


TICKS = ("band_or_shooting_pain", "spine_pain_signs", "sudden_onset", "night_waking")


def places_of(access: Access, start: date | None, end: date) -> Places:
    """Return what was said of each place from a day on, or ever, up to `end`, in two queries."""
    return read_places(access, start, end)[0]


def read_places(access: Access, start: date | None, end: date) -> tuple[Places, Sequence[Naming]]:
    """Return the same, and the namings it rests on, in the same two queries."""
    first = first_days_of(access, end)
    since = start or min(first.values(), default=end)
    namings = namings_of(access, since, end)
    return figures(namings, first, since, end, access.starts), namings


def figures(
    namings: Sequence[Naming],
    first_days: dict[str, date],
    start: date,
    end: date,
    seen_from: date | None = None,
) -> Places:
    """Return the figures of each place named from `start` to `end`.

    `namings` hold the two last weeks too. A place is *new* where somebody said so in the period;
    or where it was first named in it, at least 7 days after any place was, and nobody said that it
    is not new. A reader who sees nothing before `seen_from` gets no comparison that needs it.
    """
    by_code: dict[str, list[Naming]] = {}
    for one in namings:
        by_code.setdefault(one.code, []).append(one)
    began = min(first_days.values(), default=end)
    known_from = began + timedelta(days=WEEK)
    compares = seen_from is None or seen_from <= first_day(end, 2 * WEEK)
    found = []
    for code, said in by_code.items():
        inside = [one for one in said if one.day >= start]
        if inside:
            first = first_days[code]
            weeks = _weeks(said, end) if compares else (None, None)
            found.append(_figures(code, inside, first, weeks, first >= max(start, known_from)))
    days = {one.day for one in namings if one.day >= start}
    return Places(len(days), tuple(sorted(found, key=_order)), seen_from)


def _figures(
    code: str,
    said: list[Naming],
    first: date,
    weeks: tuple[int | None, int | None],
    is_first: bool,
) -> PlaceFigures:
    numbers = [Latest(one.intensity, one.day) for one in said if one.intensity is not None]
    answers = [one.is_new for one in said if one.is_new is not None]
    days = {one.day for one in said}
    typed = {one.day for one in said if one.carried_from is None}
    return PlaceFigures(
        code=code,
        days=len(days),
        carried_days=len(days - typed),
        first_day=first,
        last_day=said[-1].day,
        highest=max(numbers, key=lambda one: (one.value, one.day), default=None),
        last=numbers[-1] if numbers else None,
        week=weeks[0],
        week_before=weeks[1],
        is_new=any(answers) or (is_first and not answers),
        said_new=_latest(said, lambda one: one.is_new),
        ticks={name: tick for name in TICKS if (tick := _tick(said, name))},
        team_knows=_latest(said, lambda one: one.team_knows),
        pattern=_latest(said, lambda one: one.pattern),
        qualities=_latest(said, lambda one: one.qualities),
        worse_with=_latest(said, lambda one: one.worse_with),
        better_with=_latest(said, lambda one: one.better_with),
    )


def _weeks(said: list[Naming], end: date) -> tuple[int | None, int | None]:
    last, before = first_day(end, WEEK), first_day(end, 2 * WEEK)
    numbers = [(one.day, one.intensity) for one in said if one.intensity is not None]
    return (
        max((number for day, number in numbers if day >= last), default=None),
        max((number for day, number in numbers if before <= day < last), default=None),
    )


def _latest(said: list[Naming], answer: Callable[[Naming], Any]) -> Latest[Any] | None:
    given = [Latest(answer(one), one.day) for one in said if answer(one) not in (None, "", [], ())]
    return given[-1] if given else None


def _tick(said: list[Naming], name: str) -> Ticked | None:
    """Return on which days a yes was said, and when a no came after the last of them."""
    yes = [one.day for one in said if getattr(one, name)]
    if not yes:
        return None
    latest = _latest(said, lambda one: getattr(one, name))
    no_since = latest.day if latest is not None and latest.value is False else None
    return Ticked(len({*yes}), yes[-1], no_since)


def _order(one: PlaceFigures) -> tuple[object, ...]:
    site = one.code.partition(".")[0]
    highest = -1 if one.highest is None else one.highest.value
    return not (one.is_new or one.is_worse), -highest, -one.days, SITES.index(site), one.code
