"""What safety keeps: warnings, emergency facts, and what a person answers for themself alone."""

from carelog.safety.models.emergency_facts import EmergencyFacts
from carelog.safety.models.private_answer import (
    PrivateAnswer,
    PrivateReader,
    PrivateState,
    PrivateWarning,
)
from carelog.safety.models.warning import RaisedWarning, Trigger, WarningState

__all__ = [
    "EmergencyFacts",
    "PrivateAnswer",
    "PrivateReader",
    "PrivateState",
    "PrivateWarning",
    "RaisedWarning",
    "Trigger",
    "WarningState",
]
