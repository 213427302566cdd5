"""Ninety days of a person who does not exist, the same at every run."""

import random
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

from carelog.patients import clock
from tests import cast

DAYS = 90
# The course of the worst pain: (days ago, score); between two of them it goes in a line.
COURSE = ((90, 4.0), (62, 5.0), (45, 7.6), (38, 7.2), (20, 3.6), (0, 3.2))
NOT_WRITTEN = {81, 67, 66, 49, 33, 30, 29, 28, 12}


def expected(days_ago: int) -> float:
    """Return the score the course has on a day."""
    for (early, before), (late, after) in pairwise(COURSE):
        if early >= days_ago >= late:
            return before + (after - before) * (early - days_ago) / (early - late)
    raise ValueError(f"the course has no day {days_ago}")


def fill(access) -> None:
    """Write a pain entry for nearly each of the last ninety days, today not among them."""
    dice, today = random.Random(9), clock.today(access.patient)
    for days_ago in range(DAYS, 0, -1):
        worst = min(10, max(0, round(expected(days_ago) + dice.gauss(0, 0.8))))
        average = max(0, worst - dice.choice((1, 1, 2, 2, 3)))
        if days_ago not in NOT_WRITTEN:
            at = datetime.combine(today - timedelta(days=days_ago), time(9), UTC)
            places = [("spine_lumbar", "middle"), ("hip", "left")]
            cast.make_pain(access, at, places, worst_24h=worst, average_24h=average)


def make_demo():
    """Make the person, their record with its demo banner, a number to call and ninety days."""
    user = cast.make_user("demo")
    patient = cast.make_patient(user, "Demo person", is_demo=True, pain_goal=3)
    access = cast.access_of(patient, user)
    cast.make_number(access, "cancer_line", "+49 30 5550")
    cast.make_number(access, "emergency", "112")
    fill(access)
    return access
