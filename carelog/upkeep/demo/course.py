"""How the person's year went, in numbers that hang together. Invented, from no real person.

Pain drives the rest: on days with more of it the person walks less, eats less, sleeps worse and
is more tired. After the stay in hospital some weakness is left, which fades in five weeks.
"""

import random
import uuid
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from carelog.upkeep.demo.calendar import DAYS, HOSPITAL

HOME_AGAIN = sum(HOSPITAL)
WEAK_DAYS = 35
FIRST_WEIGHED, LAST_WEIGHED = 3, 360
FIRST_KG, LAST_KG = Decimal("71.0"), Decimal("68.2")
KEYS = uuid.UUID("6f0d5a0e-3a55-4f0c-9a66-5f2f4f0a9b11")


def dice(seed: int, *what: object) -> random.Random:
    """Return a source of chance that is the same for the same seed and purpose."""
    return random.Random(f"{seed} {what}")  # noqa: S311  nothing secret hangs on it


def key(seed: int, *what: object) -> uuid.UUID:
    """Return the key of a row: the same for the same seed and purpose."""
    return uuid.uuid5(KEYS, f"{seed} {what}")


@dataclass(frozen=True)
class Numbers:
    """What a day was like: scores 0 to 10, minutes, millilitres, hours, a level 0 to 4."""

    worst: int
    average: int
    least: int
    walk: int
    function: int
    appetite: int
    drinks: int
    sleep: Decimal
    fatigue: int
    good_day: int
    distress: int


def expected_pain(number: int, treatment: int) -> float:
    """Return the worst pain that a day would have without chance."""
    points = (
        (0, 3.6),
        (55, 4.4),
        (75, 6.4),
        (88, 4.4),
        (130, 3.9),
        (158, 4.6),
        (174, 4.9),
        (215, 4.3),
        (250, 5.0),
        (treatment - 21, 5.7),
        (treatment - 8, 7.2),
        (treatment, 7.3),
        # A flare in the first days after radiotherapy is common; then it takes weeks to help.
        (treatment + 1, 8.6),
        (treatment + 4, 8.3),
        (treatment + 8, 6.2),
        (treatment + 16, 4.2),
        (treatment + 24, 3.3),
        (treatment + 45, 3.0),
        (DAYS, 3.2),
    )
    for (early, before), (late, after) in pairwise(points):
        if early <= number <= late:
            return before + (after - before) * (number - early) / (late - early)
    raise ValueError(f"the year has no day {number}")


def weakness(number: int) -> float:
    """Return how weak the stay in hospital has left the person: 1 at first, 0 in the end."""
    since = number - HOME_AGAIN
    return 1 - since / WEAK_DAYS if 0 <= since < WEAK_DAYS else 0.0


def numbers(seed: int, number: int, treatment: int) -> Numbers:
    """Return what a day was like."""
    chance, weak = dice(seed, "numbers", number), weakness(number)
    worst = _score(expected_pain(number, treatment) + chance.gauss(0, 0.5))
    average = max(round(worst * 0.4), worst - chance.choice((1, 1, 2, 2, 3)))
    strain = worst - 3
    walk = max(2, 38 - 4.5 * strain - 15 * weak + chance.gauss(0, 3))
    return Numbers(
        worst=worst,
        average=average,
        least=max(0, average - chance.choice((1, 1, 2))),
        walk=round(walk / 5) * 5 if walk > 7 else round(walk),
        function=3 if strain >= 5 or weak > 0.7 else 2 if strain >= 2 or weak else 1,
        appetite=_score(6.5 - 0.5 * strain - 2 * weak + chance.gauss(0, 0.6)),
        drinks=round((1500 - 60 * strain - 150 * weak + chance.gauss(0, 110)) / 50) * 50,
        sleep=Decimal(round((7.2 - 0.4 * strain + chance.gauss(0, 0.5)) * 2)) / 2,
        fatigue=_score(3.2 + 0.6 * strain + 3 * weak + chance.gauss(0, 0.6)),
        good_day=_score(7.3 - 0.7 * strain - 2 * weak + chance.gauss(0, 0.7)),
        distress=_score(2.6 + 0.6 * strain + weak + chance.gauss(0, 0.5)),
    )


def weight(seed: int, number: int) -> Decimal:
    """Return the weight in kg, to 100 g: four per cent less at the end than at the start."""
    share = Decimal(number - FIRST_WEIGHED) / (LAST_WEIGHED - FIRST_WEIGHED)
    kg = FIRST_KG + (LAST_KG - FIRST_KG) * share
    if FIRST_WEIGHED < number < LAST_WEIGHED:
        swing = dice(seed, "weight", number).gauss(0, 0.2) - 0.6 * weakness(number)
        kg += Decimal(str(round(swing, 2)))
    return round(kg, 1)


def _score(value: float) -> int:
    return min(10, max(0, round(value)))
