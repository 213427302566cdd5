"""The days a page shows, and how its tables say days and numbers, each formatted once."""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from django.utils import formats
from django.utils.translation import get_language

from carelog.clinical.units import plain, rounded


class Window(NamedTuple):
    """The first and last day shown, and the patient's today."""

    start: date
    end: date
    today: date


def day_words(day: date, bin: str) -> str:
    """Return the first day of a bin of a day, a week or a month, as a table shows it."""
    return _day_words(day, "F Y" if bin == "month" else "j M Y", get_language())


def number_words(value: float, places: int = 1) -> str:
    """Return a number as a table shows it: to so many decimals, without zeros at their end."""
    return _number_words(value, places, get_language())


# Twelve tables of a page show the same days and the same few numbers.
@lru_cache(maxsize=4096)
def _day_words(day: date, pattern: str, _language: str | None) -> str:
    return formats.date_format(day, pattern)


@lru_cache(maxsize=4096)
def _number_words(value: float, places: int, _language: str | None) -> str:
    return formats.number_format(plain(rounded(Decimal(str(value)), places)))
