"""What stands around the picture of a panel: its newest value, and one short sentence."""

from datetime import date
from typing import NamedTuple

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from carelog.clinical.statistics import week_change
from carelog.dashboard.panel_words import logged_words
from carelog.dashboard.panels import Days, Panel
from carelog.dashboard.window import Window
from carelog.entries.quantities import Unit, digits, drawn_in, mean_in_words


class Newest(NamedTuple):
    """The newest value of a window and its day, as they are shown."""

    value: str
    day: str


def newest(days: Days, window: Window, unit: Unit) -> Newest | None:
    """Return the newest value of a window, in the reader's unit; None where there is none."""
    inside = [day for day in days if window.start <= day <= window.end]
    if not inside:
        return None
    day = max(inside)
    return Newest(digits(days[day], drawn_in(unit)), near(day, window.today))


def near(day: date, today: date) -> str:
    """Return a day in a word, or as short as it can be told."""
    ago = (today - day).days
    if ago in (0, 1):
        return _("yesterday") if ago else _("today")
    return format_date(day, "j M" if day.year == today.year else "j M Y")


def short_sentence(panel: Panel, days: Days, window: Window, unit: Unit) -> str:
    """Return one sentence: the last 7 days where they have a mean, else how often it was logged."""
    is_measured = not panel.is_count and not panel.is_sparse and window.end == window.today
    if is_measured and (week := _week(days, window.today, unit)):
        return week
    inside = sum(1 for day in days if window.start <= day <= window.end)
    return logged_words(inside, (window.end - window.start).days + 1)


def _week(days: Days, today: date, unit: Unit) -> str:
    change = week_change(days, today)
    if change.now.value is None:
        return ""
    figures = {"now": mean_in_words(change.now.value, unit)}
    if change.before.value is None:
        return _("%(now)s on average in 7 days.") % figures
    figures["before"] = mean_in_words(change.before.value, unit)
    return _("%(now)s on average in 7 days, %(before)s in the 7 before.") % figures
