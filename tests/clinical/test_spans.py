"""Windows and the times between entries, counted again the slow way, day by day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carelog.clinical.body_figures import Fall, count_falls, longest_between
from carelog.clinical.statistics import days_in_window, first_day, longest_gap, mean

TODAY = date(2026, 11, 23)
DAYS = st.sets(st.integers(-3, 60).map(lambda n: TODAY - timedelta(days=n)))
WINDOWS = st.integers(1, 40)


def days_of(window: int) -> list[date]:
    """Return the days of a window that ends today, counted on the fingers."""
    return [TODAY - timedelta(days=n) for n in reversed(range(window))]


@pytest.mark.parametrize("window", [1, 7, 14, 30, 90, 365])
def test_a_window_of_so_many_days_has_so_many(window):
    logged = dict.fromkeys(days_of(400), 1)
    assert (TODAY - first_day(TODAY, window)).days + 1 == window
    assert len(days_in_window(logged, TODAY, window)) == window
    assert mean(logged, TODAY, window).days.logged == window
    assert count_falls(map(Fall, logged), TODAY, window).falls == window


@given(DAYS, WINDOWS)
def test_between_two_is_never_longer_than_the_window_and_needs_both(days, window):
    inside = [day for day in days_of(window) if day in days]
    steps = [(after - before).days for before, after in pairwise(inside)]
    assert longest_between(days, TODAY, window) == (max(steps) if steps else None)


@given(DAYS, WINDOWS)
def test_a_stretch_without_an_entry_lies_in_the_window_and_after_the_first_entry(days, window):
    past = {day for day in days if day <= TODAY}
    longest = run = 0
    for day in days_of(window):
        is_open = day == TODAY and day not in past
        is_silent = bool(past) and day > min(past) and day not in past and not is_open
        run = run + 1 if is_silent else 0
        longest = max(longest, run)
    assert longest_gap(days, TODAY, window, TODAY) == longest
