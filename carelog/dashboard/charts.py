"""The pain panel: numbers become one drawing, made to be read at its own size.

Everything is placed in pixels by hand: no layout engine keeps words off the lines at 360
pixels, and without axes a drawing takes a few milliseconds.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from carelog.clinical.pain import SEVERE_FROM
from carelog.clinical.series import Point, Series, bin_start, named_days, runs
from carelog.dashboard.summaries import one_decimal
from carelog.dashboard.svg import SENTINELS, Pen, plain

HEIGHTS = {360: 220, 760: 260}
MARKED_UP_TO = 90
TEXT, LINE_HEIGHT = 13, 15
LEFT, TOP, BOTTOM, INSET = 24, 10, 26, 6
# A letter of a common sans-serif face is about this share of the type size wide.
LETTER = 0.6
DATES = {"day": "j M", "month": "M Y", "year": "Y"}

WORST, AVERAGE = SENTINELS["--chart-1"], SENTINELS["--chart-2"]
GRID, WORDS, BAND = SENTINELS["--chart-grid"], SENTINELS["--chart-text"], SENTINELS["--chart-band"]
GOAL, MARK = SENTINELS["--chart-goal"], SENTINELS["--chart-mark"]


class _End(NamedTuple):
    """A word at the right end of a line."""

    text: str
    colour: str
    score: float
    weight: str = "normal"


_Ticks = tuple[tuple[date, str], ...]
_Bands = tuple[tuple[str, tuple[float, ...]], ...]
_Placed = tuple[_End, float, float]
XY = tuple[float, float]


class _Words(NamedTuple):
    """What is written in a panel; each band with the heights it may stand at, best first."""

    ends: tuple[_End, ...]
    bands: _Bands
    ticks: _Ticks


class _Frame(NamedTuple):
    """What is drawn, and where days and scores lie, in pixels from the bottom left."""

    worst: Series
    average: Series
    goal: int | None
    first: date
    last: date
    right: float
    top: float

    def x(self, day: date) -> float:
        span = (self.last - self.first).days
        share = (day - self.first).days / span if span else 0.5
        return LEFT + INSET + share * (self.right - LEFT - 2 * INSET)

    def y(self, score: float) -> float:
        return BOTTOM + score / 10 * (self.top - BOTTOM)

    def line(self, points: Sequence[Point], value: str = "mean") -> list[XY]:
        return [(self.x(point.day), self.y(getattr(point, value))) for point in points]

    def across(self, score: float) -> list[XY]:
        return [(LEFT, self.y(score)), (self.right, self.y(score))]


def pain_panel(
    worst: Series,
    average: Series,
    *,
    goal: int | None,
    width: int,
    uid: str,
    label: str,
    description: str,
    format_day: Callable[[date], str] | None = None,
) -> str:
    """Worst and average pain (0-10) as an inline `<svg>`; "" when neither has a point.

    `width` is 360 or 760 pixels, `uid` unique in the page. `format_day` writes the dates of the
    time axis, which else follow the active language. Raises ValueError for another width or a
    uid that cannot start an id.
    """
    if width not in HEIGHTS:
        raise ValueError("a panel is 360 or 760 pixels wide")
    if not (worst.points or average.points):
        return ""
    if worst.bin != "day":
        description += " " + _("A line shows averages of weeks or months, a mark the highest day.")
    bands = (
        (plain(_("severe"), 16), (9, 7.6)),
        (plain(_("moderate"), 16), (5.4, 6.4)),
        (plain(_("mild"), 16), (3, 1, 2)),
    )
    most = 7 if width == 760 else 4 if worst.bin == "day" else 3
    ends = tuple(_ends(worst, average, goal))
    words = _Words(ends, bands, tuple(_ticks(worst, most, format_day)))
    return _panel(worst, average, goal, width, uid, label, description, words)


@lru_cache(maxsize=512)
def _panel(
    worst: Series,
    average: Series,
    goal: int | None,
    width: int,
    uid: str,
    label: str,
    description: str,
    words: _Words,
) -> str:
    longest = max(len(end.text) for end in words.ends)
    right = width - min(longest * TEXT * LETTER + 8, 0.36 * width)
    first, last = bin_start(worst.start, worst.bin), bin_start(worst.end, worst.bin)
    frame = _Frame(worst, average, goal, first, last, right, HEIGHTS[width] - TOP)
    pen = Pen(width, HEIGHTS[width])
    ends = _placed(frame, words.ends)
    _draw_ground(pen, frame, words.ticks)
    _draw_bands(pen, frame, words.bands, ends)
    _draw_lines(pen, frame)
    for end, x, y in ends:
        pen.word(end.text, x, y, end.colour, size=TEXT, weight=end.weight)
    return pen.svg(uid=uid, label=label, description=description)


def _draw_ground(pen: Pen, frame: _Frame, ticks: _Ticks) -> None:
    pen.box(LEFT, frame.y(SEVERE_FROM), frame.right, frame.y(10), BAND)
    pen.stroke([frame.across(score) for score in range(0, 11, 2)], GRID, 1)
    for score in range(0, 11, 2):
        pen.word(str(score), LEFT - 6, frame.y(score), WORDS, size=TEXT, align="right")
    for day, text in ticks:
        pen.stroke([[(frame.x(day), BOTTOM), (frame.x(day), BOTTOM - 4)]], WORDS, 1)
        pen.word(text, frame.x(day), BOTTOM - 14, WORDS, size=TEXT, align="center")


def _draw_lines(pen: Pen, frame: _Frame) -> None:
    shown = len(frame.worst.points)
    apart = (frame.right - LEFT) / max(1, shown)
    thick = 2.5 if apart > 5 else 2 if apart > 2.5 else 1.6
    days = frame.worst.bin == "day"
    if frame.goal is not None:
        pen.stroke([frame.across(frame.goal)], GOAL, 1.5, dashes=(4, 3))
    _draw_line(pen, frame, frame.average, AVERAGE, max(1.1, thick * 0.6))
    if not days:
        half, marks = min(2.0, apart / 4), frame.line(frame.worst.points, "highest")
        pen.stroke([[(x - half, y), (x + half, y)] for x, y in marks], MARK, 1.5)
    _draw_line(pen, frame, frame.worst, WORST, thick, marked=days and shown <= MARKED_UP_TO)


def _draw_line(
    pen: Pen, frame: _Frame, series: Series, colour: str, thick: float, *, marked: bool = False
) -> None:
    lines = [frame.line(run) for run in runs(series)]
    pen.stroke([line for line in lines if len(line) > 1], colour, thick)
    dots = [spot for line in lines if marked or len(line) == 1 for spot in line]
    # A round cap on a stroke without length is a dot: one path instead of ninety elements.
    pen.stroke([[spot, spot] for spot in dots], colour, thick + 2.2)


def _draw_bands(pen: Pen, frame: _Frame, bands: _Bands, ends: Sequence[_Placed]) -> None:
    """Write each word where lines and end words leave room, as far left as they do."""
    import numpy as np

    worst, average = frame.worst.points, frame.average.points
    taken = [frame.line(worst), frame.line(worst, "highest"), frame.line(average)]
    taken += [[(x - 4, y), (frame.right, y)] for _end, x, y in ends]
    taken += [] if frame.goal is None else [frame.across(frame.goal)]
    columns = np.arange(LEFT + 4, frame.right, 4)
    curves = [np.array(line).T for line in taken if line]
    heights = np.array([np.interp(columns, x, y, left=-99, right=-99) for x, y in curves])
    for text, scores in bands:
        wide = int(len(text) * TEXT * LETTER / 4) + 2
        places = []
        for score in scores:
            free = np.abs(heights - frame.y(score)).min(axis=0).clip(max=LINE_HEIGHT)
            room = np.lib.stride_tricks.sliding_window_view(free, wide).min(axis=1)
            places.append((room.max(), columns[room.argmax()], score))
        _room, x, score = max(places, key=lambda place: place[0])
        pen.word(text, x, frame.y(score), WORDS, size=12)


def _placed(frame: _Frame, ends: Sequence[_End]) -> list[_Placed]:
    """Where the end words stand: beside the newest point, the goal always beside the panel."""
    x = 8 + max(x for x, _y in frame.line((*frame.worst.points[-1:], *frame.average.points[-1:])))
    ends = sorted(ends, key=lambda end: end.score)
    heights = _apart([frame.y(end.score) for end in ends], BOTTOM + 4, frame.top)
    in_margin = x + max(len(end.text) for end in ends) * TEXT * LETTER > frame.right
    placed = []
    for end, y in zip(ends, heights, strict=True):
        own_y = y if in_margin else frame.y(end.score)
        placed.append((end, frame.right + 2, own_y) if end.colour == GOAL else (end, x, y))
    return placed


def _apart(heights: Sequence[float], low: float, high: float) -> list[float]:
    """The heights, given from low to high, moved until words at them do not touch."""
    found = list(heights)
    for _round in range(40):
        for below, above in pairwise(range(len(found))):
            overlap = max(0.0, found[below] + LINE_HEIGHT - found[above]) / 2
            found[below] = max(low, found[below] - overlap)
            found[above] = min(high, found[above] + overlap)
    return found


def _ends(worst: Series, average: Series, goal: int | None) -> Iterator[_End]:
    """Lower words first, so that of two equal ones the worst stands above the average."""
    if goal is not None:
        yield _End(plain(_("goal %(score)d") % {"score": goal}, 16), GOAL, goal)
    if average.points:
        yield _end(_("average %(score)s"), average, AVERAGE)
    if worst.points:
        yield _end(_("worst %(score)s"), worst, WORST)._replace(weight="bold")
        if worst.bin != "day":
            top = worst.points[-1].highest
            yield _End(plain(_("highest %(score)d") % {"score": top}, 16), MARK, top)


def _end(text: str, series: Series, colour: str) -> _End:
    score = series.points[-1].mean
    whole = series.bin == "day" and score == int(score)
    shown = str(int(score)) if whole else one_decimal(Fraction(str(score)))
    return _End(plain(text % {"score": shown}, 16), colour, score)


def _ticks(
    series: Series, most: int, format_day: Callable[[date], str] | None
) -> Iterator[tuple[date, str]]:
    days, unit = named_days(series, most)
    for day in days:
        text = format_day(day) if format_day else format_date(day, DATES[unit])
        yield day, plain(text, 16)
