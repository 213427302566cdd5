import pytest
from django.urls import reverse

from carelog.logs.models import PainEntry, PainPlace
from carelog.patients.models import Patient
from tests import cast


@pytest.fixture
def entry(access):
    """A pain with a place."""
    return cast.make_pain(access, places=[("hip", "left")])


def press(client, record, entry, name, version):
    """Press the button Remove or Put it back."""
    address = reverse(name, args=[record.uid, "pain", entry.uid])
    return client.post(address, {"version": version})


def test_removing_only_marks_and_its_page_offers_it_back(owner, record, entry, patient):
    response = press(owner, record, entry, "entry_remove", 1)
    removed = PainEntry.everything.get()
    assert not PainEntry.objects.exists()
    assert (removed.removed_by, removed.worst_24h, removed.version) == (patient, 5, 2)
    assert PainPlace.objects.count() == 1
    page = owner.get(response.url).content.decode()
    assert "This entry was removed. It counts nowhere." in page
    assert "Put it back" in page


def test_put_back_brings_all_of_it_back(owner, record, entry):
    press(owner, record, entry, "entry_remove", 1)
    press(owner, record, entry, "entry_put_back", 2)
    again = PainEntry.objects.get()
    assert (again.worst_24h, again.removed_by, again.places.get().code) == (5, None, "hip.left")
    assert [revision.act for revision in again.history] == ["created", "removed", "put_back"]


def test_removing_what_has_changed_meanwhile_shows_it_first(owner, record, entry):
    PainEntry.objects.update(version=2)
    response = press(owner, record, entry, "entry_remove", 1)
    assert response.status_code == 409
    assert response.context["entry"].version == 2
    assert PainEntry.objects.exists()


def test_removing_twice_is_one_removal(owner, record, entry):
    for _press in range(2):
        assert press(owner, record, entry, "entry_remove", 1).status_code == 302
    assert PainEntry.everything.get().version == 2


def test_the_key_of_a_removed_entry_stays_taken(owner, record, entry):
    press(owner, record, entry, "entry_remove", 1)
    new = reverse("entry_new", args=[record.uid, "pain"])
    form = cast.pain_form(uid=str(entry.uid), worst_24h="9")
    assert owner.post(new, form).status_code == 409
    assert not PainEntry.objects.exists()


def test_a_removal_raises_the_version_of_the_record(owner, record, entry):
    before = Patient.objects.get(pk=record.pk).data_version
    press(owner, record, entry, "entry_remove", 1)
    assert Patient.objects.get(pk=record.pk).data_version == before + 1


@pytest.mark.parametrize("version", ["", "0", "x", "1000001"])
def test_a_removal_without_a_version_is_asked_again(owner, record, entry, version):
    assert press(owner, record, entry, "entry_remove", version).status_code == 422
    assert PainEntry.objects.exists()


@pytest.mark.parametrize("name", ["entry_remove", "entry_put_back"])
def test_opening_the_address_changes_nothing(owner, record, entry, name):
    address = reverse(name, args=[record.uid, "pain", entry.uid])
    assert owner.get(address).status_code == 405
    assert PainEntry.objects.exists()


@pytest.mark.parametrize(("person", "status"), [("clinician", 403), ("stranger", 404)])
def test_others_cannot_remove(request, sign_in, record, entry, person, status):
    client = sign_in(request.getfixturevalue(person))
    assert press(client, record, entry, "entry_remove", 1).status_code == status
    assert PainEntry.objects.exists()
