"""Visits and open questions, in words."""

from django.utils.dateformat import format as format_date
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from carelog.appointments.models.appointment import DentalWork, State
from carelog.summary.section_values import Shortened
from carelog.summary.visits import Asked, Decided, Visit, Visits
from carelog.summary.words.pieces import Item, Said, joined
from carelog.summary.words.reader import Reader


def visits(found: Visits | None, reader: Reader) -> Said | None:
    """Return what was, what was decided, then what is booked; None without any of it."""
    if found is None:
        return None
    past = tuple(_past(one, reader) for one in found.past.items)
    coming = tuple(_coming(one) for one in found.coming.items)
    decided = tuple(_decided(one, reader) for one in found.decided.items)
    more = found.past.more + found.coming.more + found.decided.more
    return Said(items=(*past, *decided, *coming), more=more)


def _decided(one: Decided, reader: Reader) -> Item:
    lead = _("Decided on %(day)s") if one.visit_on else _("Decided")
    due = one.due_on and _("by %(day)s") % {"day": reader.day(one.due_on)}
    done = one.done_on and _("done %(day)s") % {"day": reader.day(one.done_on)}
    said = joined((one.text, one.owner, due or "", done or _("open")), "; ")
    return Item(lead % {"day": reader.day(one.visit_on)} if one.visit_on else lead, said)


def _past(one: Visit, reader: Reader) -> Item:
    state = str(State(one.state).label) if one.state != State.BOOKED else _("was booked")
    said = joined((one.name, one.place, state, _dental(one)))
    return Item(reader.day(one.starts_at.date()), said, one.notes)


def _coming(one: Visit) -> Item:
    when = format_date(one.starts_at, "j M Y, H:i")
    until = one.ends_at and _("to %(time)s") % {"time": format_date(one.ends_at, "H:i")}
    lead = _("Next: %(when)s") % {"when": joined((when, until or ""), " ")}
    return Item(lead, joined((one.name, one.place, _dental(one))), one.notes)


def _dental(one: Visit) -> str:
    if not one.dental_work:
        return ""
    return _("teeth or jaw: %s") % DentalWork(one.dental_work).label


def questions(found: Shortened[Asked], reader: Reader) -> Said:
    """Return the open questions, the oldest first."""
    items = tuple(Item("", one.text, _asked(one, reader)) for one in found.items)
    return Said(text="" if items else _("None is open."), items=items, more=found.more)


def _asked(one: Asked, reader: Reader) -> str:
    if one.asked_at is None:
        return ""
    return capfirst(_("asked %(day)s") % {"day": reader.day(one.asked_at.date())})
