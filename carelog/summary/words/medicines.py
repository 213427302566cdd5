"""Medicines in words: what the label says, and what was logged of it."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from carelog.medications.models.choices import SkipReason
from carelog.summary.medicines import MONTH, WEEK, Medicine, Medicines
from carelog.summary.words.pieces import Cell, Item, Said, Table, given, joined
from carelog.summary.words.reader import NONE, Reader


def medicines(found: Medicines, reader: Reader) -> Said:
    """Return a table of what is taken now, and what was stopped."""
    columns = (_("Medicine"), *(_last(days) for days in _windows(reader)))
    rows = tuple(_row(one, reader) for one in found.current.items)
    stopped = tuple(_stopped(one, reader) for one in found.stopped.items)
    logged = _("Doses as logged. A dose that nobody logged is in none of these numbers.")
    return Said(
        text="" if rows else _("No medicine is written down as taken now."),
        table=Table(columns, rows, found.current.more) if rows else None,
        items=stopped,
        more=found.stopped.more,
        notes=(logged,) if rows else (),
    )


def _windows(reader: Reader) -> list[int]:
    """Return of how many days doses are counted: once, where a share shows a week or less."""
    return list(dict.fromkeys(reader.period.seen(days) for days in (WEEK, MONTH)))


def _last(days: int) -> str:
    return ngettext("Last %(n)d day", "Last %(n)d days", days) % {"n": days}


def _row(one: Medicine, reader: Reader) -> tuple[Cell, ...]:
    why = one.purpose and _("for: %(purpose)s") % {"purpose": one.purpose}
    is_new = one.started_on >= reader.period.since
    since = _("since %(day)s") % {"day": reader.day(one.started_on)} if is_new else ""
    label = joined((one.label, one.instructions, why, since), "; ")
    month = _skipped(one.skipped30)
    reasons = joined(_reason(code, n) for code, n in one.skips)
    week = Cell(_taken(one.taken7), _skipped(one.skipped7))
    whole = Cell(_taken(one.taken30), f"{month} ({reasons})" if reasons else month)
    counts = (week, whole)[-len(_windows(reader)) :]
    return Cell(one.name, label), *counts


def _taken(count: int) -> str:
    return _("%(n)d taken") % {"n": count} if count else NONE


def _skipped(count: int) -> str:
    return _("%(n)d skipped") % {"n": count} if count else ""


def _reason(code: str, count: int) -> str:
    return f"{count} {dict(SkipReason.choices)[code]}"


def _stopped(one: Medicine, reader: Reader) -> Item:
    day = _("stopped %(day)s") % {"day": reader.day(given(one.stopped_on))}
    return Item(capfirst(day), joined((one.name, one.label)), one.stop_reason)
