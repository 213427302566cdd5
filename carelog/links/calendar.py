"""Visits as an iCalendar feed (RFC 5545)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event
from icalendar.enums import CLASS, STATUS, TRANSP

from carelog.appointments.models import Appointment
from carelog.appointments.models.appointment import State
from carelog.links.models import ShareLink
from carelog.patients.access import Access

#: How far back a calendar reaches: a visit that was put off or cancelled is corrected there, too.
PAST = timedelta(days=90)
ASK_AGAIN = timedelta(hours=6)
#: How long a visit is shown of which no end was written: without one, calendars draw no length.
NO_END = timedelta(hours=1)
#: How long before a visit a calendar that takes alarms gives one, and before the end says so.
BEFORE, WARNED = timedelta(days=1), timedelta(days=7)
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
        last_modified=now,
    )
    # RFC 7986 gives it no type of its own, so the type has to be said.
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    # What many calendars read instead of the newer REFRESH-INTERVAL.
    calendar.add("x-published-ttl", "PT6H")
    rows = access.rows(Appointment).filter(starts_at__gte=now - PAST)
    for row in rows.order_by("starts_at", "pk")[:MOST]:
        calendar.add_component(_event(row, link, now))
    calendar.add_component(_last_days(link))
    return calendar.to_ical()


def _event(row: Appointment, link: ShareLink, now: datetime) -> Event:
    has_end = row.ends_at is not None and row.ends_at > row.starts_at
    summary = _words(row) if link.names_visits else _("Appointment")
    event = Event.new(
        uid=str(row.uid),
        stamp=row.updated_at,
        last_modified=row.updated_at,
        sequence=row.version,
        start=row.starts_at,
        end=row.ends_at if has_end else row.starts_at + NO_END,
        summary=summary,
        # Told apart from an end that somebody wrote.
        description=None if has_end else _("No end was written down; an hour is shown."),
        status=STATUS.CANCELLED if row.state == State.CANCELLED else STATUS.CONFIRMED,
        classification=CLASS.PRIVATE,
    )
    if link.names_visits and row.place:
        event.add("location", row.place)
    if row.state == State.BOOKED and row.starts_at > now:
        event.add_component(_alarm(summary, BEFORE))
    return event


def _alarm(words: str, before: timedelta) -> Alarm:
    """Return an alarm in the words of its event: a locked screen shows it."""
    alarm = Alarm.new(description=words)
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -before)
    return alarm


def _last_days(link: ShareLink) -> Event:
    """Return the day on which a calendar says that its link is about to end.

    Without it a calendar goes on showing what it had, and no new visit, and says nothing.
    """
    zone = ZoneInfo(link.patient.zone)
    ends = link.expires_at.astimezone(zone).date()
    day = max(ends - WARNED, link.created_at.astimezone(zone).date())
    words = _("This calendar ends on %(day)s") % {"day": date_format(ends, "j F Y")}
    event = Event.new(
        uid=f"{link.access_key}-end",
        stamp=link.created_at,
        start=day,
        end=day + timedelta(days=1),
        summary=words,
        description=_(
            "After that day no new visits come in. To go on, make a new link in CareLog: Share,"
            " Links without an account, Show the visits in a calendar."
        ),
        transparency=TRANSP.TRANSPARENT,
        classification=CLASS.PRIVATE,
    )
    event.add_component(_alarm(words, timedelta(hours=-9)))
    return event


def _words(row: Appointment) -> str:
    own = "" if row.title == row.name else row.title
    return ", ".join(filter(None, (row.name, own)))
