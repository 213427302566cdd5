"""How many of the doses that were due were taken, as the doses were logged.

Not "proportion of days covered", which counts pharmacy refills; its 80 % line says nothing
about pain medicines and has no place here.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise

# Choices of this project.
EARLY = timedelta(hours=2)
LATE = timedelta(hours=2)
LONG_INTERVAL_WITHIN = timedelta(days=3)

TOLD_TO_HOLD = "told_to_hold"


@dataclass(frozen=True, slots=True)
class Due:
    """One moment at which a dose was due, and the dose that answers it, if one was logged.

    `due` carries the zone of the person; its calendar day is the day of the dose. `excluded`
    is for a medicine paused or stopped at that moment; a dose told to be held counts as
    excluded too. `long_interval` is for what is given weekly or less often.
    Raises ValueError for times without a zone, and for a dose both taken and skipped.
    """

    medicine: Hashable
    due: datetime
    taken_at: datetime | None = None
    skip_reason: str = ""
    excluded: bool = False
    long_interval: bool = False

    def __post_init__(self) -> None:
        if any(at is not None and at.tzinfo is None for at in (self.due, self.taken_at)):
            raise ValueError("a time needs its zone")
        if self.taken_at is not None and self.skip_reason:
            raise ValueError("a dose was taken or skipped, not both")

    @property
    def counts(self) -> bool:
        """Whether this dose was expected to be taken."""
        return not self.excluded and self.skip_reason != TOLD_TO_HOLD


@dataclass(frozen=True, slots=True)
class Adherence:
    """Counts of doses, and of days, in one window.

    `late` doses are among the `taken`. `skipped` were said to be missed; `outside` were logged
    as taken, but not in their time. What is left of `due` was not recorded.
    """

    due: int
    taken: int
    late: int
    skipped: int
    outside: int
    days_due: int
    days_covered: int

    @property
    def percent(self) -> Fraction | None:
        """Taken of due doses in %; what was not recorded is not taken. None if none was due."""
        return _percent(self.taken, self.due)

    @property
    def recorded_percent(self) -> Fraction | None:
        """Doses taken in time or said to be missed, of due doses, in %; None if none was due."""
        return _percent(self.taken + self.skipped, self.due)

    @property
    def covered_percent(self) -> Fraction | None:
        """Days with every due dose taken, of days with a due dose, in %; None without any."""
        return _percent(self.days_covered, self.days_due)


def adherence(dues: Iterable[Due], start: datetime, end: datetime) -> Adherence:
    """Count the doses due from `start` up to, not including, `end`; `end` is now at the latest.

    A dose is in time from 2 hours before its due moment until the next due of the same
    medicine; one with a long interval from 3 days before to 3 days after. Give the dues just
    after `end` too: they are not counted, but end the time of those before. More than 2 hours
    after its due moment a dose is late, unless its interval is long.
    Hand in no as-needed doses: they are never due.
    Raises ValueError for times without a zone.
    """
    if start.tzinfo is None or end.tzinfo is None:
        raise ValueError("a time needs its zone")
    every = list(dues)
    following = _next_dues(every)
    counted = [d for d in every if d.counts and _utc(start) <= _utc(d.due) < _utc(end)]
    in_time = [_in_time(d, following.get((d.medicine, _utc(d.due)))) for d in counted]
    days: dict[date, bool] = {}
    for due, good in zip(counted, in_time, strict=True):
        days[due.due.date()] = days.get(due.due.date(), True) and good
    logged = sum(d.taken_at is not None for d in counted)
    return Adherence(
        due=len(counted),
        taken=sum(in_time),
        late=sum(good and _late(d) for d, good in zip(counted, in_time, strict=True)),
        skipped=sum(bool(d.skip_reason) for d in counted),
        outside=logged - sum(in_time),
        days_due=len(days),
        days_covered=sum(days.values()),
    )


def _next_dues(dues: Sequence[Due]) -> dict[tuple[Hashable, datetime], datetime]:
    moments: dict[Hashable, set[datetime]] = defaultdict(set)
    for due in dues:
        moments[due.medicine].add(_utc(due.due))
    following: dict[tuple[Hashable, datetime], datetime] = {}
    for medicine, times in moments.items():
        ordered = sorted(times)
        following |= {(medicine, a): b for a, b in pairwise(ordered)}
    return following


def _in_time(due: Due, following: datetime | None) -> bool:
    if due.taken_at is None:
        return False
    after = _utc(due.taken_at) - _utc(due.due)
    if due.long_interval:
        return abs(after) <= LONG_INTERVAL_WITHIN
    return after >= -EARLY and (following is None or _utc(due.taken_at) < following)


def _late(due: Due) -> bool:
    if due.taken_at is None or due.long_interval:
        return False
    return _utc(due.taken_at) - _utc(due.due) > LATE


def _utc(at: datetime) -> datetime:
    # Two times in one zone are compared by the wall clock, which jumps twice a year.
    return at.astimezone(UTC)


def _percent(part: int, whole: int) -> Fraction | None:
    return Fraction(100 * part, whole) if whole else None
