"""Whose record it is, who may see it, and what every recorded row has in common."""

from carelog.patients.models.access_event import AccessEvent
from carelog.patients.models.invitation import Invitation
from carelog.patients.models.kept import Kept, KeptChild, KeptState, Revision
from carelog.patients.models.membership import DOMAINS, Membership
from carelog.patients.models.number import Number
from carelog.patients.models.patient import LeavingRecord, Patient

__all__ = [
    "DOMAINS",
    "AccessEvent",
    "Invitation",
    "Kept",
    "KeptChild",
    "KeptState",
    "LeavingRecord",
    "Membership",
    "Number",
    "Patient",
    "Revision",
]
