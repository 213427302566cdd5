"""The last seven days as small charts: numbers here, pixels in the template."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format

from carelog.clinical.statistics import first_day
from carelog.clinical.units import Exact
from carelog.dashboard.looks import Look
from carelog.dashboard.panel_page import days_of
from carelog.dashboard.panels import Days, Panel
from carelog.diary.log_page import day_said
from carelog.entries.quantities import Unit, digits, in_words, unit_for
from carelog.patients.access import Access

DAYS, MOST = 7, 4


@dataclass(frozen=True)
class SmallDay:
    """A day: its weekday, its value in words and its height from 0 to 100; "" and None without."""

    weekday: str
    said: str
    height: int | None


@dataclass(frozen=True)
class SmallChart:
    """Seven days of one measure, and the newest value with its day. Bars stand for counts."""

    slug: str
    title: str
    look: Look
    figure: str
    unit: str
    when: str
    days: tuple[SmallDay, ...]
    is_bars: bool


def small_charts(access: Access, panels: Sequence[Panel], today: date) -> list[SmallChart]:
    """Return the first four panels with a value on one of the seven days up to today.

    What is not meant for every day, such as weight, says nothing in a week and is left out.
    """
    start = first_day(today, DAYS)
    charts: list[SmallChart] = []
    for panel in panels:
        if panel.is_sparse or len(charts) == MOST:
            continue
        days = days_of(access, panel, today, start)
        week = {day: value for day, value in days.items() if start <= day <= today}
        if week:
            charts.append(_chart(access, panel, week, today))
    return charts


def _chart(access: Access, panel: Panel, week: Days, today: date) -> SmallChart:
    unit, last = unit_for(panel.unit, access.actor), max(week)
    top = panel.high or max(*week.values(), panel.at_least)
    days = [_day(today - timedelta(days=ago), week, top, unit) for ago in reversed(range(DAYS))]
    return SmallChart(
        slug=panel.slug,
        title=str(panel.name),
        look=panel.look,
        figure=digits(week[last], unit),
        unit=str(unit.word),
        when=day_said(last, today),
        days=tuple(days),
        is_bars=panel.is_count,
    )


def _day(day: date, week: Days, top: Exact, unit: Unit) -> SmallDay:
    if (value := week.get(day)) is None:
        return SmallDay(date_format(day, "D"), "", None)
    height = round(100 * float(value) / float(top)) if top else 0
    return SmallDay(date_format(day, "D"), in_words(value, unit), height)
