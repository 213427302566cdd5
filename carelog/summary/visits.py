"""Visits to come, and the questions the person wants answered."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from carelog.appointments.models import Appointment
from carelog.appointments.models.appointment import State
from carelog.appointments.series import open_questions
from carelog.summary.logged_days import Reading
from carelog.summary.section_values import Shortened, shorten


@dataclass(frozen=True, slots=True)
class ComingVisit:
    """A booked visit: when it starts on its own clock, its code, its name, its place."""

    starts_at: datetime
    kind: str
    name: str
    place: str


def visits(reading: Reading) -> Shortened[ComingVisit]:
    """Return the booked visits from today on, today's whole day included, the next one first."""
    midnight = datetime.combine(reading.period.today, time.min, ZoneInfo(reading.period.zone))
    rows = reading.access.rows(Appointment).filter(state=State.BOOKED, starts_at__gte=midnight)
    ordered = rows.order_by("starts_at", "pk")
    return shorten([ComingVisit(r.local_start, r.kind, r.name, r.place) for r in ordered])


def questions(reading: Reading) -> Shortened[str]:
    """Return the questions without an answer, the oldest first."""
    return shorten([question.text for question in open_questions(reading.access)])
