"""Visits to come and open questions, in words."""

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from carelog.summary.section_values import Shortened
from carelog.summary.visits import ComingVisit
from carelog.summary.words.pieces import Item, Said, joined
from carelog.summary.words.reader import Reader


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
