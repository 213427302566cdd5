"""Results in words: a number stands with its unit and range as typed, and means nothing here."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from carelog.clinical.numbers import Exact
from carelog.entries.quantities import in_words, unit_for
from carelog.logs.models.results import AS_TYPED, LAB_TESTS, SCANS
from carelog.summary.results import Result
from carelog.summary.section_values import Shortened
from carelog.summary.words.pieces import Item, Said, joined
from carelog.summary.words.reader import Reader

TESTS = dict((*LAB_TESTS, *SCANS))


def results(found: Shortened[Result] | None, reader: Reader) -> Said | None:
    """Return a line for each test; None where there is no result."""
    if found is None:
        return None
    items = tuple(_line(one, reader) for one in found.items)
    copied = _("Copied from reports by hand, with the unit and range that stand there.")
    return Said(items=items, more=found.more, notes=(copied,))


def _line(one: Result, reader: Reader) -> Item:
    lead = one.name or capfirst(str(TESTS[one.test]))
    figure = joined((_number(one.value), one.unit), " ") if one.value is not None else ""
    between = _("range %(low)s to %(high)s") % {
        "low": _number(one.ref_low) or "–",
        "high": _number(one.ref_high) or "–",
    }
    has_range = one.ref_low is not None or one.ref_high is not None
    where = one.place and _("at %(place)s") % {"place": one.place}
    said = joined((figure, one.report), "; ")
    detail = joined((between if has_range else "", where))
    return Item(f"{lead}, {reader.day(one.day)}", said, detail)


def _number(value: Exact | None) -> str:
    return "" if value is None else in_words(value, unit_for(AS_TYPED, None))
