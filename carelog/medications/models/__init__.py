"""What is taken: the medicines of a record, and each dose taken or skipped."""

from carelog.entries.models import Recorded
from carelog.medications.models.choices import Form, SkipReason
from carelog.medications.models.dose import Dose
from carelog.medications.models.medication import Medication

MEDICINES: tuple[type[Recorded], ...] = (Medication, Dose)

__all__ = ["MEDICINES", "Dose", "Form", "Medication", "SkipReason"]
