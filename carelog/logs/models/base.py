"""One dated line in a patient's log, of whatever kind."""

from datetime import UTC, datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from carelog.clinical.series import Measure
from carelog.logs.models.check_in import CheckIn
from carelog.patients.models import Kept

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 12, 31, tzinfo=UTC)


def possible_time(field: str, name: str) -> models.CheckConstraint:
    """Return the rule that a time is one a person can mean; others would break every list."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__range": (EARLIEST, LATEST)}),
        name=name,
        violation_error_message=_("The time must be between 1900 and 2100."),
    )


def within(field: str, low: int, high: int, name: str, message: str) -> models.CheckConstraint:
    """Return the rule that a number, where given, lies in a range."""
    return models.CheckConstraint(
        condition=Q(**{field: None}) | Q(**{f"{field}__range": (low, high)}),
        name=name,
        violation_error_message=message,
    )


class Entry(Kept):
    """One dated line in a log. A kind of log is a subclass listed in KINDS.

    `at` is the moment (UTC), `zone` the clock the person read it on, and `day` the local day
    they meant, which in the small hours may be the day before.
    """

    at = models.DateTimeField(_("when"))
    zone = models.CharField(max_length=64)
    day = models.DateField()
    check_in = models.ForeignKey(CheckIn, models.SET_NULL, null=True, related_name="+")
    note = models.TextField(_("note"), blank=True, max_length=4000)

    slug: ClassVar[str]
    #: The education page that goes with this kind.
    page: ClassVar[str]
    measures: ClassVar[tuple[Measure, ...]] = ()
    # Templates receive the class itself, which Django would call otherwise.
    do_not_call_in_templates = True

    class Meta(Kept.Meta):
        abstract = True
        ordering = ("-day", "-at", "-pk")
        indexes = (models.Index(fields=("patient", "-day", "-at"), name="%(class)s_by_day"),)
        constraints = (
            *Kept.Meta.constraints,
            possible_time("at", "%(class)s_time_is_possible"),
            models.CheckConstraint(
                condition=Q(day__range=(EARLIEST.date(), LATEST.date())),
                name="%(class)s_day_is_possible",
            ),
        )
