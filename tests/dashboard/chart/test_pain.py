import re
from xml.etree import ElementTree

import pytest

from carelog.dashboard.chart.pain import pain_drawing
from tests.dashboard.chart.reading import (
    axis,
    drawn,
    grid,
    long_series,
    series,
    shapes,
    spots,
    strokes,
    where,
    words,
)


def panel(worst, average=None, *, goal=None, **options):
    average = average or series(*[None] * ((worst.end - worst.start).days + 1), bin=worst.bin)
    return drawn(pain_drawing(worst, average, goal=goal), **options)


def test_the_ends_of_the_lines_name_them_and_their_last_value():
    found = words(panel(series(7, 6, 5), series(5, 4, 3)))
    assert {"worst 5", "average 3"} <= set(found)


def test_the_bands_are_named():
    assert {"severe", "moderate", "mild"} <= set(words(panel(series(7, 6, 5))))


@pytest.mark.parametrize("peak", range(2, 12))
def test_the_name_of_a_band_keeps_off_a_single_bad_day(peak):
    scores = [2] * 90
    scores[peak] = 9
    svg = panel(series(*scores), width=360)
    spike = spots(strokes(svg, "chart-1")[0])[peak][0]
    left = where(svg, "severe")[0]
    assert not left <= spike <= left + 45


def test_the_axis_is_the_whole_scale_whatever_was_logged():
    assert axis(panel(series(3, 3, 3))) == ["0", "2", "4", "6", "8", "10"]


def test_the_shaded_ground_begins_at_severe():
    svg = panel(series(7, 6, 5))
    (box,) = shapes(svg, "chart-band")
    _left, _right, six = grid(svg)[3]
    _left, _right, eight = grid(svg)[4]
    assert max(y for _x, y in box) == round((six + eight) / 2, 1)


def test_the_goal_is_a_named_dashed_line():
    svg = panel(series(7, 6, 5), goal=3)
    assert "goal 3" in words(svg)
    assert "stroke-dasharray" in svg


def test_without_a_goal_there_is_no_goal_line():
    assert "dasharray" not in panel(series(7, 6, 5))


def test_an_average_alone_is_drawn():
    assert "average 4" in words(panel(series(None, None), series(4, 4)))


def test_nothing_logged_draws_nothing():
    assert panel(series(None, None)) == ""


def test_weeks_show_the_average_and_mark_the_highest_day():
    worst = long_series(365)
    svg = drawn(pain_drawing(worst, worst))
    assert {"worst 4.3", "average 4.3", "highest 8"} <= set(words(svg))
    assert len(strokes(svg, "chart-mark")) == 1
    assert "a mark the highest day" in svg


def test_type_is_readable():
    sizes = re.findall(r'font-size="([\d.]+)px"', panel(series(5, 6), goal=3, width=360))
    assert min(map(float, sizes)) >= 13


def test_dollars_and_markup_stay_text():
    svg = panel(series(5), label=r"$\frac$ <script> $5 to $9")
    title = next(iter(ElementTree.fromstring(svg)))
    assert title.text == r"$\frac$ <script> $5 to $9"


def test_ninety_days_stay_under_twenty_kilobytes():
    assert len(panel(series(*[7, 2, 9] * 30), goal=3)) < 20_000
