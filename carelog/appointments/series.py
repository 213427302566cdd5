"""What other pages read of visits: the next one, questions, decisions, events as marks."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from carelog.appointments.models import Appointment, Decision, Event, Question
from carelog.appointments.models.appointment import State
from carelog.patients.access import Access

# How long a visit without an end stays the next one: people wait, and it still goes on.
GOES_ON = timedelta(hours=3)
TAKES_PLACE = (State.BOOKED, State.DONE)


@dataclass(frozen=True)
class EventMark:
    """An event as a mark: the day it began, its code (such as "surgery"), and what it was."""

    day: date
    kind: str
    words: str


def events_between(access: Access, start: date, end: date) -> list[EventMark]:
    """Return the events that began from `start` to `end`, both included, oldest first."""
    rows = access.rows(Event).filter(started_on__range=(start, end)).order_by("started_on", "pk")
    return [
        EventMark(row.started_on, row.kind, ", ".join(filter(None, _said_of(row)))) for row in rows
    ]


def _said_of(row: Event) -> tuple[str, ...]:
    ended = row.ended_on and _("until %(day)s") % {"day": date_format(row.ended_on, "j M Y")}
    return row.name, row.details(), ended or ""


def visits_a_day(access: Access, start: date, end: date) -> Counter[date]:
    """Return how many visits each day has on the record's clock, but for those that were not."""
    zone = ZoneInfo(access.patient.zone)
    bounds = (datetime.combine(start, time.min, zone), datetime.combine(end, time.max, zone))
    rows = access.rows(Appointment).filter(starts_at__range=bounds, state__in=TAKES_PLACE)
    moments = rows.order_by().values_list("starts_at", flat=True)
    return Counter(moment.astimezone(zone).date() for moment in moments)


def to_come(access: Access, now: datetime) -> QuerySet[Appointment]:
    """Return the booked appointments that are not over, the next one first."""
    return access.rows(Appointment).filter(not_over(now)).order_by("starts_at", "pk")


def not_over(now: datetime) -> Q:
    """Return which are booked and not over: without an end, up to three hours after the start."""
    goes_on = Q(ends_at__gt=now) | Q(ends_at=None, starts_at__gt=now - GOES_ON)
    return goes_on & Q(state=State.BOOKED)


def over_at(appointment: Appointment) -> datetime:
    """Return the moment from which an appointment is no longer the next one."""
    return appointment.ends_at or appointment.starts_at + GOES_ON


def over(access: Access, now: datetime) -> QuerySet[Appointment]:
    """Return all other appointments, the latest first."""
    coming = to_come(access, now).order_by().values("pk")
    return access.rows(Appointment).exclude(pk__in=coming).order_by("-starts_at", "-pk")


def next_appointment(access: Access, now: datetime) -> Appointment | None:
    """Return the booked appointment that comes next, or goes on now."""
    return to_come(access, now).first()


def open_questions(access: Access) -> list[Question]:
    """Return the questions without an answer, the oldest first."""
    return list(access.rows(Question).filter(answer="").order_by("pk"))


def open_decisions(access: Access) -> QuerySet[Decision]:
    """Return what was decided and is not done, that with the earliest day first."""
    rows = access.rows(Decision).filter(done_at=None).select_related("visit")
    return rows.order_by(F("due_on").asc(nulls_last=True), "pk")
