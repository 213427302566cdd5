"""One panel ready for a page: its sentence, its picture, and its table."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from carelog.clinical.series import Series
from carelog.clinical.statistics import first_day
from carelog.dashboard.chart.axis import tick_words, value_axis
from carelog.dashboard.chart.drawing import Drawing
from carelog.dashboard.chart.pictures import plots
from carelog.dashboard.chart.plot import shares
from carelog.dashboard.notes import NONE, Notes, beside
from carelog.dashboard.panel_drawing import drawing_of, series_of
from carelog.dashboard.panel_head import Newest, newest, short_sentence
from carelog.dashboard.panel_words import words_of
from carelog.dashboard.panels import Days, Panel
from carelog.dashboard.window import Window, day_words, number_words
from carelog.entries.quantities import drawn_in, unit_for
from carelog.logs.series import falls
from carelog.patients.access import Access

# Two weeks are compared in a sentence, however short the window.
LAST_DAYS = 14


@dataclass(frozen=True)
class PagePanel:
    """What a page shows of a panel. Without an entry in the window it has no rows."""

    panel: Panel
    unit: str
    newest: Newest | None
    short: str
    sentence: str
    pictures: list[SafeString]
    rows: list[dict]
    bin: str
    ever: bool
    has_marks: bool
    has_notes: bool
    axis: str

    @property
    def about(self) -> str:
        """Return the scale or unit of the panel and what more means."""
        return ", ".join(filter(None, (self.panel.scale, self.unit, str(self.panel.direction))))

    @property
    def lacks_picture(self) -> bool:
        """Say whether there is something to draw, and drawing failed."""
        return bool(self.rows) and not self.pictures


def days_of(access: Access, panel: Panel, today: date, start: date | None) -> Days:
    """Return a panel's value of the logged days that a window from `start` on rests on.

    Those are the days since, the last 14 and the last one before; every day without `start`.
    """
    since = start and min(start, first_day(today, LAST_DAYS))
    return panel.days(access, today, since)


def page_panel(
    access: Access,
    panel: Panel,
    days: Days,
    window: Window,
    events: Sequence[tuple[date, str]] = (),
    notes: Notes = NONE,
    ill: Collection[date] = (),
    **drawn: bool,
) -> PagePanel:
    """Return a panel for a page, in the reader's units; pain has a richer one of its own.

    `days` are those of `days_of`, `ill` days heard from as too ill; `drawn` is what `plots` may be
    told.
    """
    unit = unit_for(panel.unit, access.actor)
    shown = drawn_in(unit)
    series = series_of(panel, days, window.start, window.end, unit)
    sentence = words_of(panel, days, *window, unit, ill)
    marks = falls(access, window.start, window.end) if panel.slug == "walking" else ()
    drawing = drawing_of(
        panel, series, unit, marks=marks, mark_word=_("fall") if marks else "", events=events
    )
    return PagePanel(
        panel=panel,
        unit=str(shown.spelled or shown.word),
        newest=newest(days, window, unit),
        short=short_sentence(panel, days, window, unit),
        sentence=sentence,
        pictures=plots(drawing, uid=panel.slug, label=str(panel.title), words=sentence, **drawn),
        rows=table(series, drawing, notes),
        bin=series.bin,
        ever=bool(days),
        has_marks=bool(marks),
        has_notes=bool(notes),
        axis="" if drawing.is_empty else _axis(drawing),
    )


def _axis(drawing: Drawing) -> str:
    low, high, _every = value_axis(drawing)
    first, last = (text for _value, text in tick_words((low, high)))
    return _("Drawn from %(low)s to %(high)s.") % {"low": first, "high": last}


def table(series: Series, drawing: Drawing, notes: Notes) -> list[dict]:
    """Return the rows of the data table, newest first, as they are shown."""
    across = shares(drawing)
    return [
        {
            "when": day_words(point.day, series.bin),
            "value": number_words(point.mean, drawing.mean_places),
            "highest": number_words(point.highest, drawing.places),
            "days": point.n,
        }
        | beside(point.day, series.bin, across, notes)
        for point in reversed(series.points)
    ]
