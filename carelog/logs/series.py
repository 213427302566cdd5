"""A logged number, day by day: worked out once, in SQL, for the dashboard and the safety rules."""

from datetime import date

from django.db.models import Count, F, QuerySet, Subquery
from django.db.models.functions import Coalesce

from carelog.clinical.series import Measure
from carelog.entries.days import Day, since
from carelog.logs.models import BowelsEntry, CheckIn, Entry, FallEntry
from carelog.logs.models.pain import DAILY_WORST
from carelog.patients.access import Access
from carelog.patients.reading import read

COMPUTED = {"daily_worst": DAILY_WORST}
#: How to order the rows of a day so that the one which stands for the day comes last.
LAST_STANDS = {
    "max": ("value", "pk"),
    "min": ("-value", "pk"),
    "last": ("at", "pk"),
    "first": ("-at", "pk"),
}


def by_day(
    access: Access,
    kind: type[Entry],
    measure: Measure,
    end: date,
    start: date | None = None,
    first: int = 0,
) -> dict[date, int]:
    """Return the value of every logged day up to `end`, oldest first.

    With `start`, of the days from there on and of the last logged one before it, so that a
    reader of the window knows what came before, and of as many days as `first` says from the
    beginning. The value of a day is that of one row: with "max" or "min" the highest or lowest,
    with "first" or "last" the earliest or latest; of rows that are equal in that, the one
    written last. Raises ValueError for any other rule.
    """
    if measure.per_day not in LAST_STANDS:
        raise ValueError(f"no rule for one value a day: {measure.per_day!r}")
    return dict(read(access, (kind,), _by_day, measure, first, end=end, start=start))


def _by_day(
    rows: QuerySet, measure: Measure, first: int, *, end: Day, start: Day | None
) -> QuerySet:
    rows = _answered(rows, measure).filter(day__lte=end)
    wanted = since(rows, start)
    if start is not None and first:
        wanted |= of_first_days(rows, first, end)
    ordered = wanted.order_by("day", *LAST_STANDS[measure.per_day])
    return ordered.values_list("day", "value")


def of_first_days(rows: QuerySet, count: int, end: Day) -> QuerySet:
    """Return the rows of the first `count` days that have any, at most up to `end`."""
    last = rows.order_by("day").values("day").distinct()[count - 1 : count]
    return rows.filter(day__lte=Coalesce(Subquery(last), end))


def logged_days(
    access: Access, kind: type[Entry], end: date, start: date | None = None
) -> list[date]:
    """Return each day up to `end` with an entry of a kind, whatever it says, oldest first.

    With `start`, the days from there on and the last one before it.
    """
    return [day for (day,) in read(access, (kind,), _logged, end=end, start=start)]


def _logged(rows: QuerySet, *, end: Day, start: Day | None) -> QuerySet:
    return since(rows.filter(day__lte=end), start).order_by("day").values_list("day").distinct()


def movements(access: Access, end: date, start: date | None = None) -> dict[date, int]:
    """Return how many bowel movements were logged on each day with an answer, 0 for a no.

    With `start`, of the days from there on, of the last one before it with an answer and of the
    last one before it with a movement.
    """
    found: dict[date, int] = {}
    for day, moved, times in read(access, (BowelsEntry,), _movements, end=end, start=start):
        found[day] = found.get(day, 0) + (times if moved else 0)
    return found


def _movements(rows: QuerySet, *, end: Day, start: Day | None) -> QuerySet:
    rows = rows.filter(day__lte=end)
    rows = since(rows, start) | since(rows.filter(moved=True), start)
    groups = rows.order_by("day").values("day", "moved").annotate(times=Count("pk"))
    return groups.values_list("day", "moved", "times")


def falls(access: Access, start: date, end: date) -> list[date]:
    """Return the days with a fall, near falls left out."""
    return [day for (day,) in read(access, (FallEntry,), _falls, start=start, end=end)]


def _falls(rows: QuerySet, *, start: Day, end: Day) -> QuerySet:
    rows = rows.filter(day__range=(start, end), kind="fall").order_by("day")
    return rows.values_list("day").distinct()


def too_ill_days(access: Access, start: date, end: date) -> set[date]:
    """Return the days whose check-in says that the person was too ill for it."""
    if not access.may_see(CheckIn):
        return set()
    return {day for (day,) in read(access, (CheckIn,), _too_ill, start=start, end=end)}


def _too_ill(rows: QuerySet, *, start: Day, end: Day) -> QuerySet:
    return rows.order_by().filter(day__range=(start, end), too_ill=True).values_list("day")


def answered(access: Access, kind: type[Entry], measure: Measure) -> QuerySet:
    """Return the rows of a kind that answer a measure, the answer as `value`."""
    return _answered(access.rows(kind), measure)


def _answered(rows: QuerySet, measure: Measure) -> QuerySet:
    number = COMPUTED.get(measure.field, F(measure.field))
    return rows.order_by().annotate(value=number).exclude(value=None)
