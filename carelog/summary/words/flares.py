"""Flares of pain in words."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from carelog.logs.models.breakthrough import Trigger
from carelog.summary.flares import DosesWithRelief, Flares, Relief
from carelog.summary.period import WEEK
from carelog.summary.words.pieces import Item, Said, joined
from carelog.summary.words.reader import Reader


def flares(found: Relief | None, reader: Reader) -> Said | None:
    """Return how often and how bad, then what eased them; None where nothing was logged."""
    if found is None:
        return None
    lines: list[Item | None] = []
    if one := found.flares:
        lines += [_how_often(one, reader), _relief(one), _set_off(one), _taken(one)]
    if found.doses:
        lines.append(_doses(found.doses))
    return Said(items=tuple(line for line in lines if line))


def _doses(found: DosesWithRelief) -> Item:
    """Return how doses helped, of those of which it was written down."""
    parts = []
    if found.before:
        parts.append(_("pain before %s") % _minutes(found.before))
    if found.rated:
        parts.append(_eased(found.eased, found.rated))
    if found.minutes:
        parts.append(_("after %s minutes") % _minutes(found.minutes))
    return Item(_("Doses, where it was written"), joined(parts))


def _eased(eased: int, rated: int) -> str:
    return _("half or more of the pain gone in %(n)d of %(of)d") % {"n": eased, "of": rated}


def _how_often(found: Flares, reader: Reader) -> Item:
    days = ngettext("%(n)d on %(days)d day", "%(n)d on %(days)d days", found.days)
    week = reader.period.seen(WEEK)
    of_week = ngettext("%(n)d in the last %(of)d day", "%(n)d in the last %(of)d days", week)
    highest = _("highest %(peak)d (%(day)s)") % {
        "peak": found.highest[1],
        "day": reader.day(found.highest[0]),
    }
    lasted = found.minutes and _("%s minutes") % _minutes(found.minutes)
    lead = days % {"n": found.count, "days": found.days}
    return Item(
        lead, joined((of_week % {"n": found.week, "of": week}, highest, lasted or ""), "; ")
    )


def _minutes(spread: tuple[int, int, int]) -> str:
    low, middle, high = spread
    if low == high:
        return str(low)
    return _("%(low)d to %(high)d, middle %(middle)d") % {
        "low": low,
        "high": high,
        "middle": middle,
    }


def _relief(found: Flares) -> Item | None:
    parts = []
    if found.rated:
        parts.append(_eased(found.eased, found.rated))
    if found.relief_minutes:
        parts.append(_("after %s minutes") % _minutes(found.relief_minutes))
    return Item(_("Relief"), joined(parts)) if parts else None


def _set_off(found: Flares) -> Item | None:
    words = dict(Trigger.choices)
    said = joined(f"{words[code]} ({times})" for code, times in found.triggers)
    return Item(_("Set off by"), said) if said else None


def _taken(found: Flares) -> Item | None:
    said = joined(f"{text} ({times})" for text, times in found.medicines)
    return Item(capfirst(_("taken for it")), said) if said else None
