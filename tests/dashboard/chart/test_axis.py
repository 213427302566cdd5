from itertools import pairwise, product

import pytest

from carelog.dashboard.chart.axis import round_ticks, tick_words, value_axis
from carelog.dashboard.chart.drawing import Drawing, Line
from tests.dashboard.chart.reading import (
    axis,
    drawing,
    drawn,
    grid,
    long_series,
    series,
    spots,
    strokes,
    words,
)


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (62.3, 65.1, (62, 63, 64, 65, 66)),
        (0, 8000, (0, 2000, 4000, 6000, 8000)),
        (36, 39, (36, 37, 38, 39)),
        (97.2, 101.3, (96, 98, 100, 102)),
        (70, 70, (69, 70, 71, 72)),
        (0, 0, (0, 1, 2, 3)),
        (5, 14.9, (5, 10, 15, 20)),
        (-1.2, 3, (-2, -1, 0, 1, 2, 3)),
    ],
)
def test_ticks_are_round(low, high, ticks):
    assert round_ticks(low, high, 1) == ticks


@pytest.mark.parametrize("low", [0, 0.3, 7, 36.4, 99.9, 140, 5231])
def test_four_to_six_ticks_hold_any_range(low):
    spans = (0, 0.1, 0.7, 1, 3.3, 9.9, 12, 47, 101, 7000, 40_000)
    for span, places in product(spans, (0, 1)):
        ticks = round_ticks(low, low + span, places)
        assert 4 <= len(ticks) <= 6, (span, places)
        assert 0 <= ticks[0] <= low, (span, places)
        assert ticks[-1] >= low + span, (span, places)


def test_whole_numbers_have_whole_ticks():
    assert round_ticks(3, 4, 0) == (2, 3, 4, 5)


def test_a_little_change_does_not_fill_a_panel():
    assert round_ticks(70.0, 70.2, 1) == (69, 70, 71, 72)


def test_all_ticks_are_written_with_the_same_decimals():
    assert tick_words((36.5, 37, 37.5)) == ((36.5, "36.5"), (37, "37.0"), (37.5, "37.5"))
    assert tick_words((0, 2000)) == ((0, "0"), (2000, "2000"))


def test_given_ticks_are_kept_while_they_hold_the_values():
    given = {"low": 0, "high": 10, "ticks": (0, 5, 10)}
    assert value_axis(drawing(3, **given)) == (0, 10, (0, 5, 10))
    assert value_axis(drawing(3, 12, **given)) == (0, 15, (0, 5, 10, 15))


def test_bounds_are_held_and_a_value_beyond_them_too():
    assert value_axis(drawing(37, low=36, high=39, places=1))[:2] == (36, 39)
    assert value_axis(drawing(40.2, low=36, high=39, places=1))[:2] == (36, 41)


def test_a_goal_lies_on_the_axis():
    assert value_axis(drawing(1200, goal=2000))[1] == 2000


def test_bars_begin_at_zero():
    assert value_axis(drawing(40, 44, bars=True))[0] == 0


@pytest.mark.parametrize("width", [360, 760])
@pytest.mark.parametrize("values", [(62.3, 65.1), (70.0,), (0, 12_000), (36.6, None, 38.1)])
def test_the_axis_of_a_panel_names_each_line_across(width, values):
    svg = drawn(drawing(*values, places=1), width=width, small=True)
    assert len(axis(svg)) == len(grid(svg)) >= 4
    heights = [y for _left, _right, y in grid(svg)]
    assert min(a - b for a, b in pairwise(heights)) > 15


def test_a_weight_stands_at_its_tick():
    svg = drawn(drawing(64, 62.3, 65.1, places=1))
    line, _dots = strokes(svg, "chart-1")
    assert axis(svg) == ["62", "63", "64", "65", "66"]
    assert spots(line)[0][1] == grid(svg)[2][2]


def test_pounds_are_drawn_as_they_come():
    svg = drawn(drawing(143.3, 137.4, places=1, word="%(value)s lb"))
    assert axis(svg) == ["136", "138", "140", "142", "144"]
    assert "137.4 lb" in words(svg)


@pytest.mark.parametrize("width", [360, 760])
@pytest.mark.parametrize("small", [True, False])
def test_panels_of_one_window_line_up(width, small):
    lone = drawn(drawing(*[5] * 30, word="%(value)s"), width=width)
    steps = drawn(
        drawing(*[9000] * 30, word="steps of the day %(value)s", bars=True, goal=12_000),
        width=width,
        small=small,
    )
    assert [edge[:2] for edge in grid(lone)[:1]] == [edge[:2] for edge in grid(steps)[:1]]
    assert day_marks(lone) == day_marks(steps)


@pytest.mark.parametrize(("width", "most"), [(360, 4), (760, 7)])
@pytest.mark.parametrize("days", [1, 2, 7, 8, 30, 57, 90, 180, 181, 365, 1096, 3650, 40000])
def test_the_time_axis_names_a_few_days(width, most, days):
    shown = Drawing((Line(long_series(days), "%(value)s"),))
    assert 1 <= len(day_marks(drawn(shown, width=width))) <= most


def test_the_first_and_the_last_day_stand_inside_the_edges():
    svg = drawn(Drawing((Line(series(*range(30)), "%(value)s"),)))
    line, _dots = strokes(svg, "chart-1")
    left, right, _y = grid(svg)[0]
    xs = [x for x, _y in spots(line)]
    assert left < xs[0] < left + 10
    assert right - 10 < xs[-1] < right


def day_marks(svg):
    """Return x of each named day."""
    return [spots(mark)[0][0] for mark in strokes(svg, "chart-text") if spots(mark)[0][1] > 100]
