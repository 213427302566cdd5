"""Every sign ticked in the period, on a sheet or of a fall, whether or not a rule answers it."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db import models
from django.db.models import Q, QuerySet

from carelog.entries.days import Day
from carelog.lazy import LazyStr
from carelog.logs.models import FallEntry, PainEntry, SymptomsEntry
from carelog.logs.models.pain import SPINE_SIGNS
from carelog.patients.models.kept import column_of
from carelog.patients.reading import read
from carelog.safety.rules import evaluate
from carelog.safety.signs import FALL_SIGNS
from carelog.summary.logged_days import Reading
from education.signs import WORDS

NO_TICK, FELL = ("", "none"), "fall_any"
#: A sign and how much of it: each time it was ticked, with the day and, if it is one, the number.
Ticked = dict[tuple[str, str], list[tuple[date, int | None]]]


@dataclass(frozen=True, slots=True)
class Tick:
    """A sign with how much of it: its words, on how many days, the first and the last of them.

    `code` is "yes", a stored code, or "" for a number, of which `most` is the highest.
    `has_prompt` says whether a rule of CareLog answers it.
    """

    field: str
    code: str
    words: LazyStr
    days: int
    first: date
    last: date
    has_prompt: bool
    most: int | None = None


@cache
def _columns() -> tuple[models.Field, ...]:
    """Return the columns of a sheet that hold a sign."""
    return tuple(column_of(SymptomsEntry, name) for name in SymptomsEntry().answers())


def _is_ticked(column: models.Field) -> Q:
    if isinstance(column, models.BooleanField):
        return Q(**{column.name: True})
    if isinstance(column, models.IntegerField):
        return Q(**{f"{column.name}__gt": 0})
    return ~Q(**{f"{column.name}__in": NO_TICK})


def ticks(reading: Reading) -> tuple[tuple[Tick, ...], int]:
    """Return what was ticked in the period, and on how many days a sheet was answered.

    In the order of the sheet, then the answers to falls where the reader sees them; that somebody
    fell is told where falls are. One query for the days, one for the sheets with a tick and one
    for the falls.
    """
    since, end = reading.period.since, reading.period.end
    answered = read(reading.access, (SymptomsEntry,), _days, since=since, end=end)
    found = _on_sheets(read(reading.access, (SymptomsEntry,), _sheets, since=since, end=end))
    if reading.sees("pain"):
        rows = reading.access.rows(PainEntry).filter(day__range=(since, end))
        for key, days in _of_places(rows).items():
            found.setdefault(key, []).extend(days)
    if reading.sees("mobility"):
        found |= _of_falls(reading.access.rows(FallEntry).filter(day__range=(since, end)))
    return tuple(_tick(*key, said) for key, said in found.items()), len(answered)


def _days(sheets: QuerySet, *, since: Day, end: Day) -> QuerySet:
    return sheets.filter(day__range=(since, end)).order_by().values_list("day").distinct()


def _sheets(sheets: QuerySet, *, since: Day, end: Day) -> QuerySet:
    """Return the day and the signs of each sheet with a tick."""
    ticked = Q()
    for column in _columns():
        ticked |= _is_ticked(column)
    names = (column.name for column in _columns())
    return sheets.filter(ticked, day__range=(since, end)).values_list("day", *names)


def _on_sheets(sheets: list[tuple]) -> Ticked:
    names = tuple(column.name for column in _columns())
    found: Ticked = {}
    for day, *values in sheets:
        for column, value in zip(_columns(), values, strict=True):
            if value and value not in NO_TICK:
                number = value if isinstance(column, models.IntegerField) else None
                code = "" if number else "yes" if value is True else value
                found.setdefault((column.name, code), []).append((day, number))
    order = {name: place for place, name in enumerate(names)}
    return dict(sorted(found.items(), key=lambda one: order[one[0][0]]))


def _of_places(pains: QuerySet[PainEntry]) -> Ticked:
    """Return the signs ticked at a place of the spine."""
    ticked = Q()
    for name in SPINE_SIGNS:
        ticked |= Q(**{f"places__{name}": True})
    columns = [f"places__{name}" for name in SPINE_SIGNS]
    found: Ticked = {}
    for day, *said in pains.filter(ticked).values_list("day", *columns):
        for name, is_ticked in zip(SPINE_SIGNS, said, strict=True):
            if is_ticked:
                found.setdefault((name, "yes"), []).append((day, None))
    return found


def _of_falls(falls: QuerySet[FallEntry]) -> Ticked:
    said = [(row.day, row.answers()) for row in falls]
    found: Ticked = {
        (sign.field, "yes"): [(day, None) for day, answers in said if answers[sign.field]]
        for sign in FALL_SIGNS
        if sign.field != FELL
    }
    return {key: days for key, days in found.items() if days}


def _tick(field: str, code: str, said: list[tuple[date, int | None]]) -> Tick:
    days = sorted(day for day, _number in said)
    numbers = [number for _day, number in said if number is not None]
    return Tick(
        field=field,
        code=code,
        words=WORDS[field].of(code),
        days=len({*days}),
        first=days[0],
        last=days[-1],
        has_prompt=bool(code and evaluate({field: code})),
        most=max(numbers, default=None),
    )
