"""Panels: a drawing becomes one picture, made to be read at its own size.

Everything is placed in pixels by hand: no layout engine keeps words off the lines at 360
pixels, and without axes a drawing takes a few milliseconds.
"""

from collections.abc import Sequence

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from carelog.clinical.series import Point, Series, named_days, runs
from carelog.dashboard.chart import events as events
from carelog.dashboard.chart import frame as places
from carelog.dashboard.chart.axis import tick_words, value_axis
from carelog.dashboard.chart.drawing import Drawing, Line
from carelog.dashboard.chart.frame import BOTTOM, LINE_HEIGHT, TEXT, Frame
from carelog.dashboard.chart.pen import Pen
from carelog.dashboard.chart.svg import SENTINELS, plain
from carelog.dashboard.chart.words import (
    GOAL,
    MARK,
    WORDS,
    Placed,
    draw_bands,
    end_words,
    place_ends,
)

MARKED_UP_TO = 90
DATES = {"day": "j M", "month": "M Y", "year": "Y"}
GRID, BAND = SENTINELS["--chart-grid"], SENTINELS["--chart-band"]
# Lines of one panel differ also without colour: thick, thin, thin and dotted.
WEAK_DASHES = (None, (1.5, 2.5), (6, 2))


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
    _draw_lines(pen, frame)
    _draw_marks(pen, frame)
    _draw_ends(pen, ends)
    return pen.svg(uid=uid, label=label, description=f"{description} {_bins(drawing)}".strip())


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


def _draw_lines(pen: Pen, frame: Frame) -> None:
    drawing = frame.drawing
    if drawing.goal is not None:
        pen.stroke([frame.across(drawing.goal)], GOAL, 1.5, dashes=(4, 3))
    weak = [line for line in drawing.lines if not line.strong]
    looks = [(line, WEAK_DASHES[n % len(WEAK_DASHES)]) for n, line in enumerate(weak)]
    looks += [(line, None) for line in drawing.lines if line.strong]
    # A level of what was due must be seen above the bar of what was taken.
    for line, dashes in reversed(looks) if drawing.bars else looks:
        if drawing.bars:
            _draw_bars(pen, frame, line)
        else:
            _draw_line(pen, frame, line, dashes)


def _draw_line(pen: Pen, frame: Frame, line: Line, dashes: tuple[float, float] | None) -> None:
    series, gap_days = line.series, frame.drawing.gap_days
    shown, colour = len(series.points), SENTINELS[line.colour]
    apart = frame.apart(shown)
    thick = 2.5 if apart > 5 else 2 if apart > 2.5 else 1.6
    thick = thick if line.strong else max(1.1, thick * 0.6)
    if frame.drawing.has_highest(line):
        half, tops = min(2.0, apart / 4), frame.line(series.points, "highest")
        pen.stroke([[(x - half, y), (x + half, y)] for x, y in tops], MARK, 1.5)
    lines = [frame.line(run) for run in joined(series, gap_days)]
    pen.stroke([line for line in lines if len(line) > 1], colour, thick, dashes)
    marked = series.bin == "day" and shown <= MARKED_UP_TO and (line.strong or gap_days > 1)
    dots = [spot for spots in lines if marked or len(spots) == 1 for spot in spots]
    # A round cap on a stroke without length is a dot: one path instead of ninety elements.
    pen.stroke([[spot, spot] for spot in dots], colour, thick + 2.2)


def _draw_bars(pen: Pen, frame: Frame, line: Line) -> None:
    """A strong line as bars from zero, a weak one as a level across each bin."""
    bins = {"day": 1, "week": 7, "month": 30.4}[line.series.bin]
    apart = frame.apart(((frame.last - frame.first).days + bins) / bins)
    half, colour = min(12.0, apart * 0.7) / 2, SENTINELS[line.colour]
    spots = frame.line(line.series.points)
    if not line.strong:
        half += 1
        pen.stroke([[(x - half, y), (x + half, y)] for x, y in spots], colour, 2)
        return
    bars = []
    for x, y in spots:
        # A day on which nothing was counted is not a day without an entry.
        top = max(y, BOTTOM + 1.5)
        bars.append([(x - half, BOTTOM), (x + half, BOTTOM), (x + half, top), (x - half, top)])
    pen.shapes(bars, colour)


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


def joined(series: Series, gap_days: int) -> list[tuple[Point, ...]]:
    """The points split into lines without a break: bins in a row, or `gap_days` apart at most."""
    found: list[tuple[Point, ...]] = []
    for run in runs(series):
        if found and (run[0].day - found[-1][-1].day).days <= gap_days:
            found[-1] += run
        else:
            found.append(run)
    return found


def _bins(drawing: Drawing) -> str:
    if drawing.window.bin == "day":
        return ""
    if drawing.bars:
        return _("A bar shows the average of a week or month.")
    if any(map(drawing.has_highest, drawing.lines)):
        return _("A line shows averages of weeks or months, a mark the highest day.")
    return _("A line shows averages of weeks or months.")
