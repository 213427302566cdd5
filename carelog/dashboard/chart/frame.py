"""Where days and values lie in a panel, in pixels from its bottom left.

The margins depend on the width alone, so that the days of panels below each other line up.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from carelog.clinical.series import Point, bin_start
from carelog.dashboard.chart.drawing import Drawing

HEIGHTS = {360: 220, 760: 260}
SMALL_HEIGHTS = {360: 150, 760: 160}
# How many letters have room in the right margin.
LETTERS = {360: 11, 760: 13}
TEXT, LINE_HEIGHT = 13, 15
# A letter of a common sans-serif face is about this share of the type size wide.
LETTER = 0.6
LEFTS = {360: 40, 760: 46}
TOP, BOTTOM, INSET = 10, 26, 6

XY = tuple[float, float]


class Frame(NamedTuple):
    """The inner rectangle of a panel, and the days and values at its edges.

    `shrink` tells how many of its units make a pixel across where it is shown smallest.
    """

    drawing: Drawing
    first: date
    last: date
    low: float
    high: float
    left: float
    right: float
    top: float
    bottom: float = BOTTOM
    shrink: float = 1

    def x(self, day: date) -> float:
        """Where the bin of a day stands."""
        span = (self.last - self.first).days
        here = bin_start(day, self.drawing.window.bin)
        share = (here - self.first).days / span if span else 0.5
        return self.left + INSET + share * (self.right - self.left - 2 * INSET)

    def y(self, value: float) -> float:
        """Where a value stands."""
        share = (value - self.low) / (self.high - self.low)
        return self.bottom + share * (self.top - self.bottom)

    def line(self, points: Sequence[Point], value: str = "mean") -> list[XY]:
        """Where points stand, with their "mean" or their "highest"."""
        return [(self.x(point.day), self.y(getattr(point, value))) for point in points]

    def across(self, value: float) -> list[XY]:
        """A level line from edge to edge."""
        return [(self.left, self.y(value)), (self.right, self.y(value))]

    def apart(self, bins: float) -> float:
        """How far that many bins stand from each other when they fill the panel."""
        return (self.right - self.left) / max(1, bins)


def right_edge(width: int) -> float:
    """Where the days end, with room for LETTERS beside them but never over a third."""
    return width - min(LETTERS[width] * TEXT * LETTER + 8, 0.36 * width)


def letters_from(x: float, width: int) -> int:
    """How many letters fit between `x` and the edge of the picture."""
    return max(1, int((width - x - 2) / (TEXT * LETTER) + 1e-6))


def frame(drawing: Drawing, bounds: XY, width: int, right: float, top: float) -> Frame:
    """The frame of a drawing whose axis runs between `bounds`."""
    window = drawing.window
    first, last = bin_start(window.start, window.bin), bin_start(window.end, window.bin)
    return Frame(drawing, first, last, *bounds, LEFTS[width], right, top)
