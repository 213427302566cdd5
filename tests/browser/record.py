"""Records for a tour of all pages: one with something of everything, one with very much."""

import uuid
from datetime import timedelta

from django.utils import timezone

from carelog.appointments.models import Appointment
from carelog.diary import check_in_taps as taps
from carelog.diary.kinds import RECORDED
from carelog.logs.models import PainEntry, SymptomsEntry
from carelog.logs.sign_groups import SIGNS
from carelog.patients import clock
from carelog.patients.access import changing
from carelog.safety.actions import raise_warnings
from tests import cast, kinds

# More than a page of a list shows.
MANY, FORTNIGHT = 60, 14
OTHER_KINDS = [kind for kind in RECORDED if kind not in (PainEntry, SymptomsEntry)]
PLACES = [("hip", "left"), ("spine_lumbar", "middle")]


def fill(access) -> dict:
    """Put something of everything into a record; return the ids its pages need."""
    now, today = timezone.now(), clock.today(access.patient)
    pain = cast.make_pain(access, now - timedelta(hours=20), PLACES, worst_24h=6, average_24h=3)
    signs = cast.make_signs(
        access, now, **dict.fromkeys(SIGNS[SIGNS.index("bowel_control_loss") :], True)
    )
    with changing(access):
        raise_warnings(access, signs.answers(), signs.uid, signs.version)
    number = cast.make_number(access)
    check_ins = [taps.start(access, uuid.uuid4(), 7, today) for _step in range(4)]
    for check_in in check_ins[1:]:
        taps.answer_signs(access, check_in, (), no_other=True)
    taps.finish(access, check_ins[2])
    taps.undo(access, check_ins[3])
    others = {kind.slug: kinds.keep(access, kind).uid for kind in OTHER_KINDS}
    return others | {
        "patient": access.patient.uid,
        "pain": pain.uid,
        "symptoms": signs.uid,
        "number": number.uid,
        "check_ins": [check_in.uid for check_in in check_ins],
    }


def fill_up(access) -> None:
    """Write a fortnight of every kind, and more than a page of what two lists and a page show."""
    now = timezone.now()
    for days in range(MANY):
        at = now - timedelta(days=days)
        cast.make_pain(access, at, PLACES, worst_24h=days % 11)
        cast.make_number(access, "team", f"+49 30 {days:04}")
        if days < FORTNIGHT:
            cast.make_signs(access, at, chest_pain=False)
        for kind in OTHER_KINDS if days < FORTNIGHT else [Appointment]:
            # Relief cannot come before its dose.
            kinds.keep(access, kind, at=at, day=at.date(), relief_at=None)
