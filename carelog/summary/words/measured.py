"""Mood in words, where it is shared."""

from django.utils.translation import gettext as _

from carelog.clinical.statistics import Extremes
from carelog.summary.measured import Mood
from carelog.summary.words.pieces import Item, Said
from carelog.summary.words.reader import Reader


def mood(found: Mood, reader: Reader) -> Said | None:
    """Return last and highest of distress and of the PHQ-4 total; None where neither is logged."""
    window = {"window": reader.period.days_shown}
    items = (
        _extremes(_("Upset or stressed, 0 to 10"), found.distress, reader),
        _extremes(_("PHQ-4, total of 0 to 12"), found.phq4, reader),
    )
    kept = tuple(item for item in items if item.text)
    note = _("Of the last %(window)d days. Sums of answers, shown as they are.") % window
    return Said(facts=kept, notes=(note,)) if kept else None


def _extremes(lead: str, found: Extremes, reader: Reader) -> Item:
    if found.last is None or found.highest is None:
        return Item(lead)
    figures = {
        "last": found.last[1],
        "day": reader.day(found.last[0]),
        "highest": found.highest[1],
        "on": reader.day(found.highest[0]),
    }
    return Item(lead, _("last %(last)d (%(day)s), highest %(highest)d (%(on)s)") % figures)
