"""A drawing for the screen: strokes that stretch, words that do not."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest

from carelog.dashboard.chart.drawing import Drawing, Line
from carelog.dashboard.chart.pain import pain_drawing
from carelog.dashboard.chart.plot import plot
from tests.dashboard.chart.reading import END, drawing, long_series, series, spots, strokes

SVG = "{http://www.w3.org/2000/svg}"


def drawn(shown, **options):
    """Return the plot of a drawing."""
    return plot(shown, **{"uid": "p", "label": "Panel", "description": "d"} | options)


def words(svg, kind):
    """Return (text, x, y) of the words of a kind: values v, days d, numbers n."""
    texts = ElementTree.fromstring(svg).iter(f"{SVG}text")
    return [(e.text, e.get("x"), e.get("y")) for e in texts if kind in e.get("class").split()]


def before(days):
    return END - timedelta(days=days)


def test_a_value_stands_at_its_height_and_the_last_has_a_larger_dot():
    svg = drawn(drawing(0, 10, 5, low=0, high=10))
    line, _dots, last = strokes(svg, "chart-1")
    assert [y for _x, y in spots(line)] == [100, 0, 50]
    assert spots(last)[-1] == spots(line)[-1]


def test_the_gutter_names_the_foot_the_top_and_where_the_ground_is_shaded():
    empty = series(None, None, None)
    svg = drawn(pain_drawing(series(3, 8, 5), empty))
    assert words(svg, "v") == [("0", "-5", "100%"), ("10", "-5", "0%"), ("7", "-5", "30%")]


def test_no_word_stands_in_the_plot():
    svg = drawn(pain_drawing(series(3, 8, 5), series(1, 2, 3), goal=3))
    assert {text for text, _x, _y in words(svg, "v")} == {"0", "7", "10"}
    assert all(y == "100%" for _text, _x, y in words(svg, "d"))
    assert svg.count("<text") == 3 + len(words(svg, "d"))


@pytest.mark.parametrize("days", [1, 2, 7, 30, 90, 180, 365, 1096, 3650])
def test_the_time_axis_names_at_most_four_days(days):
    svg = drawn(Drawing((Line(long_series(days), "%(value)s"),)))
    assert 1 <= len(words(svg, "d")) <= 4
    assert not words(drawn(Drawing((Line(long_series(days), "%(value)s"),)), has_days=False), "d")


def test_plots_of_one_window_line_up_whatever_they_show():
    one = drawn(drawing(*[5] * 30))
    other = drawn(drawing(*[9000] * 30, bars=True, goal=12_000))
    assert words(one, "d") == words(other, "d")


def test_an_event_is_a_dotted_line_and_its_number_stands_on_one_plot_alone():
    shown = drawing(*[5] * 30, events=((before(20), "scan"), (before(4), "visit")))
    plain, numbered = drawn(shown), drawn(shown, has_numbers=True)
    for svg in (plain, numbered):
        (lines,) = strokes(svg, "chart-mark")
        assert len({x for x, _y in spots(lines)}) == 2
    assert not words(plain, "n")
    assert [text for text, _x, _y in words(numbered, "n")] == ["1", "2"]
    assert numbered.count("<ellipse") == 2


def test_numbers_that_would_touch_become_one():
    days = [28, 27, 26, 18, 8, 7]
    shown = drawing(*[5] * 30, events=tuple((before(n), "x") for n in days))
    found = [text for text, _x, _y in words(drawn(shown, has_numbers=True), "n")]
    assert found == ["1\u20133", "4", "5\u20136"]


def test_a_fall_is_a_triangle_below_its_day():
    svg = drawn(drawing(*[5] * 30, marks=(before(7), before(7), before(2))))
    assert svg.count('class="m"') == 2


def test_a_count_of_zero_is_flat_and_a_day_without_an_entry_has_no_bar():
    svg = drawn(drawing(2, None, 0, bars=True))
    assert svg.count("z") >= 2
    assert "Each" not in svg


def test_weeks_are_told_in_the_description():
    svg = drawn(Drawing((Line(long_series(365), "%(value)s"),)))
    assert "averages of weeks or months" in svg


def test_nothing_logged_draws_nothing():
    assert drawn(drawing(None, None, goal=3)) == ""


@pytest.mark.parametrize("uid", ["", "1a", 'a"><x'])
def test_a_uid_that_cannot_be_an_id_is_refused(uid):
    with pytest.raises(ValueError):
        drawn(drawing(5), uid=uid)


def test_ninety_days_are_few_bytes():
    shown = drawing(*[7, 2, 9] * 30, goal=3, marks=(END,), events=((END, "scan"),))
    assert len(drawn(shown)) < 4_000
