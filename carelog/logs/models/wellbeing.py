"""Wellbeing: tiredness, sleep, and how much of a good day it was."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from carelog.clinical.series import Measure
from carelog.entries.columns import Amount, Choice, Count, Score, between, known
from carelog.logs.models.base import Entry


class Slept(models.TextChoices):
    """How well one slept."""

    VERY_POOR = "very_poor", _("very badly")
    POOR = "poor", _("badly")
    FAIR = "fair", _("so-so")
    GOOD = "good", _("well")
    VERY_GOOD = "very_good", _("very well")


class WellbeingEntry(Entry):
    """How tired, how slept, how the day was. At least one answer or a note."""

    slug = "wellbeing"
    domain = "wellbeing"
    own_questions = True
    kept_fields = (
        *("at", "zone", "day", "note"),
        *("fatigue", "sleep_hours", "sleep_quality", "woken_by_pain", "good_day"),
    )
    asked_first = ("fatigue", "sleep_hours", "good_day")
    short = ("fatigue", "sleep_hours", "good_day")
    brief = {
        "fatigue": _("tiredness"),
        "sleep_hours": _("slept"),
        "sleep_quality": _("slept"),
        "woken_by_pain": _("times woken by pain"),
        "good_day": _("good day"),
    }
    measures = (
        Measure("fatigue", unit="{score}", bounds=(0, 10), per_day="max", better="lower"),
        Measure("sleep_hours", unit="h", bounds=(0, 24), per_day="last", better=None),
        Measure("woken_by_pain", unit="1", bounds=(0, 20), per_day="max", better="lower"),
        Measure("good_day", unit="{score}", bounds=(0, 10), per_day="last", better="higher"),
    )

    fatigue = Score(
        _("how tired were you at your worst today?"),
        low=_("not tired"),
        high=_("the most you can imagine"),
        help_text=_("Tiredness is common with cancer, and it can change from day to day."),
    )
    sleep_hours = Amount(
        _("how long did you sleep last night?"),
        low=0,
        high=24,
        unit="h",
        help_text=_("Pain and poor sleep can feed each other."),
    )
    sleep_quality = Choice(
        _("how well did you sleep?"),
        choices=Slept.choices,
        help_text=_("The hours alone do not say how rested you feel."),
    )
    woken_by_pain = Count(
        _("how many times did pain wake you last night?"),
        low=0,
        high=20,
        help_text=_("Pain in the bones can be worse at night, and your team asks about it."),
    )
    good_day = Score(
        _("how much of a good day was it?"),
        low=_("not at all"),
        high=_("a very good day"),
        help_text=_("Numbers about pain and sleep leave out how the day was for you."),
    )

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = _("tiredness and sleep")
        constraints = (
            *Entry.Meta.constraints,
            *known("wellbeing", sleep_quality=Slept.values),
            *between(
                "wellbeing",
                fatigue=(0, 10),
                sleep_hours=(0, 24),
                woken_by_pain=(0, 20),
                good_day=(0, 10),
            ),
            models.CheckConstraint(
                condition=~Q(
                    note="",
                    sleep_quality="",
                    fatigue=None,
                    sleep_hours=None,
                    woken_by_pain=None,
                    good_day=None,
                ),
                name="wellbeing_says_something",
                violation_error_message=_("Answer at least one question, or write a note."),
            ),
        )
