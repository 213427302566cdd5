"""The data version of a record: each change raises it, and by that holds the record's lock."""

from django.db import models

from carelog.compiled import CompiledUpdate, Parameter
from carelog.patients.models import Patient

_RAISE = CompiledUpdate(
    Patient,
    lambda: (
        Patient.objects.filter(
            pk=Parameter("key", models.BigIntegerField()),
            data_version=Parameter("seen", models.BigIntegerField()),
        ),
        {"data_version": Parameter("raised", models.BigIntegerField(), is_written=True)},
    ),
)


def raised_version(patient: Patient) -> int:
    """Lock the record's row, raise its data version by one, and return it."""
    seen = patient.data_version
    # Where nobody wrote since the record was read, one statement does all of it.
    if not _RAISE.run(key=patient.pk, seen=seen, raised=seen + 1):
        row = Patient.objects.filter(pk=patient.pk)
        seen = row.select_for_update().values_list("data_version", flat=True).get()
        row.update(data_version=seen + 1)
    return seen + 1
