"""The strokes of a panel: goal, lines or bars, and the highest days; no words."""

from django.utils.translation import gettext as _

from carelog.clinical.series import Point, Series, runs
from carelog.dashboard.chart.drawing import Drawing, Line
from carelog.dashboard.chart.frame import Frame
from carelog.dashboard.chart.pen import Pen
from carelog.dashboard.chart.svg import SENTINELS
from carelog.dashboard.chart.words import GOAL, MARK

#: So many days have a dot each; on a plot that is stretched, half as many.
MARKED_UP_TO = 90
# Lines of one panel differ also without colour: thick, thin, thin and dotted.
WEAK_DASHES = (None, (1.5, 2.5), (6, 2))


def draw_lines(pen: Pen, frame: Frame) -> None:
    """Draw the goal and every line of a drawing, or its bars."""
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
    apart = frame.apart(shown) / frame.shrink
    thick = 2.5 if apart > 5 else 2 if apart > 2.5 else 1.6
    thick = thick if line.strong else max(1.1, thick * 0.6)
    if frame.drawing.has_highest(line):
        half, tops = min(2.0, apart / 4) * frame.shrink, frame.line(series.points, "highest")
        pen.stroke([[(x - half, y), (x + half, y)] for x, y in tops], MARK, 1.5)
    lines = [frame.line(run) for run in joined(series, gap_days)]
    pen.stroke([line for line in lines if len(line) > 1], colour, thick, dashes)
    few = shown <= MARKED_UP_TO / min(2, frame.shrink)
    marked = series.bin == "day" and few and (line.strong or gap_days > 1)
    dots = [spot for spots in lines if marked or len(spots) == 1 for spot in spots]
    # A round cap on a stroke without length is a dot: one path instead of ninety elements.
    pen.stroke([[spot, spot] for spot in dots], colour, thick + 2.2)


def _draw_bars(pen: Pen, frame: Frame, line: Line) -> None:
    """A strong line as bars from zero, a weak one as a level across each bin."""
    bins = {"day": 1, "week": 7, "month": 30.4}[line.series.bin]
    apart = frame.apart(((frame.last - frame.first).days + bins) / bins)
    half, colour = min(12.0 * frame.shrink, apart * 0.7) / 2, SENTINELS[line.colour]
    spots = frame.line(line.series.points)
    if not line.strong:
        half += 1
        pen.stroke([[(x - half, y), (x + half, y)] for x, y in spots], colour, 2)
        return
    bars = []
    for x, y in spots:
        # A day on which nothing was counted is not a day without an entry.
        top = max(y, frame.bottom + 1.5)
        bars.append(
            [(x - half, frame.bottom), (x + half, frame.bottom), (x + half, top), (x - half, top)]
        )
    pen.shapes(bars, colour)


def joined(series: Series, gap_days: int) -> list[tuple[Point, ...]]:
    """The points split into lines without a break: bins in a row, or `gap_days` apart at most."""
    found: list[tuple[Point, ...]] = []
    for run in runs(series):
        if found and (run[0].day - found[-1][-1].day).days <= gap_days:
            found[-1] += run
        else:
            found.append(run)
    return found


def bins_in_words(drawing: Drawing) -> str:
    """What a line or a bar of weeks or months shows, "" for days."""
    if drawing.window.bin == "day":
        return ""
    if drawing.bars:
        return _("A bar shows the average of a week or month.")
    if any(map(drawing.has_highest, drawing.lines)):
        return _("A line shows averages of weeks or months, a mark the highest day.")
    return _("A line shows averages of weeks or months.")
