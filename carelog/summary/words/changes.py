"""What changed, in words: figures with their sign and the days they rest on, no verdict."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.utils.translation import ngettext

from carelog.clinical.statistics import DayCount
from carelog.entries.quantities import in_words, one_decimal
from carelog.lazy import LazyStr
from carelog.summary.changes import Changes, MeasureChange
from carelog.summary.words.pieces import Cell, Said, Table, given, joined
from carelog.summary.words.reader import NONE, Reader, days_of, or_too_few, signed


@dataclass(frozen=True, slots=True)
class Name:
    """What a row is about, and what more of it means."""

    title: LazyStr
    direction: LazyStr


NAMES: dict[str, Name] = {
    "worst_pain": Name(__("Worst pain, 0–10"), ""),
    "average_pain": Name(__("Average pain, 0–10"), ""),
    "severe_days": Name(__("Days with pain of 7 or more"), ""),
    "walking": Name(__("Longest walk, minutes"), ""),
    "function": Name(__("Function level, 0–4"), ""),
    "tiredness": Name(__("Tiredness, 0–10"), ""),
    "sleep": Name(__("Sleep, hours"), ""),
    "appetite": Name(__("Appetite, 0–10"), __("0: none")),
    "weight": Name(__("Weight"), ""),
    "falls": Name(__("Falls logged"), ""),
}
#: Of these it is said whether a change is one that people notice.
NOTICED = {"worst_pain": __("worst pain"), "average_pain": __("average pain")}


def changes(found: Changes, reader: Reader) -> Said:
    """Return the table of measures before and now; what was hardly logged is named below it."""
    columns = (_("Mean (days logged)"), _before(reader), _now(reader), _("Change"))
    told = [change for change in found.rows if not _lacks(change)]
    none = [change for change in told if _is_none(change, reader)]
    notes = (_none(none, reader), _noticed(told), _overlap(reader), _lacking(found))
    rows = tuple(_row(change, reader) for change in told if change not in none)
    return Said(table=Table(columns, rows) if rows else None, notes=tuple(filter(None, notes)))


def _lacks(change: MeasureChange) -> bool:
    """Say whether too few days were logged of both weeks to say anything of a measure."""
    if change.kind == "days":
        weeks = (given(change.before_days), given(change.now_days))
        return not any(days.enough for days in weeks)
    return change.before is None and change.now is None


def _is_none(change: MeasureChange, reader: Reader) -> bool:
    """Say whether what is counted is 0 in both weeks and the whole period: no row of noughts."""
    if change.since is None or reader.hides_before:
        return False
    return (change.before, change.now, change.since.count) == (0, 0, 0)


def _none(none: list[MeasureChange], reader: Reader) -> str:
    """Return that nothing was counted since the first day of the week before."""
    said = joined((f"{NAMES[one.slug].title}: {_never(one)}" for one in none), "; ")
    end, days = reader.period.week_before
    since = {"day": reader.day(end - timedelta(days=days - 1)), "said": said}
    return said and _("Since %(day)s: %(said)s.") % since


def _never(change: MeasureChange) -> str:
    if change.kind == "count":
        return "0"
    logged = given(change.before_days).logged + given(change.since).days.logged
    return _("0 of %(days)d") % {"days": logged}


def _lacking(found: Changes) -> str:
    names = joined(str(NAMES[change.slug].title) for change in found.rows if _lacks(change))
    return names and _("Too few entries to compare: %(measures)s.") % {"measures": names}


def _before(reader: Reader) -> str:
    if reader.hides_before:
        return _("Before: not shared")
    return _("Before: %(days)s") % {"days": _week(reader, *reader.period.week_before)}


def _now(reader: Reader) -> str:
    return _("Now: %(days)s") % {"days": _week(reader, *reader.period.week_now)}


def _week(reader: Reader, end: date, days: int) -> str:
    """Return a window by its first and last day: "4–10 Nov"."""
    first, last = end - timedelta(days=days - 1), reader.day(end)
    if days == 1:
        return last
    is_same = (first.month, first.year) == (end.month, end.year)
    start = format_date(first, "j") if is_same else reader.day(first)
    between = "–" if is_same else " – "
    return f"{start}{between}{last}"


def _overlap(reader: Reader) -> str:
    """Return how many days both weeks have in common, after a visit in this one."""
    period = reader.period
    (before, _of), (end, days) = period.week_before, period.week_now
    shared = (before - (end - timedelta(days=days))).days
    if shared <= 0 or reader.hides_before:
        return ""
    text = ngettext("%(n)d day lies in both weeks.", "%(n)d days lie in both weeks.", shared)
    return text % {"n": shared}


def _noticed(told: list[MeasureChange]) -> str:
    """Return for which rows a change is one that people notice, and what that means."""
    pains = [one for one in told if one.slug in NOTICED and one.noticed is not None]
    if not pains:
        return ""
    reached = [one for one in pains if given(one.noticed).reached]
    said = joined(f"{NOTICED[one.slug]}: {_by_what(one)}" for one in reached)
    definition = _("Change people notice (2 points or 30 %% lower; Farrar 2001): %s.")
    return definition % (said or _("not reached"))


def _by_what(change: MeasureChange) -> str:
    found = given(change.noticed)
    if given(change.difference) > 0:
        return _("reached, higher by 2 points or more")
    if found.points and found.share:
        return _("reached, lower by 2 points or more and by 30 % or more")
    if found.points:
        return _("reached by points, lower by less than 30 %")
    return _("reached by share, lower by less than 2 points")


def _row(change: MeasureChange, reader: Reader) -> tuple[Cell, ...]:
    name = NAMES[change.slug]
    detail = joined((str(name.direction), _more(change, reader)), "; ")
    first = Cell(str(name.title), detail)
    before, *rest = _ROWS[change.kind](change, reader)
    return first, Cell(NONE) if reader.hides_before and not change.before_on else before, *rest


def _more(change: MeasureChange, reader: Reader) -> str:
    """Return what one row says of the whole period, or of the first days logged."""
    if change.since is not None:
        figures = {"day": reader.day(reader.period.since), "figure": _whole_period(change)}
        return _("since %(day)s: %(figure)s") % figures
    if change.slug != "worst_pain" or reader.share_starts:
        return ""
    first = _("not enough entries") if change.baseline is None else one_decimal(change.baseline)
    return _("first 14 logged days: %(mean)s") % {"mean": first}


def _mean_row(change: MeasureChange, reader: Reader) -> tuple[Cell, ...]:
    before = or_too_few(change.before, given(change.before_days))
    now = or_too_few(change.now, given(change.now_days))
    difference = change.difference
    return before, now, Cell(NONE if difference is None else signed(difference))


def _whole_period(change: MeasureChange) -> str:
    since = given(change.since)
    return _days(since).text if change.kind == "days" else str(since.count)


def _days_row(change: MeasureChange, reader: Reader) -> tuple[Cell, ...]:
    before = DayCount(int(change.before or 0), given(change.before_days))
    now = DayCount(int(change.now or 0), given(change.now_days))
    return _days(before), _days(now), Cell(NONE)


def _days(found: DayCount) -> Cell:
    if not found.days.enough:
        return Cell(_("not enough entries"), days_of(found.days))
    figures = {"n": found.count, "days": found.days.logged}
    return Cell(_("%(n)d of %(days)d") % figures)


def _count_row(change: MeasureChange, reader: Reader) -> tuple[Cell, ...]:
    return Cell(str(change.before)), Cell(str(change.now)), Cell(NONE)


def _weight_row(change: MeasureChange, reader: Reader) -> tuple[Cell, ...]:
    unit = reader.unit(change.unit)
    before = Cell(in_words(given(change.before), unit), reader.day(given(change.before_on)))
    now = Cell(in_words(given(change.now), unit), reader.day(given(change.now_on)))
    return before, now, Cell(f"{signed(given(change.difference))} %")


_ROWS = {"mean": _mean_row, "days": _days_row, "count": _count_row, "weight": _weight_row}
