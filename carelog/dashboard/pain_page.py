"""Pain on Trends: its figures, its sentence, its picture and its table."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from carelog.clinical.series import Series, bin_days
from carelog.clinical.statistics import BASELINE_DAYS, first_day
from carelog.dashboard.chart.drawing import Drawing
from carelog.dashboard.chart.pain import pain_drawing
from carelog.dashboard.chart.pictures import plots
from carelog.dashboard.chart.plot import shares
from carelog.dashboard.heard import too_ill_words
from carelog.dashboard.notes import NONE, Notes, beside
from carelog.dashboard.pain_figures import summarise_pain, tiles
from carelog.dashboard.pain_words import pain_sentence
from carelog.dashboard.panel_head import newest, short_sentence
from carelog.dashboard.panels import BY_SLUG
from carelog.dashboard.window import Window, day_words, number_words
from carelog.entries.quantities import unit_for
from carelog.logs.models import PainEntry
from carelog.logs.models.pain import AVERAGE, WORST
from carelog.logs.series import by_day, logged_days
from carelog.patients.access import Access

LAST_DAYS = 30


def worst_days(access: Access, today: date, start: date | None) -> dict[date, int]:
    """Return the worst pain of the days that figures about the days since `start` rest on.

    Those are the first 14 logged days, the last 30 and those since `start`; all without it.
    """
    since = start and min(start, first_day(today, LAST_DAYS))
    return by_day(access, PainEntry, WORST, today, since, first=BASELINE_DAYS)


def pain_days(access: Access, today: date, start: date | None) -> list[date]:
    """Return the days with a pain entry, whatever it says, as `logged_days` does."""
    return logged_days(access, PainEntry, today, start)


def pain_context(
    access: Access,
    days: Mapping[date, int],
    entry_days: Sequence[date],
    window: Window,
    events: Sequence[tuple[date, str]] = (),
    notes: Notes = NONE,
    ill: Collection[date] = (),
    **drawn: bool,
) -> dict:
    """Return the numbers, the sentences, the picture and the table of a window.

    `ill` are days heard from as too ill. `drawn` is what `plots` may be told.
    """
    start, end, today = window
    goal = access.patient.pain_goal
    summary = summarise_pain(
        days, start=start, end=end, today=today, goal=goal, entry_days=entry_days, ill=ill
    )
    worst = bin_days(days, WORST, start, end)
    average = bin_days(by_day(access, PainEntry, AVERAGE, end, start), AVERAGE, start, end)
    sentence = pain_sentence(summary, None if access.is_own else access.patient.name)
    marks, mark_word = tuple(ill), _("too ill") if ill else ""
    drawing = pain_drawing(
        worst, average, goal=goal, marks=marks, mark_word=mark_word, events=tuple(events)
    )
    label = _("Pain, 0 to 10")
    panels = plots(drawing, uid="pain", label=label, words=sentence, **drawn)
    panel, unit = BY_SLUG["pain"], unit_for("", None)
    return {
        "newest": newest(days, window, unit),
        "short": short_sentence(panel, days, window, unit),
        "sentence": sentence,
        "goal": goal,
        "has_average": bool(average.points),
        "tiles": tiles(summary) if entry_days else (),
        "panels": panels,
        "too_ill": too_ill_words(summary.ill_days),
        "has_marks": bool(ill),
        "rows": table(worst, average, drawing, notes, ill if worst.bin == "day" else ()),
        "has_notes": bool(notes),
        "bin": worst.bin,
        "lacks_picture": not drawing.is_empty and not panels,
    }


def table(
    worst: Series, average: Series, drawing: Drawing, notes: Notes, ill: Collection[date] = ()
) -> list[dict]:
    """Return the rows of the data table, newest first, and the days that say *too ill*."""
    worsts = {point.day: point for point in worst.points}
    averages = {point.day: point.mean for point in average.points}
    across, without = shares(drawing), dict.fromkeys(ill, _("too ill"))
    return [
        {
            "when": day_words(day, worst.bin),
            "worst": number_words(worsts[day].mean) if day in worsts else without.get(day, "–"),
            "highest": number_words(worsts[day].highest) if day in worsts else "–",
            "average": number_words(averages[day]) if day in averages else "–",
            "days": worsts[day].n if day in worsts else 0,
        }
        | beside(day, worst.bin, across, notes)
        for day in sorted(worsts | averages | without, reverse=True)
    ]
