from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from carelog.clinical.body_figures import (
    Fall,
    Falls,
    count_falls,
    longest_between,
    weight_change,
)

TODAY = date(2026, 11, 23)


def ago(days):
    return TODAY - timedelta(days=days)


def kg(**weights):
    return {ago(int(day[1:])): Decimal(weight) for day, weight in weights.items()}


def test_falls_and_near_falls_are_counted_apart():
    events = [Fall(TODAY), Fall(TODAY, injured=True), Fall(ago(3), near=True), Fall(ago(30))]
    assert count_falls(events, TODAY, 30) == Falls(falls=2, near_falls=1, injuries=1)
    assert count_falls(events, TODAY, 90) == Falls(falls=3, near_falls=1, injuries=1)


def test_an_injury_of_a_near_fall_is_an_injury():
    assert count_falls([Fall(TODAY, near=True, injured=True)], TODAY, 30) == Falls(0, 1, 1)


def test_a_weight_change_is_in_percent_of_the_reference():
    change = weight_change(kg(d0="76", d30="80"), TODAY, 30)
    assert change.percent == -5
    assert (change.now, change.reference) == ((TODAY, 76), (ago(30), 80))


def test_a_weight_change_keeps_full_precision():
    assert weight_change(kg(d0="70", d30="75"), TODAY, 30).percent == Fraction(-20, 3)


@pytest.mark.parametrize(
    ("days", "nearest", "too_far"), [(30, (23, 37), (22, 38)), (180, (159, 201), (158, 202))]
)
def test_a_reference_lies_near_the_wanted_day(days, nearest, too_far):
    for day in nearest:
        found = weight_change({TODAY: Decimal(70), ago(day): Decimal(80)}, TODAY, days)
        assert found.reference == (ago(day), 80)
    for day in too_far:
        assert weight_change({TODAY: Decimal(70), ago(day): Decimal(80)}, TODAY, days) is None


def test_the_closest_weight_is_the_reference():
    assert weight_change(kg(d0="70", d24="71", d32="72", d37="73"), TODAY, 30).reference[1] == 72


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_weights_equally_close_the_earlier_is_the_reference(order):
    weights = dict(list(kg(d0="70", d28="71", d32="72").items())[::order])
    assert weight_change(weights, TODAY, 30).reference == (ago(32), 72)


def test_days_are_counted_back_from_the_newest_weight():
    weights = kg(d20="70", d50="80") | {ago(-1): Decimal(60)}
    assert weight_change(weights, TODAY, 30).now == (ago(20), 70)
    assert weight_change(weights, TODAY, 30).reference == (ago(50), 80)


def test_without_weights_there_is_no_change():
    assert weight_change({}, TODAY, 30) is None
    assert weight_change(kg(d0="70"), TODAY, 30) is None


def test_weights_are_compared_over_two_lengths_only():
    with pytest.raises(ValueError):
        weight_change(kg(d0="70"), TODAY, 31)


def test_a_weight_of_nothing_is_refused():
    with pytest.raises(ValueError):
        weight_change(kg(d0="70", d30="0"), TODAY, 30)


@pytest.mark.parametrize(
    ("moved", "between"),
    [
        ([0, 1, 2], 1),
        ([0, 4, 5], 4),
        ([6, 7, 8], 1),
        ([0, 28, 40], 28),
        ([0, 15, 29, 40], 15),
        ([12, 3, 30], 9),
        ([12, 30], None),
        ([29], None),
        ([0], None),
        ([], None),
        ([-2, 3], None),
    ],
)
def test_between_two_is_between_two_that_stand_in_the_window(moved, between):
    assert longest_between([ago(n) for n in moved], TODAY, 30) == between


def test_a_window_without_days_is_refused():
    with pytest.raises(ValueError):
        longest_between([TODAY], TODAY, 0)
