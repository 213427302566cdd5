"""Bowels in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from carelog.summary.bowels import Bowels
from carelog.summary.period import WEEK
from carelog.summary.words.pieces import Item, Said
from carelog.summary.words.reader import Reader
from carelog.summary.words.tallies import in_a_line


def bowels(found: Bowels | None, reader: Reader) -> Said | None:
    """Return the last movement, the gaps, the stools, and what was taken beside them."""
    if found is None:
        return None
    lines = [_last(found, reader)]
    if found.longest is not None:
        days = ngettext("%(n)d day", "%(n)d days", found.longest) % {"n": found.longest}
        lines.append(Item(_("Longest from one to the next"), days))
    if found.moved is not None:
        lines.append(Item(_("Bowels moved"), in_a_line(found.moved, reader)))
    if found.stools is not None:
        lines.append(Item(_("Stool"), in_a_line(found.stools, reader)))
    if found.taken is not None:
        lines.append(_taken(found, reader))
    return Said(items=tuple(lines))


def _last(found: Bowels, reader: Reader) -> Item:
    lead = _("Last movement")
    if found.last is None:
        return Item(lead, _("none is written down"))
    ago = (reader.period.end - found.last).days
    text = ngettext("%(n)d day before %(end)s", "%(n)d days before %(end)s", ago)
    detail = text % {"n": ago, "end": reader.day(reader.period.end)} if ago else ""
    return Item(lead, reader.day(found.last), detail)


def _taken(found: Bowels, reader: Reader) -> Item:
    days = reader.period.seen(WEEK)
    lead = ngettext("Doses logged, last %(n)d day", "Doses logged, last %(n)d days", days)
    text = _("an opioid on %(opioid)d, a laxative on %(laxative)d of them")
    figures = found.taken and {"opioid": found.taken.opioid, "laxative": found.taken.laxative}
    return Item(lead % {"n": days}, text % figures)
