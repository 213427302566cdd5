"""Small multiples: the same days drawn one measure below the other, with events and falls."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from carelog.appointments.series import EventMark, events_between
from carelog.clinical.numbers import Exact
from carelog.clinical.series import Measure, Series, bin_days
from carelog.dashboard.panels import BY_SLUG
from carelog.logs.models.pain import AVERAGE, WORST
from carelog.logs.series import falls
from carelog.summary.logged_days import Reading

#: In this order.
DRAWN = ("pain", "walking", "doses", "weight", "function", "tiredness")


@dataclass(frozen=True, slots=True)
class Multiple:
    """One panel: a line in the stored unit, for pain a second one.

    `marks` are days with a fall for walking, days that say *too ill* for pain.
    """

    slug: str
    series: Series
    second: Series | None = None
    marks: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Multiples:
    """The panels with entries, all of the same days, and the events on them."""

    panels: tuple[Multiple, ...]
    events: tuple[EventMark, ...]


def multiples(reading: Reading) -> Multiples:
    """Return the panels of the reader's scope that have an entry in the days drawn."""
    period = reading.period
    panels = [BY_SLUG[slug] for slug in DRAWN]
    seen = [panel.slug for panel in panels if reading.access.may_see(panel.kind)]
    found = (_multiple(reading, slug) for slug in seen)
    events = events_between(reading.access, period.shown_from, period.end)
    return Multiples(tuple(one for one in found if one.series.points), tuple(events))


def _multiple(reading: Reading, slug: str) -> Multiple:
    start, end = reading.period.shown_from, reading.period.end
    if slug == "pain":
        average = _series(reading, reading.days("average"), AVERAGE)
        ill = tuple(reading.too_ill)
        return Multiple(slug, _series(reading, reading.days(slug), WORST), average, ill)
    days = falls(reading.access, start, end) if slug == "walking" else ()
    series = _series(reading, reading.days(slug), BY_SLUG[slug].measure)
    return Multiple(slug, series, marks=tuple(days))


def _series(reading: Reading, days: Mapping[date, Exact], measure: Measure) -> Series:
    return bin_days(days, measure, reading.period.shown_from, reading.period.end)
