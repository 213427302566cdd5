"""Rows of a window of days, as charts and sentences read them."""

from datetime import date
from typing import TypeVar

from django.db.models import Q, QuerySet, Subquery

from carelog.compiled import Parameter
from carelog.entries.models import Dated

D = TypeVar("D", bound=Dated)
#: A day, or its place in a query that is composed once.
Day = date | Parameter


def since(rows: QuerySet[D], start: Day | None) -> QuerySet[D]:
    """Return the rows from a day on and those of the last day before it; all without a day.

    What came before tells a reader of the window whether, and when, anything was.
    """
    if start is None:
        return rows
    before = rows.filter(day__lt=start).order_by("-day").values("day")[:1]
    return rows.filter(Q(day__gte=start) | Q(day=Subquery(before)))
