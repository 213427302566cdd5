"""Making a record and changing what it says of the person."""

import uuid

import pytest
import time_machine
from django.urls import reverse

from carelog.accounts.models import User
from carelog.patients.models import Membership, Patient
from tests import cast

NEW = "/patients/new/"
FORM = {
    "for_whom": "patient",
    "name": "Erika Example",
    "birth_year": "1958",
    "country": "DE",
    "zone": "Europe/Berlin",
    "weight_unit": "lb",
    "temperature_unit": "f",
}


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


@pytest.fixture
def newcomer(sign_in):
    """A client of a person without any record."""
    return sign_in(cast.make_user("newcomer"))


def user() -> User:
    return User.objects.get(email="newcomer@example.org")


@pytest.mark.django_db
def test_a_person_makes_a_record_of_their_own(newcomer):
    response = newcomer.post(NEW, FORM)
    patient = Patient.objects.get()
    assert response["Location"] == f"/patients/{patient.uid}/welcome/"
    member = patient.memberships.get()
    assert (member.user, member.role, member.relation) == (user(), "owner", "patient")
    assert member.state == "active"
    assert (user().name, user().weight_unit) == ("Erika Example", "lb")


@pytest.mark.django_db
def test_a_daughter_makes_a_record_for_her_father_and_owns_it(newcomer):
    newcomer.post(NEW, FORM | {"for_whom": "caregiver", "your_name": "Anna"})
    member = Membership.objects.get()
    assert (member.role, member.relation) == ("owner", "caregiver")
    assert (member.patient.name, user().name) == ("Erika Example", "Anna")


@pytest.mark.django_db
def test_who_writes_for_someone_else_is_asked_for_their_own_name(newcomer):
    response = newcomer.post(NEW, FORM | {"for_whom": "caregiver"})
    assert response.status_code == 422
    assert b"Give your own name, too." in response.content
    assert not Patient.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("for_whom", "a friend"),
        ("name", " "),
        ("name", "n" * 81),
        ("birth_year", "1899"),
        ("birth_year", "2027"),
        ("birth_year", "around 1950"),
        ("birth_date", "1959-05-01"),
        ("country", "XX"),
        ("zone", "Mars/Base"),
        ("zone", "Etc/UTC"),
        ("height_cm", "29"),
        ("pain_goal", "11"),
        ("sex", "unknown"),
        ("bones", ["tail"]),
    ],
)
def test_a_value_that_cannot_be_is_shown_again_and_nothing_typed_is_lost(newcomer, field, value):
    response = newcomer.post(NEW, FORM | {"cancer_type": "of the breast", field: value})
    assert response.status_code == 422
    assert field in response.context["form"].errors or "__all__" in response.context["form"].errors
    assert b"of the breast" in response.content
    assert b'value="Erika Example"' in response.content or field == "name"
    assert not Patient.objects.exists()


@pytest.mark.django_db
def test_keys_a_form_does_not_have_change_nothing(newcomer):
    uid = uuid.uuid4()
    newcomer.post(NEW, FORM | {"uid": uid, "is_demo": "on", "data_version": "9", "id": "7"})
    patient = Patient.objects.get()
    assert patient.uid != uid
    assert (patient.is_demo, patient.data_version) == (False, 0)


@pytest.mark.django_db
def test_one_person_may_have_several_records_and_finds_them_in_a_list(newcomer):
    for name in ("Berta", "Anton"):
        newcomer.post(NEW, FORM | {"name": name})
    page = newcomer.get("/patients/").content.decode()
    assert page.index("Anton") < page.index("Berta")
    assert "Test patient" not in page


def test_the_list_shows_no_record_of_others(owner, record):
    page = owner.get("/patients/").content.decode()
    assert "Test patient" in page
    assert "Somebody else" not in page


EDIT = {name: FORM[name] for name in ("name", "birth_year", "country", "zone")}


def test_an_owner_changes_what_the_record_says(owner, record):
    url = reverse("patient_edit", args=[record.uid])
    bones = ["hip", "rib"]
    response = owner.post(url, EDIT | {"pain_goal": "3", "height_cm": "171.5", "bones": bones})
    assert response["Location"] == url
    record.refresh_from_db()
    assert (record.name, record.pain_goal, record.bones) == ("Erika Example", 3, bones)
    assert float(record.height_cm) == 171.5
    assert record.data_version == 1


def test_a_change_that_cannot_be_keeps_the_record_and_what_was_typed(owner, record):
    url = reverse("patient_edit", args=[record.uid])
    response = owner.post(url, EDIT | {"birth_year": "2027"})
    page = " ".join(response.content.decode().split())
    assert response.status_code == 422
    assert "This year is still to come." in page
    assert 'value="Erika Example"' in page
    # The head of the page still tells whose record is open.
    assert "<span>Test patient</span>" in page
    record.refresh_from_db()
    assert record.name == "Test patient"
    assert record.data_version == 0


@pytest.mark.parametrize("who", ["caregiver", "clinician"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_the_owner_changes_the_record(request, sign_in, record, who, method):
    client = sign_in(request.getfixturevalue(who))
    response = getattr(client, method)(reverse("patient_edit", args=[record.uid]), EDIT)
    assert response.status_code == 403
    # What they typed is shown to them, and nothing that is there.
    assert record.name.encode() not in response.content.replace(EDIT["name"].encode(), b"")


def test_the_welcome_asks_for_one_number_and_can_be_skipped(owner, record):
    page = owner.get(reverse("patient_welcome", args=[record.uid])).content.decode()
    assert 'value="112"' in page
    assert reverse("today", args=[record.uid]) in page


def test_a_country_without_a_known_number_offers_none(owner, record):
    record.country = "AQ"
    record.save()
    response = owner.get(reverse("patient_welcome", args=[record.uid]))
    assert response.context["offered"] is None
