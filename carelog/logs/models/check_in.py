"""One sitting in which a person says how the day is."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from carelog.patients.models import Kept
from carelog.patients.possible import DAYS_AS_TEXT, TIMES_AS_TEXT


class CheckIn(Kept):
    """A check-in. Its entries point to it; it can be left at any step and nothing is lost."""

    opened_at = models.DateTimeField()
    zone = models.CharField(max_length=64)
    day = models.DateField()
    done_at = models.DateTimeField(null=True)
    too_ill = models.BooleanField(_("too ill today"), default=False)
    main_concern = models.CharField(
        _("the one thing I want my team to know"), max_length=200, blank=True
    )

    #: What is asked in a check-in, and its own words at the end.
    domains = frozenset({"pain", "symptoms", "mobility", "food", "wellbeing", "mood", "concern"})
    dated_by = "day"
    kept_fields = ("opened_at", "zone", "day", "done_at", "too_ill", "main_concern")

    class Meta(Kept.Meta):
        ordering = ("-opened_at", "-pk")
        indexes = (models.Index(fields=("patient", "-opened_at"), name="checkin_by_time"),)
        constraints = (
            *Kept.Meta.constraints,
            models.CheckConstraint(
                condition=Q(opened_at__range=TIMES_AS_TEXT),
                name="checkin_time_is_possible",
            ),
            models.CheckConstraint(
                condition=Q(day__range=DAYS_AS_TEXT),
                name="checkin_day_is_possible",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(done_at__gte=models.F("opened_at")),
                name="checkin_ends_after_it_began",
            ),
        )
