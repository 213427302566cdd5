"""The numbers of a window as plain words, for those who would rather read than look."""

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from carelog.clinical.change import direction
from carelog.clinical.pain import SCALE
from carelog.clinical.statistics import WeekChange
from carelog.dashboard.heard import too_ill_words
from carelog.dashboard.pain_figures import SCORE, PainSummary
from carelog.entries.quantities import mean_digits


def pain_sentence(summary: PainSummary, name: str | None = None) -> str:
    """What was logged and how the pain went, to its own owner, or about `name` to someone else.

    It states figures only: the reader judges. Plain text, to be escaped by the template.
    """
    parts = (
        _logged(summary, name),
        _others(summary),
        too_ill_words(summary.ill_days),
        _level(summary, name),
        _severe(summary),
        _goal(summary),
        _weeks(summary),
        _gap(summary),
        _last(summary),
    )
    return " ".join(part for part in parts if part)


def _logged(summary: PainSummary, name: str | None) -> str:
    figures = {"logged": summary.logged, "window": summary.window, "name": name}
    if not summary.logged and summary.other_days:
        text = ngettext(
            "There is no worst pain for this day.",
            "There is no worst pain in these %(window)d days.",
            summary.window,
        )
    elif not summary.logged:
        text = ngettext(
            "There is no pain entry for this day.",
            "There is no pain entry in these %(window)d days.",
            summary.window,
        )
    elif summary.window == 1:
        text = (
            _("Pain was logged for %(name)s on this day.")
            if name
            else _("You logged your pain on this day.")
        )
    elif name:
        text = _("Pain was logged for %(name)s on %(logged)d of these %(window)d days.")
    else:
        text = _("You logged your pain on %(logged)d of these %(window)d days.")
    return text % figures


def _others(summary: PainSummary) -> str:
    if not summary.other_days:
        return ""
    if summary.window == 1:
        return _("There is an entry without it.")
    return ngettext(
        "On %(days)d day there is an entry without a worst pain.",
        "On %(days)d days there is an entry without a worst pain.",
        summary.other_days,
    ) % {"days": summary.other_days}


def _level(summary: PainSummary, name: str | None) -> str:
    if not summary.logged:
        return ""
    figures = {"name": name, "low": summary.lowest, "high": summary.highest}
    if summary.logged == 1:
        mine = _("Your worst pain that day was %(high)d.")
        theirs = _("%(name)s's worst pain that day was %(high)d.")
    elif summary.lowest == summary.highest:
        mine = _("Your worst pain was %(high)d on each logged day.")
        theirs = _("%(name)s's worst pain was %(high)d on each logged day.")
    elif summary.mean is None:
        mine = _(
            "That is not enough entries for an average. "
            "Your worst pain was between %(low)d and %(high)d."
        )
        theirs = _(
            "That is not enough entries for an average. "
            "%(name)s's worst pain was between %(low)d and %(high)d."
        )
    else:
        figures["mean"] = mean_digits(summary.mean, SCORE)
        mine = _("Your worst pain was %(mean)s on average, between %(low)d and %(high)d.")
        theirs = _("%(name)s's worst pain was %(mean)s on average, between %(low)d and %(high)d.")
    return (theirs if name else mine) % figures


def _severe(summary: PainSummary) -> str:
    if not summary.days_severe or summary.lowest == summary.highest:
        return ""
    return ngettext(
        "It was 7 or more on %(days)d day.",
        "It was 7 or more on %(days)d days.",
        summary.days_severe,
    ) % {"days": summary.days_severe}


def _goal(summary: PainSummary) -> str:
    if summary.days_at_goal is None or not summary.logged:
        return ""
    text = ngettext(
        "It was at the goal of %(goal)d or less on %(days)d day.",
        "It was at the goal of %(goal)d or less on %(days)d days.",
        summary.days_at_goal,
    )
    return text % {"goal": summary.goal, "days": summary.days_at_goal}


def _weeks(summary: PainSummary) -> str:
    """Only where the window reaches to today; elsewhere these weeks would be beside the point."""
    if summary.end != summary.today or not summary.logged:
        return ""
    weeks = {"now": summary.weeks.now, "before": summary.weeks.before}
    figures = {
        name: week.days.logged if week.value is None else mean_digits(week.value, SCORE)
        for name, week in weeks.items()
    }
    return _weeks_text(summary.weeks) % figures


def _weeks_text(weeks: WeekChange) -> str:
    now, before = weeks.now.value, weeks.before.value
    if now is not None and before is not None:
        return {
            "lower": _(
                "In the last 7 days the average was %(now)s, "
                "lower than the %(before)s of the 7 days before."
            ),
            "higher": _(
                "In the last 7 days the average was %(now)s, "
                "higher than the %(before)s of the 7 days before."
            ),
            "same": _(
                "In the last 7 days the average was %(now)s, "
                "about the same as the %(before)s of the 7 days before."
            ),
        }[direction(before, now, SCALE)]
    if now is not None:
        return _(
            "In the last 7 days the average was %(now)s. "
            "The 7 days before do not have enough entries to compare (%(before)s of 7)."
        )
    if before is not None:
        return _(
            "The last 7 days do not have enough entries for an average (%(now)s of 7). "
            "In the 7 days before it was %(before)s."
        )
    return _(
        "There are not enough entries in the last 7 days (%(now)s of 7) "
        "and the 7 days before (%(before)s of 7) to compare them."
    )


def _gap(summary: PainSummary) -> str:
    if summary.longest_gap < 2 or not (summary.logged or summary.other_days):
        return ""
    return _("The longest stretch without an entry was %(days)d days.") % {
        "days": summary.longest_gap
    }


def _last(summary: PainSummary) -> str:
    if summary.last is None or (summary.window == 1 and summary.logged):
        return ""
    day, score = summary.last
    pattern = "j F" if day.year == summary.today.year else "j F Y"
    figures = {"day": format_date(day, pattern), "score": score}
    is_only_figure = day < summary.start or summary.logged == 1
    if summary.last_written != day:
        text = (
            _("The last worst pain is from %(day)s.")
            if is_only_figure
            else _("The last worst pain, on %(day)s, was %(score)d.")
        )
    elif is_only_figure:
        text = _("The last entry is from %(day)s.")
    else:
        text = _("The last entry, on %(day)s, was %(score)d.")
    return text % figures
