"""What a panel draws of a window of days, with its numbers in the reader's unit."""

from collections.abc import Sequence
from datetime import date

from carelog.clinical.series import Series, bin_days
from carelog.dashboard.chart.drawing import Drawing, Line
from carelog.dashboard.panels import Days, Panel
from carelog.entries.quantities import Unit, drawn_in


def series_of(panel: Panel, days: Days, start: date, end: date, unit: Unit) -> Series:
    """Return the bins of a panel's window, in the reader's unit."""
    inside = {day: value for day, value in days.items() if start <= day <= end}
    turn = drawn_in(unit).from_stored
    # Ten years of a score hold eleven different numbers: each is turned once.
    turned = {value: float(turn(value)) for value in set(inside.values())}
    shown = {day: turned[value] for day, value in inside.items()}
    return bin_days(shown, panel.measure, start, end)


def drawing_of(
    panel: Panel,
    series: Series,
    unit: Unit,
    *,
    marks: Sequence[date] = (),
    mark_word: str = "",
    events: Sequence[tuple[date, str]] = (),
) -> Drawing:
    """Return what a panel shows: its line, or its bars, with marks and events."""
    return Drawing(
        (Line(series, str(panel.word)),),
        low=panel.low,
        high=panel.high,
        marks=tuple(marks),
        mark_word=mark_word,
        events=tuple(events),
        bars=panel.is_count,
        places=drawn_in(unit).places,
        mean_places=drawn_in(unit).places_of_mean,
        gap_days=panel.gap_days,
    )
