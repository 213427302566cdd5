"""Visits of the period and to come, and what the person wants to ask."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet

from carelog.appointments.models import Appointment, Decision
from carelog.appointments.models.appointment import State
from carelog.appointments.series import open_questions
from carelog.summary.logged_days import Reading
from carelog.summary.section_values import Shortened, shorten


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit on its own clock: when, its name and place, codes of what it was and became.

    `notes` is "" for a reader who does not see notes.
    """

    starts_at: datetime
    ends_at: datetime | None
    name: str
    place: str
    state: str
    dental_work: str
    notes: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided: the day of its visit, if it has one, who does it, by when, when done."""

    text: str
    visit_on: date | None
    owner: str
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class Visits:
    """What was in the period, the latest first, and what is booked from today on, next first.

    `decided` is what is still open, and what is of a visit of the period or was done in it.
    """

    past: Shortened[Visit]
    coming: Shortened[Visit]
    decided: Shortened[Decided]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question without an answer, and when it was asked, if it was."""

    text: str
    asked_at: datetime | None


def visits(reading: Reading) -> Visits | None:
    """Return the visits since the period began, today's whole day to come; None without any."""
    period, rows = reading.period, reading.access.rows(Appointment)
    zone = ZoneInfo(period.zone)
    midnight = datetime.combine(period.today, time.min, zone)
    start = datetime.combine(period.since, time.min, zone)
    end = min(midnight, datetime.combine(period.end, time.max, zone))
    past = rows.filter(starts_at__gte=start, starts_at__lt=end).order_by("-starts_at", "-pk")
    coming = rows.filter(state=State.BOOKED, starts_at__gte=midnight).order_by("starts_at", "pk")
    found = Visits(
        shorten([_visit(reading, row) for row in past]),
        shorten([_visit(reading, row) for row in coming]),
        shorten([_decided(row, zone) for row in _decisions(reading, start, end)]),
    )
    is_there = found.past.count or found.coming.count or found.decided.count
    return found if is_there else None


def _decisions(reading: Reading, start: datetime, end: datetime) -> QuerySet[Decision]:
    of_visit = Q(visit__starts_at__range=(start, end))
    rows = reading.access.rows(Decision).select_related("visit")
    told = rows.filter(Q(done_at=None) | of_visit | Q(done_at__range=(start, end)))
    return told.order_by(F("done_at").desc(nulls_first=True), "-pk")


def _decided(row: Decision, zone: ZoneInfo) -> Decided:
    return Decided(
        text=row.text,
        visit_on=row.visit.local_start.date() if row.visit else None,
        owner=row.owner,
        due_on=row.due_on,
        done_on=row.done_at.astimezone(zone).date() if row.done_at else None,
    )


def questions(reading: Reading) -> Shortened[Asked]:
    """Return the questions without an answer, the oldest first."""
    return shorten([Asked(row.text, row.asked_at) for row in open_questions(reading.access)])


def _name(row: Appointment) -> str:
    """Return what it is, and its own name where that is another."""
    is_other = row.title and row.title.casefold() != row.name.casefold()
    return f"{row.name} ({row.title})" if is_other else row.name


def _visit(reading: Reading, row: Appointment) -> Visit:
    return Visit(
        *(row.local_start, row.ends_at and row.ends_at.astimezone(row.local_start.tzinfo)),
        *(_name(row), row.place, row.state, row.dental_work),
        notes=row.notes if reading.sees("notes") else "",
    )
