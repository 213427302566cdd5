"""The only home of numbers to call."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

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
        validators=[
            RegexValidator(
                r"^\+?[0-9][0-9 ()./*#-]{0,28}$", _("Use digits, spaces and a + at the start.")
            )
        ],
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
        return "".join(c for c in self.number if c in "+0123456789*#")
