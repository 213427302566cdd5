"""What safety keeps: the warnings that were raised, and the emergency facts of the person."""

from carelog.safety.models.emergency_facts import EmergencyFacts
from carelog.safety.models.warning import RaisedWarning, Trigger

__all__ = ["EmergencyFacts", "RaisedWarning", "Trigger"]
