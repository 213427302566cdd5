"""What one panel of Trends shows, in plain numbers and words: nothing here knows of pixels."""

from dataclasses import dataclass
from datetime import date
from math import isfinite

from carelog.clinical.series import Series, bin_start
from carelog.dashboard.chart.svg import SENTINELS

EVENTS_IN_WORDS = 6
Band = tuple[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Line:
    """One measure of a panel, and the words at its newest value.

    `word` holds the value, as in "worst %(value)s"; `highest` likewise stands at the newest mark
    of a highest day. A strong line is thick, and where it shows weeks or months of a measure whose
    day is its highest value, it has such marks. `colour` is a key of SENTINELS.
    """

    series: Series
    word: str
    colour: str = "--chart-1"
    strong: bool = True
    highest: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Lines (or bars from zero) over one window of days, in the unit the reader chose.

    `low` and `high` are what the value axis holds at least; it grows to hold every value. `ticks`
    are kept as given while all values lie within `low` and `high`, else round ones are chosen.
    From `shade_from` up the ground is shaded. `bands` are words, each with the heights it may
    stand at, best first. `goal_word` holds the value, as in "goal %(value)s".

    `marks` are days with a symbol on the base line, named by `mark_word`. `events` are days with a
    vertical line and a short word; a line without a word has "". `places` are the decimals of
    single values, `mean_places` those of means. A line goes on across `gap_days` from one point to
    the next: 1 breaks it at every day without an entry.

    Raises ValueError for no line, lines of different windows or bins, points outside them, an
    unknown colour, numbers that are not finite, bounds that are no span, ticks outside the bounds.
    """

    lines: tuple[Line, ...]
    low: float | None = None
    high: float | None = None
    ticks: tuple[float, ...] = ()
    shade_from: float | None = None
    bands: tuple[Band, ...] = ()
    goal: float | None = None
    goal_word: str = ""
    marks: tuple[date, ...] = ()
    mark_word: str = ""
    events: tuple[tuple[date, str], ...] = ()
    bars: bool = False
    places: int = 0
    mean_places: int = 1
    gap_days: int = 1

    def __post_init__(self) -> None:
        windows = {(line.series.start, line.series.end, line.series.bin) for line in self.lines}
        if len(windows) != 1:
            raise ValueError("a panel has lines, and all of one window")
        if not all(line.colour in SENTINELS for line in self.lines):
            raise ValueError("a line has a colour of the page")
        if not all(map(_lies_in_window, (line.series for line in self.lines))):
            raise ValueError("a series has no point outside its window")
        given = [number for number in (self.low, self.high, self.shade_from) if number is not None]
        if not all(map(isfinite, [*self.values(), *given, *self.ticks])):
            raise ValueError("only finite numbers can be drawn")
        low, high = self.low, self.high
        if low is None or high is None:
            if self.ticks:
                raise ValueError("given ticks need given bounds")
            return
        if low >= high:
            raise ValueError("the bounds of an axis are a span")
        if any(not low <= tick <= high for tick in self.ticks):
            raise ValueError("ticks lie within the bounds")

    @property
    def window(self) -> Series:
        """Return a series that tells the days and bins of all lines."""
        return self.lines[0].series

    @property
    def is_empty(self) -> bool:
        """Say whether no line has a point."""
        return not any(line.series.points for line in self.lines)

    def has_highest(self, line: Line) -> bool:
        """Say whether the highest days of a line are marked."""
        series = line.series
        maximum = series.bin != "day" and series.measure.per_day == "max"
        return maximum and line.strong and not self.bars

    def values(self) -> list[float]:
        """Return every number the value axis must hold."""
        found = [point.mean for line in self.lines for point in line.series.points]
        marked = [line for line in self.lines if self.has_highest(line)]
        found += [point.highest for line in marked for point in line.series.points]
        return found + ([] if self.goal is None else [self.goal])

    def marks_shown(self) -> list[date]:
        """Return the marked days of the window, each once, oldest first."""
        return sorted({day for day in self.marks if self._holds(day)})

    def events_shown(self) -> list[tuple[date, str]]:
        """Return the events of the window, oldest first; a number is the place in this list."""
        return sorted((e for e in self.events if self._holds(e[0])), key=lambda event: event[0])

    @property
    def has_numbered_events(self) -> bool:
        """Say whether there are too many events for words, so that a legend must name them."""
        return sum(bool(word) for _day, word in self.events_shown()) > EVENTS_IN_WORDS

    def _holds(self, day: date) -> bool:
        return self.window.start <= day <= self.window.end


def _lies_in_window(series: Series) -> bool:
    ends = series.points[:1] + series.points[-1:]
    return all(bin_start(series.start, series.bin) <= p.day <= series.end for p in ends)
