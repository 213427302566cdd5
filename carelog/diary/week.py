"""The last seven days as small charts: numbers here, pixels in the template."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from carelog.clinical.numbers import Exact
from carelog.clinical.statistics import first_day
from carelog.dashboard.looks import Look
from carelog.dashboard.panel_page import days_of
from carelog.dashboard.panels import Days, Panel
from carelog.diary.log_page import day_said
from carelog.entries.quantities import Unit, digits, in_words, unit_for
from carelog.patients.access import Access

DAYS, MOST = 7, 4


@dataclass(frozen=True)
class SmallDay:
    """A day: its weekday, its value in words and its height from 0 to 100; "" and None without.

    A day that was too ill for a value says so: it was heard from.
    """

    weekday: str
    said: str
    height: int | None


@dataclass(frozen=True)
class SmallChart:
    """Seven days of one measure, and the newest value with its day. Bars stand for counts.

    `ill` names the days that were too ill, beside the pain alone: one chart tells it to the eye.
    """

    slug: str
    title: str
    look: Look
    figure: str
    unit: str
    when: str
    days: tuple[SmallDay, ...]
    is_bars: bool
    ill: tuple[str, ...]


def small_charts(
    access: Access, panels: Sequence[Panel], today: date, ill: Collection[date] = ()
) -> list[SmallChart]:
    """Return the first four panels with a value on one of the seven days up to today.

    `ill` are days heard from as too ill.
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
            charts.append(_chart(access, panel, week, today, ill))
    return charts


def _chart(
    access: Access, panel: Panel, week: Days, today: date, ill: Collection[date]
) -> SmallChart:
    unit, last = unit_for(panel.unit, access.actor), max(week)
    top = panel.high or max(*week.values(), panel.at_least)
    seven = [today - timedelta(days=ago) for ago in reversed(range(DAYS))]
    return SmallChart(
        slug=panel.slug,
        title=str(panel.name),
        look=panel.look,
        figure=digits(week[last], unit),
        unit=str(unit.word),
        when=day_said(last, today),
        days=tuple(_day(day, week, top, unit, is_ill=day in ill) for day in seven),
        is_bars=panel.is_count,
        ill=tuple(_weekday(day) for day in seven if panel.is_pain and day in ill),
    )


def _day(day: date, week: Days, top: Exact, unit: Unit, *, is_ill: bool) -> SmallDay:
    if (value := week.get(day)) is None:
        return SmallDay(_weekday(day), _("too ill") if is_ill else "", None)
    height = round(100 * float(value) / float(top)) if top else 0
    return SmallDay(_weekday(day), in_words(value, unit), height)


def _weekday(day: date) -> str:
    return date_format(day, "D")
