from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carelog.clinical.association import Sides, split_by_days, split_by_value

DAYS = [date(2026, 11, 1) + timedelta(days=n) for n in range(12)]


def test_each_side_has_its_mean_and_its_days():
    values = dict(zip(DAYS, [7, 7, 7, 7, 8, 3, 3, 3, 3, 3, 4, 4], strict=True))
    sides = split_by_days(values, DAYS[:5])
    assert sides == Sides(Fraction(36, 5), 5, Fraction(23, 7), 7)
    assert sides.difference == Fraction(36, 5) - Fraction(23, 7)


@pytest.mark.parametrize(("with_it", "without"), [(4, 8), (7, 4), (0, 12), (12, 0)])
def test_under_five_days_on_one_side_there_is_no_mean_on_either(with_it, without):
    values = dict.fromkeys(DAYS[: with_it + without], 5)
    sides = split_by_days(values, DAYS[:with_it])
    assert sides == Sides(None, with_it, None, without)
    assert sides.difference is None


def test_five_days_on_each_side_are_enough():
    sides = split_by_days(dict.fromkeys(DAYS[:10], 5), DAYS[:5])
    assert (sides.mean_with, sides.mean_without, sides.difference) == (5, 5, 0)


def test_a_marked_day_without_a_value_counts_on_neither_side():
    sides = split_by_days(dict.fromkeys(DAYS[:5], 5), DAYS)
    assert (sides.n_with, sides.n_without) == (5, 0)


def test_a_day_on_which_nothing_was_said_is_no_day_without():
    sides = split_by_days(dict.fromkeys(DAYS, 5), DAYS[:5], known=DAYS[5:10])
    assert (sides.n_with, sides.n_without) == (5, 5)


def test_days_are_split_at_a_value_and_only_where_both_are_known():
    pain = dict(zip(DAYS, [8] * 5 + [2] * 5 + [10, 10], strict=True))
    woken = dict(zip(DAYS, [2] * 5 + [1] * 5, strict=False))
    assert split_by_value(pain, woken, at_least=2) == Sides(Fraction(8), 5, Fraction(2), 5)


@given(st.dictionaries(st.sampled_from(DAYS), st.integers(0, 10)), st.sets(st.sampled_from(DAYS)))
def test_every_value_is_on_one_side_only(values, marked):
    sides = split_by_days(values, marked)
    assert sides.n_with + sides.n_without == len(values)
    if sides.difference is not None:
        total = sides.mean_with * sides.n_with + sides.mean_without * sides.n_without
        assert total == sum(values.values())
