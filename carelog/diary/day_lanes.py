"""One day as lanes on an axis of its hours: where on it each mark stands, in hundredths.

A day has 23 or 25 hours where the clocks change. Each entry is told by the clock it was typed on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from carelog.accounts.models import User
from carelog.clinical.pain import daily_worst
from carelog.diary.timeline import TimelineLine
from carelog.entries import words
from carelog.entries.models import Dated
from carelog.logs.models import BreakthroughEntry, PainEntry, WellbeingEntry
from carelog.medications.models import Dose
from carelog.patients.clock import resolve

D = TypeVar("D", bound=Dated)
NIGHT_ENDS, NIGHT_BEGINS = 6, 22
HOURS = (0, 6, 12, 18)
#: Numbers nearer to each other than this, in hundredths of the day and in points, would touch.
NEAR, NEAR_IN_HEIGHT = 4, 3


@dataclass(frozen=True)
class Axis:
    """The hours of a day: where the round ones stand, where night is, how many there are."""

    hours: list[tuple[int, float]]
    dawn: float
    dusk: float
    length: float

    @property
    def evening(self) -> float:
        """Return how much of the day is night at its end."""
        return round(100 - self.dusk, 2)


@dataclass(frozen=True)
class Mark:
    """One mark: where it begins, how long it lasts, its number, and what it says with its time."""

    at: float
    said: str
    lasts: float = 0
    value: int | None = None
    is_labelled: bool = False

    @property
    def under(self) -> int:
        """Return how far it stands under a 10, in hundredths of the way to 0."""
        return 100 - 10 * (self.value or 0)


@dataclass(frozen=True)
class Lane:
    """One row of marks of a kind; `told` is its sum in words."""

    kind: str
    title: str
    told: str
    marks: Sequence[Mark] = ()

    @property
    def words(self) -> str:
        """Return all its marks in words."""
        return "; ".join(mark.said for mark in self.marks) or self.told


def axis_of(day: date, zone: str) -> Axis:
    """Return the axis of a day on the clock of a record."""
    begin, end = _bounds(day, zone)

    def at(hour: int) -> float:
        return place(resolve(datetime.combine(day, time(hour)), zone)[0], day, zone)

    hours = [(hour, at(hour)) for hour in HOURS]
    return Axis(hours, at(NIGHT_ENDS), at(NIGHT_BEGINS), (end - begin) / timedelta(hours=1))


def place(moment: datetime, day: date, zone: str) -> float:
    """Return where a moment stands on a day of a clock, 0 to 100; what is outside, at its end."""
    begin, end = _bounds(day, zone)
    return round(min(max((moment - begin) / (end - begin), 0), 1) * 100, 2)


def _bounds(day: date, zone: str) -> tuple[datetime, datetime]:
    """Return the two midnights of a day as moments; one that is skipped is the hour after it."""
    midnights = (datetime.combine(each, time.min) for each in (day, day + timedelta(days=1)))
    begin, end = (resolve(midnight, zone)[0] for midnight in midnights)
    return begin, end


def is_after_midnight(line: TimelineLine) -> bool:
    """Say whether a line of a day was written for the night that follows it."""
    row = line.row
    return isinstance(row, Dated) and row.at.astimezone(ZoneInfo(row.zone)).date() > row.day


def lanes_of(lines: Sequence[TimelineLine], *, sees_pain: bool, reader: User | None) -> list[Lane]:
    """Return the lanes of a day that have something in them; that of pain in any case."""
    lanes = [_pain(lines)] if sees_pain else []
    return [*lanes, *_flares(lines), *_doses(lines), *_sleep(lines, reader)]


def _rows(lines: Sequence[TimelineLine], kind: type[D]) -> list[tuple[TimelineLine, D]]:
    return [(line, line.row) for line in lines if isinstance(line.row, kind)]


def _at(row: Dated) -> float:
    return place(row.at, row.day, row.zone)


def _pain(lines: Sequence[TimelineLine]) -> Lane:
    marks: list[Mark] = []
    for line, row in _rows(lines, PainEntry):
        value = daily_worst(row.worst_24h, row.now)
        if value is not None:
            is_labelled = _has_room(_at(row), value, marks)
            marks.append(Mark(_at(row), _said(value, line), 0, value, is_labelled))
    return Lane("pain", _("Pain"), _("0 to 10") if marks else _("no number"), marks)


def _has_room(at: float, value: int | None, before: Sequence[Mark]) -> bool:
    """Say whether a number would touch none of those that stand already."""
    return not any(
        mark.is_labelled
        and at - mark.at < NEAR
        and abs((value or 0) - (mark.value or 0)) < NEAR_IN_HEIGHT
        for mark in before
    )


def _flares(lines: Sequence[TimelineLine]) -> Iterator[Lane]:
    marks: list[Mark] = []
    for line, row in _rows(lines, BreakthroughEntry):
        over = place(row.at + timedelta(minutes=row.minutes or 0), row.day, row.zone)
        is_labelled = _has_room(_at(row), row.peak, marks)
        lasts = round(over - _at(row), 2)
        marks.append(Mark(_at(row), _said(line.said, line), lasts, row.peak, is_labelled))
    if marks:
        told = ngettext("%(n)s flare", "%(n)s flares", len(marks)) % {"n": len(marks)}
        yield Lane("flares", _("Flares"), told, marks)


def _doses(lines: Sequence[TimelineLine]) -> Iterator[Lane]:
    """Give a lane for each medicine taken: doses of different ones are not counted together."""
    taken: dict[str, list[Mark]] = {}
    for line, row in _rows(lines, Dose):
        if not row.skip_reason:
            marks = taken.setdefault(row.medication.name, [])
            marks.append(Mark(_at(row), _said(line.said, line)))
    for name, marks in taken.items():
        told = ngettext("%(n)s dose", "%(n)s doses", len(marks)) % {"n": len(marks)}
        yield Lane("doses", name, told, marks)


def _sleep(lines: Sequence[TimelineLine], reader: User | None) -> Iterator[Lane]:
    """Give what was said last of the night before: how long, and how often pain woke them.

    From when to when is not asked, so nothing of it is drawn.
    """
    rows = [row for _line, row in _rows(lines, WellbeingEntry)]
    hours = [row.sleep_hours for row in rows if row.sleep_hours is not None]
    woken = [row.woken_by_pain for row in rows if row.woken_by_pain is not None]
    told = [words.in_words(WellbeingEntry, "sleep_hours", slept, reader) for slept in hours[-1:]]
    for times in woken[-1:]:
        said = ngettext("woken by pain %(n)s time", "woken by pain %(n)s times", times)
        told.append(said % {"n": times})
    if told:
        yield Lane("sleep", _("Sleep, the night before"), ", ".join(told))


def _said(what: object, line: TimelineLine) -> str:
    return _("%(what)s at %(time)s") % {"what": what, "time": line.time}
