"""Numbers with a unit, as a person reads and types them. Storage is SI; units are UCUM codes."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from carelog.accounts.models import User
from carelog.clinical import units
from carelog.clinical.units import Exact
from carelog.lazy import LazyStr


def as_it_is(value: Exact) -> Exact:
    """Return a number that is shown and typed in the unit it is stored in."""
    return value


@dataclass(frozen=True)
class Unit:
    """A unit to show and to type in: its word, and the way from and to the stored number.

    `places` is how many decimals are shown, trailing zeros left out.
    """

    word: LazyStr
    places: int = 0
    from_stored: Callable[[Exact], Exact] = as_it_is
    to_stored: Callable[[Exact], Exact] = as_it_is
    #: The word where the unit is named for the first time, if it needs more.
    spelled: LazyStr = ""


KG = Unit(gettext_lazy("kg"), places=2)
LB = Unit(gettext_lazy("lb"), 1, units.kg_to_lb, units.lb_to_kg)
#: Stones are typed beside pounds: what is typed and shown is a pair of numbers.
STONES = Unit(gettext_lazy("st"), 1)
CELSIUS = Unit(gettext_lazy("°C"), places=2)
FAHRENHEIT = Unit(gettext_lazy("°F"), 1, units.c_to_f, units.f_to_c)
ML = Unit(gettext_lazy("ml"))
CUPS = Unit(
    gettext_lazy("cups"), 1, units.ml_to_cups, units.cups_to_ml, gettext_lazy("cups of 200 ml")
)

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


def units_of(reader: User | None) -> tuple[str, ...]:
    """Return the reader's choices of units, which decide how every number is said."""
    return tuple(getattr(reader, name, "") for name in CHOSEN)


def digits(value: Exact, unit: Unit) -> str:
    """Return a stored number as typed in a unit, with a point and no zeros at its end."""
    text = str(units.rounded(unit.from_stored(value), unit.places))
    return text.rstrip("0").rstrip(".") if "." in text else text


def in_words(value: Exact, unit: Unit) -> str:
    """Return a stored number with its unit, as a reader sees it: "72.5 kg", "11 st 4.5 lb"."""
    if unit is STONES:
        stones, pounds = units.kg_to_stones(value)
        return _("%(stones)s st %(pounds)s lb") % {"stones": stones, "pounds": pounds.normalize()}
    return f"{digits(value, unit)} {unit.word}".strip()
