"""Temperature: the number, and where it was taken."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from carelog.clinical.series import Measure
from carelog.entries.columns import Amount, Choice, between, known
from carelog.logs.models.base import Entry


class Measured(models.TextChoices):
    """Where a thermometer was held."""

    MOUTH = "mouth", _("in the mouth")
    ARMPIT = "armpit", _("under the arm")
    EAR = "ear", _("in the ear")
    FOREHEAD = "forehead", _("on the forehead")


class TemperatureEntry(Entry):
    """One reading. The highest of a day stands for the day."""

    slug = "temperature"
    domain = "symptoms"
    kept_fields = ("at", "zone", "day", "note", "temp_c", "measured")
    brief = {"temp_c": "", "measured": ""}
    measures = (Measure("temp_c", unit="Cel", bounds=(30, 45), per_day="max"),)

    temp_c = Amount(
        _("temperature"),
        low=30,
        high=45,
        unit="Cel",
        decimal_places=2,
        max_digits=4,
        null=False,
        blank=False,
        help_text=_(
            "Fever on treatment can mean an infection. Follow the card your team gave you."
        ),
    )
    measured = Choice(
        _("where was it taken?"),
        choices=Measured.choices,
        help_text=_("Readings from the same place are easier to compare."),
    )

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = _("temperature")
        constraints = (
            *Entry.Meta.constraints,
            *between("temperature", temp_c=(30, 45)),
            *known("temperature", measured=Measured.values),
        )
