"""The numbers of the Trends page, apart from how they are worded or drawn.

Averages are exact fractions; they are rounded only when shown.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Literal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from carelog.clinical.change import Verdict, enough, mcid
from carelog.clinical.pain import SEVERE_FROM
from carelog.clinical.statistics import BASELINE_DAYS, baseline, longest_gap

# A choice of this project: half a point, on a scale of whole points, is not worth a direction.
SAME_WITHIN = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Average:
    """Mean of the logged days of a stretch; `value` is None when too few of them are logged."""

    value: Fraction | None
    logged: int
    window: int


@dataclass(frozen=True, slots=True)
class PainSummary:
    """Worst pain per day (0-10) in a window, and in the last weeks before `today`.

    `change` and `from_baseline` are now minus then, so lower pain is negative. `last` is the
    newest day with a worst pain up to the end of the window, and may lie before its start.
    `logged_first` says how many of the first 14 logged days there are.
    `other_days` have an entry without a worst pain; `last_written` is the last day with any entry.
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
    longest_gap: int
    last_written: date | None
    last: tuple[date, int] | None
    now7: Average
    before7: Average
    change: Fraction | None
    verdict: Verdict | None
    severe30: int
    logged30: int
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
) -> PainSummary:
    """Sum up the worst pain of each logged day.

    `days` holds those of the window, of the last 30 days, the last one before both and the first
    14 ever; more do no harm. `entry_days` are the days with a pain entry of any kind, also one
    without a worst pain. Days after today are left out. Raises ValueError unless
    start <= end <= today.
    """
    if not start <= end <= today:
        raise ValueError("a window starts before it ends, and ends by today")
    written = {day for day in {*days, *entry_days} if day <= today}
    past = {day: days[day] for day in sorted(days) if day <= today}
    window = (end - start).days + 1
    inside, month = _scores(past, end, window), _scores(past, today, 30)
    now7, before7 = (_average(past, day, 7) for day in (today, today - timedelta(days=7)))
    first = baseline(past, today)
    return PainSummary(
        start=start,
        end=end,
        today=today,
        goal=goal,
        logged=len(inside),
        window=window,
        mean=_average(past, end, window).value,
        highest=max(inside, default=None),
        lowest=min(inside, default=None),
        days_severe=_severe(inside),
        days_at_goal=None if goal is None else sum(score <= goal for score in inside),
        other_days=sum(start <= day <= end for day in written - past.keys()),
        longest_gap=longest_gap(written, end, window, today),
        last_written=max((day for day in written if day <= end), default=None),
        last=max(((day, score) for day, score in past.items() if day <= end), default=None),
        now7=now7,
        before7=before7,
        change=_difference(now7.value, before7.value),
        verdict=_verdict(before7.value, now7.value),
        severe30=_severe(month),
        logged30=len(month),
        baseline=first,
        from_baseline=_difference(now7.value, first),
        logged_first=min(len(past), BASELINE_DAYS),
    )


def tiles(summary: PainSummary) -> tuple[Tile, ...]:
    """The five figures of worst pain, each with the number of days it rests on."""
    now, before = summary.now7, summary.before7
    return (
        _tile(_("Worst pain, average of the last 7 days"), _shown(now.value), _days_of(now)),
        _severe_tile(summary),
        _tile(
            _("Last 7 days against the 7 days before"),
            _shown_change(summary.change),
            _("%(now)d of 7 and %(before)d of 7 days logged")
            % {"now": now.logged, "before": before.logged},
        ),
        _baseline_tile(summary),
        _logged_tile(summary),
    )


def direction(change: Fraction) -> Literal["lower", "higher", "same"]:
    """Which way an average of scores went; under half a point is the same."""
    if abs(change) < SAME_WITHIN:
        return "same"
    return "lower" if change < 0 else "higher"


def one_decimal(value: Fraction) -> str:
    """A number as shown: one decimal, halves rounded up, in the reader's own notation."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return number_format(exact.quantize(Decimal("0.1"), ROUND_HALF_UP), decimal_pos=1)


def _scores(past: Mapping[date, int], end: date, window: int) -> list[int]:
    start = end - timedelta(days=window - 1)
    return [score for day, score in past.items() if start <= day <= end]


def _average(past: Mapping[date, int], end: date, window: int) -> Average:
    scores = _scores(past, end, window)
    known = enough(len(scores), window)
    return Average(Fraction(sum(scores), len(scores)) if known else None, len(scores), window)


def _severe(scores: Sequence[int]) -> int:
    return sum(score >= SEVERE_FROM for score in scores)


def _difference(now: Fraction | None, then: Fraction | None) -> Fraction | None:
    return None if now is None or then is None else now - then


def _verdict(before: Fraction | None, after: Fraction | None) -> Verdict | None:
    return None if before is None or after is None else mcid(before, after)


def _tile(key: str, value: str, detail: str, join: str = ", ") -> Tile:
    return Tile(key, value, detail, f"{key}: {value}{join}{detail}.")


def _severe_tile(summary: PainSummary) -> Tile:
    logged = summary.logged30
    key = _("Days at 7 or more, last 30 days")
    if not enough(logged, 30):
        return _tile(key, _("not enough entries"), _days_of(Average(None, logged, 30)))
    detail = ngettext("of %(logged)d logged day", "of %(logged)d logged days", logged)
    return _tile(key, number_format(summary.severe30), detail % {"logged": logged}, join=" ")


def _baseline_tile(summary: PainSummary) -> Tile:
    key = _("Last 7 days against the first 14 logged days")
    if summary.baseline is None:
        detail = _("%(logged)d of 14 days logged") % {"logged": summary.logged_first}
    else:
        detail = _("%(now)d of 7 days logged; the first 14 had %(baseline)s on average") % {
            "now": summary.now7.logged,
            "baseline": one_decimal(summary.baseline),
        }
    return _tile(key, _shown_change(summary.from_baseline), detail)


def _logged_tile(summary: PainSummary) -> Tile:
    detail = ngettext("of %(window)d day", "of %(window)d days", summary.window)
    value = number_format(summary.logged)
    key = _("Days with a worst pain logged")
    return _tile(key, value, detail % {"window": summary.window}, join=" ")


def _days_of(average: Average) -> str:
    return _("%(logged)d of %(window)d days logged") % {
        "logged": average.logged,
        "window": average.window,
    }


def _shown(value: Fraction | None) -> str:
    return _("not enough entries") if value is None else one_decimal(value)


def _shown_change(change: Fraction | None) -> str:
    if change is None:
        return _("not enough entries")
    if direction(change) == "same":
        return _("about the same")
    text = _("%(points)s lower") if change < 0 else _("%(points)s higher")
    return text % {"points": one_decimal(abs(change))}
