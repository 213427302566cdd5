"""The days of the period one by one, for the pages behind the summary."""

from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from carelog.clinical.numbers import Exact
from carelog.clinical.statistics import first_day
from carelog.dashboard.heard import too_ill_days
from carelog.dashboard.panels import BY_SLUG
from carelog.entries.quantities import Unit, digits, drawn_in
from carelog.patients.access import Access
from carelog.summary.logged_days import Reading
from carelog.summary.period import Period
from carelog.summary.words.pieces import Cell, Table
from carelog.summary.words.reader import NONE, Reader

MOST_DAYS = 366
#: What of a day is told, by the slugs of `Reading.days`.
COLUMNS = {
    "pain": gettext_lazy("Worst pain, 0–10"),
    "average": gettext_lazy("Average pain, 0–10"),
    "walking": gettext_lazy("Longest walk, minutes"),
    "function": gettext_lazy("Function level, 0–4"),
    "tiredness": gettext_lazy("Tiredness, 0–10"),
    "sleep": gettext_lazy("Sleep, hours"),
    "appetite": gettext_lazy("Appetite, 0–10"),
    "weight": gettext_lazy("Weight"),
    "doses": gettext_lazy("Doses when needed"),
}


def daily(access: Access, period: Period) -> Table:
    """Return the logged days of the period, newest first, at most the last 366.

    A column is one measure of the reader's scope, in the reader's units. A day without any of
    them is left out, unless it was heard from as too ill.
    """
    reading, reader = Reading(access, period), Reader.of(access, period)
    start = max(period.since, first_day(period.end, MOST_DAYS))
    slugs = [slug for slug in COLUMNS if access.may_see(_panel(slug).kind)]
    units = {slug: drawn_in(reader.unit(_panel(slug).unit)) for slug in slugs}
    values = {
        slug: {day: value for day, value in reading.days(slug).items() if day >= start}
        for slug in slugs
    }
    ill = too_ill_days(access, start, period.end)
    days = sorted(ill.union(*values.values()), reverse=True)
    return Table(
        (_("Day"), *(_heading(slug, units[slug]) for slug in slugs)),
        tuple(
            _row(day, [(values[slug].get(day), units[slug]) for slug in slugs], is_ill=day in ill)
            for day in days
        ),
    )


def _panel(slug: str):
    return BY_SLUG["pain" if slug == "average" else slug]


def _heading(slug: str, unit: Unit) -> str:
    if slug != "weight":
        return str(COLUMNS[slug])
    return f"{COLUMNS[slug]}, {unit.word}"


def _row(day: date, values: list[tuple[Exact | None, Unit]], *, is_ill: bool) -> tuple[Cell, ...]:
    shown = (NONE if value is None else digits(value, unit) for value, unit in values)
    name = format_date(day, "D j M Y")
    return Cell(f"{name}, {_('too ill')}" if is_ill else name), *map(Cell, shown)
