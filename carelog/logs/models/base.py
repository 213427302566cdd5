"""One dated line in a patient's log, of whatever kind."""

from django.db import models
from django.db.models import Q

from carelog.entries.models import Dated
from carelog.lazy import LazyStr
from carelog.logs.models.check_in import CheckIn


def range_constraint(
    field: str, low: int, high: int, name: str, message: LazyStr
) -> models.CheckConstraint:
    """Return the rule that a number, where given, lies in a range."""
    return models.CheckConstraint(
        condition=Q(**{field: None}) | Q(**{f"{field}__range": (low, high)}),
        name=name,
        violation_error_message=message,
    )


class Entry(Dated):
    """What was felt. A kind of log is a subclass listed in KINDS."""

    check_in = models.ForeignKey(CheckIn, models.SET_NULL, null=True, related_name="+")

    class Meta(Dated.Meta):
        abstract = True
