"""The numbers of the Trends page, apart from how they are worded or drawn.

Averages are exact fractions; they are rounded only when shown.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from carelog.clinical.change import direction
from carelog.clinical.pain import SCALE, SEVERE_FROM
from carelog.clinical.statistics import (
    BASELINE_DAYS,
    Coverage,
    DayCount,
    WeekChange,
    baseline,
    days_at_least,
    days_in_window,
    longest_gap,
    mean,
    week_change,
)
from carelog.entries.quantities import OTHERS, mean_digits

MONTH, SCORE = 30, OTHERS[""]


@dataclass(frozen=True, slots=True)
class PainSummary:
    """Worst pain per day (0-10) in a window, and in the last weeks before `today`.

    `from_baseline` is now minus then, so lower pain is negative. `last` is the newest day with a
    worst pain up to the end of the window, and may lie before its start.
    `logged_first` says how many of the first 14 logged days there are.
    `other_days` have an entry without a worst pain, `ill_days` none but *too ill*; `last_written`
    is the last day with any entry.
    `longest_gap` counts days in a row without an entry; days before the very first entry, and
    today while it is still open, do not count.
    """

    start: date
    end: date
    today: date
    goal: int | None
    logged: int
    window: int
    mean: Fraction | None
    highest: int | None
    lowest: int | None
    days_severe: int
    days_at_goal: int | None
    other_days: int
    ill_days: int
    longest_gap: int
    last_written: date | None
    last: tuple[date, int] | None
    weeks: WeekChange
    severe_month: DayCount
    baseline: Fraction | None
    from_baseline: Fraction | None
    logged_first: int


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure in words: what it is, the figure, its footnote, and all of it as read aloud."""

    key: str
    value: str
    detail: str
    spoken: str


def summarise_pain(
    days: Mapping[date, int],
    *,
    start: date,
    end: date,
    today: date,
    goal: int | None,
    entry_days: Collection[date] = (),
    ill: Collection[date] = (),
) -> PainSummary:
    """Sum up the worst pain of each logged day.

    `days` holds those of the window, of the last 30 days, the last one before both and the first
    14 ever; more do no harm. `entry_days` are the days with a pain entry of any kind, also one
    without a worst pain; `ill` those that were heard from as too ill. Days after today are left
    out. Raises ValueError unless start <= end <= today.
    """
    if not start <= end <= today:
        raise ValueError("a window starts before it ends, and ends by today")
    written = {day for day in {*days, *entry_days} if day <= today}
    past = {day: days[day] for day in sorted(days) if day <= today}
    window = (end - start).days + 1
    inside = [past[day] for day in days_in_window(past, end, window)]
    weeks, first = week_change(past, today), baseline(past, today)
    return PainSummary(
        start=start,
        end=end,
        today=today,
        goal=goal,
        logged=len(inside),
        window=window,
        mean=mean(past, end, window).value,
        highest=max(inside, default=None),
        lowest=min(inside, default=None),
        days_severe=days_at_least(past, end, window, SEVERE_FROM).count,
        days_at_goal=None if goal is None else sum(score <= goal for score in inside),
        other_days=sum(start <= day <= end for day in written - past.keys()),
        ill_days=len(set(days_in_window(ill, end, window)) - written),
        longest_gap=longest_gap(written.union(ill), end, window, today),
        last_written=max((day for day in written if day <= end), default=None),
        last=max(((day, score) for day, score in past.items() if day <= end), default=None),
        weeks=weeks,
        severe_month=days_at_least(past, today, MONTH, SEVERE_FROM),
        baseline=first,
        from_baseline=_difference(weeks.now.value, first),
        logged_first=min(len(past), BASELINE_DAYS),
    )


def tiles(summary: PainSummary) -> tuple[Tile, ...]:
    """The five figures of worst pain, each with the number of days it rests on."""
    now, before = summary.weeks.now, summary.weeks.before
    return (
        _tile(_("Worst pain, average of the last 7 days"), _shown(now.value), _days_of(now.days)),
        _severe_tile(summary),
        _tile(
            _("Last 7 days against the 7 days before"),
            _shown_change(before.value, now.value),
            _("%(now)d of 7 and %(before)d of 7 days logged")
            % {"now": now.days.logged, "before": before.days.logged},
        ),
        _baseline_tile(summary),
        _logged_tile(summary),
    )


def _difference(now: Fraction | None, then: Fraction | None) -> Fraction | None:
    return None if now is None or then is None else now - then


def _tile(key: str, value: str, detail: str, join: str = ", ") -> Tile:
    return Tile(key, value, detail, f"{key}: {value}{join}{detail}.")


def _severe_tile(summary: PainSummary) -> Tile:
    severe = summary.severe_month
    key, logged = _("Days at 7 or more, last 30 days"), severe.days.logged
    if not severe.days.enough:
        return _tile(key, _("not enough entries"), _days_of(severe.days))
    detail = ngettext("of %(logged)d logged day", "of %(logged)d logged days", logged)
    return _tile(key, number_format(severe.count), detail % {"logged": logged}, join=" ")


def _baseline_tile(summary: PainSummary) -> Tile:
    key = _("Last 7 days against the first 14 logged days")
    if summary.baseline is None:
        detail = _("%(logged)d of 14 days logged") % {"logged": summary.logged_first}
    else:
        detail = _("%(now)d of 7 days logged; the first 14 had %(baseline)s on average") % {
            "now": summary.weeks.now.days.logged,
            "baseline": mean_digits(summary.baseline, SCORE),
        }
    return _tile(key, _shown_change(summary.baseline, summary.weeks.now.value), detail)


def _logged_tile(summary: PainSummary) -> Tile:
    detail = ngettext("of %(window)d day", "of %(window)d days", summary.window)
    value = number_format(summary.logged)
    key = _("Days with a worst pain logged")
    return _tile(key, value, detail % {"window": summary.window}, join=" ")


def _days_of(days: Coverage) -> str:
    return _("%(logged)d of %(window)d days logged") % {
        "logged": days.logged,
        "window": days.window,
    }


def _shown(value: Fraction | None) -> str:
    return _("not enough entries") if value is None else mean_digits(value, SCORE)


def _shown_change(before: Fraction | None, now: Fraction | None) -> str:
    if before is None or now is None:
        return _("not enough entries")
    text = {
        "lower": _("%(points)s lower"),
        "same": _("about the same"),
        "higher": _("%(points)s higher"),
    }[direction(before, now, SCALE)]
    return text % {"points": mean_digits(abs(now - before), SCORE)}
