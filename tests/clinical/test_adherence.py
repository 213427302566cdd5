from datetime import datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carelog.clinical.adherence import Due, adherence

BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 11, 2, tzinfo=BERLIN)
END = START + timedelta(days=7)


def at(hour, minute=0, day=2):
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN)


def of(*dues, start=START, end=END):
    return adherence(dues, start, end)


def taken(due, taken_at, medicine="a", **more):
    return Due(medicine, due, taken_at=taken_at, **more)


def test_what_was_not_recorded_counts_as_not_taken():
    figures = of(taken(at(8), at(8)), Due("a", at(14)), Due("a", at(20), skip_reason="forgot"))
    assert (figures.due, figures.taken, figures.skipped) == (3, 1, 1)
    assert figures.percent == Fraction(100, 3)
    assert figures.recorded_percent == Fraction(200, 3)


def test_nothing_due_is_no_percentage():
    figures = of()
    assert (figures.due, figures.days_due) == (0, 0)
    assert figures.percent is figures.recorded_percent is figures.covered_percent is None


@pytest.mark.parametrize(
    ("hour", "minute", "counts"), [(5, 59, 0), (6, 0, 1), (13, 59, 1), (14, 0, 0)]
)
def test_a_dose_is_in_time_from_two_hours_before_until_the_next_due(hour, minute, counts):
    figures = of(taken(at(8), at(hour, minute)), Due("a", at(14)))
    assert (figures.taken, figures.outside) == (counts, 1 - counts)


def test_the_next_due_of_another_medicine_closes_nothing():
    assert of(taken(at(8), at(15)), Due("b", at(14))).taken == 1


def test_a_due_after_the_window_closes_the_last_one_in_it():
    tomorrow = Due("a", at(8, day=3))
    figures = of(taken(at(20), at(9, day=3)), tomorrow, end=at(0, day=3))
    assert (figures.due, figures.taken, figures.outside) == (1, 0, 1)


def test_dues_may_come_in_any_order():
    days = [taken(at(8, day=day), at(9, day=day)) for day in (7, 3, 5, 2, 8, 6, 4)]
    late = taken(at(20, day=5), at(9, day=6))
    figures = of(late, *days)
    assert (figures.taken, figures.outside) == (7, 1)


def test_the_same_due_moment_named_twice_closes_nothing():
    assert of(taken(at(8), at(9)), Due("a", at(8))).taken == 1


@pytest.mark.parametrize(("minute", "late"), [(0, 0), (1, 1)])
def test_more_than_two_hours_after_is_late_and_still_taken(minute, late):
    figures = of(taken(at(8), at(10, minute)))
    assert (figures.taken, figures.late) == (1, late)


@pytest.mark.parametrize(
    ("shift", "counts"),
    [
        (timedelta(days=-3), 1),
        (timedelta(days=3), 1),
        (timedelta(days=-3, minutes=-1), 0),
        (timedelta(days=3, minutes=1), 0),
    ],
)
def test_what_is_given_weekly_or_less_often_has_three_days_and_is_never_late(shift, counts):
    figures = of(taken(at(8, day=5), at(8, day=5) + shift, long_interval=True))
    assert (figures.taken, figures.late) == (counts, 0)


@pytest.mark.parametrize("left_out", [{"excluded": True}, {"skip_reason": "told_to_hold"}])
def test_a_dose_paused_or_told_to_hold_was_not_due(left_out):
    figures = of(taken(at(8), at(8)), Due("a", at(14), **left_out))
    assert (figures.due, figures.percent, figures.covered_percent) == (1, 100, 100)


def test_the_window_holds_its_start_and_not_its_end():
    figures = of(Due("a", START - timedelta(minutes=1)), Due("a", START), Due("a", END))
    assert figures.due == 1


def test_a_day_is_covered_when_every_due_dose_was_taken():
    figures = of(
        taken(at(8), at(8)),
        taken(at(9), at(9), medicine="b"),
        taken(at(8, day=3), at(8, day=3)),
        Due("b", at(9, day=3)),
        Due("c", at(9, day=4), excluded=True),
    )
    assert (figures.days_due, figures.days_covered) == (2, 1)
    assert figures.covered_percent == 50


def test_a_missed_dose_first_is_not_mended_by_a_later_one():
    assert of(Due("a", at(8)), taken(at(14), at(14))).days_covered == 0


def test_the_day_of_a_dose_is_the_day_on_the_persons_wall():
    auckland = ZoneInfo("Pacific/Auckland")
    early = datetime(2026, 11, 3, 8, tzinfo=auckland)
    late = datetime(2026, 11, 3, 20, tzinfo=auckland)
    assert of(Due("a", early), Due("a", late)).days_due == 1


def test_hours_are_counted_as_they_pass_when_the_clock_jumps():
    due = datetime(2026, 3, 29, 1, tzinfo=BERLIN)
    figures = of(taken(due, due.replace(hour=3, minute=30)), start=due, end=END)
    assert (figures.taken, figures.late) == (1, 0)


@pytest.mark.parametrize(
    "times", [(START.replace(tzinfo=None), None), (START, datetime(2026, 11, 2))]
)
def test_a_time_without_a_zone_is_refused(times):
    with pytest.raises(ValueError, match="zone"):
        Due("a", *times)


def test_a_window_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        adherence([], START, END.replace(tzinfo=None))


def test_a_dose_cannot_be_both_taken_and_skipped():
    with pytest.raises(ValueError, match="both"):
        taken(at(8), at(8), skip_reason="forgot")


@given(
    st.lists(
        st.tuples(
            st.integers(0, 200), st.none() | st.integers(-5, 30), st.sampled_from(["", "forgot"])
        )
    )
)
def test_every_due_dose_is_counted_once(doses):
    dues = []
    for hours, delay, reason in doses:
        due = START + timedelta(hours=hours)
        given_at = None if delay is None or reason else due + timedelta(hours=delay)
        dues.append(Due("a", due, given_at, reason))
    figures = of(*dues)
    logged = figures.taken + figures.skipped + figures.outside
    assert figures.late <= figures.taken <= logged <= figures.due <= len(dues)
    assert figures.days_covered <= figures.days_due <= 7
    assert (figures.percent == 100) == (figures.days_due > 0 and figures.covered_percent == 100)
