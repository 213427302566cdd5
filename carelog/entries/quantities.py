"""Numbers with a unit, as a person reads and types them. Storage is SI; units are UCUM codes."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from carelog.accounts.models import User
from carelog.clinical import units
from carelog.clinical.numbers import Exact
from carelog.lazy import LazyStr


def as_it_is(value: Exact) -> Exact:
    """Return a number that is shown and typed in the unit it is stored in."""
    return value


@dataclass(frozen=True)
class Unit:
    """A unit to show and to type in: its word, and the way from and to the stored number.

    `places` is how many decimals of what was logged are shown, and of a mean no fewer than
    `mean_places`; trailing zeros are left out. No number is rounded by its size.
    """

    word: LazyStr
    places: int = 0
    from_stored: Callable[[Exact], Exact] = as_it_is
    to_stored: Callable[[Exact], Exact] = as_it_is
    #: The word where the unit is named for the first time, if it needs more.
    spelled: LazyStr = ""
    mean_places: int = 1
    #: What names it in a form, where a reader may choose another one.
    key: str = ""

    @property
    def places_of_mean(self) -> int:
        """Return how many decimals of a mean are shown: never fewer than of what was logged."""
        return max(self.places, self.mean_places)


KG = Unit(gettext_lazy("kg"), places=2, key="kg")
LB = Unit(gettext_lazy("lb"), 1, units.kg_to_lb, units.lb_to_kg, key="lb")
#: Stones are typed beside pounds: what is typed and shown is a pair of numbers.
STONES = Unit(gettext_lazy("st"), 1, key="st")
CELSIUS = Unit(gettext_lazy("°C"), places=2, key="c")
FAHRENHEIT = Unit(gettext_lazy("°F"), 1, units.c_to_f, units.f_to_c, key="f")
ML = Unit(gettext_lazy("ml"), mean_places=0, key="ml")
CUPS = Unit(
    *(gettext_lazy("cups"), 1, units.ml_to_cups, units.cups_to_ml),
    spelled=gettext_lazy("cups of 200 ml"),
    key="cups",
)

#: The units a reader may choose from, the stored one first.
TO_CHOOSE = {"kg": (KG, LB, STONES), "Cel": (CELSIUS, FAHRENHEIT), "mL": (ML, CUPS)}
#: What a reader chooses in their settings.
CHOSEN = ("weight_unit", "temperature_unit", "drink_unit")
OTHERS = {
    "": Unit(""),
    "1": Unit("", places=1),
    # Its unit stands in words in a column of its own.
    "as typed": Unit("", places=3),
    "min": Unit(gettext_lazy("minutes")),
    "h": Unit(gettext_lazy("hours"), places=1),
    "d": Unit(gettext_lazy("days")),
    "%": Unit("%"),
    "Gy": Unit(gettext_lazy("Gy"), places=2),
    "mg": Unit(gettext_lazy("mg"), places=1),
    "cm": Unit(gettext_lazy("cm"), places=1),
}


def unit_for(code: str, reader: User | None) -> Unit:
    """Return the unit in which a reader sees numbers stored in a UCUM unit, "" for plain counts.

    Without a reader it is the stored unit itself. Raises KeyError for a unit nobody uses.
    """
    if code == "kg":
        return {"lb": LB, "st": STONES}.get(getattr(reader, "weight_unit", ""), KG)
    if code == "Cel":
        return FAHRENHEIT if getattr(reader, "temperature_unit", "") == "f" else CELSIUS
    if code == "mL":
        return CUPS if getattr(reader, "drink_unit", "") == "cups" else ML
    return OTHERS[code]


def unit_typed_in(code: str, key: str, reader: User | None) -> Unit:
    """Return the unit that a form named when it was filled in, else the one the reader sees now."""
    named = {unit.key: unit for unit in TO_CHOOSE.get(code, ())}
    return named.get(key) or unit_for(code, reader)


def units_of(reader: User | None) -> tuple[str, ...]:
    """Return the reader's choices of units, which decide how every number is said."""
    return tuple(getattr(reader, name, "") for name in CHOSEN)


def drawn_in(unit: Unit) -> Unit:
    """Return the unit of pictures and tables: a pair such as stones and pounds is no one number."""
    return LB if unit is STONES else unit


def digits(value: Exact, unit: Unit) -> str:
    """Return a stored number as it was logged, read in a unit."""
    return units.plain(units.rounded(unit.from_stored(value), unit.places))


def mean_digits(value: Exact, unit: Unit) -> str:
    """Return a mean of stored numbers, read in a unit."""
    return units.plain(units.rounded(unit.from_stored(value), unit.places_of_mean))


def one_decimal(value: Exact) -> str:
    """Return a mean with its one decimal, also where that is a zero, as columns of figures do."""
    return number_format(units.rounded(value, 1), decimal_pos=1)


def in_words(value: Exact, unit: Unit) -> str:
    """Return a stored number with its unit, as a reader sees it: "72.5 kg", "11 st 4.5 lb"."""
    return _in_stones(value) if unit is STONES else f"{digits(value, unit)} {unit.word}".strip()


def mean_in_words(value: Exact, unit: Unit) -> str:
    """Return a mean of stored numbers with its unit, as a reader sees it."""
    if unit is STONES:
        return _in_stones(value)
    return f"{mean_digits(value, unit)} {unit.word}".strip()


def _in_stones(value: Exact) -> str:
    stones, pounds = units.kg_to_stones(value)
    return _("%(stones)s st %(pounds)s lb") % {"stones": stones, "pounds": units.plain(pounds)}
