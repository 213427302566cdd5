"""What is measured now and then, in words: weight, and mood where it is shared."""

from django.utils.translation import gettext as _

from carelog.clinical.body_figures import WeightChange
from carelog.clinical.statistics import Extremes
from carelog.entries.quantities import in_words
from carelog.summary.measured import Mood, Weight
from carelog.summary.words.pieces import Item, Said
from carelog.summary.words.reader import Reader, signed


def weight(found: Weight, reader: Reader) -> Said:
    """Return the newest weight, and its change over about 30 and 180 days."""
    if found.newest is None:
        return Said(text=_("No weight is logged."))
    day, newest = found.newest
    return Said(
        facts=(
            Item(_("Newest"), f"{in_words(newest, reader.unit('kg'))} ({reader.day(day)})"),
            Item(_("Against about 30 days before"), _weighed(found.month, reader)),
            Item(_("Against about 180 days before"), _weighed(found.half_year, reader)),
        )
    )


def _weighed(change: WeightChange | None, reader: Reader) -> str:
    if change is None:
        if reader.share_starts:
            return _("no weight near that day among the days shared")
        return _("no weight near that day")
    day, then = change.reference
    was = f"{in_words(then, reader.unit('kg'))} ({reader.day(day)})"
    return f"{signed(change.percent)} %, {_('was')} {was}"


def mood(found: Mood, reader: Reader) -> Said:
    """Return last and highest of distress and of the PHQ-4 total."""
    window = {"window": reader.period.days_shown}
    none = _("Nothing of this is logged in the last %(window)d days.") % window
    items = (
        _extremes(_("Upset or stressed, 0 to 10"), found.distress, reader),
        _extremes(_("PHQ-4, total of 0 to 12"), found.phq4, reader),
    )
    kept = tuple(item for item in items if item.text)
    note = _("Of the last %(window)d days. Sums of answers, shown as they are.") % window
    return Said(text="" if kept else none, facts=kept, notes=(note,) if kept else ())


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
