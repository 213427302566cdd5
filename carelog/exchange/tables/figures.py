"""The figures of the summary, one by one: the same numbers that page and PDF show.

Page, PDF, table and Bundle are all made of one `Summary`; here its numbers become a plain list.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from carelog.clinical.statistics import Coverage, first_day
from carelog.clinical.units import rounded
from carelog.exchange.tables.cells import YES_NO, safe
from carelog.summary.changes import MeasureChange
from carelog.summary.medicines import Medicine
from carelog.summary.period import WEEK, Period
from carelog.summary.section_values import NotShared
from carelog.summary.sections import Summary
from carelog.summary.ticks import Tick

SLUG, TICKED = "summary", "sign_ticked"
HEADS = (
    *("measure", "figure", "about", "value", "unit", "from", "to"),
    *("days_logged", "of_days", "change_people_notice"),
)
MONTH, QUARTER = 30, 90
PLACES = 4
UNITS = {"": "{score}", "1": "{count}"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the summary in a UCUM unit.

    `which` is before, now, change, first or period. `start` and `end` are the days it is of, both
    None where it is of no certain ones. `days` says how many of them were logged, None where that
    does not matter. `about` names a medicine or a sign. `noticed` says of a change of pain whether
    it is one people tend to notice.
    """

    measure: str
    which: str
    value: Fraction | int
    unit: str
    start: date | None = None
    end: date | None = None
    days: Coverage | None = None
    about: str = ""
    noticed: bool | None = None

    @property
    def rounded(self) -> int | float:
        """Return the number with four decimals at most."""
        exact = rounded(self.value, PLACES)
        return int(exact) if exact == int(exact) else float(exact)


def figures_of(summary: Summary) -> Iterator[Figure]:
    """Give every figure of a summary that the reader may see; what is unknown is left out.

    Of a share with a first day those that begin before it are left out: what lies before, and
    what says by its name of how many days it is, such as falls_90d, where it shows fewer.
    """
    first = summary.period.first
    for one in _all_figures(summary):
        if first is None or one.start is None or one.start >= first:
            yield one


def _all_figures(summary: Summary) -> Iterator[Figure]:
    if not isinstance(summary.signs, NotShared) and not isinstance(summary.signs.ticks, NotShared):
        yield from (_ticked(tick, summary.period) for tick in summary.signs.ticks)
    for row in summary.changes.rows:
        unit = UNITS.get(row.unit, row.unit)
        yield from (replace(one, unit=one.unit or unit) for one in _changed(row, summary.period))
    if not isinstance(summary.function, NotShared):
        end = summary.period.end
        for days, falls in (
            (MONTH, summary.function.falls30),
            (QUARTER, summary.function.falls90),
        ):
            yield Figure(f"falls_{days}d", "now", falls.falls, "{count}", *_window(end, days))
    if not isinstance(summary.medicines, NotShared):
        for one in (*summary.medicines.current.items, *summary.medicines.stopped.items):
            yield from _doses(one, summary.period.end)


def _ticked(tick: Tick, period: Period) -> Figure:
    """Return on how many days a sign was ticked; of one that no rule answers it is said."""
    how = str(tick.words) if tick.most is None else f"{tick.words}: {tick.most}"
    about = how if tick.has_prompt else f"{how}; no prompt of CareLog"
    return Figure(TICKED, "period", tick.days, "{count}", period.since, period.end, about=about)


def _window(end: date, days: int) -> tuple[date, date]:
    return first_day(end, days), end


def _changed(row: MeasureChange, period: Period) -> Iterator[Figure]:
    """Give what a row says of the week before, of the last week and of what lies between."""
    measured = row.kind == "weight"
    before = (row.before_on, row.before_on) if measured else _window(*period.week_before)
    now = (row.now_on, row.now_on) if measured else _window(*period.week_now)
    if row.before is not None:
        yield Figure(row.slug, "before", row.before, "", *before, row.before_days)
    if row.now is not None:
        yield Figure(row.slug, "now", row.now, "", *now, row.now_days)
    if row.difference is not None:
        noticed = row.noticed.reached if row.noticed else None
        span = (before[0], now[1])
        unit = "%" if measured else ""
        yield Figure(row.slug, "change", row.difference, unit, *span, noticed=noticed)
    if row.baseline is not None:
        yield Figure(row.slug, "first", row.baseline, "")
    if row.since is not None:
        days = row.since.days if row.kind == "days" else None
        yield Figure(row.slug, "period", row.since.count, "", period.since, period.end, days)


def _doses(one: Medicine, end: date) -> Iterator[Figure]:
    counts = {
        ("doses_taken", WEEK): one.taken7,
        ("doses_skipped", WEEK): one.skipped7,
        ("doses_taken", MONTH): one.taken30,
        ("doses_skipped", MONTH): one.skipped30,
    }
    for (name, days), count in counts.items():
        window = _window(end, days)
        yield Figure(f"{name}_{days}d", "now", count, "{count}", *window, about=one.name)


def lines_of(summary: Summary) -> Iterator[list]:
    """Give the heads of the table of figures, then a line for each."""
    yield list(HEADS)
    for one in figures_of(summary):
        days = (one.days.logged, one.days.window) if one.days else ("", "")
        what = (one.measure, one.which, safe(one.about), one.rounded, one.unit)
        yield [*what, one.start, one.end, *days, YES_NO[one.noticed]]
