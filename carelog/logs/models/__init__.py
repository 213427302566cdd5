"""What was felt. KINDS is the explicit list of log kinds, in menu order."""

from carelog.logs.models.base import Entry
from carelog.logs.models.check_in import CheckIn
from carelog.logs.models.pain import PainEntry, PainPlace
from carelog.logs.models.symptoms import SymptomsEntry

KINDS: tuple[type[Entry], ...] = (PainEntry, SymptomsEntry)

__all__ = ["KINDS", "CheckIn", "Entry", "PainEntry", "PainPlace", "SymptomsEntry"]
