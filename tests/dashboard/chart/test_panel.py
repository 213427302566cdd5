import re
import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.utils import translation

from carelog.clinical.series import Point, Series
from carelog.dashboard.chart.drawing import Drawing, Line
from carelog.dashboard.chart.words import apart
from tests.dashboard.chart.reading import (
    END,
    HIGHEST,
    LAST,
    drawing,
    drawn,
    grid,
    long_series,
    parts,
    series,
    shapes,
    spots,
    strokes,
    where,
    words,
)


def test_a_value_stands_at_its_height():
    svg = drawn(drawing(0, 10, 5, low=0, high=10, ticks=(0, 10)))
    line, _dots = strokes(svg, "chart-1")
    (_left, _right, base), (_left, _right, top) = grid(svg)
    assert [y for _x, y in spots(line)] == [base, top, pytest.approx((base + top) / 2, abs=0.1)]


def test_a_higher_value_of_any_unit_stands_higher():
    line, _dots = strokes(drawn(drawing(62.3, 65.1, places=1)), "chart-1")
    (_x, first), (_x, last) = spots(line)
    assert last < first


def test_a_line_breaks_where_a_day_is_missing():
    line, _dots = strokes(drawn(drawing(7, 6, None, 5, 5)), "chart-1")
    assert len(parts(line)) == 2


@pytest.mark.parametrize(("gap_days", "lines"), [(6, 2), (7, 1)])
def test_a_line_goes_on_across_the_days_between_two_weighings(gap_days, lines):
    shown = drawing(70, 70, None, None, None, None, None, None, 69, 69, gap_days=gap_days)
    line, _dots = strokes(drawn(shown), "chart-1")
    assert len(parts(line)) == lines


def test_a_line_across_days_without_an_entry_shows_which_days_have_one():
    weak = Line(series(70, None, 69), "%(value)s", strong=False)
    _line, dots = strokes(drawn(Drawing((weak,), gap_days=7)), "chart-1")
    assert len(parts(dots)) == 2


def test_a_day_alone_is_a_dot():
    (dots,) = strokes(drawn(drawing(7, None, 6, None, 5)), "chart-1")
    assert len(parts(dots)) == 3


def test_days_beyond_ninety_have_no_markers():
    assert len(strokes(drawn(drawing(*[5, 4] * 45)), "chart-1")) == 2
    assert len(strokes(drawn(drawing(*[5, 4] * 46)), "chart-1")) == 1


@pytest.mark.parametrize(("measure", "marked"), [(HIGHEST, True), (LAST, False)])
def test_weeks_mark_the_highest_day_of_a_measure_that_counts_it(measure, marked):
    line = Line(long_series(365, measure=measure), "%(value)s", highest="highest %(value)s")
    svg = drawn(Drawing((line,), low=0, high=10))
    assert bool(strokes(svg, "chart-mark")) == marked
    assert ("highest 8" in words(svg)) == marked
    assert ("a mark the highest day" in svg) == marked
    assert "averages of weeks or months" in svg


def test_a_highest_day_above_the_bounds_stays_in_the_panel():
    svg = drawn(Drawing((Line(long_series(365, highest=37), "%(value)s"),), low=0, high=10))
    (marks,) = strokes(svg, "chart-mark")
    assert min(y for _x, y in spots(marks)) >= grid(svg)[-1][2]


@pytest.mark.parametrize(
    ("places", "value", "shown"),
    [(0, 7, "7"), (2, 7.25, "7.25"), (1, 70, "70"), (1, 100.4, "100.4"), (0, 5231, "5231")],
)
def test_the_end_of_a_line_names_its_last_value(places, value, shown):
    assert f"now {shown}" in words(drawn(drawing(1, value, places=places, word="now %(value)s")))


@pytest.mark.parametrize(
    ("mean", "places", "shown"),
    [(4, 1, "4"), (99.94, 1, "99.9"), (100.4, 1, "100.4"), (5231.4, 0, "5231")],
)
def test_a_mean_has_the_decimals_of_its_measure_whatever_its_size(mean, places, shown):
    line = Line(long_series(365, mean=mean, highest=mean), "%(value)s steps")
    assert f"{shown} steps" in words(drawn(Drawing((line,), mean_places=places)))


def test_where_there_is_no_room_the_word_is_cut_and_not_its_value():
    svg = drawn(drawing(4.3, word="Durchschnittswert %(value)s", places=1), width=360)
    assert "Durchs… 4.3" in words(svg)


def test_lines_of_one_panel_differ_without_colour():
    names = [("strong", True), ("weak", False), ("weaker", False)]
    lines = tuple(Line(series(n, n), word, strong=s) for n, (word, s) in enumerate(names))
    found = re.findall(r'<path [^>]*stroke="var\(--chart-1\)"[^>]*>', drawn(Drawing(lines)))
    looks = {(re.search(r'stroke-width="([^"]+)"', path)[1], "dasharray" in path) for path in found}
    assert len(looks) == 4  # the dots of the strong line are one more


def test_the_severe_values_have_a_ground():
    svg = drawn(drawing(1, low=0, high=10, ticks=(0, 7, 10), shade_from=7))
    ((box),) = shapes(svg, "chart-band")
    assert {y for _x, y in box} == {y for _left, _right, y in grid(svg)[1:]}


def test_a_ground_above_the_axis_is_not_drawn():
    assert not shapes(drawn(drawing(1, low=0, high=5, shade_from=7)), "chart-band")


def test_a_goal_is_a_dashed_line_at_its_height_with_its_word_in_the_margin():
    svg = drawn(drawing(1500, low=0, high=2000, goal=2000, goal_word="goal %(value)s"))
    (line,) = strokes(svg, "chart-goal")
    assert spots(line) == [(left, y) for left, _r, y in grid(svg)[-1:]] + [grid(svg)[-1][1:]]
    assert where(svg, "goal 2000")[0] > grid(svg)[0][1]
    assert "stroke-dasharray" in svg


def test_one_day_is_drawn():
    assert "pain 6" in words(drawn(drawing(6, word="pain %(value)s")))


def test_nothing_logged_draws_nothing():
    marks = (END,)
    assert drawn(drawing(None, None, marks=marks, mark_word="fall", goal=3)) == ""


def test_dates_follow_the_language():
    day = date(2026, 10, 1)
    october = Drawing(
        (Line(Series(HIGHEST, "day", day, day, (Point(day, 4.5, 4.5),)), "%(value)s"),), places=1
    )
    assert {"1 Oct", "4.5"} <= set(words(drawn(october)))
    with translation.override("de"):
        assert {"1 Okt", "4,5"} <= set(words(drawn(october)))


@pytest.mark.parametrize("other", [{"goal": 3}, {"marks": (END,)}, {"events": ((END, "scan"),)}])
def test_whatever_is_drawn_tells_panels_apart(other):
    assert drawn(drawing(5, 6, **other)) != drawn(drawing(5, 6))


@pytest.mark.parametrize(("width", "height"), [(360, 220), (760, 260)])
def test_a_panel_is_drawn_for_its_width(width, height):
    root = ElementTree.fromstring(drawn(drawing(5, 6), width=width))
    assert root.get("viewBox") == f"0 0 {width} {height}"
    assert root.get("class") == f"w{width}"


def test_a_small_panel_is_lower():
    high, low = (drawn(drawing(5), small=small) for small in (False, True))
    assert int(re.search(r'height="(\d+)"', low)[1]) < int(re.search(r'height="(\d+)"', high)[1])


def test_another_width_is_refused():
    with pytest.raises(ValueError):
        drawn(drawing(5), width=500)


def test_a_panel_has_a_name_and_a_description():
    title, desc = list(ElementTree.fromstring(drawn(drawing(5), label="Weight")))[:2]
    assert (title.text, desc.text) == ("Weight", "d")


def test_ninety_days_are_few_elements_and_bytes():
    svg = drawn(drawing(*[7, 2, 9] * 30, goal=3, marks=(END,), events=((END, "scan"),)))
    assert svg.count("<path") < 25
    assert len(svg) < 20_000


def test_words_at_equal_heights_move_apart_and_stay_inside():
    heights = apart([30, 30, 30], 30, 200)
    gaps = [above - below for below, above in pairwise(heights)]
    assert min(heights) >= 30
    assert min(gaps) > 14.5


def test_the_newest_value_of_an_old_line_stands_beside_its_point():
    svg = drawn(drawing(5, 6, *[None] * 20, word="pain %(value)s"))
    line, _dots = strokes(svg, "chart-1")
    assert 0 < where(svg, "pain 6")[0] - spots(line)[-1][0] < 15


def test_no_event_runs_through_the_newest_value():
    events = ((END - timedelta(days=19), "scan"),)
    svg = drawn(drawing(5, 6, *[None] * 20, word="pain %(value)s", events=events))
    assert where(svg, "pain 6")[0] > grid(svg)[0][1]


def test_loading_the_module_does_not_load_matplotlib():
    code = "import sys, carelog.dashboard.chart.panel; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
