"""One panel ready for a page: its sentence, its picture at each width, and its table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils import formats
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from carelog.clinical.series import Series
from carelog.dashboard.drawn import drawing_of, pictures, series_of
from carelog.dashboard.memory import remembered
from carelog.dashboard.panel_words import week_words, words_of
from carelog.dashboard.panels import Days, Panel, falls
from carelog.entries.quantities import STONES, unit_for
from carelog.patients.access import Access


class Window(NamedTuple):
    """The first and last day shown, and the patient's today."""

    start: date
    end: date
    today: date


@dataclass(frozen=True)
class Shown:
    """What a page shows of a panel. Without an entry in the window it has no rows."""

    panel: Panel
    unit: str
    sentence: str
    pictures: list[SafeString]
    rows: list[dict]
    bin: str
    ever: bool


def days_of(access: Access, panel: Panel, today: date) -> Days:
    """Return a panel's value of every logged day, from memory where nothing changed."""
    return remembered(access, today, ("panel", panel.slug), lambda: panel.days(access, today))


def shown(
    access: Access,
    panel: Panel,
    days: Days,
    window: Window,
    events: Sequence[tuple[date, str]] = (),
) -> Shown:
    """Return a panel for a page, in the reader's units; pain has a richer one of its own."""
    unit = unit_for(panel.unit, access.actor)
    series = series_of(panel, days, window.start, window.end, unit)
    sentence = words_of(panel, days, *window, unit)
    marks = fallen(access, window) if panel.slug == "walking" else ()
    drawing = drawing_of(
        panel, series, marks=marks, mark_word=_("fall") if marks else "", events=events
    )
    return Shown(
        panel=panel,
        unit=_("lb") if unit is STONES else str(unit.spelled or unit.word),
        sentence=sentence,
        pictures=pictures(drawing, uid=panel.slug, label=str(panel.title), words=sentence),
        rows=table(series),
        bin=series.bin,
        ever=bool(days),
    )


def fallen(access: Access, window: Window) -> list[date]:
    """Return the days with a fall in a window, from memory where nothing changed."""
    start, end, today = window
    return remembered(access, today, ("falls", start, end), lambda: falls(access, start, end))


def week_lines(access: Access, panels: Sequence[Panel], today: date) -> list[tuple[Panel, str]]:
    """Return, for each panel logged on enough of the last 7 days, what that week was like."""
    lines = []
    for panel in panels:
        days = days_of(access, panel, today)
        unit = unit_for(panel.unit, access.actor)
        if words := week_words(panel, days, today, unit):
            lines.append((panel, words))
    return lines


def table(series: Series) -> list[dict]:
    """Return the rows of the data table, newest first."""
    pattern = "F Y" if series.bin == "month" else "j M Y"
    return [
        {
            "when": formats.date_format(point.day, pattern),
            "value": point.mean,
            "highest": point.highest,
            "days": point.n,
        }
        for point in reversed(series.points)
    ]
