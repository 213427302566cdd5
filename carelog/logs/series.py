"""A logged number, day by day: worked out once, in SQL, for the dashboard and the safety rules."""

from datetime import date

from django.db.models import Avg, Count, Exists, F, FloatField, Max, OuterRef, Q, QuerySet
from django.db.models.functions import TruncMonth, TruncWeek

from carelog.clinical.series import Measure, Point, Series, bin_for
from carelog.logs.models import Entry
from carelog.logs.models.pain import DAILY_WORST
from carelog.patients.access import Access

COMPUTED = {"daily_worst": DAILY_WORST}
TRUNCATE = {"day": F("day"), "week": TruncWeek("day"), "month": TruncMonth("day")}


def one_a_day(access: Access, kind: type[Entry], measure: Measure) -> QuerySet:
    """Return the row that stands for each logged day, its number as `value`.

    With "max" or "min" it is the day's highest or lowest, with "first" or "last" the earliest
    or latest; of rows that are equal in that, the one written last.
    """
    number = COMPUTED.get(measure.field, F(measure.field))
    rows = access.rows(kind).order_by().annotate(value=number).exclude(value=None)
    same_day = rows.filter(day=OuterRef("day"))
    return rows.exclude(Exists(same_day.filter(_goes_before(measure.per_day))))


def _goes_before(per_day: str) -> Q:
    """Return what makes another row of the same day stand for it instead."""
    if per_day == "max":
        return Q(value__gt=OuterRef("value")) | Q(value=OuterRef("value"), pk__gt=OuterRef("pk"))
    if per_day == "min":
        return Q(value__lt=OuterRef("value")) | Q(value=OuterRef("value"), pk__gt=OuterRef("pk"))
    if per_day == "last":
        return Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk"))
    if per_day == "first":
        return Q(at__lt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk"))
    raise ValueError(f"no rule for one value a day: {per_day!r}")


def by_day(access: Access, kind: type[Entry], measure: Measure, end: date) -> dict[date, int]:
    """Return the value of every logged day up to `end`, oldest first."""
    rows = one_a_day(access, kind, measure).filter(day__lte=end)
    return dict(rows.order_by("day").values_list("day", "value"))


def binned(access: Access, kind: type[Entry], measure: Measure, start: date, end: date) -> Series:
    """Return a measure from `start` to `end` in bins of a day, a week or a month.

    A bin's mean and highest are those of its days' values; a bin with no logged day is left out.
    """
    bin = bin_for(start, end)
    rows = (
        one_a_day(access, kind, measure)
        .filter(day__range=(start, end))
        .annotate(bin=TRUNCATE[bin])
        .values("bin")
        .annotate(mean=Avg("value", output_field=FloatField()), highest=Max("value"), n=Count("pk"))
        .order_by("bin")
    )
    points = tuple(
        Point(row["bin"], float(row["mean"]), float(row["highest"]), row["n"]) for row in rows
    )
    return Series(measure, bin, start, end, points)


def logged_days(access: Access, kind: type[Entry], end: date) -> list[date]:
    """Return each day up to `end` with an entry of a kind, whatever it says, oldest first."""
    rows = access.rows(kind).filter(day__lte=end).order_by("day")
    return list(rows.values_list("day", flat=True).distinct())
