"""Numbers of a panel as sentences: each example literal, each figure in it able to change them."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from carelog.clinical.association import Sides
from carelog.dashboard.panel_words import (
    association_sentence,
    bowel_sentence,
    count_sentence,
    panel_sentence,
    sparse_sentence,
)
from carelog.entries.quantities import CUPS, KG, LB, OTHERS, STONES

TODAY = date(2026, 11, 22)
MINUTES, PLAIN = OTHERS["min"], OTHERS[""]


def ending_today(*values) -> dict:
    """Return the values of the last days, None for a day without an entry."""
    first = TODAY - timedelta(days=len(values) - 1)
    pairs = ((first + timedelta(days=n), value) for n, value in enumerate(values))
    return {day: value for day, value in pairs if value is not None}


def window(days: int) -> tuple[date, date]:
    """Return the first and last day of a window that ends today."""
    return TODAY - timedelta(days=days - 1), TODAY


def said(days: dict, length: int, unit=PLAIN) -> str:
    """Return the sentence of a window that ends today."""
    return panel_sentence(days, *window(length), TODAY, unit)


def test_nothing_logged():
    assert said({}, 30) == "There is no entry in these 30 days."
    assert said({}, 1) == "There is no entry on this day."


def test_two_weeks_of_walks():
    days = ending_today(*[20] * 7, *[10, 12, 14, 10, 12, 14, 12])
    assert said(days, 14, MINUTES) == (
        "Logged on 14 of these 14 days. It was 16 minutes on average, between 10 minutes and "
        "20 minutes. Average of the last 7 days: 12 minutes, lower than the 20 minutes of the 7 "
        "days before. The last entry, on 22 November, was 12 minutes."
    )


def test_a_rise_is_higher_and_a_small_change_is_about_the_same():
    assert "7.7, higher than the 5 of" in said(ending_today(*[5] * 7, *[8] * 6, 6), 14)
    assert "5.1, about the same as the 5 of" in said(ending_today(*[5] * 7, *[5] * 6, 6), 14)


def test_too_few_days_for_an_average_and_a_gap():
    assert said(ending_today(3, None, None, None, 5), 30) == (
        "Logged on 2 of these 30 days. That is not enough for an average. It was between 3 and 5."
        " Average of the last 7 days: not enough entries (2 of 7 days). Of the 7 days before: not "
        "enough entries (0 of 7 days). The longest stretch without an entry was 3 days. "
        "The last entry, on 22 November, was 5."
    )


def test_an_entry_before_the_window_is_still_the_last_one():
    assert said(ending_today(4, *[None] * 20), 7) == (
        "There is no entry in these 7 days. The last entry, on 2 November, was 4."
    )


def test_weeks_are_told_only_of_a_window_that_reaches_today():
    days = ending_today(*[4] * 20)
    end = TODAY - timedelta(days=3)
    assert "Average of" not in panel_sentence(days, end - timedelta(days=9), end, TODAY, PLAIN)


def test_a_weight_goes_from_first_to_last_without_averages():
    days = ending_today(Fraction(72), *[None] * 6, 73, *[None] * 6, 71)
    assert sparse_sentence(days, *window(30), TODAY, KG) == (
        "Logged on 3 of these 30 days. It was between 71 kg and 73 kg. "
        "From 72 kg on 8 November to 71 kg on 22 November."
    )


def test_one_weight_or_none():
    assert sparse_sentence(ending_today(70), *window(30), TODAY, LB) == (
        "Logged on 1 of these 30 days. The last entry, on 22 November, was 154.3 lb."
    )
    days = ending_today(70, *[None] * 40)
    assert sparse_sentence(days, *window(30), TODAY, STONES) == (
        "There is no entry in these 30 days. The last entry, on 13 October, was 11 st 0.3 lb."
    )


def test_counts_a_day():
    assert count_sentence(ending_today(2, 3, None, 0), *window(7)) == (
        "Logged on 3 of these 7 days. 5 in all. The most on one day was 3."
    )
    assert count_sentence({}, *window(7)) == "There is no entry in these 7 days."


def test_bowels_and_the_longest_time_between_two():
    assert bowel_sentence(ending_today(1, 0, 0, None, 2), *window(7), TODAY) == (
        "Logged on 4 of these 7 days. Bowels moved on 2 of them. The longest time between two "
        "that were logged was 4 days. The last one logged was on 22 November."
    )


def test_nothing_lies_between_one_movement_and_silence():
    assert bowel_sentence(ending_today(1, *[None] * 29), *window(30), TODAY) == (
        "Logged on 1 of these 30 days. Bowels moved on 1 of them. "
        "The last one logged was on 24 October."
    )
    assert bowel_sentence(ending_today(1, *[None] * 29, 0), *window(30), TODAY) == (
        "Logged on 1 of these 30 days. Bowels moved on 0 of them. "
        "The last one logged was on 23 October."
    )
    assert bowel_sentence(ending_today(1, *[None] * 29), *window(7), TODAY) == (
        "There is no entry in these 7 days. The last one logged was on 24 October."
    )


def test_cups_are_said_in_short():
    assert "5 cups" in said(ending_today(1000), 7, CUPS)


@pytest.mark.parametrize(("n", "m"), [(4, 9), (9, 4)])
def test_too_few_days_are_not_compared(n, m):
    text = association_sentence("Sleep", Sides(None, n, None, m), "a fall", PLAIN)
    assert text == (
        f"There are {n} days with a fall and {m} days without where both were logged: "
        "too few to compare."
    )
