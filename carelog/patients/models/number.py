"""The only home of numbers to call."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from carelog.patients.dialling import can_be_dialled, dialled
from carelog.patients.models.kept import Kept


class Number(Kept):
    """A phone number the person gave: whom it reaches and when."""

    class Role(models.TextChoices):
        EMERGENCY = "emergency", _("emergency number")
        CANCER_LINE = "cancer_line", _("cancer line, day and night")
        TEAM = "team", _("care team")
        NEXT_OF_KIN = "next_of_kin", _("next of kin")
        CRISIS_LINE = "crisis_line", _("crisis line")
        POISON_LINE = "poison_line", _("poison line")

    role = models.CharField(_("who answers"), max_length=11, choices=Role)
    number = models.CharField(
        _("number"),
        max_length=30,
        validators=[can_be_dialled],
    )
    hours = models.CharField(_("when it is answered"), max_length=80, blank=True)

    kept_fields = ("role", "number", "hours")

    class Meta(Kept.Meta):
        constraints = (
            *Kept.Meta.constraints,
            models.CheckConstraint(condition=~Q(number=""), name="number_has_digits"),
            models.CheckConstraint(
                condition=Q(
                    role__in=(
                        *("emergency", "cancer_line", "team", "next_of_kin"),
                        *("crisis_line", "poison_line"),
                    )
                ),
                name="number_role_is_known",
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def tel(self) -> str:
        """Return the number as a phone dials it."""
        return dialled(self.number)
