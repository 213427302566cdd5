"""Each naming of a place that hurts, as one pain entry holds it: read once for all that tells."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Min, QuerySet

from carelog.clinical.bones import code_of
from carelog.clinical.statistics import first_day
from carelog.entries.days import Day
from carelog.logs.models import PainEntry, PainPlace
from carelog.patients.access import Access
from carelog.patients.reading import read

WEEK = 7


class Naming(NamedTuple):
    """A place as one pain entry names it: the columns of `PainPlace`, with the day."""

    day: date
    site: str
    side: str
    carried_from: date | None
    band_or_shooting_pain: bool | None = None
    spine_pain_signs: bool | None = None
    intensity: int | None = None
    is_new: bool | None = None
    sudden_onset: bool | None = None
    night_waking: bool | None = None
    team_knows: bool | None = None
    pattern: str = ""
    qualities: Sequence[str] = ()
    worse_with: Sequence[str] = ()
    better_with: Sequence[str] = ()

    @property
    def code(self) -> str:
        """Return the place's code on the body map."""
        return code_of(self.site, self.side)


def namings_of(access: Access, start: date, end: date) -> list[Naming]:
    """Return each place each entry named from a day or the week before last on, oldest first."""
    start = min(start, first_day(end, 2 * WEEK))
    return [Naming(*row) for row in read(access, (PainEntry,), _namings, start=start, end=end)]


def _namings(rows: QuerySet, *, start: Day, end: Day) -> QuerySet:
    rows = rows.filter(day__range=(start, end), places__isnull=False)
    columns = (f"places__{name}" for name in PainPlace.kept_fields)
    return rows.order_by("day", "at", "pk", "places__pk").values_list("day", *columns)


def first_days_of(access: Access, end: date) -> dict[str, date]:
    """Return the first day on which each place was named, as far as the reader sees."""
    found = read(access, (PainEntry,), _first_days, end=end)
    return {code_of(site, side): day for site, side, day in found}


def _first_days(rows: QuerySet, *, end: Day) -> QuerySet:
    rows = rows.filter(day__lte=end, places__isnull=False).order_by()
    return rows.values_list("places__site", "places__side").annotate(first=Min("day"))


def worst_of_each(
    namings: Sequence[Naming], start: date, end: date, first_of: Callable[[date], date]
) -> dict[str, dict[date, int | None]]:
    """Return the highest number of each place in each stretch of days, by its first day.

    `first_of` gives the first day of the stretch that holds a day. A place that was named without a
    number has None; a stretch in which nothing was said of it is left out.
    """
    found: dict[str, dict[date, int | None]] = {}
    for one in namings:
        if start <= one.day <= end:
            cells = found.setdefault(one.code, {})
            cell = first_of(one.day)
            given = [n for n in (cells.get(cell), one.intensity) if n is not None]
            cells[cell] = max(given, default=None)
    return found
