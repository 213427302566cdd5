"""Visits, what to ask and what was decided there, and treatments and other events."""

from carelog.appointments.models.appointment import Appointment
from carelog.appointments.models.decision import Decision
from carelog.appointments.models.event import Event
from carelog.appointments.models.question import Question

#: What a person writes in this room, in menu order.
VISITS = (Appointment, Question, Decision, Event)

__all__ = ["VISITS", "Appointment", "Decision", "Event", "Question"]
