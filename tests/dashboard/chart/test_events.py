import re
from datetime import timedelta

import pytest

from carelog.dashboard.chart.drawing import Drawing, Line
from tests.dashboard.chart.reading import (
    END,
    drawing,
    drawn,
    grid,
    long_series,
    parts,
    series,
    shapes,
    spots,
    strokes,
    texts,
    where,
    words,
)

VALUES = [5] * 30
# The widest letters of a common face take less than this.
LETTER = 8


def before(days):
    return END - timedelta(days=days)


def x_of(svg, days_before_end):
    line = strokes(svg, "chart-1")[0]
    return spots(line)[-1 - days_before_end][0]


def event_lines(svg):
    dashed = re.findall(r'<path d="([^"]+)"[^>]*stroke-dasharray="2,2"', svg)
    ends = spots(dashed[0]) if dashed else []
    return list(zip(ends[::2], ends[1::2], strict=True))


@pytest.mark.parametrize("width", [360, 760])
def test_an_event_is_a_line_on_its_day_with_its_word_above_the_panel(width):
    svg = drawn(drawing(*VALUES, events=((before(10), "scan"),)), width=width)
    (((x, bottom), (also_x, top)),) = event_lines(svg)
    assert x == also_x == x_of(svg, 10)
    assert bottom == grid(svg)[0][2]
    assert top < where(svg, "scan")[1] < grid(svg)[-1][2]
    assert x < where(svg, "scan")[0] < x + 5


@pytest.mark.parametrize("width", [360, 760])
@pytest.mark.parametrize("apart", [0, 1, 3, 5])
@pytest.mark.parametrize("last", [0, 4])
def test_six_words_touch_neither_each_other_nor_a_line(width, apart, last):
    events = tuple((before(last + apart * n), f"radiation {n}") for n in range(6))
    svg = drawn(drawing(*VALUES, events=events), width=width)
    top = grid(svg)[-1][2]
    placed = [(x, y, text) for text, x, y in texts(svg) if y < top and text.startswith("rad")]
    assert len(placed) == 6
    for x, y, text in placed:
        end = x + len(text) * LETTER - 4
        assert end <= width + 4
        assert y >= 10
        assert not [o for o in placed if o[2] != text and o[1] == y and x <= o[0] < end]
        assert not [a for a, b in event_lines(svg) if x < a[0] < end and b[1] < y - 10]


def test_words_above_make_the_picture_higher_and_leave_the_panel_as_it_is():
    bare, noted = (drawn(drawing(*VALUES, events=e)) for e in ((), ((END, "scan"),)))
    (first, *_rest, last), (also_first, *_rest, also_last) = grid(bare), grid(noted)
    assert first[2] - last[2] == pytest.approx(also_first[2] - also_last[2], abs=0.2)


def test_an_event_without_a_word_is_a_line_alone():
    svg = drawn(drawing(*VALUES, events=((before(3), ""),)))
    assert len(event_lines(svg)) == 1
    assert 'height="260"' in svg


def test_a_word_too_long_for_its_place_is_cut():
    svg = drawn(drawing(*VALUES, events=((END, "a very long word for an event"),)), width=360)
    assert [text for text in words(svg) if re.fullmatch(r"a very.*…", text)]


@pytest.mark.parametrize("count", [6, 7])
def test_more_than_six_events_are_numbered(count):
    events = tuple((before(4 * n), f"event {n}") for n in range(count))
    shown = drawing(*VALUES, events=events)
    svg = drawn(shown)
    assert shown.has_numbered_events == (count > 6)
    assert ("event 0" in words(svg)) == (count <= 6)
    assert len(event_lines(svg)) == count


def test_numbers_count_from_the_oldest_event():
    days = [28, 24, 20, 16, 12, 8, 4]
    shown = drawing(*VALUES, events=tuple((before(n), str(n)) for n in reversed(days)))
    svg = drawn(shown)
    assert [day for day, _word in shown.events_shown()] == [before(n) for n in days]
    above = {text: x for text, x, y in texts(svg) if y < grid(svg)[-1][2] - 5}
    assert list(above) == ["1", "2", "3", "4", "5", "6", "7"]
    assert all(0 < above[str(n)] - x_of(svg, day) < 5 for n, day in enumerate(days, 1))


def test_numbers_that_would_touch_become_one():
    days = [28, 27, 26, 20, 16, 8, 7, 6, 1]
    svg = drawn(drawing(*VALUES, events=tuple((before(n), "x") for n in days)), width=360)
    assert {"1\u20133", "4", "5", "6\u20138", "9"} <= set(words(svg))


def test_an_event_outside_the_window_is_not_drawn():
    outside = ((before(30), "scan"), (END + timedelta(days=1), "visit"))
    assert drawn(drawing(*VALUES, events=outside)) == drawn(drawing(*VALUES))


def test_a_mark_is_a_shape_on_the_base_line_of_its_day():
    svg = drawn(drawing(*VALUES, marks=(before(7),), mark_word="fall"))
    mark, legend = shapes(svg, "chart-mark")
    assert len(set(mark)) == 3
    assert (x_of(svg, 7), grid(svg)[0][2]) in mark
    assert legend[0][0] > grid(svg)[0][1]


def test_the_word_of_the_marks_stands_in_the_margin_beside_its_shape():
    svg = drawn(drawing(*VALUES, marks=(before(7),), mark_word="fall"))
    _mark, legend = shapes(svg, "chart-mark")
    x, y = where(svg, "fall")
    assert x > max(corner_x for corner_x, _y in legend)
    assert min(corner_y for _x, corner_y in legend) < y < grid(svg)[0][2] + 5


def test_marks_outside_the_window_are_not_drawn():
    assert "fall" not in words(drawn(drawing(*VALUES, marks=(before(30),), mark_word="fall")))


def test_two_falls_in_a_week_are_one_mark_on_its_bin():
    line = Line(long_series(365), "%(value)s")
    svg = drawn(Drawing((line,), low=0, marks=(before(2), before(3)), mark_word="fall"))
    mark, _legend = shapes(svg, "chart-mark")
    assert (x_of(svg, 0), grid(svg)[0][2]) in mark


def test_counts_are_bars_from_zero_at_their_day():
    svg = drawn(drawing(1, 3, 2, bars=True, low=0))
    bars = shapes(svg, "chart-1")
    (left, right, base), *_others, (_l, _r, three) = grid(svg)
    assert [max(y for _x, y in bar) for bar in bars] == [base] * 3
    assert [sum(x for x, _y in bar) / len(bar) for bar in bars][1] == pytest.approx(
        (left + right) / 2, abs=0.2
    )
    assert min(y for _x, y in bars[1]) == three
    assert not strokes(svg, "chart-1")


def test_a_counted_zero_is_seen_and_a_day_without_an_entry_is_not():
    bars = shapes(drawn(drawing(2, 0, None, 1, bars=True)), "chart-1")
    heights = [max(y for _x, y in bar) - min(y for _x, y in bar) for bar in bars]
    assert len(bars) == 3
    assert 1 < heights[1] < 3


@pytest.mark.parametrize("width", [360, 760])
@pytest.mark.parametrize("days", [1, 7, 90, 180])
def test_bars_do_not_touch_and_stay_inside(width, days):
    svg = drawn(drawing(*[2] * days, bars=True), width=width)
    bars = shapes(svg, "chart-1")
    edges = [edge for bar in bars for edge in (min(bar)[0], max(bar)[0])]
    assert edges == sorted(edges)
    assert grid(svg)[0][0] <= edges[0]
    assert edges[-1] <= grid(svg)[0][1]


def test_what_was_due_is_a_level_above_the_bars():
    due = Line(series(4, 4, 4), "due %(value)s", colour="--chart-2", strong=False)
    taken = Line(series(4, 2, 3), "taken %(value)s")
    svg = drawn(Drawing((due, taken), bars=True))
    (levels,) = strokes(svg, "chart-2")
    assert {y for _x, y in spots(levels)} == {grid(svg)[-1][2]}
    assert len(parts(levels)) == 3
    assert svg.index("var(--chart-1)") < svg.index("var(--chart-2)")
