from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carelog.clinical.statistics import (
    baseline,
    days_at_least,
    days_in_window,
    extremes,
    function_levels,
    longest_gap,
    mean,
    week_change,
)

TODAY = date(2026, 11, 23)


def ago(days):
    return TODAY - timedelta(days=days)


def last_days(*values):
    return {ago(len(values) - 1 - n): value for n, value in enumerate(values)}


def test_a_mean_counts_logged_days_only_and_is_exact():
    figure = mean(last_days(3, 3, 4, 6), TODAY, 7)
    assert figure.value == 4
    assert (figure.days.logged, figure.days.window) == (4, 7)
    assert mean(last_days(1, 1, 1, 1, 1, 2), TODAY, 7).value == Fraction(7, 6)


@pytest.mark.parametrize(("window", "needed"), [(7, 4), (30, 15), (90, 45)])
def test_a_mean_needs_enough_logged_days(window, needed):
    assert mean(last_days(*[5] * needed), TODAY, window).value == 5
    short = mean(last_days(*[5] * (needed - 1)), TODAY, window)
    assert (short.value, short.days.enough) == (None, False)


def test_a_window_holds_its_first_day_and_its_end():
    days = {ago(7): 9, ago(6): 1, ago(5): 1, ago(1): 1, TODAY: 1, ago(-1): 9}
    assert mean(days, TODAY, 7).value == 1


def test_days_at_a_threshold_are_counted_among_logged_days():
    figure = days_at_least(last_days(*[7] * 4, 10, *[6] * 18), TODAY, 30, 7)
    assert (figure.count, figure.days.logged) == (5, 23)
    assert figure.days.enough


def test_a_week_is_set_against_the_week_before():
    change = week_change(last_days(0, *[6] * 7, *[4] * 7), TODAY)
    assert (change.before.value, change.now.value, change.difference) == (6, 4, -2)


def test_there_is_no_change_without_both_weeks():
    change = week_change(last_days(6, 6, 6, *[4] * 7), TODAY)
    assert (change.now.value, change.before.value, change.difference) == (4, None, None)


def test_the_baseline_is_the_first_fourteen_logged_days():
    days = last_days(*[8] * 7, *[Decimal("5.5")] * 7, *[0] * 10)
    assert baseline(dict(reversed(days.items())), TODAY) == Fraction(27, 4)
    assert baseline(days, ago(10)) == Fraction(27, 4)
    assert baseline(days, ago(11)) is None


def test_the_function_level_has_last_worst_and_days_at_each():
    figure = function_levels(last_days(2, 3, 1, 1), TODAY)
    assert (figure.last, figure.worst) == ((TODAY, 1), 3)
    assert figure.days_at == (0, 2, 1, 1, 0)


def test_the_last_function_level_may_be_older_than_the_window():
    figure = function_levels({ago(31): 4, ago(30): 2, ago(-1): 3}, TODAY)
    assert figure.last == (ago(30), 2)
    assert (figure.worst, sum(figure.days_at), figure.days.logged) == (None, 0, 0)


@pytest.mark.parametrize("level", [-1, 5])
def test_a_function_level_outside_the_scale_is_refused(level):
    with pytest.raises(ValueError):
        function_levels({ago(1): 0, TODAY: level}, TODAY)


def test_the_highest_score_is_given_with_its_newest_day():
    figure = extremes({ago(40): 12, ago(28): 7, ago(14): 7, TODAY: 2}, TODAY, 30)
    assert (figure.last, figure.highest) == ((TODAY, 2), (ago(14), 7))
    assert figure.days.logged == 3


def test_nothing_logged_has_no_extremes():
    figure = extremes({ago(-1): 3}, TODAY, 30)
    assert (figure.last, figure.highest) == (None, None)


def test_the_longest_gap_lies_between_logged_days():
    assert longest_gap([ago(9), ago(4), ago(2), TODAY], TODAY, 30, TODAY) == 4


def test_a_gap_does_not_count_today_while_it_is_open():
    assert longest_gap([ago(3)], TODAY, 30, TODAY) == 2
    assert longest_gap([ago(3)], TODAY, 30, ago(-1)) == 3


def test_a_gap_counts_only_its_days_in_the_window():
    assert longest_gap([ago(20), ago(2), ago(1), TODAY], TODAY, 7, TODAY) == 4


def test_days_before_the_first_entry_are_no_gap():
    assert longest_gap([TODAY], TODAY, 30, TODAY) == 0
    assert longest_gap([], ago(1), 30, TODAY) == 0


def test_a_window_without_days_is_refused():
    with pytest.raises(ValueError):
        mean({TODAY: 1}, TODAY, 0)


DAYS = st.integers(-5, 40).map(ago)


@given(st.dictionaries(DAYS, st.integers(0, 10)), st.integers(1, 35))
def test_a_mean_lies_between_the_lowest_and_the_highest_of_its_window(values, window):
    figure = mean(values, TODAY, window)
    inside = [values[day] for day in days_in_window(values, TODAY, window)]
    assert figure.days.logged == len(inside)
    if figure.value is not None:
        assert (
            min(inside) <= figure.value <= max(inside) == extremes(values, TODAY, window).highest[1]
        )


@given(st.sets(DAYS), st.integers(1, 35))
def test_a_gap_is_never_longer_than_the_days_missed(days, window):
    missed = window - len(days_in_window(days, TODAY, window))
    assert 0 <= longest_gap(days, TODAY, window, TODAY) <= missed
