"""Food and sickness, sleep and temperature in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from carelog.clinical.body_figures import WeightChange
from carelog.entries.quantities import in_words
from carelog.lazy import LazyStr
from carelog.summary.everyday import Food
from carelog.summary.measured import Weight
from carelog.summary.tallies import Tally
from carelog.summary.words.pieces import Item, Said, given
from carelog.summary.words.reader import Reader, signed
from carelog.summary.words.tallies import in_a_line, lines

FOOD: dict[str, LazyStr] = {
    "appetite": __("Appetite, 0 to 10"),
    "nausea": __("Feeling sick, 0 to 10"),
    "vomits_24h": __("Vomiting in 24 hours"),
    "breakfast": __("Eaten of breakfast"),
    "midday": __("Eaten at midday"),
    "evening": __("Eaten in the evening"),
    "snacks": __("Snacks"),
    "drinks_ml": __("Drinks"),
    "supplement_drinks": __("Supplement drinks"),
    "protein_portions": __("Portions of protein"),
    "alcohol_units": __("Alcohol"),
    "mouth_or_swallowing_trouble": __("Trouble with mouth or swallowing"),
    "shopping_or_cooking_trouble": __("Trouble with shopping or cooking"),
}
SLEEP: dict[str, LazyStr] = {
    "sleep_hours": __("Sleep"),
    "sleep_quality": __("Sleep was"),
    "woken_by_pain": __("Woken by pain, times a night"),
    "good_day": __("How much of a good day, 0 to 10"),
}


def food(found: Food | None, reader: Reader) -> Said | None:
    """Return sickness first, then food and weight; None where nothing was logged."""
    if found is None:
        return None
    weighed = _weight(found.weight, reader) if found.weight else ()
    return Said(items=(*lines(found.eating, FOOD, reader), *weighed))


def sleep(found: dict[str, Tally], reader: Reader) -> Said | None:
    """Return how nights and days were."""
    return Said(items=lines(found, SLEEP, reader)) if found else None


def temperature(found: dict[str, Tally], reader: Reader) -> Said | None:
    """Return the highest with its day before all others, and how it was measured."""
    if "temp_c" not in found:
        return None
    taken = found["temp_c"]
    unit = reader.unit("Cel")
    highest = f"{in_words(taken.high, unit)} ({reader.day(taken.high_on)})"  # type: ignore[arg-type]
    items = [Item(_("Highest"), highest)]
    if taken.entries > 1:
        items.append(Item(_("All"), in_a_line(taken, reader)))
    if "measured" in found:
        items.append(Item(_("Measured"), in_a_line(found["measured"], reader)))
    return Said(items=tuple(items))


def _weight(found: Weight, reader: Reader) -> tuple[Item, ...]:
    day, newest = given(found.newest)
    weighed = f"{in_words(newest, reader.unit('kg'))} ({reader.day(day)})"
    changed = ((_("about 30 days before"), found.month), (_("about half a year"), found.half_year))
    against = [_against(words, change, reader) for words, change in changed if change]
    return (Item(_("Weight"), weighed), *against)


def _against(words: str, change: WeightChange, reader: Reader) -> Item:
    day, then = change.reference
    figures = {
        "change": signed(change.percent),
        "then": in_words(then, reader.unit("kg")),
        "day": reader.day(day),
    }
    return Item(words, _("%(change)s %%, was %(then)s (%(day)s)") % figures)
