"""What safety keeps: the warnings raised, what became of them, and the emergency facts."""

from carelog.safety.models.emergency_facts import EmergencyFacts
from carelog.safety.models.warning import RaisedWarning, Trigger, WarningState

__all__ = ["EmergencyFacts", "RaisedWarning", "Trigger", "WarningState"]
