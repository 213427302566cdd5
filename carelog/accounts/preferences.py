"""How a person likes to read: units, size of text, colours, quiet mode."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Preferences(models.Model):
    """The columns of a user's preferences.

    Quantities are stored in one unit each and turned into the reader's where they are shown. In
    quiet mode no page draws a chart or shows a score.
    """

    class WeightUnit(models.TextChoices):
        KG = "kg", _("kilograms")
        LB = "lb", _("pounds")
        ST = "st", _("stones and pounds")

    class TemperatureUnit(models.TextChoices):
        C = "c", _("°C (Celsius)")
        F = "f", _("°F (Fahrenheit)")

    class DrinkUnit(models.TextChoices):
        CUPS = "cups", _("cups of 200 ml")
        ML = "ml", _("millilitres")

    class TextSize(models.TextChoices):
        NORMAL = "normal", _("normal")
        LARGE = "large", _("large")
        LARGER = "larger", _("larger")

    class Theme(models.TextChoices):
        AUTO = "auto", _("as this device is set")
        LIGHT = "light", _("light")
        DARK = "dark", _("dark")

    weight_unit = models.CharField(
        _("weight in"), max_length=2, choices=WeightUnit, default=WeightUnit.KG
    )
    temperature_unit = models.CharField(
        _("temperature in"), max_length=1, choices=TemperatureUnit, default=TemperatureUnit.C
    )
    drink_unit = models.CharField(
        _("drinks in"), max_length=4, choices=DrinkUnit, default=DrinkUnit.CUPS
    )
    text_size = models.CharField(
        _("text size"), max_length=6, choices=TextSize, default=TextSize.NORMAL
    )
    theme = models.CharField(_("colours"), max_length=5, choices=Theme, default=Theme.AUTO)
    quiet = models.BooleanField(_("quiet mode"), default=False)

    class Meta:
        abstract = True
