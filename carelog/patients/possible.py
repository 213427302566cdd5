"""The range of years, days and moments that a person can mean."""

from datetime import UTC, date, datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = YEARS = (1900, 2100)
FIRST_DAY, LAST_DAY = DAYS = (date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
TIMES = tuple(datetime(day.year, day.month, day.day, tzinfo=UTC) for day in DAYS)
# Two tables were told them as text. A constraint is compared by its values, so it stays text.
DAYS_AS_TEXT = tuple(str(day) for day in DAYS)
TIMES_AS_TEXT = tuple(f"{day}T00:00Z" for day in DAYS)

NO_POSSIBLE_TIME = _("The time must be between 1900 and 2100.")
NO_POSSIBLE_DAY = _("The day must be between 1900 and 2100.")


def is_possible(day: date) -> bool:
    """Say whether a day, or a time on the wall, is one a person can mean."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def possible_time(field: str, name: str) -> models.CheckConstraint:
    """Return the rule that a time, where given, is one a person can mean."""
    return models.CheckConstraint(
        condition=Q(**{field: None}) | Q(**{f"{field}__range": TIMES}),
        name=name,
        violation_error_message=NO_POSSIBLE_TIME,
    )


def possible_day(field: str, name: str) -> models.CheckConstraint:
    """Return the rule that a day, where given, is one a person can mean."""
    return models.CheckConstraint(
        condition=Q(**{field: None}) | Q(**{f"{field}__range": DAYS}),
        name=name,
        violation_error_message=NO_POSSIBLE_DAY,
    )
