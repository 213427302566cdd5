"""Weight, mood, visits, questions and who wrote, in words."""

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from carelog.clinical.body_figures import WeightChange
from carelog.clinical.statistics import Coverage, Extremes
from carelog.entries.quantities import in_words
from carelog.patients.models import Membership
from carelog.summary.measured import Mood, Weight
from carelog.summary.section_values import Shortened
from carelog.summary.visits import ComingVisit
from carelog.summary.words.pieces import Item, Said, joined
from carelog.summary.words.reader import Reader, signed
from carelog.summary.writers import Writer


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


def visits(found: Shortened[ComingVisit], reader: Reader) -> Said:
    """Return the booked visits, the next one first."""
    items = tuple(
        Item(format_date(one.starts_at, "j M Y, H:i"), joined((one.name, one.place)))
        for one in found.items
    )
    return Said(text="" if items else _("None is booked."), items=items, more=found.more)


def questions(found: Shortened[str], reader: Reader) -> Said:
    """Return the open questions, the oldest first."""
    items = tuple(Item("", text) for text in found.items)
    return Said(text="" if items else _("None is open."), items=items, more=found.more)


def days_logged(found: Coverage, reader: Reader) -> Said:
    """Return on how many days of the period anything was written."""
    text = _("Something was written on %(n)d of these %(window)d days.")
    return Said(text=text % {"n": found.logged, "window": found.window})


def written_by(found: tuple[Writer, ...], reader: Reader) -> Said:
    """Return how many entries each person wrote: "81 by the person themself, 5 by Eva"."""
    if not found:
        return Said(text=_("No entry was written in these days."))
    entries = sum(one.entries for one in found)
    parts = joined(_by(one) for one in found)
    text = ngettext("%(n)d entry: %(parts)s.", "%(n)d entries: %(parts)s.", entries)
    return Said(text=text % {"n": entries, "parts": parts})


def _by(one: Writer) -> str:
    relation = str(dict(Membership.Relation.choices).get(one.relation, _("someone else")))
    who = f"{one.name} ({relation})" if one.name else relation
    return _("%(n)d by %(who)s") % {"n": one.entries, "who": who}
