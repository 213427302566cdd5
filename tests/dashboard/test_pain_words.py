from datetime import date, timedelta

import pytest

from carelog.dashboard.pain_figures import SCORE, summarise_pain
from carelog.dashboard.pain_words import pain_sentence
from carelog.entries.quantities import mean_digits

TODAY = date(2026, 11, 22)
NONE = [None]


def summary(scores, window, goal=None, end=TODAY):
    first = TODAY - timedelta(days=len(scores) - 1)
    days = {first + timedelta(days=n): s for n, s in enumerate(scores) if s is not None}
    start = end - timedelta(days=window - 1)
    return summarise_pain(days, start=start, end=end, today=TODAY, goal=goal)


def test_nothing_was_ever_logged():
    assert pain_sentence(summary([], 30)) == "There is no pain entry in these 30 days."


def test_nothing_was_logged_in_the_window():
    assert pain_sentence(summary([5, *NONE * 9], 7)) == (
        "There is no pain entry in these 7 days. The last entry is from 13 November."
    )


def test_one_day_in_a_window_of_many():
    assert pain_sentence(summary([5, *NONE * 3], 30)) == (
        "You logged your pain on 1 of these 30 days. Your worst pain that day was 5. "
        "There are not enough entries in the last 7 days (1 of 7) "
        "and the 7 days before (0 of 7) to compare them. "
        "The longest stretch without an entry was 2 days. The last entry is from 19 November."
    )


def test_a_window_of_one_day():
    assert pain_sentence(summary([4] * 14, 1)) == (
        "You logged your pain on this day. Your worst pain that day was 4. "
        "In the last 7 days the average was 4, about the same as the 4 of the 7 days before."
    )


def test_all_days_equal():
    assert pain_sentence(summary([4] * 7, 7)) == (
        "You logged your pain on 7 of these 7 days. Your worst pain was 4 on each logged day. "
        "In the last 7 days the average was 4. "
        "The 7 days before do not have enough entries to compare (0 of 7). "
        "The last entry, on 22 November, was 4."
    )


def test_a_month_with_a_gap_and_a_goal_getting_lower():
    scores = [6, 5, 7, 8, 4, *NONE * 4, 5, 6, 5, 7, 8, 4, *NONE * 4, 5, 3, 4, 5, None, 2, 3]
    assert pain_sentence(summary([*scores, 4, 5, 4, 2], 30, goal=3)) == (
        "You logged your pain on 21 of these 30 days. "
        "Your worst pain was 4.9 on average, between 2 and 8. It was 7 or more on 4 days. "
        "It was at the goal of 3 or less on 4 days. "
        "In the last 7 days the average was 3.3, lower than the 4.3 of the 7 days before. "
        "The longest stretch without an entry was 4 days. The last entry, on 22 November, was 2."
    )


def test_too_few_entries_for_an_average():
    assert pain_sentence(summary([4, None, 6, None, None, 2, None, 3], 30)) == (
        "You logged your pain on 4 of these 30 days. "
        "That is not enough entries for an average. Your worst pain was between 2 and 6. "
        "There are not enough entries in the last 7 days (3 of 7) "
        "and the 7 days before (1 of 7) to compare them. "
        "The longest stretch without an entry was 2 days. The last entry, on 22 November, was 3."
    )


def test_two_weeks_getting_higher():
    assert pain_sentence(summary([2, *[3] * 6, 7, *[5] * 6], 14)) == (
        "You logged your pain on 14 of these 14 days. "
        "Your worst pain was 4.1 on average, between 2 and 7. It was 7 or more on 1 day. "
        "In the last 7 days the average was 5.3, higher than the 2.9 of the 7 days before. "
        "The last entry, on 22 November, was 5."
    )


def test_only_the_week_before_has_enough_entries():
    assert pain_sentence(summary([2, 3, 4, 5, *NONE * 3, 6, *NONE * 6], 14, goal=2)) == (
        "You logged your pain on 5 of these 14 days. "
        "That is not enough entries for an average. Your worst pain was between 2 and 6. "
        "It was at the goal of 2 or less on 1 day. "
        "The last 7 days do not have enough entries for an average (1 of 7). "
        "In the 7 days before it was 3.5. "
        "The longest stretch without an entry was 5 days. The last entry, on 16 November, was 6."
    )


def test_a_window_in_the_past_leaves_out_the_last_weeks():
    scores = [3, 4, 5, 4, *NONE * 340]
    end = date(2025, 12, 18)
    assert pain_sentence(summary(scores, 5, end=end)) == (
        "You logged your pain on 4 of these 5 days. "
        "Your worst pain was 4 on average, between 3 and 5. "
        "The last entry, on 17 December 2025, was 4."
    )


def test_a_caregiver_reads_a_name():
    assert pain_sentence(summary([8, 6, 7, 7, 8, 7, 7], 7, goal=3), "Anna") == (
        "Pain was logged for Anna on 7 of these 7 days. "
        "Anna's worst pain was 7.1 on average, between 6 and 8. It was 7 or more on 6 days. "
        "It was at the goal of 3 or less on 0 days. In the last 7 days the average was 7.1. "
        "The 7 days before do not have enough entries to compare (0 of 7). "
        "The last entry, on 22 November, was 7."
    )


def test_a_caregiver_reads_of_one_day_without_pain():
    assert pain_sentence(summary([0], 1, goal=0), "Ben 100 %s") == (
        "Pain was logged for Ben 100 %s on this day. Ben 100 %s's worst pain that day was 0. "
        "It was at the goal of 0 or less on 1 day. "
        "There are not enough entries in the last 7 days (1 of 7) "
        "and the 7 days before (0 of 7) to compare them."
    )


def test_no_entry_for_a_day():
    assert pain_sentence(summary([], 1)) == "There is no pain entry for this day."


def figures(found):
    """What a reader is told, as shown: a number left out of the sentence is None."""
    now, before = found.weeks.now, found.weeks.before
    averages = [found.mean, now.value, before.value]
    shown = [None if value is None else mean_digits(value, SCORE) for value in averages]
    counts = (found.logged, found.lowest, found.highest, found.days_severe, found.days_at_goal)
    gap = found.longest_gap if found.logged and found.longest_gap > 1 else 0
    logged = now.days.logged if found.weeks.difference is None else None
    return [*shown, *counts, gap, found.last, logged]


def test_the_sentence_changes_whenever_a_figure_does():
    hypothesis = pytest.importorskip("hypothesis")
    st = hypothesis.strategies
    score = st.none() | st.integers(0, 10)

    @hypothesis.settings(max_examples=300)
    @hypothesis.given(st.lists(score, min_size=2, max_size=30), st.data(), st.none() | st.just(3))
    def check(scores, data, goal):
        other = list(scores)
        other[data.draw(st.integers(0, len(scores) - 1))] = data.draw(score)
        one, two = (summary(days, len(days), goal) for days in (scores, other))
        if pain_sentence(one) == pain_sentence(two):
            assert figures(one) == figures(two)

    check()


@pytest.mark.parametrize(
    ("scores", "window", "others", "words"),
    [
        ([5], 7, [1, 2], "On 2 days there is an entry without a worst pain."),
        ([*NONE], 1, [0], "There is no worst pain for this day. There is an entry without it."),
        ([5, 6, None], 7, [0], "The last worst pain, on 21 November, was 6."),
        ([5, *NONE * 9], 7, [1], "The last worst pain is from 13 November."),
    ],
)
def test_an_entry_without_a_worst_pain_is_told(scores, window, others, words):
    first = TODAY - timedelta(days=len(scores) - 1)
    days = {first + timedelta(days=n): s for n, s in enumerate(scores) if s is not None}
    written = [TODAY - timedelta(days=back) for back in others]
    start = TODAY - timedelta(days=window - 1)
    found = summarise_pain(days, start=start, end=TODAY, today=TODAY, goal=None, entry_days=written)
    assert words in pain_sentence(found)


def test_an_entry_without_a_worst_pain_ends_a_gap():
    days = {TODAY - timedelta(days=6): 5, TODAY: 5}
    start, middle = TODAY - timedelta(days=6), TODAY - timedelta(days=3)
    bare = summarise_pain(days, start=start, end=TODAY, today=TODAY, goal=None)
    found = summarise_pain(
        days, start=start, end=TODAY, today=TODAY, goal=None, entry_days=[middle]
    )
    assert (bare.longest_gap, found.longest_gap) == (5, 2)
