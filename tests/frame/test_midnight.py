"""A day begins at the midnight of the record's clock, wherever the server stands."""

import uuid
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from carelog.appointments.models import Appointment
from carelog.diary.timeline import newest
from carelog.medications.models import Dose
from carelog.patients.access import Access
from carelog.summary.sections import summarise
from tests.diary import taps
from tests.medications.cabinet import make_medicine
from tests.summary.record import shares, tick

DAY = timedelta(days=1)
MONDAY = date(2026, 3, 2)
#: At these times it is Monday there, and another day by UTC: Sunday in the east, Tuesday west.
CLOCKS = {"Pacific/Auckland": time(0, 30), "America/Los_Angeles": time(23, 30)}


@pytest.fixture(params=CLOCKS)
def there(request, access) -> ZoneInfo:
    """The clock of the record, on Monday."""
    zone = ZoneInfo(request.param)
    access.patient.zone = request.param
    access.patient.save(update_fields=["zone"])
    with time_machine.travel(at(zone, MONDAY, CLOCKS[request.param]), tick=False):
        yield zone


def at(there: ZoneInfo, day: date, wall: time) -> datetime:
    """Return the moment of a time on the record's clock."""
    return datetime.combine(day, wall, there)


def visit(access: Access, starts_at: datetime, **values) -> Appointment:
    """Write a visit."""
    kept = {"patient": access.patient, "zone": access.patient.zone, "kind": "oncology"}
    return Appointment.everything.create(**kept, starts_at=starts_at, **values)


def test_today_is_that_of_the_record(there, owner, access):
    assert owner.get(reverse("today", args=[access.patient.uid])).context["day"] == MONDAY


def test_a_tap_on_today_and_a_dose_belong_to_the_records_day(there, owner, access):
    taps.worst(owner, access.patient)
    medicine = make_medicine(access)
    path = reverse("dose_now", args=[access.patient.uid, medicine.uid])
    owner.post(path, {"uid": uuid.uuid4(), "units": "1"})
    assert Dose.objects.get().day == MONDAY
    page = owner.get(reverse("today", args=[access.patient.uid]))
    assert page.context["said_today"] is not None


def test_a_visit_stands_in_the_timeline_under_the_records_day(there, access):
    now = at(there, MONDAY, CLOCKS[str(there)])
    visit(access, now)

    def lines(start: date, end: date) -> list:
        wanted = {"kind": "", "by": "", "start": start, "end": end, "after": ""}
        return newest(access, [Appointment], wanted)

    assert [line.day for line in lines(MONDAY, MONDAY)] == [MONDAY]
    assert not lines(MONDAY - DAY, MONDAY - DAY)
    assert not lines(MONDAY + DAY, MONDAY + DAY)


def test_the_last_visit_is_that_of_a_day_before_the_records_today(there, access):
    visit(access, at(there, MONDAY, time(0, 0)), state="done")
    assert summarise(access, since=None, today=MONDAY).period.visit is None
    visit(access, at(there, MONDAY - DAY, time(23, 59)), state="done")
    assert summarise(access, since=None, today=MONDAY).period.since == MONDAY - DAY


def test_a_sign_is_told_under_the_records_day(there, access):
    tick(access, chest_pain=True)
    (sign,) = summarise(access, since=MONDAY, today=MONDAY).signs.warnings.items
    assert (sign.day, sign.last_day) == (MONDAY, MONDAY)


def test_a_share_of_one_day_lasts_from_midnight_to_midnight_of_the_record(there, access):
    moments = (
        at(there, MONDAY, time(0, 0)) - timedelta(minutes=1),
        at(there, MONDAY, time(0, 0)),
        at(there, MONDAY, time(23, 59)),
        at(there, MONDAY + DAY, time(0, 0)),
    )
    visits = [visit(access, moment, state="done") for moment in moments]
    link = shares(access.patient, starts=MONDAY, ends=MONDAY)
    # What is still to come is shown whenever it is.
    with time_machine.travel(moments[-1] + DAY, tick=False):
        assert {*link.rows(Appointment)} == {*visits[1:3]}
