import pytest
from django.urls import reverse

from carelog.logs.models import PainEntry, PainPlace, SymptomsEntry
from carelog.patients import saving
from carelog.patients.access import changing
from tests import cast


@pytest.fixture
def entry(access):
    """A pain of 5 in the left hip (how bad: 7), corrected to 2 in the jaw."""
    entry = cast.make_pain(access)
    first = PainPlace(site="hip", side="left", intensity=7, qualities=["dull"])
    with changing(access):
        saving.keep_changed(access, entry, 1, {"places": [first]})
        entry.worst_24h = 2
        saving.keep_changed(access, entry, 2, {"places": [PainPlace(site="jaw", side="middle")]})
    return entry


def restore(client, record, entry, to, version, kind="pain"):
    """Press Restore this."""
    address = reverse("entry_restore", args=[record.uid, kind, entry.uid, to])
    return client.post(address, {"version": version})


def test_parent_and_places_come_back_together(owner, record, entry):
    assert restore(owner, record, entry, 2, 3).status_code == 302
    again = PainEntry.objects.get()
    place = again.places.get()
    assert (again.worst_24h, again.version) == (5, 4)
    assert (place.code, place.intensity, place.qualities) == ("hip.left", 7, ["dull"])


def test_a_restore_is_a_new_version_that_says_what_the_old_one_said(owner, record, entry):
    restore(owner, record, entry, 2, 3)
    history = list(PainEntry.objects.get().history)
    assert [revision.act for revision in history] == ["created", "changed", "changed", "changed"]
    assert history[3].snapshot == history[1].snapshot


def test_a_version_without_places_takes_them_away(owner, record, entry):
    restore(owner, record, entry, 1, 3)
    assert PainEntry.objects.get().places.count() == 0


@pytest.mark.parametrize("to", [0, 4, 99, 10**30])
def test_a_version_that_never_was_is_not_there(owner, record, entry, to):
    assert restore(owner, record, entry, to, 3).status_code == 404
    assert PainEntry.objects.get().version == 3


def test_a_stale_button_changes_nothing(owner, record, entry):
    assert restore(owner, record, entry, 1, 2).status_code == 409
    assert PainEntry.objects.get().worst_24h == 2


def test_a_removed_entry_is_put_back_first(owner, record, access, entry):
    with changing(access):
        saving.remove(access, entry, 3)
    assert restore(owner, record, entry, 1, 4).status_code == 409
    assert not PainEntry.objects.exists()


def test_a_caregiver_cannot_restore_what_another_wrote(sign_in, caregiver, record, entry):
    assert restore(sign_in(caregiver), record, entry, 1, 3).status_code == 403
    assert PainEntry.objects.get().worst_24h == 2


def test_signs_come_back_as_they_were_answered(owner, record, access):
    sheet = cast.make_signs(access, unsteady_new=True, bladder_change="leaking")
    with changing(access):
        sheet.unsteady_new, sheet.bladder_change = None, ""
        saving.keep_changed(access, sheet, 1)
    restore(owner, record, sheet, 1, 2, "symptoms")
    again = SymptomsEntry.objects.get()
    assert (again.unsteady_new, again.bladder_change, again.chest_pain) == (True, "leaking", None)
