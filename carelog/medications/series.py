"""Doses, day by day and by medicine: counted once, in SQL. Skipped ones are no doses taken."""

from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypedDict

from django.db.models import Count, OuterRef, QuerySet, Subquery

from carelog.entries.days import Day, since
from carelog.medications.models import Dose, Medication
from carelog.patients.access import Access
from carelog.patients.reading import read

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class _LastDose(TypedDict):
        last_at: datetime | None
        last_zone: str | None
        last_units: Decimal | None

    #: A medicine with its last dose taken, all None where none was.
    MedicationAndDose = WithAnnotations[Medication, _LastDose]


def doses_a_day(access: Access, end: date, start: date | None = None) -> dict[date, int]:
    """Return how many doses of all medicines were logged on each day up to `end` that has any.

    With `start`, of the days from there on and of the last one before it.
    """
    return dict(read(access, (Dose,), _a_day, end=end, start=start))


def _a_day(doses: "QuerySet[Dose]", *, end: Day, start: Day | None) -> "QuerySet[Dose, Any]":
    rows = since(doses.filter(skip_reason="", day__lte=end), start)
    counted = rows.order_by("day").values("day").annotate(taken=Count("pk"))
    return counted.values_list("day", "taken")


def needed_a_day(access: Access, end: date, start: date | None = None) -> dict[date, int]:
    """Return how many doses of one medicine were taken on each day up to `end`, oldest first.

    It is the one that is taken only when needed and has most doses, as those of different
    medicines do not add up. With `start`, of the days from there on and of the last one before it.
    """
    found: dict[int, dict[date, int]] = defaultdict(dict)
    for medicine, day, taken in read(access, (Dose,), _needed, end=end, start=start):
        found[medicine][day] = taken
    return max(found.values(), key=lambda days: sum(days.values()), default={})


def _needed(doses: "QuerySet[Dose]", *, end: Day, start: Day | None) -> "QuerySet[Dose, Any]":
    rows = doses.filter(skip_reason="", medication__only_when_needed=True, day__lte=end)
    counted = since(rows, start).order_by("day", "medication").values("medication", "day")
    return counted.annotate(taken=Count("pk")).values_list("medication", "day", "taken")


def with_last_dose(access: Access) -> "QuerySet[MedicationAndDose]":
    """Return the medicines by name, each with its last dose taken.

    That is `last_at` (a moment), `last_zone` and `last_units`, all None where none was taken.
    """
    taken = access.rows(Dose).filter(skip_reason="", medication=OuterRef("pk"))
    last = taken.order_by("-at", "-pk")
    return access.rows(Medication).annotate(
        last_at=Subquery(last.values("at")[:1]),
        last_zone=Subquery(last.values("zone")[:1]),
        last_units=Subquery(last.values("units")[:1]),
    )
