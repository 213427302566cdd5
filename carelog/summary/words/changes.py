"""What changed, in words: figures with their sign and the days they rest on, no verdict."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.utils.translation import ngettext

from carelog.clinical.statistics import DayCount
from carelog.entries.quantities import in_words, one_decimal
from carelog.lazy import LazyStr
from carelog.patients.models.membership import DOMAINS
from carelog.summary.changes import Changes, MeasureChange, Noticed
from carelog.summary.words.pieces import Cell, Said, Table, given, joined
from carelog.summary.words.reader import NONE, Reader, days_of, or_too_few, signed


@dataclass(frozen=True, slots=True)
class Name:
    """What a row is about, and what more of it means."""

    title: LazyStr
    direction: LazyStr


NAMES: dict[str, Name] = {
    "worst_pain": Name(__("Worst pain, 0 to 10"), __("mean; higher is worse")),
    "average_pain": Name(__("Average pain, 0 to 10"), __("mean; higher is worse")),
    "severe_days": Name(
        __("Days with worst pain of 7 or more"), __("of the days with a worst pain")
    ),
    "walking": Name(__("Longest walk, minutes"), __("mean; higher is further")),
    "function": Name(__("Function level, 0 to 4"), __("mean; higher is more help needed")),
    "tiredness": Name(__("Tiredness, 0 to 10"), __("mean; higher is worse")),
    "sleep": Name(__("Sleep, hours"), __("mean; higher is longer")),
    "appetite": Name(__("Appetite, 0 to 10"), __("mean; 0 is no appetite")),
    "weight": Name(__("Weight"), __("two weighings about 30 days apart")),
    "falls": Name(__("Falls"), __("as logged; no entry does not mean no fall")),
}


def changes(found: Changes, reader: Reader) -> Said:
    """Return the table of measures before and now."""
    columns = (
        _("Measure"),
        _before(reader),
        _now(reader),
        _("Difference"),
        _("Change people notice*"),
    )
    rows = tuple(_row(change, reader) for change in found.rows)
    return Said(
        table=Table(columns, rows) if rows else None,
        notes=tuple(filter(None, (_definition(found), not_shared(found.not_shared)))),
    )


def _before(reader: Reader) -> str:
    if reader.hides_before:
        return _("Before: not shared")
    end, days = reader.period.week_before
    text = ngettext("Before: %(n)d day to %(day)s", "Before: %(n)d days to %(day)s", days)
    return text % {"n": days, "day": reader.day(end)}


def _now(reader: Reader) -> str:
    end, days = reader.period.week_now
    text = ngettext("Now: %(n)d day to %(day)s", "Now: %(n)d days to %(day)s", days)
    return text % {"n": days, "day": reader.day(end)}


def not_shared(domains: tuple[str, ...]) -> str:
    """Return which parts of the record are not in the reader's scope; "" if all are."""
    if not domains:
        return ""
    labels = dict(DOMAINS)
    names = joined(str(labels[domain]) for domain in domains)
    return _("Not shared with the reader: %(parts)s.") % {"parts": names}


def _definition(found: Changes) -> str:
    if not any(change.slug.endswith("_pain") for change in found.rows):
        return ""
    return _(
        "* On a scale of 0 to 10 a change of about 2 points, or one that is lower by 30 %, is what "
        "people tend to notice (Farrar and others, Pain 2001). It describes and does not judge."
    )


def _row(change: MeasureChange, reader: Reader) -> tuple[Cell, ...]:
    name = NAMES[change.slug]
    detail = joined((str(name.direction), _baseline(change, reader)), "; ")
    first = Cell(str(name.title), detail)
    before, *rest = _ROWS[change.kind](change, reader)
    return first, Cell(NONE) if reader.hides_before and not change.before_on else before, *rest


def _baseline(change: MeasureChange, reader: Reader) -> str:
    if change.slug != "worst_pain" or reader.share_starts:
        return ""
    first = _("not enough entries") if change.baseline is None else one_decimal(change.baseline)
    return _("first 14 logged days: %(mean)s") % {"mean": first}


def _mean_row(change: MeasureChange, reader: Reader) -> tuple[Cell, ...]:
    before = or_too_few(change.before, given(change.before_days))
    now = or_too_few(change.now, given(change.now_days))
    return before, now, _difference(change), Cell(_noticed(change))


def _difference(change: MeasureChange) -> Cell:
    difference = change.difference
    if difference is None:
        return Cell(NONE)
    whole = change.before if change.noticed else None
    return Cell(signed(difference), f"{signed(100 * difference / whole)} %" if whole else "")


def _noticed(change: MeasureChange) -> str:
    found = change.noticed
    if found is None:
        return NONE
    if not found.reached:
        return _("not reached")
    if given(change.difference) > 0:
        return _("reached: higher by 2 points or more")
    return _lower(found)


def _lower(found: Noticed) -> str:
    if found.points and found.share:
        return _("reached: lower by 2 points or more and by 30 % or more")
    if found.points:
        return _("reached by points: lower by 2 or more, but by less than 30 %")
    return _("reached by share: lower by 30 % or more, but by less than 2 points")


def _days_row(change: MeasureChange, reader: Reader) -> tuple[Cell, ...]:
    before = DayCount(int(change.before or 0), given(change.before_days))
    now = DayCount(int(change.now or 0), given(change.now_days))
    return _days(before), _days(now), Cell(NONE), _since(_days(given(change.since)), reader)


def _days(found: DayCount) -> Cell:
    if not found.days.enough:
        return Cell(_("not enough entries"), days_of(found.days))
    text = ngettext(
        "%(n)d of %(days)d logged day", "%(n)d of %(days)d logged days", found.days.logged
    )
    return Cell(text % {"n": found.count, "days": found.days.logged})


def _count_row(change: MeasureChange, reader: Reader) -> tuple[Cell, ...]:
    counts = (change.before, change.now, given(change.since).count)
    before, now, since = (Cell(str(count)) for count in counts)
    return before, now, Cell(NONE), _since(since, reader)


def _since(cell: Cell, reader: Reader) -> Cell:
    figures = {"day": reader.day(reader.period.since), "figure": cell.text}
    return Cell(_("since %(day)s: %(figure)s") % figures, cell.detail)


def _weight_row(change: MeasureChange, reader: Reader) -> tuple[Cell, ...]:
    unit = reader.unit(change.unit)
    before = Cell(in_words(given(change.before), unit), reader.day(given(change.before_on)))
    now = Cell(in_words(given(change.now), unit), reader.day(given(change.now_on)))
    return before, now, Cell(f"{signed(given(change.difference))} %"), Cell(NONE)


_ROWS = {"mean": _mean_row, "days": _days_row, "count": _count_row, "weight": _weight_row}
