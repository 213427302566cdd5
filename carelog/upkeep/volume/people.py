"""The users and records of a volume: made, told from others, removed."""

from django.db import transaction
from django.db.models import Model

from carelog.accounts.models import User
from carelog.appointments.models import Appointment, Decision, Event, Question
from carelog.logs.models import KINDS, CheckIn, PainPlace
from carelog.medications.models import Dose, Medication
from carelog.patients.models import (
    DOMAINS,
    Kept,
    LeavingRecord,
    Membership,
    Number,
    Patient,
    Revision,
)
from carelog.safety.models import EmergencyFacts
from carelog.upkeep.demo.calendar import ZONE
from carelog.upkeep.demo.course import dice, key
from carelog.upkeep.models import DemoUser
from carelog.upkeep.volume.book import Book

NAME, ADDRESS = "Seeded record", "seeded-"
#: One row a person.
ONE_EACH = (User, DemoUser, Patient, Membership)
#: All that is kept, each model after those it points to.
ORDER: tuple[type[Kept], ...] = (
    CheckIn,
    *KINDS,
    Medication,
    Dose,
    Appointment,
    Question,
    Decision,
    Event,
    Number,
    EmergencyFacts,
)
# Few enough that no statement takes long, whatever the database allows one.
TOGETHER = 25


class NotSeeded(Exception):
    """Here are records or accounts that no volume made."""


def refuse_others() -> None:
    """Raise NotSeeded where anyone has a record, or one of the addresses, that is not seeded."""
    if Patient.objects.exclude(is_demo=True, name__startswith=f"{NAME} ").exists():
        raise NotSeeded
    holders = User.objects.filter(email__istartswith=ADDRESS)
    if holders.exclude(pk__in=DemoUser.objects.values("pk")).exists():
        raise NotSeeded


def clear() -> None:
    """Remove what an earlier volume left, some records at a time. Call refuse_others first."""
    keys = list(Patient.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), TOGETHER):
        some = keys[start : start + TOGETHER]
        with transaction.atomic():
            # Its history goes before the record does, which then says so once more.
            LeavingRecord.objects.bulk_create(LeavingRecord(record=key) for key in some)
            PainPlace.objects.filter(pain__patient__in=some)._raw_delete("default")
            kept: tuple[type[Model], ...] = (Revision, *reversed(ORDER))
            for model in kept:
                model._base_manager.filter(patient__in=some)._raw_delete("default")
            Patient.objects.filter(pk__in=some).delete()
    User.objects.filter(email__startswith=ADDRESS, pk__in=DemoUser.objects.values("pk")).delete()


def begin(seed: int, numbers: range) -> list[Book]:
    """Make the users and records of some numbers, each record with an empty book."""
    users = User.objects.bulk_create(_user(number) for number in numbers)
    DemoUser.objects.bulk_create(DemoUser(user=user) for user in users)
    patients = Patient.objects.bulk_create(_patient(seed, number) for number in numbers)
    Membership.objects.bulk_create(
        _owner(user, patient) for user, patient in zip(users, patients, strict=True)
    )
    return [
        Book(patient, user, dice(seed, "keys", number))
        for user, patient, number in zip(users, patients, numbers, strict=True)
    ]


def _user(number: int) -> User:
    address, name = f"{ADDRESS}{number}@example.org", f"Seeded person {number}"
    user = User(email=address, name=name)
    user.set_unusable_password()
    return user


def _patient(seed: int, number: int) -> Patient:
    return Patient(
        uid=key(seed, "volume", number),
        name=f"{NAME} {number}",
        birth_year=1940 + number % 30,
        country="DE",
        zone=ZONE,
        height_cm=168,
        cancer_type="breast",
        bones=["spine_lumbar", "hip"],
        pain_goal=3,
        is_demo=True,
    )


def _owner(user: User, patient: Patient) -> Membership:
    return Membership(
        patient=patient,
        user=user,
        role=Membership.Role.OWNER,
        relation=Membership.Relation.PATIENT,
        state=Membership.State.ACTIVE,
        scope=[code for code, _label in DOMAINS],
    )
