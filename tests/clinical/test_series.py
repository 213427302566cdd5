from datetime import date, timedelta

import pytest

from carelog.clinical.series import Measure, Point, Series, bin_for, bin_start, next_bin, runs

PAIN = Measure("worst_24h", "score", (0, 10))
FIRST = date(2026, 1, 1)


def series(bin, *days):
    points = tuple(Point(day, 4, 4) for day in days)
    return Series(PAIN, bin, days[0], days[-1], points)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(1, "day"), (180, "day"), (181, "week"), (1096, "week"), (1097, "month")],
)
def test_the_bin_grows_with_the_window(days, expected):
    assert bin_for(FIRST, FIRST + timedelta(days=days - 1)) == expected


def test_a_window_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError):
        bin_for(FIRST, FIRST - timedelta(days=1))


def test_a_week_starts_on_monday():
    assert bin_start(date(2026, 11, 22), "week") == date(2026, 11, 16)
    assert bin_start(date(2026, 11, 16), "week") == date(2026, 11, 16)


def test_a_month_starts_on_its_first_day():
    assert bin_start(date(2026, 2, 28), "month") == date(2026, 2, 1)


def test_a_day_is_its_own_bin():
    assert bin_start(FIRST, "day") == FIRST
    assert next_bin(date(2026, 2, 28), "day") == date(2026, 3, 1)


def test_the_week_after_the_last_of_the_year_is_in_the_next_year():
    assert next_bin(date(2026, 12, 28), "week") == date(2027, 1, 4)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2026, 1, 31), date(2026, 2, 1)), (date(2026, 12, 5), date(2027, 1, 1))],
)
def test_the_next_month_starts_on_its_first_day(day, expected):
    assert next_bin(day, "month") == expected


def test_days_in_a_row_are_one_run():
    assert [len(run) for run in runs(series("day", FIRST, date(2026, 1, 2)))] == [2]


def test_a_missing_day_splits_the_run():
    days = [date(2026, 1, d) for d in (1, 2, 4, 6, 7)]
    assert [len(run) for run in runs(series("day", *days))] == [2, 1, 2]


def test_a_missing_month_splits_the_run():
    days = [date(2025, 12, 1), date(2026, 1, 1), date(2026, 3, 1)]
    assert [len(run) for run in runs(series("month", *days))] == [2, 1]


def test_an_empty_series_has_no_runs():
    assert runs(Series(PAIN, "day", FIRST, FIRST, ())) == []


def test_equal_series_are_one_cache_key():
    assert hash(series("day", FIRST)) == hash(series("day", FIRST))
