"""Records of one person, sorted by stated reasons; many are searched, not listed."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from carelog.patients.access import changing
from carelog.patients.models import Membership, Patient
from carelog.safety.actions import raise_warnings
from carelog.safety.models import RaisedWarning
from carelog.sharing import worklist
from tests import cast

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


def tick(access):
    signs = cast.make_signs(access, chest_pain=True)
    with changing(access):
        raise_warnings(access, signs.answers(), signs.uid, signs.version)


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


def test_each_reason_is_said(nurses_client, nurse):
    access = record_called("Somebody", nurse)
    pain(access, *RISING)
    tick(access)
    page = nurses_client.get(PATH).content.decode()
    assert "An emergency sign was ticked and is not dealt with" in page
    assert "Worst pain rose by 2 points or more" in page


def test_pain_rises_only_with_enough_days_and_two_points(nurse):
    few = record_called("few", nurse)
    pain(few, 2, 2, 2, 9)
    little = record_called("little", nurse)
    pain(little, *((2,) * 7 + (3,) * 7))
    assert [row.reasons for row in worklist.rows_of(worklist.places_of(nurse))] == [(), ()]


def test_a_warning_that_was_dealt_with_is_no_reason(nurse):
    access = record_called("Somebody", nurse)
    tick(access)
    RaisedWarning.objects.update(ended_at=cast.NOON, ending="help")
    assert worklist.rows_of(worklist.places_of(nurse))[0].reasons == ()


def test_what_is_out_of_scope_is_no_reason(nurse):
    access = record_called("Somebody", nurse, scope=["food"])
    pain(access, *RISING)
    tick(access)
    assert worklist.rows_of(worklist.places_of(nurse))[0].reasons == ()


def test_silence_is_said_from_the_third_day_on(nurse, clock):
    record_called("Somebody", nurse)
    clock.move_to(cast.NOON + timedelta(days=3) - timedelta(minutes=1))
    assert worklist.rows_of(worklist.places_of(nurse))[0].reasons == ()
    clock.move_to(cast.NOON + timedelta(days=3))
    assert worklist.rows_of(worklist.places_of(nurse))[0].reasons == ("nothing saved for 3 days",)


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
    assert b"Search by name" in nurses_client.get(PATH).content
    assert names(nurses_client, "?q=Number 17") == [
        "Number 17",
        *(f"Number 17{n}" for n in range(10)),
    ]


def test_the_next_page_of_a_search_is_of_the_same_search(nurses_client, nurse, monkeypatch):
    monkeypatch.setattr("carelog.sharing.worklist_views.ON_A_PAGE", 1)
    for name in ("Anna & Co", "Anna & Co 2"):
        record_called(name, nurse)
    page = nurses_client.get(PATH, {"q": "Anna & Co"}).content.decode()
    assert 'href="?page=2&amp;q=Anna%20%26%20Co"' in page


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
