"""Weight: once a week, in the morning, on the same scale."""

from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from carelog.clinical.series import Measure
from carelog.entries.columns import Amount, between
from carelog.logs.models.base import Entry


class WeightEntry(Entry):
    """One weighing. The first of a day stands for the day."""

    slug = "weight"
    domain = "food"
    kept_fields = ("at", "zone", "day", "note", "weight_kg")
    measures = (Measure("weight_kg", unit="kg", bounds=(20, 400), per_day="first", better=None),)
    brief = {"weight_kg": ""}
    near_last = {"weight_kg": Fraction(1, 10)}

    weight_kg = Amount(
        _("weight"),
        low=20,
        high=400,
        unit="kg",
        decimal_places=2,
        null=False,
        blank=False,
        help_text=_("Weight can go down or up quietly. Your team plans medicines and food by it."),
    )

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = _("weight")
        constraints = (*Entry.Meta.constraints, *between("weight", weight_kg=(20, 400)))
