"""A logged number, day by day: worked out once, in SQL, for the dashboard and the safety rules."""

from datetime import date

from django.db.models import F, QuerySet, Subquery
from django.db.models.functions import Coalesce

from carelog.clinical.series import Measure
from carelog.entries.days import since
from carelog.logs.models import Entry
from carelog.logs.models.pain import DAILY_WORST
from carelog.patients.access import Access

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
    rows = answered(access, kind, measure).filter(day__lte=end)
    wanted = since(rows, start)
    if start is not None and first:
        wanted |= of_first_days(rows, first, end)
    ordered = wanted.order_by("day", *LAST_STANDS[measure.per_day])
    return dict(ordered.values_list("day", "value"))


def of_first_days(rows: QuerySet, count: int, end: date) -> QuerySet:
    """Return the rows of the first `count` days that have any, at most up to `end`."""
    last = rows.order_by("day").values("day").distinct()[count - 1 : count]
    return rows.filter(day__lte=Coalesce(Subquery(last), end))


def logged_days(
    access: Access, kind: type[Entry], end: date, start: date | None = None
) -> list[date]:
    """Return each day up to `end` with an entry of a kind, whatever it says, oldest first.

    With `start`, the days from there on and the last one before it.
    """
    rows = since(access.rows(kind).filter(day__lte=end), start).order_by("day")
    return list(rows.values_list("day", flat=True).distinct())


def answered(access: Access, kind: type[Entry], measure: Measure) -> QuerySet:
    """Return the rows of a kind that answer a measure, the answer as `value`."""
    number = COMPUTED.get(measure.field, F(measure.field))
    return access.rows(kind).order_by().annotate(value=number).exclude(value=None)
