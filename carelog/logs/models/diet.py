"""Food and drink: what went down, and what got in the way."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from carelog.clinical.series import Measure
from carelog.entries.columns import Amount, Choice, Count, Score, YesNo, between, known
from carelog.logs.models.base import Entry


class Eaten(models.TextChoices):
    """How much of a meal was eaten."""

    NONE = "none", _("none of it")
    LITTLE = "little", _("a little")
    HALF = "half", _("about half")
    MOST = "most", _("most of it")
    ALL = "all", _("all of it")


MEALS = ("breakfast", "midday", "evening")
FOOD = ("snacks", "protein_portions")
DRINKS = ("drinks_ml", "supplement_drinks", "alcohol_units")
SICKNESS = ("appetite", "nausea", "vomits_24h")
TROUBLE = ("mouth_or_swallowing_trouble", "shopping_or_cooking_trouble")


class DietEntry(Entry):
    """What was eaten and drunk in a day so far. At least one answer or a note."""

    slug = "diet"
    domain = "food"
    own_questions = True
    kept_fields = ("at", "zone", "day", "note", *MEALS, *FOOD, *DRINKS, *SICKNESS, *TROUBLE)
    sections = (
        (_("Meals"), (*MEALS, *FOOD)),
        (_("Drinks"), DRINKS),
        (_("Appetite and sickness"), SICKNESS),
        (_("Trouble with eating"), TROUBLE),
    )
    asked_first = ("appetite", "drinks_ml", "nausea")
    short = ("appetite", "drinks_ml")
    brief = {
        "appetite": _("appetite"),
        "drinks_ml": _("drinks"),
        "vomits_24h": _("times vomited"),
        "nausea": _("nausea"),
        "breakfast": _("breakfast"),
        "midday": _("midday meal"),
        "evening": _("evening meal"),
        "snacks": _("snacks"),
        "protein_portions": _("protein foods"),
        "supplement_drinks": _("supplement drinks"),
        "alcohol_units": _("units of alcohol"),
        "mouth_or_swallowing_trouble": _("mouth or swallowing trouble:"),
        "shopping_or_cooking_trouble": _("shopping or cooking trouble:"),
    }
    measures = (
        Measure("appetite", unit="{score}", bounds=(0, 10), per_day="last", better="higher"),
        Measure("nausea", unit="{score}", bounds=(0, 10), per_day="last", better="lower"),
        Measure("vomits_24h", unit="1", bounds=(0, 50), per_day="max", better="lower"),
        Measure("drinks_ml", unit="mL", bounds=(0, 10_000), per_day="max", better=None),
        Measure("snacks", unit="1", bounds=(0, 20), per_day="last", better=None),
        Measure("protein_portions", unit="1", bounds=(0, 20), per_day="last", better=None),
        Measure("supplement_drinks", unit="1", bounds=(0, 20), per_day="last", better=None),
        Measure("alcohol_units", unit="1", bounds=(0, 50), per_day="last", better=None),
    )

    breakfast = Choice(
        _("how much of your breakfast did you eat?"),
        choices=Eaten.choices,
        help_text=_("How much of a meal was eaten is hard to recall weeks later."),
    )
    midday = Choice(
        _("how much of your midday meal did you eat?"),
        choices=Eaten.choices,
        help_text=_("One meal of the day can be harder than another."),
    )
    evening = Choice(
        _("how much of your evening meal did you eat?"),
        choices=Eaten.choices,
        help_text=_("Some people can eat less as the day goes on."),
    )
    snacks = Count(
        _("how many snacks did you eat today?"),
        low=0,
        high=20,
        help_text=_("Some people eat small bites more often, and these are food too."),
    )
    protein_portions = Count(
        _("how many portions of protein foods did you eat today?"),
        low=0,
        high=20,
        help_text=_("The body builds muscle from protein, as in eggs, fish, meat and beans."),
    )
    drinks_ml = Count(
        _("how much did you drink today?"),
        low=0,
        high=10_000,
        unit="mL",
        help_text=_("People often drink less when they feel ill, and it is easy to miss."),
    )
    supplement_drinks = Count(
        _("how many supplement drinks did you have today?"),
        low=0,
        high=20,
        help_text=_("If these drinks are part of your plan, your team asks how many you had."),
    )
    alcohol_units = Amount(
        _("how many units of alcohol did you drink today?"),
        low=0,
        high=50,
        unit="1",
        help_text=_("Alcohol can add to falls, and to sleepiness from strong pain medicines."),
    )
    appetite = Score(
        _("how was your appetite today?"),
        low=_("no appetite"),
        high=_("good appetite"),
        help_text=_("Appetite can change with pain, mood and treatment."),
    )
    nausea = Score(
        _("how bad was nausea (feeling sick) today?"),
        low=_("no nausea"),
        high=_("the worst you can imagine"),
        help_text=_("Nausea can come from the illness, from treatment or from medicines."),
    )
    vomits_24h = Count(
        _("how many times did you vomit in the last 24 hours?"),
        low=0,
        high=50,
        help_text=_("Vomiting can stop food, drinks and medicines from staying down."),
    )
    mouth_or_swallowing_trouble = YesNo(
        _("did your mouth or swallowing make it hard to eat?"),
        help_text=_("A sore mouth or trouble swallowing can make people eat less."),
    )
    shopping_or_cooking_trouble = YesNo(
        _("was shopping or cooking a problem?"),
        help_text=_("Sometimes the hard part is getting the food, not eating it."),
    )

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = _("food and drink")
        constraints = (
            *Entry.Meta.constraints,
            *known("diet", breakfast=Eaten.values, midday=Eaten.values, evening=Eaten.values),
            *between(
                "diet",
                snacks=(0, 20),
                protein_portions=(0, 20),
                drinks_ml=(0, 10_000),
                supplement_drinks=(0, 20),
                alcohol_units=(0, 50),
                appetite=(0, 10),
                nausea=(0, 10),
                vomits_24h=(0, 50),
            ),
            models.CheckConstraint(
                condition=~Q(
                    note="",
                    **dict.fromkeys(MEALS, ""),
                    **dict.fromkeys((*FOOD, *DRINKS, *SICKNESS, *TROUBLE)),
                ),
                name="diet_says_something",
                violation_error_message=_("Answer at least one question, or write a note."),
            ),
        )
