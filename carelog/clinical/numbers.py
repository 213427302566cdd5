"""The one reader of numbers: what a person typed, in any script, with a comma or a point."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from carelog.clinical.typed import in_plain_signs

Exact = int | Decimal | Fraction
Number = TypeVar("Number", Decimal, Fraction)

MOST_DIGITS = 12
#: Parts that people cut tablets and pour cups in. "120/80" is no number, and neither is "1/7".
PARTS = (2, 3, 4, 5, 6, 8, 10)

_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+")
_CLEAR = (
    _PLAIN,
    # Thousands apart by a space or as in Switzerland, by two or more of one sign, as in India.
    re.compile(r"[1-9][0-9]{0,2}(?:([ '])[0-9]{3})(?:\1[0-9]{3})*(?:[.,][0-9]+)?"),
    re.compile(r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3}){2,}|(?:\.[0-9]{3}){2,})"),
    re.compile(r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+\.[0-9]+|(?:\.[0-9]{3})+,[0-9]+)"),
    re.compile(r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?"),
)
_UNCLEAR = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_FRACTION = re.compile(r"(?:([0-9]{1,4}) +)? ?([0-9]{1,2}) ?/ ?([0-9]{1,2})")


class Unclear(ValueError):
    """A sign may mark thousands or decimals; `readings` are both numbers, the small one first."""

    def __init__(self, small: Exact, large: Exact) -> None:
        super().__init__("it is unclear whether the sign marks thousands or decimals")
        self.readings = (small, large)


def read_number(text: str) -> Decimal | Fraction:
    """The number a person typed: "72,5", "72.5", ".5", "5.", "1 ½", "1'234.5", "٧٢٫٥".

    Where comma and point both occur, the last is the decimal sign. "1,234" and "1.234" raise
    Unclear: a thousand to one reader, hardly more than one to another, and 1,500 ml of drinks must
    never become 1.5 ml; "1234", "1.2340" and "0.234" are clear. A sign before it is read, so that
    a range check can answer a minus.
    Raises ValueError for anything else: empty, words, exponents, more than 12 digits.
    """
    typed = in_plain_signs("".join(_spelled(text)))
    negative, body = typed[:1] == "-", typed[1:] if typed[:1] in ("-", "+") else typed
    if sum(sign.isdigit() for sign in body) > MOST_DIGITS:
        raise ValueError("a number has at most 12 digits")
    if found := _FRACTION.fullmatch(body):
        return _with_sign(_fraction(*found.groups()), negative)
    if _UNCLEAR.fullmatch(body):
        readings = (body.replace(",", "."), re.sub("[.,]", "", body))
        raise Unclear(*(_with_sign(Decimal(reading), negative) for reading in readings))
    if not any(shape.fullmatch(body) for shape in _CLEAR):
        raise ValueError("this is not a number")
    return _with_sign(_decimal(body), negative)


def clear(digits: str) -> str:
    """A number written with a point, so that it is read again as nothing else: "4.3250"."""
    return f"{digits}0" if _UNCLEAR.fullmatch(digits.removeprefix("-")) else digits


def _spelled(text: str) -> Iterator[str]:
    for sign in text:
        is_part = unicodedata.decomposition(sign).startswith("<fraction>")
        yield f" {unicodedata.normalize('NFKC', sign)}" if is_part else sign


def _fraction(whole: str | None, above: str, below: str) -> Fraction:
    if int(below) not in PARTS or int(above) >= int(below):
        raise ValueError("this is not a part of one")
    return int(whole or 0) + Fraction(int(above), int(below))


def _decimal(body: str) -> Decimal:
    at = max(body.rfind("."), body.rfind(","))
    if at < 0 or body.count(body[at]) > 1:
        return Decimal(re.sub("[^0-9]", "", body))
    return Decimal(re.sub("[^0-9]", "", body[:at]) + "." + body[at + 1 :])


def _with_sign(number: Number, negative: bool) -> Number:
    return -number if negative and number else number
