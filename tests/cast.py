"""The fixed cast of every test, and plain functions that make what they need.

The patient owns the record, the caregiver may write, the clinician may read, and the stranger
has a record of their own.
"""

import uuid
from dataclasses import replace
from datetime import UTC, datetime

from allauth.account.models import EmailAddress

from carelog.accounts.models import User
from carelog.logs.models import Entry, PainEntry, PainPlace, SymptomsEntry
from carelog.patients import saving
from carelog.patients.access import ALL_DOMAINS, Access, changing
from carelog.patients.actions import create_patient
from carelog.patients.models import Membership, Number, Patient
from carelog.safety import private
from carelog.safety.models import PrivateAnswer

PASSWORD = "plain words for a test"
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def make_user(name: str, **fields) -> User:
    """Make a person who signs in with PASSWORD."""
    return User.objects.create_user(f"{name}@example.org", PASSWORD, name=name, **fields)


def confirm(user: User, *, is_proven: bool = True, **more) -> EmailAddress:
    """Give a person the row of their address, proven to be theirs unless told otherwise."""
    values = {"email": user.email, "primary": True, "verified": is_proven}
    return EmailAddress.objects.create(user=user, **values | more)


def make_patient(owner: User, name: str = "Test patient", **fields) -> Patient:
    """Make a record in Berlin, owned by the person it is about."""
    values = {"name": name, "birth_year": 1958, "country": "DE", "zone": "Europe/Berlin"}
    return create_patient(Patient(**(values | fields)), by=owner, relation="patient")


def join(patient: Patient, user: User, role: str, relation: str, state: str = "active", scope=None):
    """Give a person a place in a record."""
    scope = sorted(ALL_DOMAINS - {"mood"}) if scope is None else scope
    return Membership.objects.create(
        patient=patient, user=user, role=role, relation=relation, state=state, scope=scope
    )


def access_of(patient: Patient, user: User, page: str = "test") -> Access:
    """Return the access a person has, without going through a page."""
    member = Membership.objects.get(patient=patient, user=user)
    is_owner = member.role == "owner"
    domains = ALL_DOMAINS if is_owner else frozenset(member.scope)
    may_write = member.role != "viewer"
    seen = member.looked_at or member.created_at
    place = (member.role, member.relation, (), seen)
    return Access(patient, user, domains, may_write, page, *place)


def make_pain(access: Access, at: datetime = NOON, places=(), **scores) -> PainEntry:
    """Save a pain entry, worst 5 unless told otherwise."""
    scores = scores or {"worst_24h": 5}
    entry = PainEntry(**_when(access, at), **scores)
    children = [PainPlace(site=site, side=side) for site, side in places]
    return _keep(access, entry, {"places": children})


def make_private(access: Access, at: datetime = NOON, **answers) -> PrivateAnswer:
    """Save an answer for the actor alone, as the person: passive thoughts unless told otherwise."""
    access = replace(access, relation=Membership.Relation.PATIENT, may_write=True)
    row = private.begin(access)
    row.at, row.day, row.uid = at, at.date(), uuid.uuid4()
    for name, value in (answers or {"self_harm": "passive"}).items():
        setattr(row, name, value)
    return private.save(access, row)


def make_signs(access: Access, at: datetime = NOON, **answers) -> SymptomsEntry:
    """Save an answer sheet; it raises no warning by itself."""
    return _keep(access, SymptomsEntry(**_when(access, at), **answers))


def make_number(access: Access, role: str = "cancer_line", number: str = "+49 30 5550") -> Number:
    """Save a number to call."""
    return _keep(access, Number(patient=access.patient, role=role, number=number))


def _when(access: Access, at: datetime) -> dict:
    patient = access.patient
    return {"patient": patient, "at": at, "zone": patient.zone, "day": at.date()}


def _keep(access: Access, row: Entry | Number, children=None):
    with changing(access):
        return saving.keep_new(access, row, children)


def pain_form(**values) -> dict:
    """Return a filled-in form of a new pain entry."""
    form = {"uid": str(uuid.uuid4()), "version": "0", "when": "2026-03-02T12:00", "worst_24h": "5"}
    return form | values
