"""Moving, food, bowels, sleep, signs and falls: what a day was like."""

from collections.abc import Iterator

from django.utils.functional import lazy

from carelog.entries.words import label_of
from carelog.exchange.fhir.codes import YES_NO, Family, Item, Panel, hyphened
from carelog.exchange.fhir.document import Document, SectionEntry
from carelog.exchange.fhir.function import falls, moving
from carelog.exchange.fhir.observations import of_family
from carelog.logs.models import (
    BowelsEntry,
    DietEntry,
    SymptomsEntry,
    WellbeingEntry,
)

SCALE = "{score}"
IN_OWN_WORDS = "The person's own answer, 0 to 10."


def single(name: str, code: str, display: str, definition: str, unit: str = "", **more) -> Panel:
    """Return an Observation of one answer."""
    return Panel(Item(name, code, display, definition, unit, **more))


def meal(name: str, words: str) -> Item:
    """Return one meal as a part of what was eaten that day."""
    return Item(name, f"meal-{name}", words, f"{words}: how much of it was eaten.")


FOOD = Family(
    DietEntry,
    (
        Panel(
            Item("", "meals", "Meals", "How much of each meal was eaten that day."),
            (
                meal("breakfast", "Breakfast"),
                meal("midday", "Midday meal"),
                meal("evening", "Evening meal"),
            ),
        ),
        single("appetite", "appetite-0-10", "Appetite (0-10, 10 is good)", IN_OWN_WORDS, SCALE),
        single("nausea", "nausea-0-10", "Nausea (0-10)", IN_OWN_WORDS, SCALE),
        single("vomits_24h", "vomits-24h", "Times vomited", "In 24 hours.", "{count}", hours=24),
        single("drinks_ml", "fluid-ml", "Drinks", "What was drunk that day so far.", "mL"),
        single("snacks", "snacks", "Snacks", "How many were eaten that day.", "{count}"),
        single(
            "protein_portions",
            "protein-portions",
            "Portions of protein foods",
            "How many portions were eaten that day.",
            "{count}",
        ),
        single(
            "supplement_drinks",
            "supplement-drinks",
            "Supplement drinks",
            "How many were drunk that day.",
            "{count}",
        ),
        single(
            "alcohol_units",
            "alcohol-units",
            "Units of alcohol",
            "As the person counts units; how large one is differs between countries.",
            "{unit}",
        ),
        single(
            "mouth_or_swallowing_trouble",
            "mouth-or-swallowing-trouble",
            "Mouth or swallowing made it hard to eat",
            YES_NO,
        ),
        single(
            "shopping_or_cooking_trouble",
            "shopping-or-cooking-trouble",
            "Shopping or cooking was a problem",
            YES_NO,
        ),
    ),
)
BOWELS = Family(
    BowelsEntry,
    (
        single("moved", "bowels-moved", "Bowels moved that day", YES_NO),
        single(
            "stool_form",
            "stool-form",
            "What the stool was like (1-7)",
            "1 is hardest, 7 watery, in CareLog's own words; not the Bristol Stool Form Scale.",
        ),
    ),
)
SLEEP = Family(
    WellbeingEntry,
    (
        single("fatigue", "fatigue-worst-0-10", "Worst tiredness (0-10)", IN_OWN_WORDS, SCALE),
        single("sleep_hours", "sleep-hours", "Hours slept last night", "As reported.", "h"),
        single("sleep_quality", "sleep-quality", "How well the person slept", "As reported."),
        single(
            "woken_by_pain",
            "woken-by-pain",
            "Times woken by pain last night",
            "As reported.",
            "{count}",
        ),
        single(
            "good_day",
            "good-day-0-10",
            "How much of a good day it was (0-10, 10 is good)",
            IN_OWN_WORDS,
            SCALE,
        ),
    ),
)
ASKED = "A sign of the list. Yes or no as the person answered; left out where unanswered."
UNITS = {"belly_pain": SCALE, "mouth_sore_days": "d"}


def _sign(name: str) -> Item:
    label = lazy(label_of, str)(SymptomsEntry, name)
    return Item(name, f"sign-{hyphened(name)}", label, ASKED, UNITS.get(name, ""))


SIGNS = Family(
    SymptomsEntry,
    (
        Panel(
            Item("", "signs", "Signs asked", "One answer sheet: signs, each yes or no."),
            tuple(map(_sign, SymptomsEntry().answers())),
            (Item("asked_as", "signs-asked-as", "Asked as", "The question the sheet answers."),),
        ),
    ),
)
FAMILIES = (FOOD, BOWELS, SLEEP, SIGNS)


def entries(doc: Document) -> Iterator[SectionEntry]:
    """Give what was logged of days, and falls."""
    yield from moving(doc)
    yield from falls(doc)
    for family in FAMILIES:
        yield from of_family(doc, family)
