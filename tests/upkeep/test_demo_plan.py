"""What the demo plans before it writes: days, numbers and visits, for any today and seed."""

from datetime import date, timedelta

import pytest

from carelog.upkeep.demo import course
from carelog.upkeep.demo.calendar import DAYS, GAPS, Calendar, is_written
from carelog.upkeep.demo.visits import visits

TWO_YEARS = [date(2026, 1, 1) + timedelta(days=n) for n in range(0, 730)]


def test_each_year_has_a_night_with_entries_on_which_the_clocks_change():
    for today in TWO_YEARS:
        calendar = Calendar(today)
        night = calendar.night
        assert is_written(night)
        assert calendar.day(night).weekday() == 6
        assert calendar.day(night).month in (3, 10)


def test_visits_are_on_working_days_and_injections_on_days_with_entries():
    for today in TWO_YEARS[:7]:
        calendar = Calendar(today)
        for visit in visits(calendar):
            assert calendar.day(visit.number).weekday() < 5
            assert visit.state == "cancelled" or is_written(visit.number) or visit.number >= DAYS


def test_radiotherapy_is_on_a_working_day():
    for today in TWO_YEARS[:7]:
        assert Calendar(today).day(Calendar(today).treatment).weekday() < 5


def test_a_gap_is_as_long_as_it_says():
    assert sum(not is_written(number) for number in range(DAYS)) == sum(n for _, n in GAPS)


@pytest.mark.parametrize("seed", range(5))
def test_whatever_the_seed_radiotherapy_helps_after_a_flare(seed):
    treatment = 305

    def mean(first: int, last: int) -> float:
        days = range(treatment + first, treatment + last + 1)
        return sum(course.numbers(seed, n, treatment).worst for n in days) / len(days)

    assert mean(1, 4) > mean(-7, -1)
    assert mean(-7, -1) - mean(22, 42) >= 2


@pytest.mark.parametrize("seed", range(5))
def test_the_numbers_of_a_day_fit_each_other(seed):
    for number in range(DAYS):
        said = course.numbers(seed, number, 306)
        assert 0 <= said.least <= said.average <= said.worst <= 10
        assert 0 <= said.sleep <= 12
        assert 500 <= said.drinks <= 2500


def test_another_seed_is_another_year():
    one, other = ([course.numbers(seed, n, 306) for n in range(DAYS)] for seed in (1, 2))
    assert one != other


def test_a_key_is_the_same_for_the_same_seed_and_purpose_alone():
    assert course.key(1, "dose", 3) == course.key(1, "dose", 3)
    assert len({course.key(1, "dose", 3), course.key(2, "dose", 3), course.key(1, "dose", 4)}) == 3
