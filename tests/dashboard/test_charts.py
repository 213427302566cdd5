import re
import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.utils import translation

from carelog.clinical.series import Measure, Point, Series, bin_for, bin_start
from carelog.dashboard.charts import _apart, pain_panel

END = date(2026, 11, 22)
PAIN = Measure("worst_24h", "score", (0, 10))


def series(*scores, bin="day"):
    start = END - timedelta(days=len(scores) - 1)
    days = (start + timedelta(days=n) for n in range(len(scores)))
    logged = [(day, s) for day, s in zip(days, scores, strict=True) if s is not None]
    return Series(PAIN, bin, start, END, tuple(Point(day, s, s) for day, s in logged))


def long_series(days):
    start = END - timedelta(days=days - 1)
    bin = bin_for(start, END)
    firsts = sorted({bin_start(start + timedelta(days=n), bin) for n in range(days)})
    return Series(PAIN, bin, start, END, tuple(Point(day, 4.25, 8) for day in firsts))


def panel(worst, average=None, **options):
    options = {
        "goal": None,
        "width": 760,
        "uid": "p",
        "label": "Pain",
        "description": "d",
    } | options
    return pain_panel(worst, average or series(*[None] * 7), **options)


def words(svg):
    return [text.text for text in ElementTree.fromstring(svg).iter() if text.tag.endswith("text")]


def strokes(svg, colour):
    return re.findall(rf'<path d="([^"]+)"[^>]*stroke="var\(--{colour}\)"', svg)


def test_the_ends_of_the_lines_name_them_and_their_last_value():
    found = words(panel(series(7, 6, 5), series(5, 4, 3)))
    assert {"worst 5", "average 3"} <= set(found)


def test_the_bands_are_named():
    assert {"severe", "moderate", "mild"} <= set(words(panel(series(7, 6, 5))))


def test_the_goal_is_a_named_dashed_line():
    svg = panel(series(7, 6, 5), goal=3)
    assert "goal 3" in words(svg)
    assert "stroke-dasharray" in svg


def test_without_a_goal_there_is_no_goal_line():
    assert "dasharray" not in panel(series(7, 6, 5))


def test_a_line_breaks_where_a_day_is_missing():
    line, _dots = strokes(panel(series(7, 6, None, 5, 5)), "chart-1")
    assert line.count("M") == 2


def test_a_day_alone_is_a_dot():
    (dots,) = strokes(panel(series(7, None, 6, None, 5)), "chart-1")
    assert dots.count("M") == 3


def test_one_day_is_drawn():
    assert "worst 6" in words(panel(series(6)))


def test_nothing_logged_draws_nothing():
    assert panel(series(None, None)) == ""


def test_an_average_alone_is_drawn():
    assert "average 4" in words(panel(series(None, None), series(4, 4)))


def test_days_beyond_ninety_have_no_markers():
    assert len(strokes(panel(series(*[5, 4] * 45)), "chart-1")) == 2
    assert len(strokes(panel(series(*[5, 4] * 46)), "chart-1")) == 1


def test_weeks_show_the_average_and_mark_the_highest_day():
    svg = panel(long_series(365))
    assert {"worst 4.3", "highest 8"} <= set(words(svg))
    assert strokes(svg, "chart-mark")
    assert "a mark the highest day" in svg


@pytest.mark.parametrize(("width", "most"), [(360, 4), (760, 7)])
@pytest.mark.parametrize("days", [1, 2, 7, 8, 30, 57, 90, 180, 181, 365, 1096, 3650, 40000])
def test_the_time_axis_names_a_few_days(width, most, days):
    named = []
    panel(long_series(days), width=width, format_day=lambda day: named.append(day) or "x")
    assert 1 <= len(named) <= most


def test_dates_follow_the_language():
    day = date(2026, 10, 1)
    october = Series(PAIN, "day", day, day, (Point(day, 4, 4),))
    assert "1 Oct" in words(panel(october))
    with translation.override("de"):
        assert "1 Okt" in words(panel(october))


def test_the_same_panel_is_drawn_once():
    assert panel(series(5, 6)) is panel(series(5, 6))


@pytest.mark.parametrize(("width", "height"), [(360, 220), (760, 260)])
def test_a_panel_is_drawn_for_its_width(width, height):
    root = ElementTree.fromstring(panel(series(5, 6), width=width))
    assert root.get("viewBox") == f"0 0 {width} {height}"
    assert root.get("class") == f"w{width}"


def test_another_width_is_refused():
    with pytest.raises(ValueError):
        panel(series(5), width=500)


def test_type_is_readable():
    sizes = re.findall(r'font-size="([\d.]+)px"', panel(series(5, 6), goal=3, width=360))
    assert min(map(float, sizes)) >= 11


def test_dollars_and_markup_stay_text():
    svg = panel(series(5), label=r"$\frac$ <script> $5 to $9")
    title = next(iter(ElementTree.fromstring(svg)))
    assert title.text == r"$\frac$ <script> $5 to $9"


def test_ninety_days_stay_under_twenty_kilobytes():
    assert len(panel(series(*[7, 2, 9] * 30), goal=3)) < 20_000


def test_words_at_equal_heights_move_apart_and_stay_inside():
    heights = _apart([30, 30, 30], 30, 200)
    gaps = [above - below for below, above in pairwise(heights)]
    assert min(heights) >= 30
    assert min(gaps) > 14.5


def test_loading_the_module_does_not_load_matplotlib():
    code = "import sys, carelog.dashboard.charts; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
