"""Medicines and doses for tests of them."""

from datetime import date, datetime
from decimal import Decimal

from carelog.medications.models import Dose, Medication
from carelog.patients import saving
from carelog.patients.access import Access, changing
from tests import cast

STARTED = date(2026, 1, 5)


def make_medicine(access: Access, name: str = "Morphine", **values) -> Medication:
    """Save a tablet of 10 mg, taken since January and still, unless told otherwise."""
    said = {"form": "tablet", "route": "oral", "strength": 10, "strength_unit": "mg"}
    said |= {"name": name, "started_on": STARTED, "patient": access.patient} | values
    return _keep(access, Medication(**said))


def make_dose(access: Access, medicine: Medication, at: datetime = cast.NOON, **values) -> Dose:
    """Save a dose of one, taken at noon unless told otherwise."""
    said = {"patient": access.patient, "medication_uid": medicine.uid, "zone": "Europe/Berlin"}
    said |= {"at": at, "day": at.date(), "units": Decimal(1)} | values
    return _keep(access, Dose(**said))


def _keep(access: Access, row: Medication | Dose):
    with changing(access):
        return saving.keep_new(access, row)
