"""Flares of pain, also called breakthrough pain: how bad, how long, what helped."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from carelog.clinical.series import Measure
from carelog.entries.columns import Choice, Count, Score, Words, between, known
from carelog.logs.models.base import Entry

A_DAY = 24 * 60


class Trigger(models.TextChoices):
    """What set a flare off."""

    MOVEMENT = "movement", _("moving")
    COUGH_STRAIN = "cough_strain", _("coughing or straining")
    NONE_KNOWN = "none_known", _("nothing I know of")
    BEFORE_NEXT_DOSE = "before_next_dose", _("shortly before the next dose")
    OTHER = "other", _("something else")


class BreakthroughEntry(Entry):
    """One flare. Of a day stands the highest peak; how many there were is counted."""

    slug = "breakthrough"
    domain = "pain"
    kept_fields = (
        *("at", "zone", "day", "note", "peak", "minutes", "trigger"),
        *("medicine_taken", "relief_pct", "relief_after_minutes"),
    )
    measures = (Measure("peak", unit="{score}", bounds=(0, 10), per_day="max", better="lower"),)
    sections = (
        (_("The flare"), ("peak", "minutes", "trigger")),
        (_("What you took"), ("medicine_taken", "relief_pct", "relief_after_minutes")),
    )
    asked_first = ("peak", "minutes", "medicine_taken")
    brief = {
        "peak": _("worst"),
        "minutes": "",
        "trigger": "",
        "relief_pct": _("eased by"),
    }

    peak = Score(
        _("how bad was it at its worst?"),
        low=_("no pain"),
        high=_("the worst you can imagine"),
        null=False,
        blank=False,
        help_text=_("How bad flares get helps your team to judge the plan."),
    )
    minutes = Count(
        _("how long did it last?"),
        low=1,
        high=A_DAY,
        unit="min",
        help_text=_("Short and long flares can be treated in different ways."),
    )
    trigger = Choice(
        _("what set it off?"),
        choices=Trigger.choices,
        help_text=_("A flare that comes with moving is another one than a dose that wears off."),
    )
    medicine_taken = Words(
        _("what did you take for it?"),
        max_length=200,
        help_text=_("Your team can then see what you really had, and if it helped."),
    )
    relief_pct = Count(
        _("how much of the pain went away?"),
        low=0,
        high=100,
        unit="%",
        help_text=_("0 is none of it, 50 is half, 100 is all. It shows how much it helped."),
    )
    relief_after_minutes = Count(
        _("how long until it helped?"),
        low=5,
        high=240,
        unit="min",
        help_text=_("How fast it works matters as much as how well."),
    )

    class Meta(Entry.Meta):
        verbose_name = _("flare of pain")
        verbose_name_plural = _("flares of pain")
        constraints = (
            *Entry.Meta.constraints,
            *between("breakthrough", peak=(0, 10), minutes=(1, A_DAY), relief_pct=(0, 100)),
            *between("breakthrough", relief_after_minutes=(5, 240)),
            *known("breakthrough", trigger=Trigger.values),
        )
