"""The days of a share, as the condition of a query."""

from datetime import date

from django.db.models import Q


def between(column: str, first: date | None, last: date | None) -> Q:
    """Return what lies from `first` to `last`, days or moments, both included; None is no limit."""
    limits = {f"{column}__gte": first, f"{column}__lte": last}
    return Q(**{name: value for name, value in limits.items() if value is not None})
