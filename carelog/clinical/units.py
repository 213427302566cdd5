"""A number on its way between a person and storage: converted, looked at for a slip.

Stored are kg, degrees Celsius and ml. Conversions are exact fractions; `rounded` is for what is
stored or shown.
"""

from decimal import Decimal
from fractions import Fraction

from carelog.clinical.numbers import Exact

# Places at which what a person typed in lb, in stones and lb, or in degrees Fahrenheit (one
# place each) comes back as typed. With one place in Celsius 120 of the 271 Fahrenheit values
# from 86.0 to 113.0 come back 0.1 away; with two, none does.
KG_PLACES = 2
CELSIUS_PLACES = 2
SHOWN_PLACES = 1

# The international pound, exact. Source: US National Bureau of Standards, Refinement of values
# for the yard and the pound, Federal Register 1959;24:5348.
KG_PER_LB = Fraction(45359237, 100_000_000)
LB_PER_STONE = 14
ML_PER_CUP = 200

# A choice of this project: ten times (or a tenth of) a value this near to the last is a slip.
SLIP_WITHIN = Fraction(1, 4)


def rounded(value: Exact, places: int) -> Decimal:
    """`value` with so many decimal places, halves away from zero, as people round."""
    scale = 10**places
    units, rest = divmod(abs(Fraction(value)) * scale, 1)
    units += rest >= Fraction(1, 2)
    return Decimal(units if value >= 0 else -units).scaleb(-places)


def plain(number: Decimal) -> str:
    """`number` with a point, without zeros at its end and without an exponent."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def lb_to_kg(pounds: Exact) -> Fraction:
    """Pounds as kg."""
    return Fraction(pounds) * KG_PER_LB


def kg_to_lb(kg: Exact) -> Fraction:
    """Kilograms as pounds."""
    return Fraction(kg) / KG_PER_LB


def stones_to_kg(stones: int, pounds: Exact = 0) -> Fraction:
    """Whole stones and the pounds beside them as kg.

    Raises ValueError for negative numbers, and for 14 pounds or more: that is a stone mistyped.
    """
    if stones < 0 or not 0 <= pounds < LB_PER_STONE:
        raise ValueError("beside whole stones stand 0 to less than 14 pounds")
    return lb_to_kg(stones * LB_PER_STONE + Fraction(pounds))


def kg_to_stones(kg: Exact) -> tuple[int, Decimal]:
    """Kilograms as whole stones and pounds to one place.

    Pounds are rounded before stones are taken out, so that 13.96 lb is shown as one stone.
    Raises ValueError for a negative weight.
    """
    if kg < 0:
        raise ValueError("a weight is not negative")
    stones, pounds = divmod(rounded(kg_to_lb(kg), SHOWN_PLACES), LB_PER_STONE)
    return int(stones), pounds


def f_to_c(fahrenheit: Exact) -> Fraction:
    """Degrees Fahrenheit as degrees Celsius: 100.4 is 38 exactly."""
    return (Fraction(fahrenheit) - 32) * 5 / 9


def c_to_f(celsius: Exact) -> Fraction:
    """Degrees Celsius as degrees Fahrenheit."""
    return Fraction(celsius) * 9 / 5 + 32


def cups_to_ml(cups: Exact) -> Fraction:
    """Cups of 200 ml as ml."""
    return Fraction(cups) * ML_PER_CUP


def ml_to_cups(ml: Exact) -> Fraction:
    """Millilitres as cups of 200 ml."""
    return Fraction(ml) / ML_PER_CUP


def slip(value: Decimal, low: Exact, high: Exact, last: Exact | None = None) -> Decimal | None:
    """The value probably meant when a decimal sign or a zero slipped; None when none did.

    That is a tenth or ten times of `value`, if it lies in the usual range `low` to `high` (both
    included) and either `value` does not, or it lies within a quarter of `last` and `value`
    does not. All in the same unit. Something to ask, never to correct unasked.
    Raises ValueError when the range is upside down.
    """
    if low > high:
        raise ValueError("a range runs from low to high")
    usual = [near for near in (value / 10, value * 10) if value and low <= near <= high]
    if not low <= value <= high:
        return next(iter(usual), None)
    if last is None or not far_from(value, last, SLIP_WITHIN):
        return None
    return next((near for near in usual if not far_from(near, last, SLIP_WITHIN)), None)


def far_from(value: Exact, last: Exact, share: Exact) -> bool:
    """Whether `value` lies more than `share` (0.1 for 10 %) of `last` above or below `last`."""
    return abs(Fraction(value) - Fraction(last)) > Fraction(share) * abs(Fraction(last))
