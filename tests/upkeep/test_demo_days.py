"""The demo is made on any day of the week: what moves with it never takes another's key."""

from collections import Counter
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from carelog.upkeep.demo import course, other_logs, year
from carelog.upkeep.demo.calendar import DAYS, Calendar
from carelog.upkeep.demo.pen import Pen

MONDAY = date(2026, 11, 23)
WEEK = [MONDAY + timedelta(days=n) for n in range(7)]


@pytest.fixture(params=WEEK, ids=lambda day: f"{day:%A}")
def pen(request):
    """What the logs of a year need to know of who writes them."""
    calendar = Calendar(request.param)
    return SimpleNamespace(
        seed=1,
        calendar=calendar,
        numbers=lambda number: course.numbers(1, number, calendar.treatment),
    )


def test_no_two_logs_have_the_same_kind_day_and_hour(pen):
    written = (
        *other_logs._weekly(pen),
        *other_logs._now_and_then(pen),
        *other_logs._results(pen),
    )
    keys = Counter((kind.slug, number, hour) for number, hour, kind, _typed in written)
    assert len(keys) > 100
    assert [key for key, times in keys.items() if times > 1] == []


def planned(today: date) -> list[tuple]:
    """Return what is going to be written in a year, when, and what each day is like."""
    pen = Pen(1, Calendar(today), "the record", "the person", "the caregiver")
    acts = [(moment, act.func.__name__, act.args) for moment, act in year._acts(pen)]
    return acts + [(number, pen.numbers(number)) for number in range(DAYS)]


def test_the_same_seed_and_day_plan_the_same_year():
    assert len(planned(MONDAY)) > 1500
    assert planned(MONDAY) == planned(MONDAY)
