"""Visits as an iCalendar feed (RFC 5545)."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event
from icalendar.enums import CLASS, STATUS

from carelog.appointments.models import Appointment
from carelog.appointments.models.appointment import State
from carelog.links.models import ShareLink
from carelog.patients.access import Access

#: How far back a calendar reaches: a visit that was put off or cancelled is corrected there, too.
PAST = timedelta(days=90)
ASK_AGAIN = timedelta(hours=6)
#: More than anybody has; what lies furthest ahead is left out first.
MOST = 1000


def calendar_of(access: Access, link: ShareLink, now: datetime) -> bytes:
    """Return the visits of the last 90 days and those to come.

    What each is about, and where, stands in it only where the link says so: calendars are often
    kept by others, and shown on locked screens. Times are in UTC; a calendar shows its own clock.
    """
    calendar = Calendar.new(
        prodid="-//CareLog//visits//EN",
        uid=str(link.access_key),
        name=_("Appointments from CareLog"),
        refresh_interval=ASK_AGAIN,
        last_modified=now,
    )
    # What many calendars read instead of the newer REFRESH-INTERVAL.
    calendar.add("x-published-ttl", "PT6H")
    rows = access.rows(Appointment).filter(starts_at__gte=now - PAST)
    for row in rows.order_by("starts_at", "pk")[:MOST]:
        calendar.add_component(_event(row, is_named=link.names_visits))
    return calendar.to_ical()


def _event(row: Appointment, *, is_named: bool) -> Event:
    event = Event.new(
        uid=str(row.uid),
        stamp=row.updated_at,
        last_modified=row.updated_at,
        sequence=row.version,
        start=row.starts_at,
        end=row.ends_at if row.ends_at and row.ends_at > row.starts_at else None,
        summary=_words(row) if is_named else _("Appointment"),
        status=STATUS.CANCELLED if row.state == State.CANCELLED else STATUS.CONFIRMED,
        classification=CLASS.PRIVATE,
    )
    if is_named and row.place:
        event.add("location", row.place)
    return event


def _words(row: Appointment) -> str:
    own = "" if row.title == row.name else row.title
    return ", ".join(filter(None, (row.name, own)))
