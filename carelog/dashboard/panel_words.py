"""The numbers of a panel as plain sentences, in the reader's own units. They state, not judge."""

from collections.abc import Collection, Mapping
from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from carelog.clinical import statistics
from carelog.clinical.association import Sides
from carelog.clinical.body_figures import longest_between
from carelog.clinical.change import direction
from carelog.clinical.numbers import Exact
from carelog.clinical.statistics import Coverage, Mean
from carelog.dashboard.heard import too_ill_words
from carelog.dashboard.panels import Days, Panel
from carelog.entries.quantities import Unit, in_words, mean_in_words


def words_of(
    panel: Panel,
    days: Days,
    start: date,
    end: date,
    today: date,
    unit: Unit,
    ill: Collection[date] = (),
) -> str:
    """A panel's sentence for a window; `ill` are days heard from as too ill."""
    if panel.is_count:
        counts = {day: int(count) for day, count in days.items()}
        if panel.slug == "bowels":
            return bowel_sentence(counts, start, end, today)
        return count_sentence(counts, start, end)
    if panel.is_sparse:
        return sparse_sentence(days, start, end, today, unit)
    return panel_sentence(days, start, end, today, unit, panel.high, ill)


def panel_sentence(
    days: Mapping[date, Exact],
    start: date,
    end: date,
    today: date,
    unit: Unit,
    scale: int | None = None,
    ill: Collection[date] = (),
) -> str:
    """What was logged in a window: how often, how much, this week and last, gaps, the newest.

    A score has a `scale`, an amount has none. A day in `ill` is no gap.
    """
    past = {day: value for day, value in days.items() if day <= end}
    window = (end - start).days + 1
    inside = statistics.days_in_window(past, end, window)
    only_ill = {*statistics.days_in_window(ill, end, window)} - past.keys()
    parts = [logged_words(len(inside), window), too_ill_words(len(only_ill))]
    if inside:
        values = [past[day] for day in inside]
        parts.append(_level(values, statistics.mean(past, end, window), unit))
    if inside and end == today:
        parts.append(_weeks(statistics.week_change(past, today), unit, scale))
    gap = statistics.longest_gap({*past, *only_ill}, end, window, today)
    if inside and gap > 1:
        parts.append(_("The longest stretch without an entry was %(days)d days.") % {"days": gap})
    if past:
        parts.append(_last(max(past), past[max(past)], today, unit))
    return " ".join(filter(None, parts))


def sparse_sentence(
    days: Mapping[date, Exact], start: date, end: date, today: date, unit: Unit
) -> str:
    """What was logged now and then: how often, from where to where, and how far apart."""
    window = (end - start).days + 1
    inside = statistics.days_in_window(days, end, window)
    parts = [logged_words(len(inside), window)]
    if len(inside) > 1:
        first, last = inside[0], inside[-1]
        values = [days[day] for day in inside]
        parts.append(_level(values, Mean(None, Coverage(0, window)), unit, is_sparse=True))
        parts.append(
            _("From %(first)s on %(since)s to %(last)s on %(until)s.")
            % {
                "first": in_words(days[first], unit),
                "since": _day(first, today),
                "last": in_words(days[last], unit),
                "until": _day(last, today),
            }
        )
    elif past := [day for day in days if day <= end]:
        parts.append(_last(max(past), days[max(past)], today, unit))
    return " ".join(filter(None, parts))


def count_sentence(days: Mapping[date, int], start: date, end: date) -> str:
    """How many of something a day, over the days with an answer in a window."""
    window = (end - start).days + 1
    inside = [days[day] for day in statistics.days_in_window(days, end, window)]
    parts = [logged_words(len(inside), window)]
    if inside:
        parts.append(
            ngettext("%(total)d in all.", "%(total)d in all.", sum(inside)) % {"total": sum(inside)}
        )
        parts.append(_("The most on one day was %(most)d.") % {"most": max(inside)})
    return " ".join(parts)


def bowel_sentence(days: Mapping[date, int], start: date, end: date, today: date) -> str:
    """How often bowels moved, the longest time between two logged movements, and the last one."""
    window = (end - start).days + 1
    inside = statistics.days_in_window(days, end, window)
    moved = [day for day in days if days[day] and day <= end]
    parts = [logged_words(len(inside), window)]
    if inside:
        parts.append(_moved_on(sum(1 for day in inside if days[day])))
    between = longest_between(moved, end, window)
    if between is not None and between > 1:
        parts.append(
            _("The longest time between two that were logged was %(days)d days.")
            % {"days": between}
        )
    if moved:
        parts.append(_("The last one logged was on %(day)s.") % {"day": _day(max(moved), today)})
    return " ".join(parts)


def _moved_on(days: int) -> str:
    text = ngettext("Bowels moved on %(days)d of them.", "Bowels moved on %(days)d of them.", days)
    return text % {"days": days}


def association_sentence(title: str, sides: Sides, with_words: str, unit: Unit) -> str:
    """One number on days with something and on days without, as what came together."""
    figures = {"title": title, "thing": with_words, "n": sides.n_with, "m": sides.n_without}
    if sides.mean_with is None or sides.mean_without is None:
        return (
            _(
                "There are %(n)d days with %(thing)s and %(m)d days without where both were "
                "logged: too few to compare."
            )
            % figures
        )
    figures |= {
        "with": mean_in_words(sides.mean_with, unit),
        "without": mean_in_words(sides.mean_without, unit),
    }
    return (
        _(
            "%(title)s: on the %(n)d days with %(thing)s it was %(with)s on average, on the "
            "%(m)d days without it was %(without)s. This shows what came together, not why."
        )
        % figures
    )


def logged_words(logged: int, window: int) -> str:
    """On how many days of a window there is an entry."""
    if not logged:
        return ngettext(
            "There is no entry on this day.",
            "There is no entry in these %(window)d days.",
            window,
        ) % {"window": window}
    if window == 1:
        return _("Logged on this day.")
    return _("Logged on %(logged)d of these %(window)d days.") % {
        "logged": logged,
        "window": window,
    }


def _level(values: list[Exact], mean: Mean, unit: Unit, *, is_sparse: bool = False) -> str:
    low, high = in_words(min(values), unit), in_words(max(values), unit)
    if low == high:
        return _("It was %(value)s each time.") % {"value": low} if len(values) > 1 else ""
    figures = {"low": low, "high": high}
    if is_sparse:
        return _("It was between %(low)s and %(high)s.") % figures
    if mean.value is None:
        return (
            _("That is not enough for an average. It was between %(low)s and %(high)s.") % figures
        )
    figures["mean"] = mean_in_words(mean.value, unit)
    return _("It was %(mean)s on average, between %(low)s and %(high)s.") % figures


def _weeks(change: statistics.WeekChange, unit: Unit, scale: int | None) -> str:
    now, before = change.now, change.before
    figures = {"now": _week(now, unit), "before": _week(before, unit)}
    if now.value is None or before.value is None:
        text = _("Average of the last 7 days: %(now)s. Of the 7 days before: %(before)s.")
        return text % figures
    text = {
        "lower": _(
            "Average of the last 7 days: %(now)s, lower than the %(before)s of the 7 days before."
        ),
        "same": _(
            "Average of the last 7 days: %(now)s, about the same as the %(before)s of the 7 days "
            "before."
        ),
        "higher": _(
            "Average of the last 7 days: %(now)s, higher than the %(before)s of the 7 days before."
        ),
    }[direction(before.value, now.value, scale)]
    return text % figures


def _week(mean: Mean, unit: Unit) -> str:
    if mean.value is None:
        return _not_enough(mean.days)
    return mean_in_words(mean.value, unit)


def _not_enough(days: Coverage) -> str:
    return _("not enough entries (%(logged)d of %(window)d days)") % {
        "logged": days.logged,
        "window": days.window,
    }


def _last(day: date, value: Exact, today: date, unit: Unit) -> str:
    return _("The last entry, on %(day)s, was %(value)s.") % {
        "day": _day(day, today),
        "value": in_words(value, unit),
    }


def _day(day: date, today: date) -> str:
    return format_date(day, "j F" if day.year == today.year else "j F Y")
