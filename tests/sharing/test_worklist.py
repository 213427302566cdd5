"""Records of one person, sorted by stated reasons; many are searched, not listed."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from carelog.appointments.models import Appointment
from carelog.patients.access import changing
from carelog.patients.models import Membership, Patient
from carelog.safety.actions import end_warnings, raise_warnings
from carelog.safety.warnings import open_warnings
from carelog.sharing import worklist
from tests import cast, kinds

PATH = reverse("patient_list")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def nurse(db):
    return cast.make_user("nurse")


@pytest.fixture
def nurses_client(sign_in, nurse):
    return sign_in(nurse)


def record_called(name, nurse, scope=None):
    """Make a record of someone that the nurse may read; return its owner's access."""
    owner = cast.make_user(f"owner of {name}".replace(" ", "-"))
    patient = cast.make_patient(owner, name)
    cast.join(patient, nurse, "viewer", "clinician", scope=scope)
    return cast.access_of(patient, owner)


def pain(access, *scores):
    """Write one worst pain a day, the last one today."""
    for back, score in enumerate(reversed(scores)):
        cast.make_pain(access, at=cast.NOON - timedelta(days=back), worst_24h=score)


def tick(access, **signs):
    signs = cast.make_signs(access, **(signs or {"chest_pain": True}))
    with changing(access):
        raise_warnings(access, signs.answers(), signs.uid, signs.version)


def close(access, ending="help"):
    """Note as dealt with what is open."""
    with changing(access):
        end_warnings(access, open_warnings(access), ending)


def shown(client, query=""):
    """Return the page as one line."""
    return " ".join(client.get(PATH + query).content.decode().split())


def reasons(nurse, first=0):
    """Return the codes of the reasons of the first record."""
    rows = worklist.rows_of(worklist.places_of(nurse), nurse)
    return [reason.code for reason in rows[first].reasons]


def names(client, query=""):
    return [row.patient.name for row in client.get(PATH + query).context["page"]]


RISING = (2,) * 7 + (4,) * 7
STEADY = (3,) * 14


def test_reasons_come_in_their_order_and_then_the_name(nurses_client, nurse, clock):
    clock.move_to(cast.NOON - timedelta(days=5))
    silent = record_called("A silent one", nurse)
    cast.make_pain(silent, at=cast.NOON - timedelta(days=5))
    clock.move_to(cast.NOON)
    pain(record_called("B steady", nurse), *STEADY)
    pain(record_called("C rising", nurse), *RISING)
    tick(record_called("D emergency", nurse))
    pain(record_called("a steady one", nurse), *STEADY)
    expected = ["D emergency", "C rising", "A silent one", "a steady one", "B steady"]
    assert names(nurses_client) == expected


def test_each_reason_is_said_with_its_sign_time_and_numbers(nurses_client, nurse):
    access = record_called("Somebody", nurse)
    pain(access, *RISING)
    tick(access)
    page = shown(nurses_client)
    assert "Emergency, open</span> <p" in page
    assert "today, 13:00" in page
    assert "Nothing is noted about it." in page
    assert "Mean worst pain 4.0 in the last 7 days, 2.0 in the 7 before" in page
    assert "Logged on 7 of 7 days, and on 7 of the 7 before." in page


def test_pain_rises_only_with_enough_days_and_two_points(nurse):
    few = record_called("few", nurse)
    pain(few, 2, 2, 2, 9)
    little = record_called("little", nurse)
    pain(little, *((2,) * 7 + (3,) * 7))
    assert (reasons(nurse), reasons(nurse, 1)) == ([], [])


def test_a_sign_of_the_same_day_is_a_reason_however_old_it_is(nurses_client, nurse, clock):
    access = record_called("Somebody", nurse)
    tick(access, jaw_pain=True)
    clock.move_to(cast.NOON + timedelta(days=2))
    pain(record_called("A rising", nurse), *RISING, 4, 4)
    assert names(nurses_client) == ["Somebody", "A rising"]
    assert "Same day, open" in (page := shown(nurses_client))
    assert "Mon 2 Mar, 13:00" in page
    assert "Open for 2 days. Nothing is noted about it." in page


def test_what_others_closed_since_the_reader_looked_is_a_reason_until_they_look(
    nurses_client, nurse, clock
):
    access = record_called("Somebody", nurse)
    tick(access)
    clock.move_to(cast.NOON + timedelta(hours=1))
    close(access)
    pain(record_called("A rising", nurse), *RISING)
    assert names(nurses_client) == ["Somebody", "A rising"]
    assert "Closed by owner-of-Somebody, 14:00: “I have got help”" in shown(nurses_client)
    nurse.memberships.update(looked_at=cast.NOON + timedelta(hours=1))
    assert reasons(nurse, 1) == []


def test_what_the_reader_closed_is_no_news_to_them(nurse, clock):
    access = record_called("Somebody", nurse)
    tick(access)
    nurse.memberships.update(role="editor")
    clock.move_to(cast.NOON + timedelta(hours=1))
    close(cast.access_of(access.patient, nurse))
    assert reasons(nurse) == []


def test_a_place_of_somebody_else_does_not_decide_what_is_news(nurse, clock):
    access = record_called("Somebody", nurse)
    tick(access)
    other = cast.make_user("other")
    cast.join(access.patient, other, "viewer", "clinician")
    clock.move_to(cast.NOON + timedelta(hours=1))
    close(access)
    nurse.memberships.update(looked_at=cast.NOON + timedelta(hours=2))
    assert reasons(nurse) == []


def test_what_is_out_of_scope_is_no_reason(nurse):
    access = record_called("Somebody", nurse, scope=["food"])
    pain(access, *RISING)
    tick(access)
    row = worklist.rows_of(worklist.places_of(nurse), nurse)[0]
    assert (row.reasons, row.pain) == ((), None)


def test_silence_is_said_from_the_third_day_on(nurses_client, nurse, clock):
    record_called("Somebody", nurse)
    clock.move_to(cast.NOON + timedelta(days=3) - timedelta(minutes=1))
    assert reasons(nurse) == []
    clock.move_to(cast.NOON + timedelta(days=3))
    assert reasons(nurse) == ["silent"]
    assert "Nothing written for 3 days" in shown(nurses_client)


def test_a_clinicians_own_save_is_not_heard_from_the_person(nurses_client, nurse, clock):
    access = record_called("Somebody", nurse)
    cast.make_pain(access)
    nurse.memberships.update(role="editor")
    clock.move_to(cast.NOON + timedelta(days=3))
    cast.make_pain(cast.access_of(access.patient, nurse))
    assert reasons(nurse) == ["silent"]
    assert "Mon 2 Mar, 13:00" in shown(nurses_client)


def test_a_row_has_last_and_highest_pain_heard_from_and_the_next_visit(nurses_client, nurse):
    access = record_called("Somebody", nurse)
    pain(access, 9, 7, 3, 2, 2, 2, 2, 2)
    pain(record_called("Another", nurse), 8)
    for state, hours in (("cancelled", 1), ("booked", 2), ("booked", 30)):
        at = cast.NOON + timedelta(hours=hours)
        kinds.keep(access, Appointment, starts_at=at, ends_at=None, kind="scan", state=state)
    page = shown(nurses_client, "?q=some")
    assert "last <b>2</b>, today" in page
    assert "highest <b>7</b> in 7 days" in page
    assert "<dt>Last heard from</dt> <dd>today, 13:00</dd>" in page
    assert "<dt>Next visit</dt> <dd>Mon 2 Mar, 15:00, Scan</dd>" in page


def test_what_is_out_of_scope_has_no_place_in_the_row(nurses_client, nurse):
    access = record_called("Somebody", nurse, scope=["food"])
    kinds.keep(access, Appointment, starts_at=cast.NOON + timedelta(hours=2), ends_at=None)
    rows = worklist.rows_of(worklist.places_of(nurse), nurse)
    assert worklist.with_facts(rows)[0].visit == ""
    page = shown(nurses_client)
    assert "Worst pain" not in page
    assert "Next visit" not in page


def test_reasons_are_counted_and_each_can_be_asked_for(nurses_client, nurse):
    tick(record_called("In need", nurse))
    pain(record_called("Rising", nurse), *RISING)
    pain(record_called("Steady", nurse), *STEADY)
    page = shown(nurses_client)
    assert 'href="?q=&amp;why=emergency" >Emergency, open <b>1</b></a>' in page
    assert "Not heard from" not in page
    assert names(nurses_client, "?why=rising") == ["Rising"]
    assert "No record stands here for this reason." in shown(nurses_client, "?why=silent")
    assert nurses_client.get(PATH + "?why=fun").status_code == 400


def test_who_waits_to_be_let_in_stands_at_the_owners_row(nurses_client, nurse):
    mine = cast.make_patient(nurse, "Mine")
    theirs = record_called("Theirs", nurse)
    for record in (mine, theirs.patient):
        cast.join(record, cast.make_user(f"wait {record.name}"), "viewer", "caregiver", "pending")
    page = shown(nurses_client)
    assert "wait Mine waits for your yes" in page
    assert "wait Theirs" not in page


@pytest.mark.parametrize("state", ["pending", "left", "revoked"])
def test_a_place_that_is_not_active_is_not_listed(nurses_client, nurse, state):
    record_called("Somebody", nurse)
    nurse.memberships.update(state=state)
    assert names(nurses_client) == []


def test_a_record_is_found_by_a_part_of_its_name(nurses_client, nurse):
    for name in ("Anna", "Hannah", "Bert"):
        record_called(name, nurse)
    assert names(nurses_client, "?q=ann") == ["Anna", "Hannah"]
    assert b"No record of yours is called" in nurses_client.get(PATH + "?q=zoe").content


def test_thousands_are_not_listed_but_searched_and_emergencies_stand_there(nurses_client, nurse):
    patients = Patient.objects.bulk_create(
        Patient(name=f"Number {n}", birth_year=1950, country="DE", zone="Europe/Berlin")
        for n in range(worklist.MOST_COMPARED + 1)
    )
    Membership.objects.bulk_create(
        Membership(patient=patient, user=nurse, role="viewer", relation="clinician", state="active")
        for patient in patients
    )
    tick(record_called("In need", nurse))
    assert names(nurses_client) == ["In need"]
    assert b"Search the others by name" in nurses_client.get(PATH).content
    assert names(nurses_client, "?q=Number 17") == [
        "Number 17",
        *(f"Number 17{n}" for n in range(10)),
    ]


def test_the_next_page_of_a_search_is_of_the_same_search(nurses_client, nurse, monkeypatch):
    monkeypatch.setattr("carelog.sharing.worklist_views.ON_A_PAGE", 1)
    for name in ("Anna & Co", "Anna & Co 2"):
        record_called(name, nurse)
    page = nurses_client.get(PATH, {"q": "Anna & Co"}).content.decode()
    assert 'href="?page=2&amp;q=Anna+%26+Co&amp;why="' in page


def test_a_name_with_too_many_records_lists_emergencies_of_that_name_alone(
    nurses_client, nurse, monkeypatch
):
    monkeypatch.setattr(worklist, "MOST_COMPARED", 1)
    for name in ("Anna One", "Anna Two", "Berta"):
        tick(record_called(name, nurse))
    assert names(nurses_client, "?q=Anna") == ["Anna One", "Anna Two"]


def test_an_emergency_that_a_reader_may_not_see_does_not_list_its_record(
    nurses_client, nurse, monkeypatch
):
    monkeypatch.setattr(worklist, "MOST_COMPARED", 1)
    tick(record_called("Berta", nurse, scope=["visits"]))
    record_called("Anna", nurse)
    assert names(nurses_client) == []


def test_the_number_of_queries_does_not_grow_with_the_records(nurses_client, nurse):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert nurses_client.get(PATH).status_code == 200
        return len(captured)

    record_called("First", nurse)
    nurses_client.get(PATH)
    few = asked()
    for n in range(30):
        record_called(f"Number {n}", nurse)
    assert asked() == few


@pytest.mark.parametrize("query", ["?page=0", "?page=99", "?page=x"])
def test_a_page_that_is_not_there_is_refused(nurses_client, query):
    assert nurses_client.get(PATH + query).status_code == 400


def test_too_long_a_name_is_an_error_beside_the_field(nurses_client):
    response = nurses_client.get(PATH + "?q=" + "a" * 81)
    assert response.status_code == 400
    assert b'aria-describedby="id_q_error"' in response.content


def test_without_a_record_the_page_says_so(nurses_client):
    assert b"There is no record yet." in nurses_client.get(PATH).content


def test_a_phone_number_is_called_in_one_tap(nurses_client, nurse):
    access = record_called("Somebody", nurse)
    Patient.objects.filter(pk=access.patient.pk).update(phone="+49 (30) 55-51")
    record_called("Another", nurse)
    page = shown(nurses_client)
    assert 'href="tel:+49305551"' in page
    assert page.count("tel:") == 1
