from dataclasses import replace

import pytest

from carelog.dashboard.chart.drawing import Drawing, Line
from tests.dashboard.chart.reading import END, drawing, drawn, series


@pytest.mark.parametrize(
    "wrong",
    [
        {"low": 3, "high": 3},
        {"ticks": (0, 1)},
        {"low": 0, "high": 10, "ticks": (0, 11)},
        {"goal": float("nan")},
        {"low": float("-inf")},
        {"shade_from": float("nan")},
    ],
)
def test_what_cannot_be_an_axis_is_refused(wrong):
    with pytest.raises(ValueError):
        drawing(5, **wrong)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_value_that_is_no_number_is_refused(value):
    with pytest.raises(ValueError, match="finite"):
        drawing(5, value)


def test_lines_of_different_windows_are_refused():
    lines = tuple(Line(series(*values), "%(value)s") for values in ((1, 2), (1, 2, 3)))
    with pytest.raises(ValueError, match="window"):
        Drawing(lines)


def test_a_point_outside_the_window_is_refused():
    late = replace(series(1, 2), start=END)
    with pytest.raises(ValueError, match="outside"):
        Drawing((Line(late, "%(value)s"),))


def test_a_drawing_without_a_line_is_refused():
    with pytest.raises(ValueError):
        Drawing(())


def test_a_colour_the_page_does_not_know_is_refused():
    with pytest.raises(ValueError, match="colour"):
        Drawing((Line(series(1), "%(value)s", colour="red"),))


def test_equal_drawings_are_one_key():
    options = {"marks": (END,), "events": ((END, "scan"),), "goal": 3, "bars": True}
    assert len({drawing(1, 2, **options), drawing(1, 2, **options)}) == 1


@pytest.mark.parametrize("values", [(5,), (5, 5, 5), (0, 0), (1e6, 2), (0.1, None)])
@pytest.mark.parametrize("bars", [True, False])
def test_every_number_in_a_picture_is_a_number(values, bars):
    svg = drawn(drawing(*values, places=1, bars=bars, marks=(END,), events=((END, "x"),)))
    assert svg
    assert "nan" not in svg.lower()
    assert "inf" not in svg.lower()


def test_a_day_marked_twice_is_one_mark():
    assert drawing(1, marks=(END, END)).marks_shown() == [END]
