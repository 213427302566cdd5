import pytest
from django.urls import reverse

from tests import cast

DOORS = {"today": "today", "log": "log_index", "trends": "trends"}


def test_home_leads_to_todays_page_of_the_only_record(owner, record):
    assert owner.get(reverse("home")).url == reverse("today", args=[record.uid])


def test_without_a_record_home_leads_to_making_one(sign_in, db):
    client = sign_in(cast.make_user("newcomer"))
    assert client.get(reverse("home")).url == reverse("patient_new")
    assert client.get(reverse("log_kind", args=["pain"])).url == reverse("patient_new")


@pytest.mark.parametrize(("door", "route"), DOORS.items())
def test_each_door_leads_into_the_record(owner, record, door, route):
    assert owner.get(reverse("go", args=[door])).url == reverse(route, args=[record.uid])


def test_the_doors_lead_to_the_record_last_open(owner, record, patient):
    other = cast.make_patient(patient, "Father")
    owner.get(reverse("today", args=[other.uid]))
    assert owner.get(reverse("go", args=["trends"])).url == reverse("trends", args=[other.uid])
    assert owner.get(reverse("log_kind", args=["pain"])).url == reverse(
        "entry_new", args=[other.uid, "pain"]
    )


def test_whoever_reads_several_records_begins_with_the_list(sign_in, clinician, record, stranger):
    client = sign_in(clinician)
    assert client.get(reverse("home")).url == reverse("today", args=[record.uid])
    cast.join(cast.make_patient(stranger, "Another"), clinician, "viewer", "clinician")
    assert client.get(reverse("home")).url == reverse("patient_list")
    client.get(reverse("today", args=[record.uid]))
    assert client.get(reverse("home")).url == reverse("patient_list")


def test_whoever_has_a_record_of_their_own_begins_with_it_whatever_they_read(
    sign_in, clinician, record
):
    own = cast.make_patient(clinician, "Their own")
    assert sign_in(clinician).get(reverse("home")).url == reverse("today", args=[own.uid])


def test_a_record_that_was_taken_back_is_not_gone_back_to(sign_in, caregiver, record):
    client = sign_in(caregiver)
    client.get(reverse("today", args=[record.uid]))
    caregiver.memberships.update(state="revoked")
    assert client.get(reverse("home")).url == reverse("patient_new")


def test_log_this_now_leads_to_the_form_of_that_kind(owner, record):
    for kind in ("pain", "symptoms"):
        address = owner.get(reverse("log_kind", args=[kind])).url
        assert address == reverse("entry_new", args=[record.uid, kind])


def test_a_kind_that_does_not_exist_has_no_door(owner, record):
    assert owner.get("/log/feelings/").status_code == 404


def test_someone_not_signed_in_signs_in_first(client, db):
    response = client.get(reverse("home"))
    assert response.url == f"{reverse('account_login')}?next={reverse('home')}"
