"""Units as people type them behind a number, and the way from there to what is stored."""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction

from carelog.clinical import units
from carelog.clinical.numbers import Exact, Unclear, read_number
from carelog.clinical.typed import in_plain_signs

ToStored = Callable[[Exact], Exact]


def _times(factor: Exact) -> ToStored:
    return lambda number: Fraction(number) * Fraction(factor)


def _named(**ways: tuple[str, ToStored]) -> dict[str, ToStored]:
    return {word: way for words, way in ways.values() for word in words.split()}


_SAME = _times(1)
#: By UCUM code: each word with the way to the stored unit. "" stands for things that are counted.
WORDS: dict[str, dict[str, ToStored]] = {
    "kg": _named(
        kg=("kg kgs kilo kilos kilogram kilograms", _SAME),
        lb=("lb lbs pound pounds", units.lb_to_kg),
        st=("st stone stones", _times(units.LB_PER_STONE * units.KG_PER_LB)),
    ),
    "Cel": _named(c=("c °c celsius", _SAME), f=("f °f fahrenheit", units.f_to_c)),
    "mL": _named(
        ml=("ml", _SAME),
        l=("l litre litres liter liters", _times(1000)),
        cup=("cup cups", units.cups_to_ml),
    ),
    "min": _named(m=("m min mins minute minutes", _SAME), h=("h hr hrs hour hours", _times(60))),
    "h": _named(
        h=("h hr hrs hour hours", _SAME), m=("m min mins minute minutes", _times(Fraction(1, 60)))
    ),
    "d": _named(d=("d day days", _SAME), w=("week weeks", _times(7))),
    "%": _named(p=("% percent", _SAME)),
    "Gy": _named(gy=("gy gray", _SAME), cgy=("cgy", _times(Fraction(1, 100)))),
    "mg": _named(mg=("mg", _SAME), g=("g", _times(1000))),
    "cm": _named(
        cm=("cm", _SAME),
        m=("m", _times(100)),
        feet=("ft foot feet '", _times(Fraction("30.48"))),
        inch=('in inch inches "', _times(Fraction("2.54"))),
    ),
}
_COUNTED = _named(
    one=("x times tablet tablets tab tabs capsule capsules drop drops puff puffs", _SAME),
    other=("patch patches portion portions cup cups drink drinks unit units", _SAME),
)
#: Signs that make one of "°" and its letter.
_DEGREES = str.maketrans({"\u2103": "°c", "\u2109": "°f", "\u00ba": "°"})
_PART = re.compile(r"([^a-z°%'\"]*(?:'[0-9]{3}[^a-z°%'\"]*)*)([a-z°%'\" ]*)\.?")


def read_in(text: str, code: str, plain: ToStored) -> Exact:
    """The number a person typed, in the unit that is stored: "72.5", "160 lb", "11 st 6 lb".

    `plain` is the way from a number without a unit. Raises Unclear, its readings on that way, and
    ValueError for what is no number in such a unit.
    """
    parts = _parts(in_plain_signs(text.translate(_DEGREES)).casefold())
    if len(parts) == 1:
        [(number, word)] = parts
        # A degree alone may be of either scale: it is of the one that is asked in.
        word = "" if (code, word) == ("Cel", "°") else word
        return _stored(number, _way(word, code) if word else plain)
    if code == "Cel" or not all(word for _number, word in parts):
        raise ValueError("only numbers with their units stand beside each other")
    try:
        return sum(Fraction(_stored(number, _way(word, code))) for number, word in parts)
    except Unclear as unclear:
        raise ValueError("one of several numbers is unclear") from unclear


def _parts(typed: str) -> list[tuple[str, str]]:
    found = [part for part in _PART.findall(typed) if any(part)]
    if not found or "".join(number + word for number, word in found) != typed.rstrip("."):
        raise ValueError("this is not a number")
    return [(number.strip(), word.replace(" ", "")) for number, word in found]


def _way(word: str, code: str) -> ToStored:
    words: Mapping[str, ToStored] = WORDS.get(code, _COUNTED)
    if word not in words:
        raise ValueError("this is not a unit of it")
    return words[word]


def _stored(number: str, way: ToStored) -> Exact:
    try:
        return way(read_number(number))
    except Unclear as unclear:
        # The readings are numbers of the same unit, so they go the same way.
        small, large = map(way, unclear.readings)
        raise Unclear(small, large) from unclear
