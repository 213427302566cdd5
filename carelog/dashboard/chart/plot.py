"""Plots: a drawing for the screen, one for every width.

Strokes are stretched to the room there is, words are not: they stand at shares of it and keep the
reader's own text size. The style sheet gives the height and the room around it.
"""

from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree

from django.utils.dateformat import format as format_date

from carelog.clinical.series import bin_start, named_days
from carelog.dashboard.chart.axis import tick_words, value_axis
from carelog.dashboard.chart.drawing import Drawing
from carelog.dashboard.chart.events import ranges
from carelog.dashboard.chart.frame import Frame
from carelog.dashboard.chart.pen import Pen
from carelog.dashboard.chart.strokes import bins_in_words, draw_lines
from carelog.dashboard.chart.svg import SENTINELS, named, plain

WIDTH, HEIGHT = 900, 100
# Three units of the width make a pixel in the narrowest column.
SHRINK = 3
DATES = {"day": "j M", "month": "M Y", "year": "Y"}
MOST_DAYS = {"day": 4, "week": 3, "month": 3}
LAST_DOT = 8.0
GRID, BAND = SENTINELS["--chart-grid"], SENTINELS["--chart-band"]
BASE, MARK = SENTINELS["--chart-text"], SENTINELS["--chart-mark"]


def plot(
    drawing: Drawing,
    *,
    uid: str,
    label: str,
    description: str,
    has_numbers: bool = False,
    has_days: bool = True,
) -> str:
    """A drawing as an inline `<svg>` of any width; "" when none of its lines has a point.

    `uid` must be unique in the page. Only with `has_numbers` its events are numbered, and only
    with `has_days` days are named below. The days of all plots of one width and window line up.
    Raises ValueError for a uid that cannot start an id.
    """
    if drawing.is_empty:
        return ""
    low, high, ticks = value_axis(drawing)
    frame = _frame(drawing, low, high)
    root = ElementTree.Element("svg")
    inner = ElementTree.SubElement(
        root, "svg", {"viewBox": f"0 0 {WIDTH} {HEIGHT}", "preserveAspectRatio": "none"}
    )
    inner.extend(_strokes(frame))
    lines = (ticks[0], ticks[-1], *_shade(frame))
    root.extend(_values(frame, lines))
    root.extend(_days(frame) if has_days else ())
    root.extend(_marks(frame))
    numbers = list(_numbers(frame)) if has_numbers else []
    root.extend(numbers)
    said = f"{description} {bins_in_words(drawing)}".strip()
    return named(root, uid, label, said, "plot numbered" if numbers else "plot")


def shares(drawing: Drawing) -> dict[date, int]:
    """How far across a plot the points and marks of each day stand, in thousandths of its width."""
    frame = _frame(drawing, 0, 1)
    days = [point.day for line in drawing.lines for point in line.series.points]
    return {day: round(frame.x(day) / WIDTH * 1000) for day in (*days, *drawing.marks_shown())}


def _frame(drawing: Drawing, low: float, high: float) -> Frame:
    window = drawing.window
    first, last = (bin_start(day, window.bin) for day in (window.start, window.end))
    return Frame(drawing, first, last, low, high, 0, WIDTH, HEIGHT, 0, SHRINK)


def _shade(frame: Frame) -> tuple[float, ...]:
    shade = frame.drawing.shade_from
    return () if shade is None or not frame.low < shade < frame.high else (shade,)


def _strokes(frame: Frame) -> list[ElementTree.Element]:
    drawing, pen = frame.drawing, Pen(WIDTH, HEIGHT)
    shade = _shade(frame)
    if shade:
        pen.box(frame.left, frame.y(shade[0]), frame.right, frame.top, BAND)
    pen.stroke([frame.across(value) for value in (frame.high, *shade)], GRID, 1)
    pen.stroke([frame.across(frame.low)], BASE, 1)
    xs = [frame.x(day) for day, _word in drawing.events_shown()]
    pen.stroke([[(x, frame.bottom), (x, frame.top)] for x in xs], MARK, 1, dashes=(2, 3))
    draw_lines(pen, frame)
    for line in () if drawing.bars else drawing.lines:
        if line.strong and (ends := frame.line(line.series.points[-1:])):
            pen.stroke([[ends[0], ends[0]]], SENTINELS[line.colour], LAST_DOT)
    return pen.paths()


def _at(x: float, y: float = 0) -> dict[str, str]:
    return {"x": f"{x / WIDTH:.1%}", "y": f"{1 - y / HEIGHT:.0%}"}


def _word(text: str, kind: str, place: dict[str, str]) -> ElementTree.Element:
    word = ElementTree.Element("text", {"class": kind} | place)
    word.text = plain(text, 16)
    return word


def _values(frame: Frame, values: tuple[float, ...]) -> Iterator[ElementTree.Element]:
    for value, text in tick_words(values):
        yield _word(text, "v", {"x": "-5"} | {"y": _at(0, frame.y(value))["y"]})


def _days(frame: Frame) -> Iterator[ElementTree.Element]:
    window = frame.drawing.window
    days, unit = named_days(window, MOST_DAYS[window.bin])
    for day in days:
        x = frame.x(day)
        kind = "d l" if x < WIDTH * 0.06 else "d r" if x > WIDTH * 0.94 else "d"
        yield _word(format_date(day, DATES[unit]), kind, _at(x))


def _marks(frame: Frame) -> Iterator[ElementTree.Element]:
    """Return a triangle below the base line for each marked day; a stretched one would be flat."""
    for x in sorted({frame.x(day) for day in frame.drawing.marks_shown()}):
        mark = ElementTree.Element("svg", _at(x))
        ElementTree.SubElement(mark, "path", {"class": "m", "d": "M-4 8h8l-4-7z"})
        yield mark


def _numbers(frame: Frame) -> Iterator[ElementTree.Element]:
    """Return a number in a dot above each event; those that would touch become one."""
    spots = [(n, frame.x(day)) for n, (day, _word) in enumerate(frame.drawing.events_shown(), 1)]
    for x, text in ranges(spots, SHRINK):
        wide = 5.5 + 3.5 * len(text)
        oval = {"cx": _at(x)["x"], "cy": "-11", "rx": f"{wide:g}", "ry": "9"}
        yield ElementTree.Element("ellipse", oval)
        yield _word(text, "n", {"x": _at(x)["x"], "y": "-11"})
