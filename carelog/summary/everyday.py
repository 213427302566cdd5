"""What a person answers about everyday things: food and sickness, sleep, temperature."""

from dataclasses import dataclass

from carelog.logs.models import DietEntry, TemperatureEntry, WellbeingEntry
from carelog.summary.logged_days import Reading
from carelog.summary.measured import Weight, weight
from carelog.summary.tallies import Tally, tallies

FOOD = (
    *("appetite", "nausea", "vomits_24h", "breakfast", "midday", "evening", "snacks", "drinks_ml"),
    *("supplement_drinks", "protein_portions", "alcohol_units"),
    *("mouth_or_swallowing_trouble", "shopping_or_cooking_trouble"),
)
SLEEP = ("sleep_hours", "sleep_quality", "woken_by_pain", "good_day")
TEMPERATURE = ("temp_c", "measured")


@dataclass(frozen=True, slots=True)
class Food:
    """The newest weights, and the tally of each answer about eating and sickness."""

    weight: Weight | None
    eating: dict[str, Tally]


def food(reading: Reading) -> Food | None:
    """Return food, sickness and weight; None where nothing of it was logged."""
    eating, weighed = tallies(reading, DietEntry, FOOD), weight(reading)
    if not eating and weighed.newest is None:
        return None
    return Food(weighed if weighed.newest else None, eating)


def sleep(reading: Reading) -> dict[str, Tally]:
    """Return how nights and days were in the period."""
    return tallies(reading, WellbeingEntry, SLEEP)


def temperature(reading: Reading) -> dict[str, Tally]:
    """Return the temperatures of the period, in degrees Celsius."""
    return tallies(reading, TemperatureEntry, TEMPERATURE)
