"""Answers of a period in a line each: "0 to 6, newest 3 (29 Nov)"."""

from collections.abc import Mapping

from django.db.models import BooleanField
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from carelog.entries.columns import Quantity, Score
from carelog.entries.words import in_words
from carelog.lazy import LazyStr
from carelog.patients.models.kept import column_of
from carelog.summary.tallies import Tally
from carelog.summary.words.pieces import Item, joined
from carelog.summary.words.reader import Reader


def lines(
    found: Mapping[str, Tally], labels: Mapping[str, LazyStr], reader: Reader
) -> tuple[Item, ...]:
    """Return a line for each column that was answered, in the order of the labels."""
    named = ((label, found[column]) for column, label in labels.items() if column in found)
    return tuple(Item(str(label), in_a_line(tally, reader)) for label, tally in named)


def in_a_line(tally: Tally, reader: Reader) -> str:
    """Return the answers in one column, in the reader's units."""
    column = column_of(tally.kind, tally.column)
    day = reader.day(tally.newest_on)
    newest = _said(tally, tally.newest, reader)
    if isinstance(column, BooleanField):
        return _yes(tally, reader)
    if column.flatchoices:
        return f"{_counted(tally, reader)} ({_('last on %(day)s') % {'day': day}})"
    if not isinstance(column, Quantity | Score):
        return f"“{newest}” ({day})"
    if tally.low == tally.high:
        return f"{newest} ({_entries(tally, day)})"
    figures = {"low": _said(tally, tally.low, reader), "high": _said(tally, tally.high, reader)}
    figures |= {"newest": newest, "day": day}
    return _("%(low)s to %(high)s, newest %(newest)s (%(day)s)") % figures


def _entries(tally: Tally, day: str) -> str:
    if tally.entries == 1:
        return day
    return _("each of %(n)d times, last on %(day)s") % {"n": tally.entries, "day": day}


def _yes(tally: Tally, reader: Reader) -> str:
    figures = {"n": tally.times(True), "of": tally.entries, "day": reader.day(tally.high_on)}
    if not figures["n"]:
        return ngettext("no, %(of)d time", "no, %(of)d times", tally.entries) % figures
    return _("yes, %(n)d of %(of)d times, last on %(day)s") % figures


def _counted(tally: Tally, reader: Reader) -> str:
    if len(tally.counts) == 1 and tally.entries == 1:
        return _said(tally, tally.newest, reader)
    return joined(f"{_said(tally, answer, reader)} {times} ×" for answer, times in tally.counts)


def _said(tally: Tally, value: object, reader: Reader) -> str:
    return in_words(tally.kind, tally.column, value, reader.user)
