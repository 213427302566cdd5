"""The two users and the record of the demo: made, found again, removed."""

from django.db import transaction

from carelog.accounts.models import User
from carelog.patients import saving
from carelog.patients.access import changing, open_record
from carelog.patients.actions import create_patient
from carelog.patients.models import DOMAINS, Membership, Number, Patient
from carelog.safety.models import EmergencyFacts
from carelog.upkeep.demo import course
from carelog.upkeep.demo.calendar import ZONE, Calendar
from carelog.upkeep.demo.pen import Pen
from carelog.upkeep.models import DemoUser
from carelog.upkeep.past import at

PERSON = ("demo@example.org", "Demo person")
CAREGIVER = ("demo-caregiver@example.org", "Demo caregiver")
# Berlin numbers set apart for films, which reach nobody, and the emergency number.
NUMBERS = (
    ("emergency", "112", ""),
    ("cancer_line", "+49 30 23125 101", ""),
    ("team", "+49 30 23125 102", "Monday to Friday, 8 to 16"),
    ("next_of_kin", "+49 30 23125 103", "Demo caregiver, day and night"),
)
FACTS = {
    "allergies": "Demo: penicillin, a rash",
    "blood_thinner": "no",
    "steroid_tablets": "unsure",
    "weight_bearing_rule": "Demo: two people to lift",
    "emergency_plan": "Demo: the hospital in town; call next of kin",
}


class NotADemo(Exception):
    """An address of the demo belongs to a user the demo did not make."""


def demo_users() -> list[User]:
    """Return the users of the demo, the person first; none where there is no demo."""
    return list(User.objects.filter(pk__in=DemoUser.objects.values("pk")).order_by("pk"))


@transaction.atomic
def clear_demo() -> None:
    """Remove every demo record, and the demo's users with whatever is theirs.

    A user who has a place in another record as well is kept: that record is not the demo's.
    """
    Patient.objects.filter(is_demo=True).delete()
    users = User.objects.filter(pk__in=DemoUser.objects.values("pk"))
    elsewhere = Membership.objects.values("user")
    for user in users.exclude(pk__in=elsewhere):
        user.delete()


@transaction.atomic
def begin_demo(seed: int, calendar: Calendar) -> Pen:
    """Make the users and the record, on the first day of the year.

    Raises NotADemo where somebody else has one of the addresses.
    """
    with at(calendar.moment(0, 6)):
        person, caregiver = _user(*PERSON), _user(*CAREGIVER)
        patient = Patient(
            uid=course.key(seed, "record"),
            name=PERSON[1],
            birth_year=calendar.today.year - 68,
            country="DE",
            zone=ZONE,
            height_cm=168,
            cancer_type="breast",
            bones=["spine_lumbar", "pelvis", "hip"],
            pain_goal=3,
            is_demo=True,
        )
        create_patient(patient, by=person, relation=Membership.Relation.PATIENT)
        _give_numbers(seed, patient, person)
        _write_facts(patient, person)
    return Pen(seed, calendar, patient, person, caregiver)


def invite_caregiver(pen: Pen) -> None:
    """Give the caregiver a place in the record, with everything but mood."""
    Membership.objects.create(
        patient=pen.patient,
        user=pen.caregiver,
        role=Membership.Role.EDITOR,
        relation=Membership.Relation.CAREGIVER,
        state=Membership.State.ACTIVE,
        scope=[code for code, _label in DOMAINS if code != "mood"],
    )


def _user(email: str, name: str) -> User:
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = User.objects.create_user(email, name=name, drink_unit="ml")
        DemoUser.objects.create(user=user)
    elif not DemoUser.objects.filter(user=user).exists():
        raise NotADemo(email)
    return user


def _give_numbers(seed: int, patient: Patient, person: User) -> None:
    access = open_record(person, patient.uid, page="numbers", writing=True)
    for role, number, hours in NUMBERS:
        row = Number(uid=course.key(seed, "number", role), role=role, number=number, hours=hours)
        with changing(access):
            saving.keep_new(access, row)


def _write_facts(patient: Patient, person: User) -> None:
    access = open_record(person, patient.uid, page="emergency-facts", writing=True)
    row = EmergencyFacts.begin(patient)
    for name, said in FACTS.items():
        setattr(row, name, said)
    with changing(access):
        saving.keep_new(access, row)
