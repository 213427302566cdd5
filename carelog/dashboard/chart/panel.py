"""Panels: a drawing becomes one picture, made to be read at its own size.

Everything is placed in pixels by hand: no layout engine keeps words off the lines at 360
pixels, and without axes a drawing takes a few milliseconds.
"""

from collections.abc import Sequence

from django.utils.dateformat import format as format_date

from carelog.clinical.series import named_days
from carelog.dashboard.chart import events as events
from carelog.dashboard.chart import frame as places
from carelog.dashboard.chart.axis import tick_words, value_axis
from carelog.dashboard.chart.drawing import Drawing
from carelog.dashboard.chart.frame import BOTTOM, LINE_HEIGHT, TEXT, Frame
from carelog.dashboard.chart.pen import Pen
from carelog.dashboard.chart.strokes import bins_in_words, draw_lines
from carelog.dashboard.chart.svg import SENTINELS, plain
from carelog.dashboard.chart.words import (
    MARK,
    WORDS,
    Placed,
    draw_bands,
    end_words,
    place_ends,
)

DATES = {"day": "j M", "month": "M Y", "year": "Y"}
GRID, BAND = SENTINELS["--chart-grid"], SENTINELS["--chart-band"]


def panel(
    drawing: Drawing, *, width: int, uid: str, label: str, description: str, small: bool = False
) -> str:
    """A drawing as an inline `<svg>`; "" when none of its lines has a point.

    `width` is 360 or 760 pixels, `uid` unique in the page; a `small` panel is lower. The days of
    all panels of one width and window line up. Dates and numbers follow the active language.
    Raises ValueError for another width or a uid that cannot start an id.
    """
    if width not in places.HEIGHTS:
        raise ValueError("a panel is 360 or 760 pixels wide")
    if drawing.is_empty:
        return ""
    low, high, ticks = value_axis(drawing)
    height = (places.SMALL_HEIGHTS if small else places.HEIGHTS)[width]
    right = places.right_edge(width)
    frame = places.frame(drawing, (low, high), width, right, height - places.TOP)
    placed = events.place_events(drawing, frame.x, width)
    pen = Pen(width, height + events.rows(placed) * LINE_HEIGHT)
    ends = place_ends(frame, end_words(drawing, low, places.letters_from(right, width)))
    _draw_ground(pen, frame, ticks)
    _draw_days(pen, frame, width)
    _draw_events(pen, frame, placed)
    draw_bands(pen, frame, ends)
    draw_lines(pen, frame)
    _draw_marks(pen, frame)
    _draw_ends(pen, ends)
    return pen.svg(
        uid=uid, label=label, description=f"{description} {bins_in_words(drawing)}".strip()
    )


def _draw_ground(pen: Pen, frame: Frame, ticks: Sequence[float]) -> None:
    shade = frame.drawing.shade_from
    if shade is not None and shade < frame.high:
        bottom = frame.y(max(shade, frame.low))
        pen.box(frame.left, bottom, frame.right, frame.y(frame.high), BAND)
    pen.stroke([frame.across(value) for value in ticks], GRID, 1)
    for value, text in tick_words(ticks):
        edge = frame.left - (6 if len(text) < 5 else 3)
        pen.word(text, edge, frame.y(value), WORDS, size=TEXT, align="right")


def _draw_days(pen: Pen, frame: Frame, width: int) -> None:
    window = frame.drawing.window
    most = 7 if width == 760 else 4 if window.bin == "day" else 3
    days, unit = named_days(window, most)
    for day in days:
        text = format_date(day, DATES[unit])
        x = frame.x(day)
        pen.stroke([[(x, BOTTOM), (x, BOTTOM - 4)]], WORDS, 1)
        pen.word(plain(text, 16), x, BOTTOM - 14, WORDS, size=TEXT, align="center")


def _draw_events(pen: Pen, frame: Frame, placed: list[events.Event]) -> None:
    lines = [[(e.x, BOTTOM), (e.x, events.line_top(e, frame.top))] for e in placed]
    pen.stroke(lines, WORDS, 1, dashes=(2, 2))
    for event in placed:
        if event.text:
            y = events.text_height(event, frame.top)
            pen.word(event.text, event.x + 3, y, WORDS, size=TEXT)


def _draw_marks(pen: Pen, frame: Frame) -> None:
    spots = {frame.x(day) for day in frame.drawing.marks_shown()}
    pen.shapes([_mark(x, BOTTOM) for x in sorted(spots)], MARK)


def _mark(x: float, y: float) -> list[tuple[float, float]]:
    return [(x - 5, y + 9), (x + 5, y + 9), (x, y)]


def _draw_ends(pen: Pen, ends: list[Placed]) -> None:
    for end, x, y in ends:
        if end.is_mark:
            pen.shapes([_mark(x + 5, y - 4.5)], end.colour)
        pen.word(end.text, x + end.is_mark * 14, y, end.colour, size=TEXT, weight=end.weight)
