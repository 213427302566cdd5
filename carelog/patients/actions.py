"""Writes of several rows in the patients room."""

from django.db import transaction

from carelog.accounts.models import User
from carelog.patients.models import DOMAINS, Membership, Patient


@transaction.atomic
def create_patient(patient: Patient, *, by: User, relation: str) -> Patient:
    """Save a new record with its one owner: the person themself or someone who cares for them."""
    patient.save()
    Membership.objects.create(
        patient=patient,
        user=by,
        role=Membership.Role.OWNER,
        relation=relation,
        state=Membership.State.ACTIVE,
        scope=[code for code, _label in DOMAINS],
    )
    return patient
