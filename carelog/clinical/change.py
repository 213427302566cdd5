"""Comparing a person with their own past: are there enough days, and is the change meaningful?"""

from decimal import Decimal
from fractions import Fraction
from typing import Literal

from carelog.clinical.numbers import Exact
from carelog.clinical.units import rounded

Number = int | float | Decimal | Fraction
Verdict = Literal["better", "possibly better", "no clear change", "worse"]
Direction = Literal["lower", "same", "higher"]

POINTS = 2
PERCENT = 30
SAME_SHARE = Fraction(1, 20)
FEWEST_DAYS = {7: 4, 30: 15, 90: 45}


def mcid(before: Number, after: Number) -> Verdict:
    """Whether a change on the 0-10 pain scale is one that people tend to notice.

    Lower by at least 2 points and by at least 30 %: "better"; only one of the two: "possibly
    better"; higher by at least 2 points: "worse"; else "no clear change". Floats are read as
    they print, so that 6.0 to 4.2 is exactly 30 %. Points and share are compared as they are said
    beside the verdict (`lower_by`), so that no "2.0 lower" stands beside "not reached".

    Source: Farrar JT et al., Pain 2001;94:149-158 (10 trials, 2,724 people). Everyday care
    often needs more than 2 points (PMC9299931), so this describes and does not judge.
    """
    fell, share = lower_by(before, after)
    by_points = fell >= POINTS
    by_share = share >= PERCENT
    if by_points and by_share:
        return "better"
    if by_points or by_share:
        return "possibly better"
    return "worse" if -fell >= POINTS else "no clear change"


def lower_by(before: Number, after: Number) -> tuple[Decimal, Decimal]:
    """By how many points and by how much of what it was, in %, each to the decimal that is said.

    Negative where it went up; from nothing no share can be taken, so it is 0.
    """
    was, fell = _exact(before), _exact(before) - _exact(after)
    return rounded(fell, 1), rounded(100 * fell / was if was else 0, 1)


def direction(before: Exact, after: Exact, scale: int | None = None) -> Direction:
    """Which way a mean went. Less than a twentieth is "same", said as "about the same".

    Of a score it is a twentieth of the whole `scale`, so half a point of 0-10; of an amount, which
    has no scale, a twentieth of what it was before.

    A choice of this project: half a point is a quarter of the 2 points that people tend to
    notice. Source of those: `mcid`.
    """
    change = Fraction(after) - Fraction(before)
    if not change or abs(change) < SAME_SHARE * abs(Fraction(before if scale is None else scale)):
        return "same"
    return "lower" if change < 0 else "higher"


def enough(logged: int, window: int) -> bool:
    """Whether `logged` of `window` days carry an average: 4 of 7, 15 of 30, 45 of 90, else half.

    Half is rounded up. A choice of this project, not a published rule.
    """
    return logged >= FEWEST_DAYS.get(window, (window + 1) // 2)


def _exact(value: Number) -> Fraction:
    return Fraction(str(value))
