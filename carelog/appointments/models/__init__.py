"""Visits, what to ask there, and treatments and other events."""

from carelog.appointments.models.appointment import Appointment
from carelog.appointments.models.event import Event
from carelog.appointments.models.question import Question

#: What a person writes in this room, in menu order.
VISITS = (Appointment, Question, Event)

__all__ = ["VISITS", "Appointment", "Event", "Question"]
