from datetime import date, timedelta
from fractions import Fraction

import pytest

from carelog.dashboard.pain_figures import SCORE, summarise_pain, tiles
from carelog.entries.quantities import mean_digits

TODAY = date(2026, 11, 22)


def ending_today(*scores):
    first = TODAY - timedelta(days=len(scores) - 1)
    pairs = ((first + timedelta(days=n), score) for n, score in enumerate(scores))
    return {day: score for day, score in pairs if score is not None}


def summary(*scores, window=30, goal=None, end=TODAY):
    start = end - timedelta(days=window - 1)
    return summarise_pain(ending_today(*scores), start=start, end=end, today=TODAY, goal=goal)


def test_only_logged_days_count():
    found = summary(4, None, 8, 6, 5, window=5)
    assert (found.logged, found.window, found.mean) == (4, 5, Fraction(23, 4))
    assert (found.lowest, found.highest, found.days_severe) == (4, 8, 1)


def test_an_average_needs_enough_days():
    assert summary(*[5] * 14).mean is None
    assert summary(*[5] * 15).mean == 5


def test_no_day_gives_no_figure():
    found = summary()
    assert (found.logged, found.mean, found.highest, found.last) == (0, None, None, None)


def test_a_day_without_entry_is_not_a_day_without_pain():
    assert summary(*[None] * 3, 6, 6, 6, 6, window=7).weeks.now.value == 6


def test_change_is_now_minus_before():
    found = summary(*[6] * 7, *[4] * 7)
    assert found.weeks.difference == -2


def test_change_needs_enough_days_in_both_weeks():
    found = summary(6, 6, 6, None, None, None, None, *[4] * 7)
    assert (found.weeks.difference, found.weeks.before.days.logged) == (None, 3)


def test_four_days_are_enough_for_a_week():
    assert summary(6, 6, 6, 6, None, None, None, *[4] * 7).weeks.difference == -2


def test_baseline_is_the_mean_of_the_first_fourteen_logged_days():
    found = summary(*[7] * 7, None, *[6] * 7, *[2] * 20)
    assert (found.baseline, found.from_baseline) == (Fraction(13, 2), Fraction(-9, 2))


def test_thirteen_days_are_no_baseline():
    assert summary(*[7] * 13).baseline is None


def test_the_longest_gap_lies_between_entries():
    assert summary(3, None, 4, None, None, None, None, 5, None, None, 6).longest_gap == 4


def test_days_before_the_first_entry_are_no_gap():
    assert summary(3, 4, 5).longest_gap == 0


def test_days_since_the_last_entry_are_a_gap_up_to_yesterday():
    assert summary(3, 4, None, None, None).longest_gap == 2


def test_a_gap_that_began_before_the_window_counts_from_its_start():
    assert summary(3, *[None] * 9, 4, window=7).longest_gap == 6


def test_days_at_the_goal_are_counted_when_there_is_a_goal():
    assert summary(2, 3, 4, goal=3).days_at_goal == 2
    assert summary(2, 3, 4).days_at_goal is None


def test_a_day_after_today_is_left_out():
    days = {TODAY: 3, TODAY + timedelta(days=1): 9}
    assert summarise_pain(days, start=TODAY, end=TODAY, today=TODAY, goal=None).highest == 3


@pytest.mark.parametrize(("start", "end"), [(1, 0), (0, 1)])
def test_a_window_must_end_after_it_starts_and_by_today(start, end):
    days = [TODAY + timedelta(days=n) for n in (start, end)]
    with pytest.raises(ValueError):
        summarise_pain({}, start=days[0], end=days[1], today=TODAY, goal=None)


@pytest.mark.parametrize(
    ("value", "text"),
    [("17/4", "4.3"), ("30/7", "4.3"), ("5", "5"), ("1/20", "0.1"), ("449/100", "4.5")],
)
def test_halves_are_rounded_up_for_display(value, text):
    assert mean_digits(Fraction(value), SCORE) == text


def shown(found):
    return [(tile.value, tile.detail) for tile in tiles(found)]


def test_tiles_carry_the_days_they_rest_on():
    assert shown(summary(*[7] * 14, *[6] * 7, *[4] * 7)) == [
        ("4", "7 of 7 days logged"),
        ("14", "of 28 logged days"),
        ("2 lower", "7 of 7 and 7 of 7 days logged"),
        ("3 lower", "7 of 7 days logged; the first 14 had 7 on average"),
        ("28", "of 30 days"),
    ]


def test_tiles_say_when_entries_are_too_few():
    assert shown(summary(5, 5, 5)) == [
        ("not enough entries", "3 of 7 days logged"),
        ("not enough entries", "3 of 30 days logged"),
        ("not enough entries", "3 of 7 and 0 of 7 days logged"),
        ("not enough entries", "3 of 14 days logged"),
        ("3", "of 30 days"),
    ]


def test_a_small_change_is_about_the_same():
    assert shown(summary(*[5] * 13, 4))[2][0] == "about the same"


def test_more_pain_reads_higher():
    assert shown(summary(*[3] * 7, *[5] * 7))[2][0] == "2 higher"


def test_a_tile_is_read_aloud_as_one_sentence():
    spoken = tiles(summary(*[8] * 30))[1].spoken
    assert spoken == "Days at 7 or more, last 30 days: 30 of 30 logged days."
