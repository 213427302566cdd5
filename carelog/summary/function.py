"""Getting about: the aid, the longest walk, what the person can do, falls and near falls."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from carelog.clinical.body_figures import Fall, Falls, count_falls
from carelog.clinical.statistics import FunctionLevels, days_in_window, first_day, function_levels
from carelog.entries.days import Day
from carelog.logs.models import FallEntry, MobilityEntry
from carelog.logs.models.falls import Kind
from carelog.patients.reading import read
from carelog.summary.logged_days import Reading
from carelog.summary.period import WEEK
from carelog.summary.section_values import Shortened, shorten
from carelog.summary.tallies import Tally, tallies

MONTH, QUARTER = 30, 90
ANSWERS = (
    *("rest_share", "stairs", "chair", "steps"),
    *("activity", "activity_minutes", "activity_pain"),
)
OF_FALLS = ("fainted", "could_get_up", "bad_pain_after", "pain_after")


@dataclass(frozen=True, slots=True)
class AidUsed:
    """The code of an aid, and the day it was last named."""

    code: str
    day: date


@dataclass(frozen=True, slots=True)
class FallSeen:
    """A fall, or a near fall, with the code of its place and what was answered about it."""

    day: date
    near: bool
    place: str
    head_hit: bool | None
    injury: str
    fainted: bool | None = None
    could_get_up: bool | None = None
    bad_pain_after: bool | None = None
    pain_after: int | None = None


@dataclass(frozen=True, slots=True)
class Function:
    """How the person gets about.

    `aid` is the newest one named, `aid_before` the newest before the period. `longest_walk` is
    that of the last 7 days in minutes, with its newest day. `levels` are of the last 30 days, or of
    the fewer that a share shows. `falls` are those of the period, the latest first; `falls30` and
    `falls90` count the last days. `answers` are all other answers of the period, by column.
    """

    aid: AidUsed | None
    aid_before: AidUsed | None
    longest_walk: tuple[date, int] | None
    levels: FunctionLevels
    falls: Shortened[FallSeen]
    falls30: Falls
    falls90: Falls
    answers: dict[str, Tally]


def function(reading: Reading) -> Function:
    """Return how the person gets about at the end of the period."""
    period, walks = reading.period, reading.days("walking")
    events = _falls(reading)
    counted = [Fall(one.day, one.near, bool(one.injury)) for one in events]
    in_period = [one for one in events if one.day >= period.since]
    week = days_in_window(walks, period.end, WEEK)
    longest = max(week, key=lambda day: (walks[day], day), default=None)
    levels = {day: int(level) for day, level in reading.days("function").items()}
    return Function(
        aid=_aid(reading, period.end),
        aid_before=_aid(reading, period.before),
        longest_walk=None if longest is None else (longest, int(walks[longest])),
        levels=function_levels(levels, period.end, period.seen(MONTH)),
        falls=shorten(in_period),
        falls30=count_falls(counted, period.end, MONTH),
        falls90=count_falls(counted, period.end, QUARTER),
        answers=tallies(reading, MobilityEntry, ANSWERS),
    )


def _aid(reading: Reading, end: date) -> AidUsed | None:
    found = read(reading.access, (MobilityEntry,), _newest_aid, end=end)
    return AidUsed(*found[0]) if found else None


def _newest_aid(rows: QuerySet, *, end: Day) -> QuerySet:
    named = rows.exclude(aid="").filter(day__lte=end).order_by("-day", "-at", "-pk")
    return named.values_list("aid", "day")[:1]


def _falls(reading: Reading) -> list[FallSeen]:
    period = reading.period
    start = min(period.since, first_day(period.end, QUARTER))
    found = read(reading.access, (FallEntry,), _told, start=start, end=period.end)
    return [
        FallSeen(day, kind == Kind.NEAR_FALL, place, head_hit, injury, *answers)
        for day, kind, place, head_hit, injury, *answers in found
    ]


def _told(falls: QuerySet, *, start: Day, end: Day) -> QuerySet:
    names = ("day", "kind", "place", "head_hit", "injury", *OF_FALLS)
    return falls.filter(day__range=(start, end)).values_list(*names)
